#include <fmt/format.h>

#include "sql/leaf_sql.h"
#include "sql/record_match.h"
#include "sql/sql_parts.h"

namespace eligo::sql {
namespace {

// The earliest entry that surely matches and says when it began.
std::string earliest_table() {
  return ",\nearliest AS (\n"
         "  SELECT * FROM (SELECT matched.*, row_number() OVER (PARTITION BY patient\n"
         "      ORDER BY start_earliest, place) AS nth\n"
         "    FROM matched WHERE matches = 1 AND start_earliest IS NOT NULL) ranked\n"
         "  WHERE nth = 1)";
}

// What an onset leads to, where one is recorded: `truth` over s (with `recorded`) and e.
std::string onset_select(const Context& context, const RecordPattern& pattern,
                         const std::string& truth, const std::string& word) {
  const RecordFoundSql found = record_found(context, pattern);
  return fmt::format(
      "WITH {},\n"
      "patients AS (\n"
      "  SELECT s.*, {} AS recorded,\n"
      "    {} AS why\n"
      "  FROM eligo_patient s LEFT JOIN found f ON f.patient = s.patient{})\n"
      "SELECT {}, s.patient,\n"
      "  CASE WHEN s.recorded IS NULL THEN NULL WHEN s.recorded = 0 THEN 0\n"
      "    WHEN e.patient IS NULL THEN NULL\n"
      "    {} END,\n"
      "  {},\n"
      "  CASE WHEN s.recorded IS NULL THEN s.why WHEN e.patient IS NULL THEN 'missing'\n"
      "    ELSE 'imprecise date' END,\n"
      "  e.name, NULL, e.start_text, e.source\n"
      "FROM patients s LEFT JOIN earliest e ON e.patient = s.patient",
      found.tables + earliest_table(), found.truth, found.why, found.join, leaf_mark, truth, word);
}

// The days on which something must have begun so that it has lasted for a time within `range`.
DayRange begun_between(const Interval& range, Period::Unit unit, Day as_of) {
  const auto ago = [&](const Bound& bound) {
    return before(as_of, Period{static_cast<int>(bound.value.get_num().get_si()), unit});
  };
  const std::chrono::days one{1};
  DayRange days{Day{std::chrono::year{1} / 1 / 1}, as_of};
  if (range.low) days.last = range.low->inclusive ? ago(*range.low) : ago(*range.low) - one;
  if (range.high) days.first = range.high->inclusive ? ago(*range.high) : ago(*range.high) + one;
  return days;
}

}  // namespace

LeafOrRefusal leaf_of(const Context& context, const RecordFound& operation) {
  const RecordFoundSql found = record_found(context, operation.record);
  LeafSql result;
  result.word = Word::always;
  result.select = fmt::format(
      "WITH {}\n"
      "SELECT {}, s.patient,\n"
      "  {},\n"
      "  1,\n"
      "  {},\n"
      "  f.value, NULL, f.date, f.source\n"
      "FROM eligo_patient s LEFT JOIN found f ON f.patient = s.patient{}",
      found.tables, leaf_mark, found.truth, found.why, found.join);
  return result;
}

LeafOrRefusal leaf_of(const Context& context, const OnsetAgeInRange& operation) {
  const AgeSteps steps = age_steps(operation.range);
  // Completed units on a day are at least n where the birth lies n units before that day or
  // earlier.
  const auto at_least = [&](const char* birth, const char* onset, const std::optional<int>& least) {
    if (!least) return std::string();
    if (*least <= 0) return std::string("1");
    return fmt::format("CASE WHEN s.{} <= {} THEN 1 ELSE 0 END", birth,
                       days_before(fmt::format("e.{}", onset), Period{*least, operation.unit}));
  };
  const std::string inside =
      between_steps(at_least("birth_latest", "start_earliest", steps.from),
                    at_least("birth_earliest", "start_latest", steps.from),
                    at_least("birth_latest", "start_earliest", steps.beyond),
                    at_least("birth_earliest", "start_latest", steps.beyond));
  LeafSql result;
  result.word = Word::as_found;
  result.select =
      onset_select(context, operation.record,
                   fmt::format("WHEN s.birth_earliest IS NULL THEN NULL\n    ELSE {}", inside),
                   "CASE WHEN s.birth_earliest IS NULL THEN 0 ELSE 1 END");
  return result;
}

LeafOrRefusal leaf_of(const Context& context, const DurationInRange& operation) {
  const DayRange days = begun_between(operation.range, operation.unit, context.as_of());
  LeafSql result;
  result.word = Word::always;
  result.select =
      onset_select(context, operation.record,
                   "ELSE " + lies_in_days("e.start_earliest", "e.start_latest",
                                          date_literal(days.first), date_literal(days.last)),
                   "1");
  return result;
}

}  // namespace eligo::sql
