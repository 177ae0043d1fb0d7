// The law of the batch: whatever the programs and the patients, it decides as the reference does.
// A failure names its seed.

#include <gtest/gtest.h>

#include "batch/evaluate.h"
#include "batch/row_writer.h"
#include "decide/decide.h"
#include "random_screening.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::batch {
namespace {

using testing::random_patient;
using testing::random_program;
using testing::RandomSource;
using testing::screening_day;
using testing::with_less_known;

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::uint64_t groups = 60;
#else
constexpr std::uint64_t groups = 600;
#endif
constexpr int programs_a_group = 12;
constexpr int patients_a_group = 140;

const Vocabulary& vocabulary() {
  static const Result<Vocabulary> standard = standard_vocabulary();
  return *standard;
}

ScreeningOptions random_options(RandomSource& random) {
  ScreeningOptions options{.as_of = screening_day()};
  options.strict = random.one_in(3);
  if (random.one_in(3)) {
    options.max_age =
        Period{random.between(1, 40), static_cast<Period::Unit>(random.between(0, 3))};
  }
  if (random.one_in(3)) {
    options.anchors[Anchor::enrollment] =
        screening_day() + std::chrono::days{random.between(-400, 200)};
  }
  return options;
}

ReadPatient some_patient(RandomSource& random) {
  ReadPatient patient = random_patient(random, vocabulary());
  if (random.coin()) patient = with_less_known(random, patient);
  if (!random.one_in(4)) patient.patient.attestations.clear();
  for (bool& assumed : patient.patient.assumed_complete) assumed = random.one_in(4);
  if (random.one_in(20)) {
    patient.patient.anchors[Anchor::enrollment] =
        screening_day() + std::chrono::days{random.between(-400, 200)};
  }
  if (random.one_in(50)) patient.patient.death = Death{};
  return patient;
}

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

void expect_same_decisions(std::uint64_t seed, Strategy strategy) {
  RandomSource random(seed);
  const ScreeningOptions options = random_options(random);
  std::vector<Program> programs;
  for (int i = 0; i < programs_a_group; ++i) {
    programs.push_back(random_program(random, vocabulary()));
  }
  std::vector<const Program*> chosen;
  for (const Program& program : programs) chosen.push_back(&program);
  const Plan plan = make_plan(chosen, vocabulary(), options);
  RowWriter writer(plan, vocabulary(), options);
  Block block(plan, 192);
  std::vector<ReadPatient> patients;
  for (int i = 0; i < patients_a_group; ++i) {
    patients.push_back(some_patient(random));
    writer.write(patients.back().patient, options.as_of, block);
  }
  Evaluator evaluator(plan, strategy);
  evaluator.evaluate(block, [&](TrialIndex trial, const TrialResults& results) {
    for (std::size_t row = 0; row < patients.size(); ++row) {
      const Decision decision = decide(programs[trial.index], patients[row], vocabulary(), options);
      for (std::size_t i = 0; i < decision.criteria.size(); ++i) {
        ASSERT_EQ(result_of(results.criteria[i], row), decision.criteria[i].result)
            << "seed " << seed << ", trial " << trial.index << ", patient " << row << ", "
            << decision.criteria[i].id << ": " << decision.criteria[i].why;
      }
      ASSERT_EQ(verdict_of(results, row), decision.verdict)
          << "seed " << seed << ", trial " << trial.index << ", patient " << row;
    }
  });
}

TEST(BatchLaws, DecidesAsTheReferenceDoes) {
  for (std::uint64_t seed = 0; seed < groups && !HasFatalFailure(); ++seed) {
    expect_same_decisions(seed, seed % 2 == 0 ? Strategy::scan : Strategy::sorted);
  }
}

}  // namespace
}  // namespace eligo::batch
