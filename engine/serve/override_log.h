#pragma once

// What people overruled, in a file that only grows: one JSON object a line, each with the SHA-256
// of the line before (`previous`) and of itself (`hash`). A changed, removed, swapped or inserted
// byte breaks the chain. What hashing alone cannot find: whole lines cut from the end, and a forged
// line whose hashes were worked out anew. Against those the last hash is to be kept elsewhere.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace eligo {

// A person's word on one criterion of one patient, beside the machine's result.
struct Override {
  std::uint64_t sequence = 0;  // from 1; the log's
  std::string time;            // UTC, "2026-01-15T09:30:00Z"; the log's
  std::string trial;
  std::string patient;
  std::string criterion;
  std::string result;   // "pass" or "fail": the person's
  std::string machine;  // "pass", "fail" or "unknown": what the program said at that time
  std::string as_of;    // the screening date of that
  std::string rules;    // the SHA-256 of the rule file of that
  std::string name;     // who overrules
  std::string reason;
  std::string hash;  // the log's
};

// The override as a JSON object; with all that the log adds.
std::string render_json(const Override& one);

struct LogContent {
  struct Fault {
    std::uint64_t line = 0;
    std::string what;
  };
  std::vector<Override> overrides;  // up to the first fault
  std::uint64_t lines = 0;
  std::uint64_t bytes = 0;       // up to the end of the last whole line
  std::uint64_t torn_lines = 0;  // cut short by a crash, and accounted for by the line behind
  std::string last_hash;         // the SHA-256 of the last whole line; zeros for an empty log
  // Bytes behind the last whole line: a crash while writing.
  std::string torn_tail;
  std::optional<Fault> fault;  // the first line that is not what was written
};

// Reads a log and follows its chain. Errors: it cannot be read, or is no regular file.
Result<LogContent> read_override_log(const std::string& file);

class OverrideLog {
 public:
  // Opens a log for appending, and makes one where there is none. Errors: it cannot be written, is
  // in use by another process, or its chain is broken.
  static Result<std::shared_ptr<OverrideLog>> open(const std::string& file);
  ~OverrideLog();
  OverrideLog(const OverrideLog&) = delete;
  OverrideLog& operator=(const OverrideLog&) = delete;

  // Whether the log ended in half a line when it was opened. The next entry accounts for it; it is
  // not taken out.
  bool had_torn_tail() const;

  // Appends a line and waits until it is on the disk. `time`: seconds since 1970. Returns it with
  // what the log adds. Errors: it could not be written, or the file is not what it was.
  Result<Override> append(Override one, std::int64_t time);

  // What was overruled for a patient and trial, in the order of the log.
  std::vector<Override> about(std::string_view trial, std::string_view patient) const;

 private:
  struct State;
  explicit OverrideLog(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace eligo
