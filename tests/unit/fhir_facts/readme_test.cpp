// The examples of engine/fhir/README.md and engine/vocabulary/README.md, read with the vocabulary
// that users have.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "bundle_patients.h"
#include "vocabulary/site_codes.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

std::vector<std::string> examples_of(const std::string& page, const std::string& language) {
  std::ifstream stream(std::string(ELIGO_SOURCE_DIR) + "/" + page);
  std::vector<std::string> examples;
  std::string line;
  bool inside = false;
  while (std::getline(stream, line)) {
    if (!inside && line == "```" + language) {
      inside = true;
      examples.emplace_back();
    } else if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      examples.back() += line + "\n";
    }
  }
  return examples;
}

TEST(FhirReadme, TheBundleSaysWhatTheProfileSays) {
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  ASSERT_TRUE(vocabulary);
  const auto examples = examples_of("engine/fhir/README.md", "json");
  ASSERT_EQ(examples.size(), 2U);
  const ReadInput bundle = read_bundles(examples[0], "README.md", *vocabulary);
  ASSERT_EQ(bundle.patients.size(), 1U);
  EXPECT_TRUE(bundle.patients[0].warnings.empty());
  EXPECT_TRUE(bundle.patients[0].notes.empty());
  std::vector<ReadPatient> profiles;
  std::istringstream stream(examples[1]);
  read_patients(stream, "README.md", *vocabulary, [&](const PatientOrRejection& record) {
    profiles.push_back(std::get<ReadPatient>(record));
    return true;
  });
  ASSERT_EQ(profiles.size(), 1U);
  const Patient& resources = bundle.patients[0].patient;
  const Patient& profile = profiles[0].patient;
  EXPECT_EQ(resources.id, profile.id);
  EXPECT_EQ(resources.sex, profile.sex);
  EXPECT_EQ(resources.birth_date, profile.birth_date);
  ASSERT_EQ(resources.observations.size(), 1U);
  ASSERT_EQ(profile.observations.size(), 1U);
  EXPECT_TRUE(resources.observations[0].analyte);
  EXPECT_EQ(resources.observations[0].analyte, profile.observations[0].analyte);
  EXPECT_EQ(resources.observations[0].value, profile.observations[0].value);
  EXPECT_EQ(resources.observations[0].date, profile.observations[0].date);
  ASSERT_EQ(resources.records.size(), 2U);
  ASSERT_EQ(profile.records.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_TRUE(resources.records[i].term);
    EXPECT_EQ(resources.records[i].term, profile.records[i].term);
    EXPECT_EQ(resources.records[i].start, profile.records[i].start);
    EXPECT_EQ(resources.records[i].status, profile.records[i].status);
    EXPECT_EQ(resources.records[i].list, profile.records[i].list);
  }
}

TEST(VocabularyReadme, TheTableOfCodesIsRead) {
  Result<Vocabulary> vocabulary = standard_vocabulary();
  ASSERT_TRUE(vocabulary);
  const auto examples = examples_of("engine/vocabulary/README.md", "csv");
  ASSERT_EQ(examples.size(), 1U);
  const auto with_codes =
      with_site_codes(std::move(*vocabulary), SourceText("codes.csv", examples[0]));
  ASSERT_TRUE(with_codes);
  EXPECT_TRUE(with_codes->match_code("http://hospital.example/drugs", "M-500"));
  EXPECT_FALSE(with_codes->match_code("http://hospital.example/drugs", "M-1000"));
}

}  // namespace
}  // namespace eligo
