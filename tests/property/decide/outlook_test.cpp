// What time alone will do, against screening every day: the two must agree on every criterion and
// on the first day of another verdict. A failure names its seed.

#include "decide/outlook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "screened.h"

namespace eligo::testing {
namespace {

using std::chrono::days;

// The cases are shared out, so that the shares run side by side.
constexpr std::uint64_t shares = 4;
#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::uint64_t cases_each = 4;
#else
constexpr std::uint64_t cases_each = 200;
#endif

constexpr days horizon{4 * 365 + 1};

// A date some way before or after the screening date, whole or in part.
PartialDate date_around(RandomSource& random, int most_before, int most_after) {
  const Day day = screening_day() + days{random.between(-most_before, most_after)};
  const std::string text = date_text(day);
  if (random.one_in(8)) return *parse_date(text.substr(0, 4));
  if (random.one_in(5)) return *parse_date(text.substr(0, 7));
  return *parse_date(text);
}

// Dates near the screening date, so that time has something to do, and whatever else turns on it.
void bring_into_reach(RandomSource& random, ReadPatient& read) {
  Patient& patient = read.patient;
  if (patient.birth_date && random.coin()) {
    const int years = random.pick<int>({18, 18, 30, 40, 60});
    const Day born = before(screening_day(), Period{years, Period::Unit::years});
    const std::string text = date_text(born + days{random.between(-400, 1500)});
    patient.birth_date = parse_date(text.substr(0, random.pick<std::size_t>({4, 7, 10, 10})));
    if (random.one_in(8)) patient.birth_date = parse_date("2008-02-29");
  }
  for (Observation& observation : patient.observations) {
    if (!random.one_in(4)) observation.date = date_around(random, 400, 300);
  }
  std::vector<Observation> later;
  for (const Observation& observation : patient.observations) {
    if (!random.one_in(3)) continue;
    Observation other = observation;
    other.date = date_around(random, 400, 600);
    if (!other.named_result) other.value = Interval::exactly(Rational(random.between(1, 220)));
    other.path += "/later";
    later.push_back(std::move(other));
  }
  patient.observations.insert(patient.observations.end(), later.begin(), later.end());
  for (Record& record : patient.records) {
    if (!random.one_in(4)) record.start = date_around(random, 700, 400);
    if (random.one_in(3)) record.end = date_around(random, 400, 900);
    if (random.one_in(10)) record.start.reset();
    if (random.one_in(12)) record.doubt = "it is not confirmed";
  }
  for (Fact& fact : patient.facts) {
    if (random.coin()) fact.date = date_around(random, 300, 300);
  }
  if (random.coin()) patient.complete.fill(true);
  if (random.one_in(12)) patient.death = Death{date_around(random, 30, 1400), "/deceased"};
  if (random.one_in(5)) patient.as_of = screening_day();
}

ScreeningOptions random_options(RandomSource& random, ReadPatient& read) {
  ScreeningOptions options{.as_of = screening_day(), .strict = random.one_in(4)};
  if (random.one_in(3)) {
    const auto unit = static_cast<Period::Unit>(random.between(0, 2));
    options.max_age = Period{random.between(1, 15), unit};
  }
  for (const Anchor anchor : all_anchors) {
    if (!random.one_in(4)) continue;
    AnchorDays& given = random.coin() ? options.anchors : read.patient.anchors;
    given[anchor] = screening_day() + days{random.between(-200, 400)};
  }
  return options;
}

// More windows, and some on other days of the trial than enrollment.
void add_windows(RandomSource& random, Program& program) {
  const auto spread = [&](std::optional<TimeWindow>& window) {
    if (!window && random.coin()) {
      const auto unit = static_cast<Period::Unit>(random.between(1, 3));
      window = TimeWindow{Period{random.between(1, 12), unit}, Anchor::enrollment};
    }
    if (window && random.coin()) window->anchor = static_cast<Anchor>(random.between(0, 3));
  };
  for (Node& node : program.nodes) {
    std::visit(
        [&](auto& operation) {
          if constexpr (requires { operation.record.window; }) spread(operation.record.window);
          if constexpr (requires { operation.observation.window; }) {
            spread(operation.observation.window);
          }
        },
        node.operation);
  }
}

struct Case {
  Program program;
  ReadPatient patient;
  ScreeningOptions options;
};

Case random_case(std::uint64_t seed) {
  RandomSource random(seed);
  Case made{random_program(random, vocabulary()), random_patient(random, vocabulary()), {}};
  add_windows(random, made.program);
  bring_into_reach(random, made.patient);
  made.options = random_options(random, made.patient);
  return made;
}

Decision with_outlook(const Case& one) {
  Decision decision = decide(one.program, one.patient, vocabulary(), one.options);
  add_outlook(one.program, one.patient, vocabulary(), one.options, decision);
  return decision;
}

// The turns and the first other verdict by screening on each day.
struct EveryDay {
  std::vector<std::map<Day, CriterionResult>> turns;
  std::optional<std::pair<Day, Verdict>> other_verdict;
};

EveryDay screened_every_day(const Case& one, const Decision& today) {
  EveryDay found;
  found.turns.resize(today.criteria.size());
  std::vector<CriterionResult> results;
  for (const CriterionDecision& criterion : today.criteria) results.push_back(criterion.result);
  ReadPatient patient = one.patient;
  patient.patient.as_of = one.options.as_of;  // on which a stated age is that age
  ScreeningOptions options = one.options;
  const std::optional<Death>& death = patient.patient.death;
  for (days passed{1}; passed <= horizon; ++passed) {
    options.as_of = one.options.as_of + passed;
    if (death && death->date->earliest <= options.as_of) break;
    const Decision decision = decide(one.program, patient, vocabulary(), options);
    for (std::size_t i = 0; i < results.size(); ++i) {
      const CriterionResult result = decision.criteria[i].result;
      if (result != results[i]) found.turns[i][options.as_of] = result;
      results[i] = result;
    }
    if (!found.other_verdict && decision.verdict != today.verdict) {
      found.other_verdict = {options.as_of, decision.verdict};
    }
  }
  return found;
}

class OutlookLaws : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(OutlookLaws, TheTurnsAreThoseOfScreeningEveryDay) {
  std::size_t turns = 0;
  std::size_t earliest = 0;
  for (std::uint64_t number = 0; number < cases_each; ++number) {
    const std::uint64_t seed = GetParam() * cases_each + number;
    const Case one = random_case(seed);
    const Decision today = with_outlook(one);
    const EveryDay every_day = screened_every_day(one, today);
    const Day last = one.options.as_of + horizon;
    for (std::size_t i = 0; i < today.criteria.size(); ++i) {
      std::map<Day, CriterionResult> foretold;
      for (const Turn& turn : today.criteria[i].turns) {
        ASSERT_FALSE(turn.why.empty()) << "seed " << seed;
        if (turn.from <= last) foretold[turn.from] = turn.result;
      }
      ASSERT_EQ(foretold, every_day.turns[i]) << "seed " << seed << ", " << today.criteria[i].id;
      turns += foretold.size();
    }
    if (today.verdict != Verdict::ineligible) {
      ASSERT_FALSE(today.earliest) << "seed " << seed;
    } else if (today.earliest && today.earliest->day <= last) {
      ++earliest;
      ASSERT_TRUE(every_day.other_verdict) << "seed " << seed;
      ASSERT_EQ(today.earliest->day, every_day.other_verdict->first) << "seed " << seed;
      ASSERT_EQ(today.earliest->verdict, every_day.other_verdict->second) << "seed " << seed;
      ASSERT_FALSE(today.earliest->criteria.empty()) << "seed " << seed;
    } else {
      ASSERT_FALSE(every_day.other_verdict) << "seed " << seed;
    }
  }
  // Foretelling nothing would agree with days on which nothing happens.
  EXPECT_GE(turns, cases_each / 10);
  EXPECT_GE(earliest, cases_each / 100);
}

INSTANTIATE_TEST_SUITE_P(Shares, OutlookLaws, ::testing::Range<std::uint64_t>(0, shares));

}  // namespace
}  // namespace eligo::testing
