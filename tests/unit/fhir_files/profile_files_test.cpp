// Profiles are what the reader of profiles makes of them, whatever else files can hold.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "read_files.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

std::string shown_records(const std::vector<PatientOrRejection>& records,
                          const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const PatientOrRejection& record : records) {
    if (const auto* patient = std::get_if<ReadPatient>(&record)) {
      text += "patient " + patient->patient.id + "\n";
      for (const Observation& result : patient->patient.observations) text += result.path + "\n";
      for (const Diagnostic& warning : patient->warnings) text += render(warning);
    } else {
      const auto& rejected = std::get<RejectedRecord>(record);
      text += "rejected " + rejected.input + rejected.path + " " + rejected.why + "\n";
    }
  }
  for (const Diagnostic& diagnostic : diagnostics) text += render(diagnostic);
  return text;
}

std::string read_as_profiles(const std::string& content, const std::string& name) {
  std::istringstream input(content);
  std::vector<PatientOrRejection> records;
  const auto diagnostics =
      read_patients(input, name, test_vocabulary(), [&](PatientOrRejection record) {
        records.push_back(std::move(record));
        return true;
      });
  return shown_records(records, diagnostics);
}

TEST(ProfileFiles, AreReadAsTheReaderOfProfilesReadsThem) {
  int files = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(ELIGO_SOURCE_DIR) / "tests/patients")) {
    const fs::path& file = entry.path();
    if (file.extension() != ".json" && file.extension() != ".ndjson") continue;
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    const std::string name = file.filename().string();
    if (content.str().find("resourceType") != std::string::npos) continue;
    const ReadFiles read = read_content(content.str(), name);
    EXPECT_EQ(shown_records(read.records, read.diagnostics), read_as_profiles(content.str(), name))
        << file;
    ++files;
  }
  EXPECT_GE(files, 10);
}

TEST(ProfileFiles, AreReadSoInEveryShape) {
  for (const std::string& content : std::vector<std::string>{
           "", "  \n", "[]", "{", "{}\n{}", "[1, {\"id\": \"A\"}]", "\xFF\xFE{\0",
           "\xEF\xBB\xBF{\"id\": \"A\"}", "\xEF\xBB\xBF\xEF\xBB\xBF{\"id\": \"A\"}",
           "nonsense\n{\"id\": \"A\"}", "{\"id\": \"A\"\n{\"id\": \"B\"}\n",
           "  {\"id\": \"A\", \"sex\": \"none\"}\r\n\r\n {\"id\": \"B\", \"x\": 1}",
           "{\"id\": \"A\",\n\"entry\": 1}"}) {
    const ReadFiles read = read_content(content, "input.json");
    EXPECT_EQ(shown_records(read.records, read.diagnostics),
              read_as_profiles(content, "input.json"))
        << content;
  }
}

}  // namespace
}  // namespace eligo
