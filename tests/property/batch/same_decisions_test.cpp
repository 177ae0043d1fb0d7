// The law of the batch: whatever the programs and the patients, it decides as the reference does.
// A failure names its seed.

#include <gtest/gtest.h>

#include <algorithm>

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
constexpr std::uint64_t groups = 15;
#else
constexpr std::uint64_t groups = 600;
#endif
constexpr int programs_a_group = 12;
constexpr int patients_a_group = 140;

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

struct Work {
  std::uint64_t pairs = 0;
  std::uint64_t leaves = 0;  // a patient and a gate that asks something of it
  std::uint64_t leaves_by_reference = 0;
};

std::uint64_t leaves_of(const Plan& plan) {
  const auto combines = [](const Gate& gate) {
    const GateKind kind = gate.kind();
    return std::holds_alternative<Combined>(kind) || std::holds_alternative<Constant>(kind);
  };
  return plan.gates.size() -
         static_cast<std::uint64_t>(std::count_if(plan.gates.begin(), plan.gates.end(), combines));
}

// Some patients are decided in another way than many, and after many.
void expect_same_of_few(std::uint64_t seed, const Plan& plan, const std::vector<Program>& programs,
                        const ScreeningOptions& options) {
  RandomSource random(seed);
  Evaluator evaluator(plan);
  RowWriter writer(plan, vocabulary(), options);
  for (const int size : {70, 1, 5, 4}) {
    Block block(plan, 128);
    std::vector<ReadPatient> patients;
    for (int i = 0; i < size; ++i) {
      patients.push_back(some_patient(random));
      writer.write(patients.back().patient, options.as_of, block);
    }
    expect_as_reference(evaluator, block, programs, patients, vocabulary(), options);
  }
}

void expect_same_decisions(std::uint64_t seed, Strategy strategy, Work& work) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  RandomSource random(seed);
  const ScreeningOptions options = random_options(random);
  std::vector<Program> programs;
  for (int i = 0; i < programs_a_group; ++i) {
    programs.push_back(random_program(random, vocabulary()));
  }
  const Plan plan = make_plan(all_of(programs), vocabulary(), options);
  RowWriter writer(plan, vocabulary(), options);
  Block block(plan, 192);
  std::vector<ReadPatient> patients;
  for (int i = 0; i < patients_a_group; ++i) {
    patients.push_back(some_patient(random));
    writer.write(patients.back().patient, options.as_of, block);
  }
  Evaluator evaluator(plan, strategy);
  expect_as_reference(evaluator, block, programs, patients, vocabulary(), options);
  if (seed % 4 == 0) expect_same_of_few(seed, plan, programs, options);
  work.pairs += patients.size() * programs.size();
  work.leaves += patients.size() * leaves_of(plan);
  work.leaves_by_reference += writer.counts().leaves_by_reference;
}

TEST(BatchLaws, DecidesAsTheReferenceDoes) {
  Work work;
  for (std::uint64_t seed = 0; seed < groups && !HasFatalFailure(); ++seed) {
    expect_same_decisions(seed, seed % 2 == 0 ? Strategy::scan : Strategy::sorted, work);
  }
  RecordProperty("pairs", static_cast<int>(work.pairs));
  RecordProperty("leaves", static_cast<int>(work.leaves));
  RecordProperty("leavesByReference", static_cast<int>(work.leaves_by_reference));
  // The law would hold of a batch that asks the reference about everything, too.
  EXPECT_LT(work.leaves_by_reference, work.leaves / 3);
}

}  // namespace
}  // namespace eligo::batch
