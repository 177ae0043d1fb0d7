#pragma once

// What is wrong with one patient's record, gathered while it is read. For the stages that read
// records.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patient/read_patients.h"
#include "text/json.h"
#include "text/source_text.h"

namespace eligo {

// Where a record stands.
struct RecordOrigin {
  std::string file;                  // as diagnostics name it
  std::string input;                 // as a rejection names it: the file, with ":line" for NDJSON
  std::string path;                  // of the record in its JSON text: "" or "/3"
  const SourceText* text = nullptr;  // that JSON text, where it is still there
  std::uint32_t first_line = 1;      // where in the file that text begins
  std::uint32_t first_column = 1;
};

class RecordFindings {
 public:
  RecordFindings(RecordOrigin origin, const Vocabulary& vocabulary);

  // What is reported next stands elsewhere: in another text, for a record of several.
  void set_origin(RecordOrigin origin) { origin_ = std::move(origin); }

  // The record cannot be used. `path` is relative to the record.
  void reject(const std::string& path, const std::string& why);
  // Something was not understood or not used; the record stands.
  void warn(DiagnosticCode code, const std::string& path, const JsonValue& at, std::string message,
            std::string help = {});

  bool is_rejected() const { return error_count_ > 0; }
  RejectedRecord rejection() const;
  std::vector<Diagnostic> take_warnings();

  // "did you mean ...?" for a name that the vocabulary does not know; empty where nothing is near.
  // After the first few of a record it is always empty: the search goes through all names.
  std::string suggested_names(std::string_view name);

 private:
  RecordOrigin origin_;
  const Vocabulary* vocabulary_;
  std::string first_error_path_;
  std::string first_error_input_;
  std::string why_;
  std::size_t error_count_ = 0;
  std::vector<Diagnostic> warnings_;
  std::size_t unlisted_warnings_ = 0;
  std::size_t suggestions_left_;
};

// `diagnostic` with its place in the text of `origin`, where that is known.
void set_place(Diagnostic& diagnostic, const RecordOrigin& origin, Span span);

// `text`, cut where it is too long for a message.
std::string shortened(std::string_view text);
// The same in quotes.
std::string quoted(std::string_view text);
// "did you mean "a", "b"?"; empty for no names.
std::string did_you_mean_one_of(const std::vector<std::string>& names);

}  // namespace eligo
