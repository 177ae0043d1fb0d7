#include <fmt/format.h>

#include "sql/exact.h"
#include "sql/facts_tables.h"
#include "sql/omop_tables.h"
#include "sql/sql_parts.h"

namespace eligo::sql {
namespace {

mpz_class power_of_ten(unsigned long exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, exponent);
  return power;
}

// Results of a vital sign that may be its newest, in whole millionths of their units, with `more`
// where a part of one is left, the factor of the unit as a fraction, and `room`: how large the
// other's part of the fraction may be.
std::string newest_table(const Context& context, const char* key, const char* in_unit,
                         const mpz_class& room, bool is_squared) {
  const std::optional<ConceptId> analyte = context.vocabulary.find(key);
  const std::optional<Unit> wanted = context.vocabulary.units().parse(in_unit);
  // Beyond this no unit of weight or height goes.
  const long most = is_squared ? 1'000'000 : 1'000'000'000;
  std::string factors;
  std::string keys = "''";
  if (analyte && wanted) {
    const auto kinds = context.vocabulary.kinds_of(*analyte);
    keys = quoted_keys(context.vocabulary, {kinds.begin(), kinds.end()});
    for (const Unit& unit : context.units) {
      const auto step = conversion_between(unit, *wanted);
      if (!step || sgn(step->add) != 0 || sgn(step->multiply) <= 0) continue;
      const mpz_class& parts = step->multiply.get_den();
      if (step->multiply.get_num() > most || parts > most) continue;
      const mpz_class left = room / (is_squared ? mpz_class(parts * parts) : parts);
      factors += fmt::format("{}({}, {}, {}, {})", factors.empty() ? "" : ", ",
                             text_literal(unit_code_of(unit)), step->multiply.get_num().get_str(),
                             parts.get_str(), left.get_str());
    }
  }
  if (factors.empty()) factors = "('', 1, 1, 1)";
  return fmt::format(
      "DROP TABLE IF EXISTS eligo_omop_{key};\n"
      "CREATE TEMP TABLE eligo_omop_{key} AS\n"
      "SELECT n.patient, n.place, f.times, f.parts, f.room,\n"
      "  CAST(n.whole * 1000000 AS {integer}) AS units,\n"
      "  CASE WHEN n.whole = n.value_low THEN 0 ELSE 1 END AS more\n"
      "FROM (SELECT o.*, max(o.first_second) OVER (PARTITION BY o.patient) AS newest_begins,\n"
      "    CAST(o.value_low - CASE WHEN CAST(o.value_low AS DECIMAL(38, 6)) > o.value_low\n"
      "      THEN 0.000001 ELSE 0 END AS DECIMAL(38, 6)) AS whole\n"
      "  FROM eligo_facts_observation o\n"
      "  WHERE o.analyte IN ({keys}) AND o.date_earliest <= {today}) n\n"
      "JOIN (VALUES {factors}) AS f(unit, times, parts, room) ON f.unit = n.unit\n"
      "WHERE n.last_second >= n.newest_begins AND n.usable = 1\n"
      "  AND n.value_low = n.value_high AND n.value_low_closed = 1 AND n.value_high_closed = 1\n"
      "  AND n.value_low >= 0.01 AND n.value_low < 1000000;\n",
      fmt::arg("key", key), fmt::arg("integer", large_integer(context.options.dialect)),
      fmt::arg("keys", keys), fmt::arg("today", context.today()), fmt::arg("factors", factors));
}

// One end of the index, rounded down to the grid, and what is left of it. Units of weight and
// height are those at this end.
std::string end_table(Dialect dialect, const std::string& name, const std::string& weight,
                      const std::string& height) {
  return fmt::format(
      "DROP TABLE IF EXISTS {name};\n"
      "CREATE TEMP TABLE {name} AS\n"
      "SELECT b.patient, b.weight_place, b.height_place, b.is_whole,\n"
      "  b.whole * 100000000000000000 + b.nine * 100000000 + {last_eight} AS found,\n"
      "  (b.rest_of_nine * 100000000) % b.divisor AS rest\n"
      "FROM (SELECT a.*, {nine} AS nine,\n"
      "    (a.rest_of_whole * 1000000000) % a.divisor AS rest_of_nine\n"
      "  FROM (SELECT d.*, {whole} AS whole, d.number % d.divisor AS rest_of_whole\n"
      "    FROM (SELECT w.patient, w.place AS weight_place, h.place AS height_place,\n"
      "        CASE WHEN w.more + h.more = 0 THEN 1 ELSE 0 END AS is_whole,\n"
      "        CAST({weight} AS {integer}) * w.times * h.parts * h.parts * 1000000 AS number,\n"
      "        CAST(w.parts AS {integer}) * h.times * h.times * ({height}) * ({height}) AS "
      "divisor\n"
      "      FROM eligo_omop_weight w JOIN eligo_omop_height h ON h.patient = w.patient\n"
      "      WHERE CAST({weight} AS {integer}) * w.times <= h.room\n"
      "        AND CAST({height} AS {integer}) * ({height}) * h.times * h.times <= w.room\n"
      "      ) d) a) b;\n",
      fmt::arg("name", name), fmt::arg("weight", weight), fmt::arg("height", height),
      fmt::arg("last_eight", whole_quotient(dialect, "(b.rest_of_nine * 100000000)", "b.divisor")),
      fmt::arg("nine", whole_quotient(dialect, "(a.rest_of_whole * 1000000000)", "a.divisor")),
      fmt::arg("whole", whole_quotient(dialect, "d.number", "d.divisor")),
      fmt::arg("integer", large_integer(dialect)));
}

}  // namespace

std::string omop_body_mass_table(const Context& context) {
  const Dialect dialect = context.options.dialect;
  const std::optional<ConceptId> analyte = context.vocabulary.find("bmi");
  const Interval plausible = analyte ? context.vocabulary[*analyte].plausible : Interval{};
  const Interval adult = analyte ? context.vocabulary[*analyte].plausible_adult : Interval{};
  return fmt::format(
      "-- The body mass index of weights and heights that may be the newest, by long division: "
      "where\n"
      "-- one has more than six decimal places, the numbers that it lies between.\n"
      "{weights}{heights}{low_ends}{high_ends}"
      "DROP TABLE IF EXISTS eligo_facts_body_mass_index;\n"
      "CREATE TEMP TABLE eligo_facts_body_mass_index AS\n"
      "SELECT x.*, CASE WHEN {plausible} = 0 THEN 0 ELSE 1 END AS usable,\n"
      "  CASE WHEN {adult} = 0 THEN 0 ELSE 1 END AS usable_adult\n"
      "FROM (SELECT l.patient, l.weight_place, l.height_place,\n"
      "    CAST(CAST({low} AS DECIMAL(20, 4)) AS TEXT) AS value_text,\n"
      "    {low} AS value_low,\n"
      "    CASE WHEN l.is_whole = 1 AND l.rest = 0 THEN 1 ELSE 0 END AS value_low_closed,\n"
      "    {high} AS value_high,\n"
      "    CASE WHEN l.is_whole = 1 AND h.rest = 0 THEN 1 ELSE 0 END AS value_high_closed\n"
      "  FROM eligo_omop_index_low l JOIN eligo_omop_index_high h ON h.patient = l.patient\n"
      "    AND h.weight_place = l.weight_place AND h.height_place = l.height_place) x;\n\n",
      fmt::arg("weights", newest_table(context, "weight", "kg", power_of_ten(28), false)),
      fmt::arg("heights", newest_table(context, "height", "m", power_of_ten(31), true)),
      fmt::arg("low_ends",
               end_table(dialect, "eligo_omop_index_low", "w.units", "h.units + h.more")),
      fmt::arg("high_ends",
               end_table(dialect, "eligo_omop_index_high", "(w.units + w.more)", "h.units")),
      fmt::arg("plausible", "coalesce(" + lies_in_range("x.value", plausible) + ", 1)"),
      fmt::arg("adult", "coalesce(" + lies_in_range("x.value", adult) + ", 1)"),
      fmt::arg("low", value_on_grid(dialect, "l.found")),
      fmt::arg("high",
               value_on_grid(dialect, "(h.found + CASE WHEN h.rest = 0 THEN 0 ELSE 1 END)")));
}

}  // namespace eligo::sql
