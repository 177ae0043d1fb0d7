// The laws of the decision where the run states anchors and the age of results, and takes lists to
// be complete. A failure names its seed.

#include <gtest/gtest.h>

#include <algorithm>

#include "screened.h"

namespace eligo::testing {
namespace {

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::uint64_t timed_cases = 1'500;
#else
constexpr std::uint64_t timed_cases = 30'000;
#endif

ScreeningOptions random_options(RandomSource& random) {
  ScreeningOptions options{.as_of = screening_day()};
  if (random.coin()) {
    options.max_age =
        Period{random.between(1, 40), static_cast<Period::Unit>(random.between(0, 3))};
  }
  if (!random.one_in(4)) {
    options.anchors[Anchor::enrollment] =
        screening_day() + std::chrono::days{random.between(-400, 200)};
  }
  return options;
}

TEST(TimesLaws, MoreDataNeverFlipsWhatIsDecided) {
  std::size_t decided = 0;
  for (std::uint64_t seed = 0; seed < timed_cases; ++seed) {
    RandomSource random(seed);
    const Program program = random_program(random, vocabulary());
    const ReadPatient all_known = random_patient(random, vocabulary());
    const ReadPatient less_known = with_less_known(random, all_known);
    const ScreeningOptions options = random_options(random);
    const Decision more = decide(program, all_known, vocabulary(), options);
    const Decision less = decide(program, less_known, vocabulary(), options);
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
      if (less.criteria[i].result == CriterionResult::unknown) continue;
      if (data_overrode_word(more.criteria[i])) continue;
      ++decided;
      ASSERT_EQ(less.criteria[i].result, more.criteria[i].result)
          << "seed " << seed << ", " << program.criteria[i].id << "\nless: " << less.criteria[i].why
          << "\nmore: " << more.criteria[i].why;
    }
  }
  EXPECT_GT(decided, timed_cases / 2);
}

TEST(TimesLaws, StrictLosesExactlyWhatRestsOnAssumptions) {
  std::size_t on_lists = 0;
  std::size_t on_time = 0;
  for (std::uint64_t seed = 0; seed < timed_cases; ++seed) {
    RandomSource random(seed);
    const Program program = random_program(random, vocabulary());
    ReadPatient patient = random_patient(random, vocabulary());
    patient.patient.attestations.clear();  // somebody's word may stand in for a reading
    for (bool& assumed : patient.patient.assumed_complete) assumed = random.coin();
    ScreeningOptions options = random_options(random);
    const Decision lenient = decide(program, patient, vocabulary(), options);
    options.strict = true;
    const Decision strict = decide(program, patient, vocabulary(), options);
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
      const CriterionDecision& with = lenient.criteria[i];
      const CriterionDecision& without = strict.criteria[i];
      ASSERT_TRUE(without.assumptions.empty()) << "seed " << seed << ", " << without.id;
      ASSERT_EQ(without.result, with.assumptions.empty() ? with.result : CriterionResult::unknown)
          << "seed " << seed << ", " << with.id << "\nwith: " << with.why
          << "\nwithout: " << without.why;
      for (const std::string& assumption : with.assumptions) {
        if (assumption.find("--assume-complete") != std::string::npos) ++on_lists;
        if (assumption.find("taken to stay so") != std::string::npos) ++on_time;
      }
    }
  }
  EXPECT_GT(on_lists, timed_cases / 100);
  EXPECT_GT(on_time, timed_cases / 100);
}

TEST(TimesLaws, TheScreeningDateAsAnAnchorChangesNothing) {
  for (std::uint64_t seed = 0; seed < timed_cases / 4; ++seed) {
    RandomSource random(seed);
    const Program program = random_program(random, vocabulary());
    const ReadPatient patient = random_patient(random, vocabulary());
    ScreeningOptions options{.as_of = screening_day()};
    const Decision unsaid = decide(program, patient, vocabulary(), options);
    for (const Anchor anchor : all_anchors) options.anchors[anchor] = options.as_of;
    const Decision said = decide(program, patient, vocabulary(), options);
    ASSERT_EQ(unsaid.verdict, said.verdict) << "seed " << seed;
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
      ASSERT_EQ(unsaid.criteria[i].result, said.criteria[i].result) << "seed " << seed;
      ASSERT_EQ(unsaid.criteria[i].assumptions.size(), said.criteria[i].assumptions.size())
          << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace eligo::testing
