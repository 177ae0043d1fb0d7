// Every input of tests/patients is read, and what that delivers is compared with the .expected
// file beside it. ELIGO_WRITE_EXPECTED=1 writes those files anew, to be read before they are kept.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "../../support/expected_files.h"
#include "sample_patients.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

using testing::content_of;

std::vector<fs::path> case_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(ELIGO_SOURCE_DIR) / "tests/patients")) {
    const fs::path& file = entry.path();
    if (file.extension() == ".json" || file.extension() == ".ndjson") files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(PatientCases, DeliverWhatTheirExpectedFilesSay) {
  const std::vector<fs::path> files = case_files();
  ASSERT_GE(files.size(), 10U);
  for (const fs::path& file : files) {
    const std::string delivered = shown(read_input(content_of(file), file.filename().string()));
    testing::expect_as_written(file, delivered);
  }
}

TEST(PatientCases, ShowEveryKindOfFindingAboutProfiles) {
  std::set<DiagnosticCode> seen;
  for (const fs::path& file : case_files()) {
    const ReadInput input = read_input(content_of(file));
    for (const ReadPatient& patient : input.patients) {
      for (const Diagnostic& warning : patient.warnings) seen.insert(warning.code);
    }
  }
  const auto& all = all_diagnostic_codes();
  const auto first = std::find(all.begin(), all.end(), DiagnosticCode::unknown_profile_field);
  const auto last = std::find(all.begin(), all.end(), DiagnosticCode::more_findings);
  ASSERT_TRUE(first != all.end() && last != all.end());
  // Too many findings for a case file are in profile_test.cpp.
  for (auto code = first; code != last; ++code) {
    EXPECT_TRUE(seen.contains(*code)) << "no case in tests/patients shows " << slug_of(*code);
  }
}

}  // namespace
}  // namespace eligo
