// The examples of engine/patient/README.md, read with the vocabulary that users have.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "sample_patients.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

std::vector<std::string> examples_of(const std::string& file) {
  std::ifstream stream(file);
  std::vector<std::string> examples;
  std::string line;
  bool inside = false;
  while (std::getline(stream, line)) {
    if (!inside && line == "```json") {
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

TEST(PatientReadme, ExamplesAreReadWithoutAWord) {
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  ASSERT_TRUE(vocabulary);
  const auto examples = examples_of(std::string(ELIGO_SOURCE_DIR) + "/engine/patient/README.md");
  ASSERT_EQ(examples.size(), 6U);
  for (const std::string& example : examples) {
    std::istringstream stream(example);
    int count = 0;
    const auto diagnostics =
        read_patients(stream, "README.md", *vocabulary, [&](const PatientOrRejection& record) {
          ++count;
          const auto* rejected = std::get_if<RejectedRecord>(&record);
          if (rejected != nullptr) {
            ADD_FAILURE() << rejected->path << ": " << rejected->why << "\n" << example;
            return true;
          }
          for (const Diagnostic& warning : std::get<ReadPatient>(record).warnings) {
            ADD_FAILURE() << render(warning);
          }
          return true;
        });
    EXPECT_TRUE(diagnostics.empty());
    EXPECT_EQ(count, 1);
  }
}

}  // namespace
}  // namespace eligo
