// Sentences that can be read in more than one way: the laws, over random programs and patients,
// against the same program with one reading of each sentence.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "screened.h"

namespace eligo::testing {
namespace {

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::uint64_t reading_cases = 1'000;
#else
constexpr std::uint64_t reading_cases = 10'000;
#endif

bool has_other_readings(const Program& program) {
  return std::any_of(program.criteria.begin(), program.criteria.end(),
                     [](const Criterion& one) { return !one.other_readings.empty(); });
}

// The program with one reading of each sentence: `chosen` counts from the first one, by criterion;
// a number behind the last one leaves the sentence with all of its readings.
Program read_as(Program program, const std::vector<std::size_t>& chosen) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    Criterion& criterion = program.criteria[i];
    if (chosen[i] > criterion.other_readings.size()) continue;
    if (chosen[i] > 0) criterion.root = criterion.other_readings[chosen[i] - 1].root;
    criterion.other_readings.clear();
  }
  return program;
}

// The results of each criterion's readings, each as the only one.
std::vector<std::vector<CriterionResult>> results_by_reading(const Program& program,
                                                             const ReadPatient& patient,
                                                             bool strict) {
  std::vector<std::vector<CriterionResult>> results(program.criteria.size());
  for (std::size_t reading = 0; reading < 3; ++reading) {
    std::vector<std::size_t> chosen;
    for (const Criterion& one : program.criteria) {
      chosen.push_back(std::min(reading, one.other_readings.size()));
    }
    const Decision decision = screened(read_as(program, chosen), patient, strict);
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (reading <= program.criteria[i].other_readings.size()) {
        results[i].push_back(decision.criteria[i].result);
      }
    }
  }
  return results;
}

TEST(Readings, TheFirstOneDecidesUnlessAllHaveToAgree) {
  std::size_t differing = 0;
  std::size_t agreeing = 0;
  for (std::uint64_t seed = 0; seed < reading_cases; ++seed) {
    RandomSource random(seed);
    const Program program = random_program(random, vocabulary());
    const ReadPatient patient = random_patient(random, vocabulary());
    if (!has_other_readings(program)) continue;
    for (const bool strict : {false, true}) {
      const Decision decision = screened(program, patient, strict);
      const auto expected = results_by_reading(program, patient, strict);
      for (std::size_t i = 0; i < expected.size(); ++i) {
        const CriterionDecision& made = decision.criteria[i];
        const std::vector<CriterionResult>& readings = expected[i];
        ASSERT_EQ(made.other_readings.size() + 1, readings.size());
        for (std::size_t k = 1; k < readings.size(); ++k) {
          ASSERT_EQ(made.other_readings[k - 1].result, readings[k]) << "seed " << seed;
        }
        const bool agree = std::all_of(readings.begin(), readings.end(), [&](CriterionResult one) {
          return one == readings.front();
        });
        const bool is_open = strict && !agree;
        ASSERT_EQ(made.result, is_open ? CriterionResult::unknown : readings.front())
            << "seed " << seed << ", " << made.id;
        if (readings.size() < 2) continue;
        agree ? ++agreeing : ++differing;
        const bool asks = std::any_of(made.open.begin(), made.open.end(), [](const OpenItem& item) {
          return item.kind == OpenKind::judgement && item.ask.starts_with("which reading");
        });
        ASSERT_EQ(asks, is_open) << "seed " << seed << ", " << made.id;
        const bool says_so = std::any_of(
            made.assumptions.begin(), made.assumptions.end(),
            [](const std::string& one) { return one.starts_with("read in the first of "); });
        ASSERT_EQ(says_so, !strict && !agree && readings.front() != CriterionResult::unknown)
            << "seed " << seed << ", " << made.id;
      }
    }
  }
  EXPECT_GT(differing, reading_cases / 10);
  EXPECT_GT(agreeing, reading_cases / 10);
}

TEST(Readings, WithoutAssumptionsMoreDataNeverFlipsWhatTheyAgreeOn) {
  std::size_t decided = 0;
  for (std::uint64_t seed = 0; seed < reading_cases; ++seed) {
    RandomSource random(seed);
    const Program program = random_program(random, vocabulary());
    ReadPatient all_known = random_patient(random, vocabulary());
    all_known.patient.attestations.clear();
    const ReadPatient less_known = with_less_known(random, all_known);
    if (!has_other_readings(program)) continue;
    const Decision more = screened(program, all_known, true);
    const Decision less = screened(program, less_known, true);
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
      if (less.criteria[i].result == CriterionResult::unknown) continue;
      ++decided;
      ASSERT_EQ(less.criteria[i].result, more.criteria[i].result)
          << "seed " << seed << ", " << program.criteria[i].id;
    }
  }
  EXPECT_GT(decided, reading_cases / 10);
}

// Every choice of a reading for each sentence, or of none.
std::vector<std::vector<std::size_t>> all_choices(const Program& program) {
  std::vector<std::vector<std::size_t>> choices{{}};
  for (const Criterion& criterion : program.criteria) {
    std::vector<std::vector<std::size_t>> longer;
    for (const std::vector<std::size_t>& choice : choices) {
      const std::size_t readings = criterion.other_readings.size();
      for (std::size_t reading = 0; reading <= (readings == 0 ? 0 : readings + 1); ++reading) {
        longer.push_back(choice);
        longer.back().push_back(reading);
      }
    }
    choices = std::move(longer);
  }
  return choices;
}

// The criteria of the smallest changes that make another verdict, by trying every choice.
std::set<std::string> hung_on_by_trying(const Program& program, const ReadPatient& patient,
                                        const Decision& given, bool strict) {
  std::vector<std::set<std::string>> changes;
  for (const std::vector<std::size_t>& choice : all_choices(program)) {
    const Decision decision = screened(read_as(program, choice), patient, strict);
    if (decision.verdict == given.verdict) continue;
    std::set<std::string> changed;
    for (std::size_t i = 0; i < choice.size(); ++i) {
      if (decision.criteria[i].result != given.criteria[i].result) {
        changed.insert(given.criteria[i].id);
      }
    }
    changes.push_back(std::move(changed));
  }
  std::set<std::string> hung_on;
  for (const std::set<std::string>& change : changes) {
    const bool is_smallest = std::none_of(changes.begin(), changes.end(), [&](const auto& other) {
      return other.size() < change.size() &&
             std::includes(change.begin(), change.end(), other.begin(), other.end());
    });
    if (is_smallest) hung_on.insert(change.begin(), change.end());
  }
  return hung_on;
}

TEST(Readings, TheVerdictHangsOnThoseThatMakeAnother) {
  std::size_t hanging = 0;
  std::size_t on_several = 0;
  for (std::uint64_t seed = 0; seed < reading_cases; ++seed) {
    RandomSource random(seed);
    const Program program = random_program(random, vocabulary());
    const ReadPatient patient = random_patient(random, vocabulary());
    if (!has_other_readings(program) || all_choices(program).size() > 32) continue;
    for (const bool strict : {false, true}) {
      const Decision given = screened(program, patient, strict);
      const std::set<std::string> listed(given.hangs_on_readings.begin(),
                                         given.hangs_on_readings.end());
      ASSERT_EQ(listed, hung_on_by_trying(program, patient, given, strict)) << "seed " << seed;
      ASSERT_EQ(listed.size(), given.hangs_on_readings.size()) << "seed " << seed;
      if (!listed.empty()) ++hanging;
      if (listed.size() > 1) ++on_several;
    }
  }
  EXPECT_GT(hanging, reading_cases / 20);
  EXPECT_GT(on_several, reading_cases / 1'000);
}

}  // namespace
}  // namespace eligo::testing
