#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace eligo {

// Where results go: standard output, or a file that is written beside its place and renamed into it
// when all is well, so that nobody ever finds half of one.
class Output {
 public:
  // An empty `file` means standard output.
  explicit Output(std::string file);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);

  // Flushes and, for a file, puts it into its place. False where anything could not be written;
  // `why` then says what.
  bool finish();
  bool failed() const { return failed_; }
  const std::string& why() const { return why_; }

 private:
  void fail(const std::string& what);
  void discard();

  std::string file_;        // as it was named; empty for standard output
  std::string target_;      // the same, links followed
  std::string written_to_;  // beside the target; the target itself where it is no regular file
  std::FILE* stream_ = nullptr;
  bool failed_ = false;
  std::string why_;
};

// Replaces a file's content in one step.
bool replace_file(const std::string& file, std::string_view content, std::string& why);

}  // namespace eligo
