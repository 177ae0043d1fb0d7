#include <fmt/format.h>

#include "sql/exact.h"
#include "sql/omop_source.h"
#include "sql/omop_tables.h"
#include "sql/sql_parts.h"

namespace eligo::sql {
namespace {

std::string rows_of(const OmopSource& source, int place, const std::string& comparator,
                    const std::string& low, const std::string& high) {
  return fmt::format(
      "SELECT CAST(r.person_id AS TEXT) AS patient, {place} AS table_place, r.{id} AS id,\n"
      "    '{table}#' || r.{id} AS source, r.term,\n"
      "    CAST(r.value_as_number AS TEXT) AS digits, {comparator} AS comparator,\n"
      "    CAST({low} AS TEXT) AS range_low, CAST({high} AS TEXT) AS range_high,\n"
      "    r.{prefix}_date AS day, r.{prefix}_datetime AS moment\n"
      "  FROM ({rows}) r",
      fmt::arg("place", place), fmt::arg("id", source.id), fmt::arg("table", source.table),
      fmt::arg("comparator", comparator), fmt::arg("low", low), fmt::arg("high", high),
      fmt::arg("prefix", source.prefix), fmt::arg("rows", with_term(source)));
}

std::string all_rows() {
  std::string text;
  for (const OmopSource& source : omop_sources()) {
    if (source.texts.empty()) continue;
    const bool is_measurement = source.table == "measurement";
    if (!text.empty()) text += "\n  UNION ALL\n  ";
    text += is_measurement
                ? rows_of(source, 1,
                          "CASE coalesce(r.operator_concept_id, 0) WHEN 0 THEN '=' WHEN 4172703 "
                          "THEN '='\n      WHEN 4171756 THEN '<' WHEN 4171754 THEN '<='\n"
                          "      WHEN 4172704 THEN '>' WHEN 4171755 THEN '>=' ELSE '?' END",
                          "r.range_low", "r.range_high")
                : rows_of(source, 2, "'='", "NULL", "NULL");
  }
  return text;
}

// A number's digits as an exact value; NULL where it is none or too large.
std::string value_of(const std::string& digits) {
  return fmt::format(
      "CASE WHEN {0} ~ '^-?[0-9]{{1,19}}(\\.[0-9]+)?(e-[0-9]+)?$' THEN CAST({0} AS {1}) END",
      digits, exact_type);
}

// Whether the column holds all of its digits.
std::string is_exact(const std::string& digits) {
  return fmt::format(
      "CASE WHEN strpos(lower({0}), 'e') = 0 AND (strpos({0}, '.') = 0\n"
      "      OR length(rtrim({0}, '0')) - strpos({0}, '.') <= {1}) THEN 1 ELSE 0 END",
      digits, grid_places);
}

// A value in whole millionths, where it is not negative and that is all of it.
std::string millionths(Dialect dialect, const std::string& value, const std::string& digits) {
  return fmt::format(
      "CASE WHEN {0} >= 0 AND {0} < 1000000000000 AND {1} = 1\n"
      "      AND CAST({0} AS DECIMAL(38, 6)) = {0}\n"
      "      THEN CAST(CAST({0} AS DECIMAL(38, 6)) * 1000000 AS {2}) END",
      value, is_exact(digits), large_integer(dialect));
}

std::string number_table(const Context& context) {
  const Dialect dialect = context.options.dialect;
  return fmt::format(
      "-- Measurements and observations, with their numbers as exact values. A number with more\n"
      "-- digits than the column holds lies between two that it does hold.\n"
      "DROP TABLE IF EXISTS eligo_omop_number;\n"
      "CREATE TEMP TABLE eligo_omop_number AS\n"
      "SELECT w.*,\n"
      "  CASE WHEN w.is_exact = 1 THEN w.value ELSE w.value - CAST('0.00000000000000002' AS "
      "{exact}) "
      "END\n    AS least,\n"
      "  CASE WHEN w.is_exact = 1 THEN w.value ELSE w.value + CAST('0.00000000000000002' AS "
      "{exact}) "
      "END\n    AS most,\n"
      "  {units} AS units,\n"
      "  CASE WHEN w.lower_limit > 0 AND coalesce(w.lower_limit <= w.upper_limit, true)\n"
      "    THEN 1 ELSE 0 END AS has_lower,\n"
      "  CASE WHEN w.upper_limit > 0 AND coalesce(w.lower_limit <= w.upper_limit, true)\n"
      "    THEN 1 ELSE 0 END AS has_upper,\n"
      "  {lower} AS lower_units,\n"
      "  {upper} AS upper_units\n"
      "FROM (SELECT r.*, {value} AS value, {is_exact} AS is_exact,\n"
      "    {lower_limit} AS lower_limit,\n"
      "    {upper_limit} AS upper_limit\n"
      "  FROM ({rows}) r) w;\n",
      fmt::arg("exact", exact_type), fmt::arg("units", millionths(dialect, "w.value", "w.digits")),
      fmt::arg("lower", millionths(dialect, "w.lower_limit", "w.range_low")),
      fmt::arg("upper", millionths(dialect, "w.upper_limit", "w.range_high")),
      fmt::arg("value", value_of("r.digits")), fmt::arg("is_exact", is_exact("r.digits")),
      fmt::arg("lower_limit", value_of("r.range_low")),
      fmt::arg("upper_limit", value_of("r.range_high")), fmt::arg("rows", all_rows()));
}

// The columns of a value in multiples of one of its laboratory's limits.
std::string multiples(const Context& context, const std::string& which) {
  const Dialect dialect = context.options.dialect;
  const std::string quotient = fmt::format("q.{}_quotient", which);
  const std::string rest = fmt::format("q.{}_rest", which);
  const std::string above =
      fmt::format("({} + CASE WHEN {} = 0 THEN 0 ELSE 1 END)", quotient, rest);
  return fmt::format(
      "  q.has_{0},\n"
      "  CASE WHEN q.value_low IS NOT NULL THEN {1} END AS {0}_low,\n"
      "  CASE WHEN {3} = 0 THEN q.value_low_closed ELSE 0 END AS {0}_low_closed,\n"
      "  CASE WHEN q.value_high IS NOT NULL THEN {2} END AS {0}_high,\n"
      "  CASE WHEN {3} = 0 THEN q.value_high_closed ELSE 0 END AS {0}_high_closed,\n",
      which, value_on_grid(dialect, quotient), value_on_grid(dialect, above), rest);
}

std::string quotient(const Context& context, const std::string& which) {
  const std::string scaled = "v.units * 100000000000000000";
  const std::string divisor = fmt::format("v.{}_units", which);
  return fmt::format(
      "    CASE WHEN {divisor} > 0 THEN {quotient} END AS {which}_quotient,\n"
      "    CASE WHEN {divisor} > 0 THEN ({scaled}) % {divisor} END AS {which}_rest",
      fmt::arg("divisor", divisor),
      fmt::arg("quotient", whole_quotient(context.options.dialect, "(" + scaled + ")", divisor)),
      fmt::arg("scaled", scaled), fmt::arg("which", which));
}

// Seconds since 1970. A time at midnight is how tables without a time are filled: it is none.
std::string second_of(bool last) {
  return fmt::format(
      "CASE WHEN CAST(q.moment AS DATE) = q.day AND q.moment > CAST(q.day AS TIMESTAMP)\n"
      "      THEN CAST(floor(EXTRACT(EPOCH FROM q.moment)) AS BIGINT)\n"
      "    ELSE CAST(q.day - DATE '1970-01-01' AS BIGINT) * 86400{} END",
      last ? " + 86399" : "");
}

// 0 where nobody can have the value.
std::string plausible(const std::string& least, const std::string& greatest) {
  return fmt::format(
      "coalesce({}, 1)",
      lies_in_range("q.value", Interval{Bound{0, true}, Bound{0, true}}, least, greatest));
}

std::string observation_table(const Context& context) {
  const std::string low_op = "IN ('=', '>', '>=')";
  const std::string high_op = "IN ('=', '<', '<=')";
  return fmt::format(
      "-- Results: a value is the interval that it is known to lie in.\n"
      "DROP TABLE IF EXISTS eligo_facts_observation;\n"
      "CREATE TEMP TABLE eligo_facts_observation AS\n"
      "SELECT q.patient, CAST(row_number() OVER (PARTITION BY q.patient\n"
      "    ORDER BY q.table_place, q.id, q.part) AS INTEGER) AS place,\n"
      "  q.analyte, q.own_name,\n"
      "  CASE WHEN q.is_number = 0 THEN q.words\n"
      "    ELSE CASE q.comparator WHEN '=' THEN '' ELSE q.comparator || ' ' END\n"
      "      || CASE WHEN strpos(q.digits, '.') = 0 THEN q.digits\n"
      "        ELSE rtrim(rtrim(q.digits, '0'), '.') END END AS value_text,\n"
      "  q.named_result, q.value_low, q.value_low_closed, q.value_high, q.value_high_closed,\n"
      "  q.unit, q.unit_text, q.own_unit, q.has_unit, q.unit_defaulted,\n"
      "{upper}{lower}"
      "  CASE WHEN q.readable = 0 THEN 0 WHEN q.is_number = 0 THEN 1\n"
      "    WHEN q.by_number = 1 THEN CASE WHEN q.named_result IS NULL THEN 0 ELSE 1 END\n"
      "    WHEN q.value IS NULL OR q.comparator = '?' THEN 0\n"
      "    WHEN {plausible} = 0 THEN 0 ELSE 1 END AS usable,\n"
      "  CASE WHEN {plausible_adult} = 0 THEN 0 ELSE 1 END AS usable_adult,\n"
      "  CAST(q.day AS TEXT) AS date, q.day AS date_earliest, q.day AS date_latest,\n"
      "  {first} AS first_second,\n"
      "  {last} AS last_second,\n"
      "  CAST(NULL AS INTEGER) AS fasting, CAST(NULL AS TEXT) AS specimen, q.source\n"
      "FROM (SELECT v.*,\n{upper_quotient},\n{lower_quotient}\n"
      "  FROM (SELECT n.patient, n.table_place, n.id, n.source, n.digits, n.comparator, n.day,\n"
      "      n.moment, n.value, n.units, n.has_upper, n.has_lower, n.upper_units, n.lower_units,\n"
      "      t.part, t.analyte, t.own_name, t.is_number, t.by_number, t.readable,\n"
      "      t.value_text AS words, t.unit, t.unit_text, t.own_unit, t.has_unit,\n"
      "      t.unit_defaulted, t.least, t.most, t.least_adult, t.most_adult,\n"
      "      CASE WHEN t.by_number = 0 THEN t.named_result\n"
      "        WHEN n.comparator = '=' THEN p.named_result END AS named_result,\n"
      "      CASE WHEN t.is_number = 0 THEN t.value_low\n"
      "        WHEN t.by_number = 1 THEN CASE WHEN p.is_ordered = 1 THEN p.named_result + 1 END\n"
      "        WHEN n.comparator {low_op} THEN n.least END AS value_low,\n"
      "      CASE WHEN t.is_number = 0 THEN t.value_low_closed\n"
      "        WHEN t.by_number = 1 THEN 1\n"
      "        WHEN n.comparator IN ('=', '>=') AND n.is_exact = 1 THEN 1 ELSE 0 END\n"
      "        AS value_low_closed,\n"
      "      CASE WHEN t.is_number = 0 THEN t.value_high\n"
      "        WHEN t.by_number = 1 THEN CASE WHEN p.is_ordered = 1 THEN p.named_result + 1 END\n"
      "        WHEN n.comparator {high_op} THEN n.most END AS value_high,\n"
      "      CASE WHEN t.is_number = 0 THEN t.value_high_closed\n"
      "        WHEN t.by_number = 1 THEN 1\n"
      "        WHEN n.comparator IN ('=', '<=') AND n.is_exact = 1 THEN 1 ELSE 0 END\n"
      "        AS value_high_closed\n"
      "    FROM eligo_omop_number n JOIN eligo_omop_result t ON t.term = n.term\n"
      "    LEFT JOIN eligo_omop_position p ON p.term = n.term AND p.number = n.value\n"
      "      AND n.is_exact = 1) v) q;\n",
      fmt::arg("upper", multiples(context, "upper")),
      fmt::arg("lower", multiples(context, "lower")),
      fmt::arg("upper_quotient", quotient(context, "upper")),
      fmt::arg("lower_quotient", quotient(context, "lower")),
      fmt::arg("plausible", plausible("q.least", "q.most")),
      fmt::arg("plausible_adult", plausible("q.least_adult", "q.most_adult")),
      fmt::arg("first", second_of(false)), fmt::arg("last", second_of(true)),
      fmt::arg("low_op", low_op), fmt::arg("high_op", high_op));
}

std::string fact_table() {
  return fmt::format(
      "-- Facts. An answer that decides nothing takes the older ones away.\n"
      "DROP TABLE IF EXISTS eligo_omop_stated;\n"
      "CREATE TEMP TABLE eligo_omop_stated AS\n"
      "SELECT q.patient, q.table_place, q.id, q.source, f.fact, f.value, q.day,\n"
      "  {first} AS first_second,\n"
      "  {last} AS last_second\n"
      "FROM (SELECT patient, table_place, id, source, term, day, moment FROM eligo_omop_number\n"
      "  UNION ALL SELECT patient, 0, id, source, term, start_date, CAST(NULL AS TIMESTAMP)\n"
      "  FROM eligo_omop_row WHERE table_place = 1 AND doubt IS NULL\n"
      "    AND coalesce(status, '') <> 'resolved') q\n"
      "JOIN eligo_omop_fact f ON f.term = q.term;\n"
      "DROP TABLE IF EXISTS eligo_facts_fact;\n"
      "CREATE TEMP TABLE eligo_facts_fact AS\n"
      "SELECT s.patient, CAST(row_number() OVER (PARTITION BY s.patient\n"
      "    ORDER BY s.table_place, s.id, s.fact) AS INTEGER) AS place, s.fact, s.value,\n"
      "  CAST(s.day AS TEXT) AS date, s.day AS date_earliest, s.day AS date_latest,\n"
      "  s.first_second, s.last_second, s.source\n"
      "FROM eligo_omop_stated s\n"
      "LEFT JOIN (SELECT patient, fact, max(coalesce(last_second, 99999999999)) AS undecided_until "
      "FROM "
      "eligo_omop_stated\n"
      "  WHERE value IS NULL GROUP BY patient, fact) u ON u.patient = s.patient AND u.fact = "
      "s.fact\n"
      "WHERE s.value IS NOT NULL\n"
      "  AND (u.undecided_until IS NULL OR u.undecided_until < s.first_second);\n",
      fmt::arg("first", second_of(false)), fmt::arg("last", second_of(true)));
}

}  // namespace

std::string omop_result_tables(const Context& context) {
  const Dialect dialect = context.options.dialect;
  return number_table(context) + counted_anew(dialect, "eligo_omop_number") +
         observation_table(context) + counted_anew(dialect, "eligo_facts_observation") +
         fact_table() + counted_anew(dialect, "eligo_facts_fact") + "\n";
}

}  // namespace eligo::sql
