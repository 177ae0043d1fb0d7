#include "decide/turning_days.h"

#include <fmt/format.h>

#include <algorithm>

#include "decide/body_mass_index.h"
#include "decide/leaves.h"
#include "decide/match_record.h"

namespace eligo {
namespace {

using std::chrono::days;

constexpr int adult = 18;  // years
constexpr days one_day{1};

// The first day on which the day `period` before it is `day` or a later one.
Day first_day_with(const Period& period, Day day) {
  Day found = after(day, period);
  while (before(found - one_day, period) >= day) found -= one_day;
  while (before(found, period) < day) found += one_day;
  return found;
}

// The day on which somebody born on `birth` completes `count` units.
Day day_of_age(Day birth, int count, Period::Unit unit) {
  const Day day = after(birth, Period{count, unit});
  const bool too_early = completed(birth, day, unit) < count;
  return too_early ? day + one_day : day;
}

// "18", "6 months": an age in words.
std::string age_words(int count, Period::Unit unit) {
  return unit == Period::Unit::years ? std::to_string(count) : period_text(Period{count, unit});
}

// What a time is counted from: "insulin" at one of its ends, "hospital admission" as a whole.
std::string from_words(const Screening& screening, const Record& record, bool is_end) {
  const PartialDate& date = is_end ? *record.end : *record.start;
  const bool is_event = record.list == RecordList::procedures ||
                        record.list == RecordList::events ||
                        (record.term && screening.vocabulary[*record.term].acute);
  const bool at_a_point =
      record.start && record.end ? *record.start == *record.end : is_event && !is_end;
  std::string_view which = "the start of ";
  if (at_a_point) {
    which = "";
  } else if (is_end) {
    which = "the end of ";
  } else if (record.list == RecordList::conditions) {
    which = "the onset of ";
  }
  return fmt::format("{}{} ({})", which, record.name, date.text);
}

std::string dated_words(const Observation& observation) {
  return fmt::format("{} of {}", observation.name, observation.date->text);
}

// An end of a range, and whether a growing value comes in or goes out on the bound itself.
struct End {
  const Bound* bound;
  bool at_bound;
};
std::vector<End> ends_of(const Interval& range) {
  std::vector<End> ends;
  if (range.low) ends.push_back({&*range.low, range.low->inclusive});
  if (range.high) ends.push_back({&*range.high, !range.high->inclusive});
  return ends;
}

class TurningDays {
 public:
  explicit TurningDays(const Screening& screening)
      : screening_(screening), as_of_(screening.options.as_of) {}

  std::vector<TurningDay> take() && {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const TurningDay& a, const TurningDay& b) { return a.day < b.day; });
    return std::move(found_);
  }

  // The days on which an age may, and surely does, reach what either end of the range asks for.
  void add_age(const Interval& range, Period::Unit unit) {
    const std::optional<DayRange> birth = birth_days(screening_.patient, as_of_);
    if (!birth) return;
    for (const End& end : ends_of(range)) {
      // An age is whole: it leaves a bound behind with the next whole number.
      const Bound* bound = end.bound;
      mpz_class count;
      mpz_fdiv_q(count.get_mpz_t(), bound->value.get_num_mpz_t(), bound->value.get_den_mpz_t());
      if (!end.at_bound || count != bound->value) ++count;
      if (count <= 0 || !count.fits_sint_p()) continue;
      add_age(*birth, static_cast<int>(count.get_si()), unit);
    }
  }

  void add_adulthood() {
    const std::optional<DayRange> birth = birth_days(screening_.patient, as_of_);
    if (birth) add_age(*birth, adult, Period::Unit::years);
  }

  void add_results(const std::vector<const Observation*>& results,
                   const ResultConditions& conditions) {
    for (const Observation* result : results) {
      if (!result->date) continue;
      const PartialDate& date = *result->date;
      if (conditions.window) {
        add_too_old(date, conditions.window->period, [&] { return dated_words(*result); });
      }
      if (screening_.options.max_age) {
        add_too_old(date, *screening_.options.max_age, [&] { return dated_words(*result); });
      }
      add_reached(date, [&] { return dated_words(*result) + " can be used from then on"; });
    }
    if (!results.empty()) add_adulthood();
    if (conditions.window) add_anchor(*conditions.window);
  }

  void add_records(const RecordPattern& pattern) {
    std::optional<Period> reach;
    if (pattern.window) reach = pattern.window->period;
    for (const Record* in_question : records_within(reach, pattern)) {
      const Record& record = *in_question;
      if (pattern.window) add_record_in_window(record, pattern.window->period);
      if (record.end) {
        const auto words = [&] { return from_words(screening_, record, true); };
        add(record.end->earliest, words, &record);
        add(record.end->latest, words, &record);
        add(record.end->latest + one_day, words, &record);
      }
      if (record.start) {
        add_reached(
            *record.start, [&] { return from_words(screening_, record, false); }, &record);
      }
    }
    if (pattern.window) add_anchor(*pattern.window);
  }

  // The days on which the time since an onset reaches, or goes beyond, an end of the range.
  void add_duration(const RecordPattern& pattern, const Interval& range, Period::Unit unit) {
    for (const End& end : ends_of(range)) {
      const Bound* bound = end.bound;
      if (!bound->value.get_num().fits_sint_p()) continue;
      const Period period{static_cast<int>(bound->value.get_num().get_si()), unit};
      for (const Record* in_question : records_within(period, pattern)) {
        const Record& record = *in_question;
        if (!record.start) continue;
        const auto words = [&] {
          return fmt::format("{}{} after {}", end.at_bound ? "" : "more than ", period_text(period),
                             from_words(screening_, record, false));
        };
        add_crossing(*record.start, end.at_bound ? days{0} : one_day, period, words, &record);
      }
    }
  }

  void add_facts(ConceptId fact) {
    for (const Fact& recorded : screening_.patient.facts) {
      if (recorded.fact != fact || !recorded.date) continue;
      const PartialDate& date = *recorded.date;
      const auto what = [&] {
        return fmt::format("\"{}\" of {}", screening_.vocabulary[fact].name, date.text);
      };
      if (screening_.options.max_age) add_too_old(date, *screening_.options.max_age, what);
      const auto words = [&] { return what() + " says nothing of a later day"; };
      for (const Day day : {date.earliest, date.latest}) {
        add(day, words);
        add(day + one_day, words);
      }
    }
  }

 private:
  // Those of the records in question that have a date which `reach` does not leave behind before
  // the screening date. Dates are looked at first: what names mean takes longer.
  std::vector<const Record*> records_within(const std::optional<Period>& reach,
                                            const RecordPattern& pattern) const {
    const auto is_within = [&](const std::optional<PartialDate>& date) {
      constexpr days month_ends{4};  // months differ by no more
      return date && (date->latest >= as_of_ ||
                      (reach && after(date->latest, *reach) + month_ends >= as_of_));
    };
    const auto may_turn = [&](const Record& record) {
      return is_within(record.start) || is_within(record.end);
    };
    const std::vector<Record>& records = screening_.patient.records;
    if (std::none_of(records.begin(), records.end(), may_turn)) return {};
    std::vector<const Record*> within = records_in_question(screening_, pattern);
    std::erase_if(within, [&](const Record* record) { return !may_turn(*record); });
    return within;
  }

  template <typename Words>
  void add(Day day, const Words& words, const Record* record = nullptr) {
    if (day > as_of_) found_.push_back({day, words(), record});
  }

  void add_age(const DayRange& birth, int count, Period::Unit unit) {
    const std::string age = age_words(count, unit);
    const bool one_birthday = birth.first == birth.last;
    add(day_of_age(birth.first, count, unit),
        [&] { return one_birthday ? "turns " + age : "may be " + age + " from then on"; });
    if (one_birthday) return;
    add(day_of_age(birth.last, count, unit), [&] { return "is surely " + age + " by then"; });
  }

  // A piece dated after the screening date, up to the day on which it has surely come.
  template <typename Words>
  void add_reached(const PartialDate& date, const Words& words, const Record* record = nullptr) {
    for (const Day day : {date.earliest, date.latest, date.latest + one_day}) {
      add(day, words, record);
    }
  }

  // The first day on which `date` plus `beyond` lies `period` back: perhaps, and surely.
  template <typename Words>
  void add_crossing(const PartialDate& date, days beyond, const Period& period, const Words& words,
                    const Record* record = nullptr) {
    if (!date.is_one_day()) {
      add(
          first_day_with(period, date.earliest + beyond), [&] { return "perhaps " + words(); },
          record);
    }
    add(first_day_with(period, date.latest + beyond), words, record);
  }

  template <typename Words>
  void add_too_old(const PartialDate& date, const Period& period, const Words& what) {
    const std::string limit = period_text(period);
    if (!date.is_one_day()) {
      add(first_day_with(period, date.earliest + one_day),
          [&] { return fmt::format("{} may then be more than {} old", what(), limit); });
    }
    add(first_day_with(period, date.latest + one_day),
        [&] { return fmt::format("{} is then more than {} old", what(), limit); });
  }

  void add_record_in_window(const Record& record, const Period& period) {
    for (const bool is_end : {false, true}) {
      const std::optional<PartialDate>& date = is_end ? record.end : record.start;
      if (!date) continue;
      const auto words = [&] {
        return fmt::format("more than {} after {}", period_text(period),
                           from_words(screening_, record, is_end));
      };
      add_crossing(*date, one_day, period, words, &record);
    }
  }

  // A day of the trial that is known: the time counted from it does not move, but the screening
  // date comes to its beginning and leaves its end behind.
  void add_anchor(const TimeWindow& window) {
    for (const AnchorDays* known : {&screening_.options.anchors, &screening_.patient.anchors}) {
      const auto found = known->find(window.anchor);
      if (found == known->end()) continue;
      const auto words = [&] {
        return fmt::format("{} on {}", name_of(window.anchor), date_text(found->second));
      };
      const Day begin = before(found->second, window.period);
      for (const Day day : {begin, begin + one_day, found->second, found->second + one_day}) {
        add(day, words);
      }
    }
  }

  const Screening& screening_;
  Day as_of_;
  std::vector<TurningDay> found_;
};

std::vector<const Observation*> results_of(const Screening& screening, ConceptId analyte) {
  std::vector<const Observation*> results;
  for (const Observation& observation : screening.patient.observations) {
    if (!observation.analyte) continue;
    if (screening.vocabulary.is_kind_of(*observation.analyte, analyte)) {
      results.push_back(&observation);
    }
  }
  return results;
}

// With those that the body mass index is derived from.
std::vector<const Observation*> results_behind(const Screening& screening, ConceptId analyte) {
  std::vector<const Observation*> results = results_of(screening, analyte);
  if (!is_body_mass_index(screening, analyte)) return results;
  for (const char* key : {"weight", "height"}) {
    const std::optional<ConceptId> source = screening.vocabulary.find(key);
    if (!source) continue;
    const std::vector<const Observation*> more = results_of(screening, *source);
    results.insert(results.end(), more.begin(), more.end());
  }
  return results;
}

// One overload a leaf; operations with operands change only with these.
struct Finder {
  const Screening& screening;
  TurningDays& found;

  void operator()(const ObservedInRange& leaf) const { add(leaf.observation); }
  void operator()(const ObservedResult& leaf) const { add(leaf.observation); }
  void operator()(const MeasuredInRange& leaf) const {
    std::vector<const Observation*> results;
    for (const Observation& observation : screening.patient.observations) {
      if (observation.own_name == leaf.observation.name.comparable) {
        results.push_back(&observation);
      }
    }
    found.add_results(results, leaf.observation);
  }
  void operator()(const AgeInRange& leaf) const { found.add_age(leaf.range, leaf.unit); }
  void operator()(const OnsetAgeInRange& leaf) const { found.add_records(leaf.record); }
  void operator()(const DurationInRange& leaf) const {
    found.add_duration(leaf.record, leaf.range, leaf.unit);
    found.add_records(leaf.record);
  }
  void operator()(const DoseInRange& leaf) const { found.add_records(leaf.record); }
  void operator()(const RecordFound& leaf) const { found.add_records(leaf.record); }
  void operator()(const FactIs& leaf) const {
    found.add_facts(leaf.fact);
    for (const ConceptId term : screening.vocabulary[leaf.fact].implied_by) {
      RecordPattern implied;
      implied.kinds = {screening.vocabulary[term].kind};
      implied.terms = {term};
      found.add_records(implied);
    }
  }
  void operator()(const PatientSexIs&) const {}
  void operator()(const Always&) const {}
  void operator()(const Question&) const {}
  void operator()(const AllOf&) const {}
  void operator()(const AnyOf&) const {}
  void operator()(const AtLeast&) const {}
  void operator()(const Not&) const {}
  void operator()(const ExclusiveOr&) const {}
  void operator()(const Implies&) const {}
  void operator()(const BySex&) const {}
  void operator()(const UnderAssumption&) const {}

  void add(const ObservationPattern& pattern) const {
    found.add_results(results_behind(screening, pattern.analyte), pattern);
  }
};

}  // namespace

std::vector<TurningDay> turning_days(const Screening& screening, const Operation& leaf) {
  TurningDays found(screening);
  std::visit(Finder{screening, found}, leaf);
  return std::move(found).take();
}

const RecordPattern* record_pattern_of(const Operation& leaf) {
  return std::visit(
      [](const auto& operation) -> const RecordPattern* {
        if constexpr (requires { operation.record; }) {
          return &operation.record;
        } else {
          return nullptr;
        }
      },
      leaf);
}

}  // namespace eligo
