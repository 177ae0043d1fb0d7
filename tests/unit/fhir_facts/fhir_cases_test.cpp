// Every Bundle of tests/patients/fhir is read, and what that delivers is compared with the
// .expected file beside it. ELIGO_WRITE_EXPECTED=1 writes those files anew, to be read before they
// are kept.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "../../support/expected_files.h"
#include "bundle_patients.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

using testing::content_of;

std::vector<fs::path> case_files() {
  std::vector<fs::path> files;
  const fs::path folder = fs::path(ELIGO_SOURCE_DIR) / "tests/patients/fhir";
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(FhirCases, DeliverWhatTheirExpectedFilesSay) {
  const std::vector<fs::path> files = case_files();
  ASSERT_GE(files.size(), 8U);
  for (const fs::path& file : files) {
    const std::string delivered =
        shown(read_bundles(content_of(file), file.filename().string(), sample_vocabulary()));
    testing::expect_as_written(file, delivered);
  }
}

TEST(FhirCases, ShowEveryKindOfFindingAboutResources) {
  std::set<DiagnosticCode> seen;
  for (const fs::path& file : case_files()) {
    const ReadInput input =
        read_bundles(content_of(file), file.filename().string(), sample_vocabulary());
    for (const ReadPatient& patient : input.patients) {
      for (const Diagnostic& warning : patient.warnings) seen.insert(warning.code);
    }
  }
  for (const DiagnosticCode code :
       {DiagnosticCode::code_without_system, DiagnosticCode::preliminary_result,
        DiagnosticCode::unknown_modifier, DiagnosticCode::missing_resource,
        DiagnosticCode::codes_disagree, DiagnosticCode::status_not_understood,
        DiagnosticCode::wrong_dimension, DiagnosticCode::implausible_value,
        DiagnosticCode::unit_not_understood, DiagnosticCode::conflicting_dates,
        DiagnosticCode::unusable_value, DiagnosticCode::unknown_name,
        DiagnosticCode::sex_not_understood, DiagnosticCode::no_time_zone}) {
    EXPECT_TRUE(seen.contains(code)) << "no case in tests/patients/fhir shows " << slug_of(code);
  }
}

}  // namespace
}  // namespace eligo
