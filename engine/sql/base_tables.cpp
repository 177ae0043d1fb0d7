#include "sql/base_tables.h"

#include <fmt/format.h>

#include <array>

#include "sql/exact.h"
#include "sql/facts_tables.h"
#include "sql/omop_tables.h"
#include "sql/sql_parts.h"

namespace eligo::sql {
namespace {

std::string patient_table(const Context& context) {
  std::string known;
  for (const RecordList list : all_record_lists) {
    const bool taken =
        context.options.assume_complete[static_cast<std::size_t>(list)] && !context.strict();
    const std::string complete = fmt::format("p.{}_complete", name_of(list));
    known += fmt::format(",\n  {} AS {}_known",
                         taken ? fmt::format("CASE WHEN {} = 1 OR p.{}_gap = 0 THEN 1 ELSE 0 END",
                                             complete, name_of(list))
                               : complete,
                         name_of(list));
  }
  const Dialect dialect = context.options.dialect;
  return fmt::format(
      "-- The patients on {today}. A record with a birth after that day is not screened.\n"
      "{made}"
      "SELECT q.*, CASE WHEN q.birth_latest <= {adult} THEN 1 ELSE 0 END AS is_adult\n"
      "FROM (SELECT p.patient, p.sex,\n"
      "  coalesce(p.birth_earliest, {earliest}) AS birth_earliest,\n"
      "  coalesce(p.birth_latest, {latest}) AS birth_latest,\n"
      "  CASE WHEN p.died = 1 AND (p.death_earliest IS NULL OR p.death_earliest <= {today})\n"
      "    THEN 1 ELSE 0 END AS deceased{known},\n"
      "  p.enrollment, p.randomization, p.screening, p.first_dose\n"
      "FROM {table} p\n"
      "WHERE p.age_years IS NOT NULL OR p.birth_earliest IS NULL OR p.birth_earliest <= {today}) "
      "q;\n\n",
      fmt::arg("today", context.today()), fmt::arg("table", context.table("patient")),
      fmt::arg("made", made_of(dialect, {"eligo_patient"})),
      fmt::arg("adult", date_literal(before(context.as_of(), Period{18, Period::Unit::years}))),
      fmt::arg("earliest", fmt::format("CAST({} + INTERVAL '1 day' AS DATE)",
                                       years_before(dialect, context.today(), "p.age_years + 1"))),
      fmt::arg("latest", years_before(dialect, context.today(), "p.age_years")),
      fmt::arg("known", known));
}

std::string result_table(const Context& context) {
  return fmt::format(
      "-- The results that are not dated after that day, and whether each can be used.\n"
      "{}"
      "SELECT o.patient, o.place, o.analyte, o.own_name, o.value_text, o.named_result,\n"
      "  o.value_low, o.value_low_closed, o.value_high, o.value_high_closed,\n"
      "  o.unit, o.unit_text, o.own_unit, o.has_unit, o.unit_defaulted,\n"
      "  o.has_upper, o.upper_low, o.upper_low_closed, o.upper_high, o.upper_high_closed,\n"
      "  o.has_lower, o.lower_low, o.lower_low_closed, o.lower_high, o.lower_high_closed,\n"
      "  CASE WHEN o.usable = 0 OR (s.is_adult = 1 AND o.usable_adult = 0) THEN 0 ELSE 1 END AS "
      "is_usable,\n"
      "  o.date, o.date_earliest, o.date_latest, o.first_second, o.last_second,\n"
      "  o.fasting, o.specimen, o.source\n"
      "FROM {} o JOIN eligo_patient s ON s.patient = o.patient\n"
      "WHERE o.date_earliest IS NULL OR o.date_earliest <= {};\n\n",
      made_of(context.options.dialect, {"eligo_result"}), context.table("observation"),
      context.today());
}

// The newest weight or height of each patient, where there is one newest.
std::string newest_vital(const Context& context, const char* key) {
  const std::optional<ConceptId> analyte = context.vocabulary.find(key);
  std::vector<ConceptId> kinds;
  if (analyte) {
    const auto found = context.vocabulary.kinds_of(*analyte);
    kinds.assign(found.begin(), found.end());
  }
  const std::optional<Period>& max_age = context.options.screening.max_age;
  const std::string in_time =
      max_age ? lies_in_days("date_earliest", "date_latest",
                             date_literal(before(context.as_of(), *max_age)), context.today())
              : fmt::format("CASE WHEN date_latest > {} THEN 0 ELSE 1 END", context.today());
  const Dialect dialect = context.options.dialect;
  const std::string table = fmt::format("eligo_newest_{}", key);
  return fmt::format(
      "{0}"
      "  SELECT patient, min(place) AS place FROM (\n"
      "    SELECT r.*, max(r.first_second) OVER (PARTITION BY r.patient) AS newest_begins\n"
      "    FROM eligo_result r WHERE r.analyte IN ({1})\n"
      "      AND (r.specimen IS NULL OR r.specimen <> 'urine' OR r.named_result IS NOT NULL)) "
      "counted\n"
      "  WHERE last_second IS NULL OR last_second >= newest_begins\n"
      "  GROUP BY patient\n"
      "  HAVING count(*) = 1 AND min(is_usable) = 1 AND min({2}) = 1;\n{3}",
      made_of(dialect, {table}), kinds.empty() ? "''" : quoted_keys(context.vocabulary, kinds),
      in_time, counted_anew(dialect, table));
}

std::string body_mass_index_table(const Context& context) {
  const std::optional<Unit> unit = context.vocabulary.units().parse("kg/m2");
  return fmt::format(
      "-- The body mass index from the newest weight and height, as if it had been recorded.\n"
      "{}{}{}"
      "SELECT w.patient, w.place, w.analyte, w.own_name, b.value_text, w.named_result,\n"
      "  b.value_low, b.value_low_closed, b.value_high, b.value_high_closed,\n"
      "  {} AS unit, 'kg/m2' AS unit_text, w.own_unit, w.has_unit,\n"
      "  CASE WHEN w.unit_defaulted = 1 OR h.unit_defaulted = 1 THEN 1 ELSE 0 END AS "
      "unit_defaulted,\n"
      "  0 AS has_upper, w.upper_low, w.upper_low_closed, w.upper_high, w.upper_high_closed,\n"
      "  0 AS has_lower, w.lower_low, w.lower_low_closed, w.lower_high, w.lower_high_closed,\n"
      "  CASE WHEN b.usable = 0 OR (s.is_adult = 1 AND b.usable_adult = 0) THEN 0 ELSE 1 END AS "
      "is_usable,\n"
      "  w.date, w.date_earliest, w.date_latest, w.first_second, w.last_second,\n"
      "  w.fasting, w.specimen, w.source\n"
      "FROM {} b\n"
      "JOIN eligo_newest_weight nw ON nw.patient = b.patient AND nw.place = b.weight_place\n"
      "JOIN eligo_newest_height nh ON nh.patient = b.patient AND nh.place = b.height_place\n"
      "JOIN eligo_result w ON w.patient = b.patient AND w.place = b.weight_place\n"
      "JOIN eligo_result h ON h.patient = b.patient AND h.place = b.height_place\n"
      "JOIN eligo_patient s ON s.patient = b.patient;\n\n",
      newest_vital(context, "weight"), newest_vital(context, "height"),
      made_of(context.options.dialect, {"eligo_body_mass_index"}),
      text_literal(unit ? unit_code_of(*unit) : "kg/m2"), context.table("body_mass_index"));
}

std::string record_table(const Context& context) {
  return fmt::format(
      "-- Conditions, medications, procedures and events: whether each begins later (not used), "
      "is\n"
      "-- active (1, 0 or NULL), and surely happened by that day (1 or NULL).\n"
      "{1}"
      "SELECT r.*,\n"
      "  CASE WHEN r.start_earliest > {0} THEN 1 ELSE 0 END AS later,\n"
      "  CASE WHEN r.status = 'active' THEN CASE WHEN r.end_latest < {0} THEN NULL ELSE 1 END\n"
      "    WHEN r.status = 'resolved' THEN 0\n"
      "    WHEN r.end_latest < {0} THEN 0 WHEN r.end_earliest > {0} THEN 1 END AS active,\n"
      "  CASE WHEN r.doubt IS NOT NULL THEN NULL\n"
      "    WHEN r.start_latest > {0} THEN NULL\n"
      "    WHEN r.start_earliest IS NULL AND r.end_latest > {0}\n"
      "      AND coalesce(r.status, '') <> 'active' THEN NULL\n"
      "    ELSE 1 END AS certain\n"
      "FROM {2} r;\n\n",
      context.today(), made_of(context.options.dialect, {"eligo_record"}), context.table("record"));
}

}  // namespace

std::string self_test(const Context& context) {
  std::string text =
      "-- Self-test: what the decisions rest on. A line that is not as expected stops the run.\n" +
      made_empty(context.options.dialect, {.name = "eligo_self_test", .is_of_patients = false},
                 "name TEXT, expected TEXT, found TEXT");
  std::string separator = "INSERT INTO eligo_self_test\n";
  const auto test = [&](const std::string& name, const std::string& expected,
                        const std::string& expression, const std::string& from) {
    text += fmt::format("{}SELECT {}, {}, coalesce(CAST({} AS TEXT), 'NULL'){}", separator,
                        text_literal(name), text_literal(expected), expression,
                        from.empty() ? "" : " FROM " + from);
    separator = "\nUNION ALL ";
  };
  const std::array<std::string, 3> values{"0", "1", "NULL"};
  const std::array<std::array<const char*, 3>, 3> both{
      {{"0", "0", "0"}, {"0", "1", "NULL"}, {"0", "NULL", "NULL"}}};
  const std::array<std::array<const char*, 3>, 3> either{
      {{"0", "1", "NULL"}, {"1", "1", "1"}, {"NULL", "1", "NULL"}}};
  for (std::size_t a = 0; a < values.size(); ++a) {
    for (std::size_t b = 0; b < values.size(); ++b) {
      const std::string pair = fmt::format(
          "(SELECT CAST({} AS INTEGER) AS a, CAST({} AS INTEGER) AS b) t", values[a], values[b]);
      test(fmt::format("{} and {}", values[a], values[b]), both[a][b],
           "CASE WHEN 0 IN (a, b) THEN 0 WHEN a + b = 2 THEN 1 END", pair);
      test(fmt::format("{} or {}", values[a], values[b]), either[a][b],
           "CASE WHEN 1 IN (a, b) THEN 1 WHEN a + b = 0 THEN 0 END", pair);
    }
  }
  const auto date_case = [&](const std::string& day, const Period& period,
                             const std::string& expected) {
    test(fmt::format("{} less {}", day, period_text(period)), expected,
         days_before(fmt::format("CAST({} AS DATE)", text_literal(day)), period), "");
  };
  using Unit = Period::Unit;
  date_case("2024-03-31", {1, Unit::months}, "2024-02-29");
  date_case("2025-03-31", {1, Unit::months}, "2025-02-28");
  date_case("2024-02-29", {1, Unit::years}, "2023-02-28");
  date_case("2024-02-29", {4, Unit::years}, "2020-02-29");
  date_case("2026-01-15", {4, Unit::weeks}, "2025-12-18");
  date_case("2026-03-01", {1, Unit::days}, "2026-02-28");
  date_case("2026-01-31", {14, Unit::months}, "2024-11-30");
  test("2024-02-29 less 18 years of a column", "2006-02-28",
       years_before(context.options.dialect, "DATE '2024-02-29'", "n"),
       "(SELECT CAST(18 AS INTEGER) AS n) t");
  test("a value beside a limit", "0",
       fmt::format("CASE WHEN CAST('132.6' AS {0}) > CAST('132.60000000000000001' AS {0}) THEN 1 "
                   "ELSE 0 END",
                   exact_type),
       "");
  test("a value on a limit", "1",
       fmt::format("CASE WHEN CAST('0.3' AS {0}) >= CAST('0.1' AS {0}) + CAST('0.2' AS {0}) THEN "
                   "1 ELSE 0 END",
                   exact_type),
       "");
  test("patients under one id", "0",
       fmt::format("(SELECT count(*) - count(DISTINCT patient) FROM {})", context.table("patient")),
       "");
  if (context.options.omop) {
    test("a term of the data that this SQL was not made for (eligo sql --terms)", "NULL",
         least_unlisted_term(), "");
  }
  std::string units;
  for (const eligo::Unit& unit : context.units) {
    units += (units.empty() ? "" : ", ") + text_literal(unit_code_of(unit));
  }
  test("units of the data that this SQL was not made for (eligo sql --units)", "NULL",
       fmt::format("(SELECT min(unit) FROM {} WHERE CASE WHEN unit IN ({}) THEN 1 ELSE 0 END = 0)",
                   context.options.omop ? "eligo_facts_observation" : "unit",
                   units.empty() ? "''" : units),
       "");
  text +=
      ";\n-- The cast fails, and says why, where a line is not as expected.\n"
      "SELECT CAST(coalesce((SELECT min('eligo self-test failed: ' || name || ': ' || found)\n"
      "  FROM eligo_self_test WHERE found <> expected), '1') AS INTEGER) AS self_test;\n\n";
  return text;
}

std::string base_tables(const Context& context) {
  const auto counted = [&](const char* table) {
    return counted_anew(context.options.dialect, table);
  };
  return patient_table(context) + counted("eligo_patient") + result_table(context) +
         counted("eligo_result") + body_mass_index_table(context) +
         counted("eligo_body_mass_index") + record_table(context) + counted("eligo_record") + "\n";
}

std::string kind_table(const Context& context) {
  std::set<std::pair<ConceptId, ConceptId>> pairs;
  for (const ConceptId asked : context.asked) {
    for (const ConceptId narrow : context.vocabulary.kinds_of(asked)) pairs.emplace(narrow, asked);
    for (const ConceptId broad : context.vocabulary.broader_of(asked)) pairs.emplace(asked, broad);
  }
  std::string text =
      "-- Which terms are kinds of which, as far as the rules ask.\n" +
      made_empty(context.options.dialect, {.name = "eligo_kind", .is_of_patients = false},
                 "narrow TEXT, broad TEXT");
  std::string separator = "INSERT INTO eligo_kind VALUES\n  ";
  for (const auto& [narrow, broad] : pairs) {
    text += fmt::format("{}({}, {})", separator, text_literal(context.vocabulary[narrow].key),
                        text_literal(context.vocabulary[broad].key));
    separator = ",\n  ";
  }
  text += pairs.empty() ? "" : ";\n";
  return text + counted_anew(context.options.dialect, "eligo_kind") + "\n";
}

}  // namespace eligo::sql
