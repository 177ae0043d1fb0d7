#pragma once

// The patients of one Bundle. Private to this stage.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "fhir/bundle_stream.h"
#include "fhir/patient_set.h"

namespace eligo {

class BundlePatients {
 public:
  // `path` is the Bundle's place in its input.
  BundlePatients(std::string input, std::string path, const Vocabulary& vocabulary)
      : input_(input),
        path_(std::move(path)),
        patients_(PatientSet::Kind::bundle, std::move(input), vocabulary) {}

  // Takes in the Bundle that begins at the scanner's place. Returns why it cannot be used.
  std::optional<BundleFault> read(JsonScanner& scanner, std::size_t depth);

  PatientSet& patients() { return patients_; }

 private:
  std::optional<BundleFault> add(const JsonPiece& entry, std::size_t number);

  std::string input_;
  std::string path_;
  PatientSet patients_;
  std::size_t deletions_ = 0;
};

// The text of a member; empty where it is none.
std::string_view text_member(const JsonValue& object, std::string_view key);
// Whether an entry asks for something to be deleted; then what, "Patient/1".
std::optional<std::string> deleted_by(const JsonValue& entry);

}  // namespace eligo
