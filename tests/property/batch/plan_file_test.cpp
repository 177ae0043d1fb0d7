// A plan that was written and read back decides as the reference does, and bytes that are none of a
// plan are told from those that are. A failure names its seed.

#include "batch/plan_file.h"

#include <gtest/gtest.h>

#include "against_reference.h"
#include "batch/row_writer.h"
#include "random_screening.h"

namespace eligo::batch {
namespace {

using testing::random_patient;
using testing::random_program;
using testing::RandomSource;
using testing::screening_day;
using testing::with_less_known;

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::uint64_t groups = 8;
#else
constexpr std::uint64_t groups = 120;
#endif
constexpr int programs_a_group = 12;
constexpr int patients_a_group = 60;

std::vector<Program> some_programs(RandomSource& random) {
  std::vector<Program> programs;
  for (int i = 0; i < programs_a_group; ++i) {
    programs.push_back(random_program(random, vocabulary()));
  }
  return programs;
}

// Nothing where it cannot be read back.
std::optional<Plan> read_back(const std::string& bytes, const std::vector<Program>& programs) {
  const auto kept = std::make_shared<const std::string>(bytes);
  std::optional<Plan> plan = unpack_plan(*kept, vocabulary(), kept);
  if (plan) plan->program_of = [&](TrialIndex trial) { return &programs[trial.index]; };
  return plan;
}

void expect_same_decisions(std::uint64_t seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  RandomSource random(seed);
  ScreeningOptions options{.as_of = screening_day()};
  options.strict = random.one_in(3);
  if (random.one_in(3)) options.max_age = Period{random.between(1, 40), Period::Unit::weeks};
  const std::vector<Program> programs = some_programs(random);
  std::string bytes;
  {
    // Nothing of the first plan is left when the second decides.
    const Plan made = make_plan(all_of(programs), vocabulary(), options);
    bytes = pack_plan(made);
  }
  const std::optional<Plan> plan = read_back(bytes, programs);
  ASSERT_TRUE(plan.has_value());
  EXPECT_EQ(pack_plan(*plan), bytes);
  RowWriter writer(*plan, vocabulary(), options);
  Block block(*plan, 64);
  std::vector<ReadPatient> patients;
  for (int i = 0; i < patients_a_group; ++i) {
    ReadPatient patient = random_patient(random, vocabulary());
    if (random.coin()) patient = with_less_known(random, patient);
    if (!random.one_in(4)) patient.patient.attestations.clear();
    patients.push_back(std::move(patient));
    writer.write(patients.back().patient, options.as_of, block);
  }
  Evaluator evaluator(*plan);
  expect_as_reference(evaluator, block, programs, patients, vocabulary(), options);
}

TEST(PlanFile, DecidesAsTheReferenceDoes) {
  for (std::uint64_t seed = 0; seed < groups && !HasFatalFailure(); ++seed) {
    expect_same_decisions(seed);
  }
}

TEST(PlanFile, KeepsTheNamesOfTrialsAndCriteria) {
  RandomSource random(1);
  const std::vector<Program> programs = some_programs(random);
  const Plan made = make_plan(all_of(programs), vocabulary(), {});
  const std::optional<Plan> plan = read_back(pack_plan(made), programs);
  ASSERT_TRUE(plan.has_value());
  ASSERT_EQ(plan->trials.size(), programs.size());
  for (std::size_t i = 0; i < programs.size(); ++i) {
    EXPECT_EQ(plan->trials[i].id, programs[i].trial);
    ASSERT_EQ(plan->trials[i].criteria.size(), programs[i].criteria.size());
    for (std::size_t j = 0; j < programs[i].criteria.size(); ++j) {
      EXPECT_EQ(plan->id_of(plan->trials[i].criteria[j]), programs[i].criteria[j].id);
    }
  }
}

TEST(PlanFile, ACutPlanIsNone) {
  RandomSource random(2);
  const std::vector<Program> programs = some_programs(random);
  const std::string bytes = pack_plan(make_plan(all_of(programs), vocabulary(), {}));
  EXPECT_TRUE(read_back(bytes, programs).has_value());
  EXPECT_FALSE(read_back(bytes + "x", programs).has_value());
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 200) {
    EXPECT_FALSE(read_back(bytes.substr(0, size), programs).has_value()) << size;
  }
}

// Where it is read nonetheless, every number in it is in its bounds: it can decide.
TEST(PlanFile, DamageIsNoticedOrHarmless) {
  RandomSource random(3);
  const std::vector<Program> programs = some_programs(random);
  const std::string bytes = pack_plan(make_plan(all_of(programs), vocabulary(), {}));
  const ScreeningOptions options{.as_of = screening_day()};
  int noticed = 0;
  for (std::uint64_t i = 0; i < 300; ++i) {
    std::string damaged = bytes;
    const auto at = static_cast<std::size_t>(random.between(0, static_cast<int>(bytes.size()) - 1));
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << random.between(0, 7)));
    const std::optional<Plan> plan = read_back(damaged, programs);
    if (!plan) {
      ++noticed;
      continue;
    }
    Evaluator evaluator(*plan);
    Block block(*plan, 64);
    block.rows = 3;
    std::size_t trials = 0;
    evaluator.evaluate(block, [&](TrialIndex, const TrialResults&) { ++trials; });
    EXPECT_EQ(trials, plan->trials.size());
  }
  EXPECT_GT(noticed, 0);
}

}  // namespace
}  // namespace eligo::batch
