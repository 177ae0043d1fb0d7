#include "sql/sql_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "sql/exact.h"

namespace eligo::sql {

std::string quoted_keys(const Vocabulary& vocabulary, const std::vector<ConceptId>& concepts) {
  std::string text;
  for (const ConceptId id : concepts) {
    if (!text.empty()) text += ", ";
    text += text_literal(vocabulary[id].key);
  }
  return text;
}

std::string lies_in_range(const std::string& prefix, const Interval& range, const std::string& low,
                          const std::string& high) {
  const std::string least = prefix + "_low";
  const std::string most = prefix + "_high";
  if (is_empty(range)) return "0";
  if (!range.low && !range.high) return "1";
  std::string inside;
  std::string outside;
  if (range.low) {
    const bool with_it = range.low->inclusive;
    inside = with_it ? fmt::format("{} >= {}", least, low)
                     : fmt::format("({0} > {1} OR ({0} = {1} AND {0}_closed = 0))", least, low);
    outside = with_it ? fmt::format("{0} < {1} OR ({0} = {1} AND {0}_closed = 0)", most, low)
                      : fmt::format("{} <= {}", most, low);
  }
  if (range.high) {
    const bool with_it = range.high->inclusive;
    if (!inside.empty()) inside += " AND ";
    if (!outside.empty()) outside += " OR ";
    inside += with_it ? fmt::format("{} <= {}", most, high)
                      : fmt::format("({0} < {1} OR ({0} = {1} AND {0}_closed = 0))", most, high);
    outside += with_it ? fmt::format("{0} > {1} OR ({0} = {1} AND {0}_closed = 0)", least, high)
                       : fmt::format("{} >= {}", least, high);
  }
  return fmt::format("CASE WHEN {} THEN 1 WHEN {} THEN 0 END", inside, outside);
}

std::string lies_in_range(const std::string& prefix, const Interval& range) {
  return lies_in_range(prefix, range, range.low ? limit_literal(range.low->value) : "",
                       range.high ? limit_literal(range.high->value) : "");
}

std::string lies_in_days(const std::string& earliest, const std::string& latest,
                         const std::string& first, const std::string& last) {
  return fmt::format(
      "CASE WHEN {0} >= {2} AND {1} <= {3} THEN 1 WHEN {2} > {3} OR {1} < {2} OR {0} > {3} THEN 0 "
      "END",
      earliest, latest, first, last);
}

WindowDays days_of(const Context& context, const TimeWindow& window) {
  const AnchorDays& given = context.options.screening.anchors;
  const auto found = given.find(window.anchor);
  const Day as_of = context.as_of();
  if (found != given.end()) {
    return {date_literal(before(found->second, window.period)), date_literal(found->second),
            found->second > as_of ? "1 = 1" : ""};
  }
  const std::string column = fmt::format("s.{}", name_of(window.anchor));
  return {fmt::format("coalesce({}, {})", days_before(column, window.period),
                      date_literal(before(as_of, window.period))),
          fmt::format("coalesce({}, {})", column, context.today()),
          fmt::format("{} > {}", column, context.today())};
}

std::string not_for_this_sex(const Context& context, const std::vector<ConceptId>& concepts) {
  if (concepts.empty()) return {};
  const std::optional<Sex>& only = context.vocabulary[concepts.front()].only_sex;
  const bool all_the_same = std::all_of(concepts.begin(), concepts.end(), [&](ConceptId id) {
    return context.vocabulary[id].only_sex == only;
  });
  const bool all_bound = std::all_of(concepts.begin(), concepts.end(), [&](ConceptId id) {
    return context.vocabulary[id].only_sex.has_value();
  });
  // Where some are bound to one sex and some to the other, one of them can always apply.
  if (!all_bound || !all_the_same) return {};
  return fmt::format("s.sex = {}",
                     text_literal(name_of(*only == Sex::male ? Sex::female : Sex::male)));
}

namespace {

// `number` rounded down or up, within what an age can be.
int whole(const Rational& number, bool up) {
  constexpr int beyond_every_age = 400'000;  // days
  mpz_class result;
  if (up) {
    mpz_cdiv_q(result.get_mpz_t(), number.get_num_mpz_t(), number.get_den_mpz_t());
  } else {
    mpz_fdiv_q(result.get_mpz_t(), number.get_num_mpz_t(), number.get_den_mpz_t());
  }
  if (result < -1) return -1;
  if (result > beyond_every_age) return beyond_every_age;
  return static_cast<int>(result.get_si());
}

}  // namespace

AgeSteps age_steps(const Interval& range) {
  AgeSteps steps;
  if (range.low) {
    steps.from =
        range.low->inclusive ? whole(range.low->value, true) : whole(range.low->value, false) + 1;
  }
  if (range.high) {
    steps.beyond = range.high->inclusive ? whole(range.high->value, false) + 1
                                         : whole(range.high->value, true);
  }
  return steps;
}

std::string between_steps(const std::string& least_from, const std::string& most_from,
                          const std::string& least_beyond, const std::string& most_beyond) {
  std::string inside;
  std::string outside;
  if (!least_from.empty()) {
    inside = fmt::format("({}) = 1", least_from);
    outside = fmt::format("({}) = 0", most_from);
  }
  if (!least_beyond.empty()) {
    inside += fmt::format("{}({}) = 0", inside.empty() ? "" : " AND ", most_beyond);
    outside += fmt::format("{}({}) = 1", outside.empty() ? "" : " OR ", least_beyond);
  }
  if (inside.empty()) return "1";
  return fmt::format("CASE WHEN {} THEN 1 WHEN {} THEN 0 END", inside, outside);
}

}  // namespace eligo::sql
