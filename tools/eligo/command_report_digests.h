#pragma once

// What a report was made from, as digests.

#include <optional>
#include <string>
#include <vector>

#include "report/index/report_index.h"

namespace eligo {

// The SHA-256 of a file's content; nothing where it cannot be read.
std::optional<std::string> sha256_of_file(const std::string& file);

// Of one file its own digest; of several that of the lines "digest, two spaces, name".
std::string sha256_of_all(const std::vector<IndexInput>& files);

// The digests of all files of patients. Standard input, where it is among them, is read whole into
// a temporary file that then stands in its place, since its digest must be known before it is read.
// Nothing, with the reason on standard error, where that cannot be done.
class PatientDigests {
 public:
  ~PatientDigests();
  PatientDigests() = default;
  PatientDigests(const PatientDigests&) = delete;
  PatientDigests& operator=(const PatientDigests&) = delete;

  bool take(const std::vector<std::string>& arguments);
  const std::vector<IndexInput>& inputs() const { return inputs_; }

 private:
  std::optional<std::string> keep_standard_input();

  std::vector<IndexInput> inputs_;
  std::FILE* kept_ = nullptr;
};

}  // namespace eligo
