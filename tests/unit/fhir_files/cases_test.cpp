// Every file and every folder of tests/fhir_files is read, and what that delivers is compared with
// the .expected file beside it. ELIGO_WRITE_EXPECTED=1 writes those files anew, to be read before
// they are kept.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "../../support/expected_files.h"
#include "read_files.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

using testing::content_of;

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const auto& entry :
       fs::directory_iterator(fs::path(ELIGO_SOURCE_DIR) / "tests/fhir_files")) {
    if (entry.path().extension() != ".expected") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

ReadFiles read_case(const fs::path& path) {
  std::map<std::string, std::string> contents;
  if (fs::is_directory(path)) {
    for (const auto& entry : fs::directory_iterator(path)) {
      contents[path.filename().string() + "/" + entry.path().filename().string()] =
          content_of(entry.path());
    }
  } else {
    contents[path.filename().string()] = content_of(path);
  }
  return read_contents(contents);
}

TEST(FhirFileCases, DeliverWhatTheirExpectedFilesSay) {
  const std::vector<fs::path> all = cases();
  ASSERT_GE(all.size(), 15U);
  for (const fs::path& path : all) {
    const std::string delivered = shown(read_case(path));
    testing::expect_as_written(path, delivered);
  }
}

TEST(FhirFileCases, ShowEveryKindOfFindingAboutFiles) {
  std::set<DiagnosticCode> seen;
  for (const fs::path& path : cases()) {
    const ReadFiles read = read_case(path);
    for (const Diagnostic& finding : read.diagnostics) seen.insert(finding.code);
    for (const ReadPatient* patient : read.patients()) {
      for (const Diagnostic& warning : patient->warnings) seen.insert(warning.code);
    }
  }
  for (const DiagnosticCode code : file_finding_codes) {
    EXPECT_TRUE(seen.contains(code)) << "no case in tests/fhir_files shows " << slug_of(code);
  }
}

}  // namespace
}  // namespace eligo
