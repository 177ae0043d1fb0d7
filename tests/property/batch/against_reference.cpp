#include "against_reference.h"

#include <gtest/gtest.h>

#include "vocabulary/standard_vocabulary.h"

namespace eligo::batch {
namespace {

CriterionResult result_of(const TruthBits& bits, std::size_t row) {
  const auto has = [&](const std::uint64_t* words) {
    return ((words[row / 64] >> (row % 64)) & 1U) != 0;
  };
  EXPECT_FALSE(has(bits.yes) && has(bits.no));
  if (has(bits.yes)) return CriterionResult::pass;
  return has(bits.no) ? CriterionResult::fail : CriterionResult::unknown;
}

Verdict verdict_of(const TrialResults& results, std::size_t row) {
  switch (result_of({results.eligible, results.ineligible}, row)) {
    case CriterionResult::pass:
      return Verdict::eligible;
    case CriterionResult::fail:
      return Verdict::ineligible;
    case CriterionResult::unknown:
      return Verdict::undetermined;
  }
  return Verdict::undetermined;
}

}  // namespace

const Vocabulary& vocabulary() {
  static const Result<Vocabulary> standard = standard_vocabulary();
  return *standard;
}

void expect_as_reference(Evaluator& evaluator, const Block& block,
                         const std::vector<Program>& programs,
                         const std::vector<ReadPatient>& patients, const Vocabulary& vocabulary,
                         const ScreeningOptions& options) {
  ASSERT_EQ(block.rows, patients.size());
  std::size_t trials = 0;
  evaluator.evaluate(block, [&](TrialIndex trial, const TrialResults& results) {
    ++trials;
    for (std::size_t row = 0; row < patients.size(); ++row) {
      const Decision decision = decide(programs[trial.index], patients[row], vocabulary, options);
      for (std::size_t i = 0; i < decision.criteria.size(); ++i) {
        ASSERT_EQ(result_of(results.criteria[i], row), decision.criteria[i].result)
            << "trial " << trial.index << ", patient " << row << ", " << decision.criteria[i].id
            << ": " << decision.criteria[i].why;
      }
      ASSERT_EQ(verdict_of(results, row), decision.verdict)
          << "trial " << trial.index << ", patient " << row;
    }
  });
  ASSERT_EQ(trials, programs.size());
}

std::vector<const Program*> all_of(const std::vector<Program>& programs) {
  std::vector<const Program*> all;
  for (const Program& program : programs) all.push_back(&program);
  return all;
}

}  // namespace eligo::batch
