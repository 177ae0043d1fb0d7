// The laws of the decision, over random programs and patients. A failure names its seed.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "screened.h"

namespace eligo::testing {
namespace {

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::uint64_t cases = 1'500;
#else
constexpr std::uint64_t cases = 50'000;
#endif

bool is_decided(CriterionResult result) {
  return result != CriterionResult::unknown;
}

// Law 1: more data never flips a decided criterion; nor a decided verdict.
TEST(DecisionLaws, MoreDataNeverFlipsWhatIsDecided) {
  std::size_t decided = 0;
  std::size_t decided_by_more = 0;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    RandomSource random(seed);
    const Program program = random_program(random, vocabulary());
    const ReadPatient all_known = random_patient(random, vocabulary());
    const ReadPatient less_known = with_less_known(random, all_known);
    const Decision more = screened(program, all_known);
    const Decision less = screened(program, less_known);
    bool overridden = false;
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
      if (data_overrode_word(more.criteria[i])) {
        overridden = true;
      } else if (is_decided(less.criteria[i].result)) {
        ++decided;
        ASSERT_EQ(less.criteria[i].result, more.criteria[i].result)
            << "seed " << seed << ", " << program.criteria[i].id
            << "\nless: " << less.criteria[i].why << "\nmore: " << more.criteria[i].why;
      } else if (is_decided(more.criteria[i].result)) {
        ++decided_by_more;
      }
    }
    if (less.verdict != Verdict::undetermined && !overridden) {
      ASSERT_EQ(less.verdict, more.verdict) << "seed " << seed;
    }
  }
  // The law would hold of an evaluator that decides nothing, too.
  EXPECT_GT(decided, cases / 2);
  EXPECT_GT(decided_by_more, cases / 20);
}

// Without assumptions the same is decided, less what rests on one.
TEST(DecisionLaws, StrictLosesExactlyWhatRestsOnAssumptions) {
  std::size_t lost = 0;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    RandomSource random(seed);
    const Program program = random_program(random, vocabulary());
    ReadPatient patient = random_patient(random, vocabulary());
    patient.patient.attestations.clear();  // somebody's word may stand in for a reading
    const Decision lenient = screened(program, patient);
    const Decision strict = screened(program, patient, true);
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
      const CriterionDecision& with = lenient.criteria[i];
      const CriterionDecision& without = strict.criteria[i];
      ASSERT_TRUE(without.assumptions.empty()) << "seed " << seed;
      if (with.assumptions.empty()) {
        ASSERT_EQ(with.result, without.result) << "seed " << seed << ", " << with.id;
      } else {
        ++lost;
        ASSERT_TRUE(is_decided(with.result)) << "seed " << seed << ", " << with.id;
        ASSERT_EQ(without.result, CriterionResult::unknown) << "seed " << seed << ", " << with.id;
      }
    }
  }
  EXPECT_GT(lost, cases / 50);
}

std::multiset<std::pair<std::string, std::string>> open_of(const Decision& decision) {
  std::multiset<std::pair<std::string, std::string>> open;
  for (const OpenItem& item : decision.open) open.emplace(item.criterion, item.ask);
  return open;
}

// Law 5: the order of a record's entries and of a trial's criteria changes nothing.
TEST(DecisionLaws, OrderChangesNothing) {
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    RandomSource random(seed);
    Program program = random_program(random, vocabulary());
    program.conflicts.clear();  // they name criteria by position
    const ReadPatient patient = random_patient(random, vocabulary());
    Program other_order = program;
    random.shuffle(other_order.criteria);
    const Decision first = screened(program, patient);
    const Decision second = screened(other_order, reordered(random, patient));
    ASSERT_EQ(first.verdict, second.verdict) << "seed " << seed;
    std::map<std::string, CriterionResult> results;
    for (const CriterionDecision& criterion : second.criteria) {
      results[criterion.id] = criterion.result;
    }
    for (const CriterionDecision& criterion : first.criteria) {
      ASSERT_EQ(criterion.result, results.at(criterion.id)) << "seed " << seed << criterion.id;
    }
    ASSERT_EQ(open_of(first), open_of(second)) << "seed " << seed;
  }
}

// The verdict follows from the results, and every open criterion says what is missing.
TEST(DecisionLaws, EveryOpenCriterionSaysWhatWouldSettleIt) {
  std::size_t open = 0;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    RandomSource random(seed);
    const Program program = random_program(random, vocabulary());
    const Decision decision = screened(program, random_patient(random, vocabulary()));
    for (const CriterionDecision& criterion : decision.criteria) {
      ASSERT_FALSE(criterion.why.empty()) << "seed " << seed << ", " << criterion.id;
      if (criterion.result != CriterionResult::unknown) continue;
      ++open;
      ASSERT_FALSE(criterion.open.empty()) << "seed " << seed << ", " << criterion.id;
    }
  }
  EXPECT_GT(open, cases / 10);
}

}  // namespace
}  // namespace eligo::testing
