// The readings of the sentences of ../sentences, whose expected meanings were written by reading.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <set>
#include <string>

#include "case_file.h"
#include "run_case.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::testing {
namespace {

const Vocabulary& vocabulary() {
  static const Result<Vocabulary> standard = standard_vocabulary();
  return *standard;
}

std::string description(const std::string& file, const SentenceCase& one,
                        const CaseResult& result) {
  std::string text = fmt::format("{}: {}\n  sentence   {}\n  rule       {}\n", file, one.name,
                                 SentenceCompiler::text_of(one.sentence), result.rule);
  for (const std::string& difference : result.differences)
    text += fmt::format("  {}\n", difference);
  return text;
}

class SentenceCases : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(SentenceCases, have_the_meaning_that_a_reader_gave_them) {
  const std::string file = GetParam().filename().string();
  const CaseFile read = read_cases(GetParam());
  EXPECT_TRUE(read.faults.empty()) << fmt::format("{}", fmt::join(read.faults, "\n"));
  EXPECT_FALSE(read.cases.empty());
  std::vector<std::string> faults;
  const NotYet not_yet = read_not_yet(faults);
  SentenceCompiler compiler(vocabulary());
  std::size_t met = 0;
  for (const SentenceCase& one : read.cases) {
    const CaseResult result = run_case(one, compiler, vocabulary());
    const auto listed = not_yet.find({file, one.name});
    if (result.differences.empty()) {
      ++met;
      EXPECT_TRUE(listed == not_yet.end())
          << file << ": " << one.name << " is met: remove it from not_yet.tsv";
    } else {
      EXPECT_TRUE(listed != not_yet.end()) << description(file, one, result);
    }
  }
  RecordProperty("cases", std::to_string(read.cases.size()));
  RecordProperty("met", std::to_string(met));
  std::cout << fmt::format("{}: {} of {} met\n", file, met, read.cases.size());
}

INSTANTIATE_TEST_SUITE_P(Files, SentenceCases, ::testing::ValuesIn(case_files()),
                         [](const ::testing::TestParamInfo<std::filesystem::path>& file) {
                           return file.param.stem().string();
                         });

// A rule that is expected must be one that the checker takes, and do what the examples say.
TEST_P(SentenceCases, expect_rules_that_are_rules) {
  for (const SentenceCase& one : read_cases(GetParam()).cases) {
    for (const std::string& fault : faults_of(one, vocabulary())) {
      ADD_FAILURE() << GetParam().filename().string() << ": " << one.name << ": " << fault;
    }
  }
}

TEST(NotYetList, names_cases_that_there_are) {
  std::vector<std::string> faults;
  const NotYet not_yet = read_not_yet(faults);
  EXPECT_TRUE(faults.empty()) << fmt::format("{}", fmt::join(faults, "\n"));
  std::set<std::pair<std::string, std::string>> cases;
  for (const std::filesystem::path& file : case_files()) {
    for (const SentenceCase& one : read_cases(file).cases) {
      EXPECT_TRUE(cases.emplace(file.filename().string(), one.name).second)
          << file << " has two cases of the name " << one.name;
    }
  }
  EXPECT_GE(cases.size(), 397U);
  for (const auto& [name, reason] : not_yet) {
    EXPECT_TRUE(cases.contains(name))
        << "not_yet.tsv: no such case: " << name.first << ": " << name.second;
  }
}

}  // namespace
}  // namespace eligo::testing
