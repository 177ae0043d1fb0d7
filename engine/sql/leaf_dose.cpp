#include <fmt/format.h>

#include "sql/exact.h"
#include "sql/facts_tables.h"
#include "sql/leaf_sql.h"
#include "sql/record_match.h"
#include "sql/sql_parts.h"

namespace eligo::sql {
namespace {

// How doses in a unit become doses in the rule's: by a factor.
std::optional<Rational> factor_of(const Context& context, const DoseInRange& operation,
                                  const Unit& unit) {
  if (const auto step = conversion_between(unit, operation.unit)) {
    if (sgn(step->add) != 0) return std::nullopt;
    return step->multiply;
  }
  // Units that only this drug makes equal (insulin's U and [IU]).
  if (operation.record.terms.empty()) return std::nullopt;
  const ConceptId drug = operation.record.terms.front();
  const auto given = context.vocabulary.step_to_default_unit(drug, unit);
  const auto wanted = context.vocabulary.step_to_default_unit(drug, operation.unit);
  if (!given || !wanted) return std::nullopt;
  if (sgn(given->conversion.add) != 0 || sgn(wanted->conversion.add) != 0) return std::nullopt;
  return Rational(given->conversion.multiply / wanted->conversion.multiply);
}

// Whole factors of all units, and what the rule's limits are multiplied with to match.
struct Factors {
  mpz_class common = 1;
  std::vector<std::pair<std::string, Rational>> by_unit;
};

std::optional<Factors> factors_of(const Context& context, const DoseInRange& operation) {
  const mpz_class most = 1'000'000'000'000;
  Factors factors;
  for (const Unit& unit : context.units) {
    const std::optional<Rational> factor = factor_of(context, operation, unit);
    if (!factor || sgn(*factor) <= 0) continue;
    factors.by_unit.emplace_back(unit_code_of(unit), *factor);
    mpz_lcm(factors.common.get_mpz_t(), factors.common.get_mpz_t(), factor->get_den_mpz_t());
  }
  for (auto& [unit, factor] : factors.by_unit) {
    factor *= factors.common;
    if (factor > most) return std::nullopt;
  }
  return factors;
}

}  // namespace

LeafOrRefusal leaf_of(const Context& context, const DoseInRange& operation) {
  RecordPattern current = operation.record;
  if (!current.status && !current.window) current.status = RecordStatus::active;
  const std::optional<Factors> factors = factors_of(context, operation);
  if (!factors) return Refusal{"a sum of doses in units of very different size"};
  std::string dose = "CAST(NULL AS DECIMAL(38, 6))";
  if (!factors->by_unit.empty()) {
    dose = "CASE m.dose_unit";
    for (const auto& [unit, factor] : factors->by_unit) {
      dose += fmt::format(" WHEN {} THEN m.dose * CAST({} AS DECIMAL(13, 0))", text_literal(unit),
                          factor.get_num().get_str());
    }
    dose += " END";
  }
  // The limits in the same whole parts of the rule's unit.
  const Interval range = transformed(operation.range, Rational(factors->common), 0);
  const bool to_infinity_is_inside = !range.high;
  std::string open_ended = "f.unclear > 0";
  if (const std::string incomplete = lists_incomplete(context, current); !incomplete.empty()) {
    open_ended += " OR " + incomplete;
  }
  if (context.strict() && current.window) {
    const std::string ahead = days_of(context, *current.window).ahead;
    if (!ahead.empty()) open_ended += " OR " + ahead;
  }
  if (!operation.record.own_names.empty()) open_ended = "1 = 1";
  const std::string low = range.low ? limit_literal(range.low->value) : "";
  const std::string high = range.high ? limit_literal(range.high->value) : "";
  const std::string reaches =
      !range.low ? "1 = 1" : fmt::format("d.total {} {}", range.low->inclusive ? ">=" : ">", low);
  const std::string exceeds =
      !range.high ? "1 = 0"
                  : fmt::format("d.total {} {}", range.high->inclusive ? ">" : ">=", high);
  const std::string at_least = is_empty(range) ? "0"
                               : to_infinity_is_inside
                                   ? fmt::format("CASE WHEN {} THEN 1 END", reaches)
                                   : fmt::format("CASE WHEN {} THEN 0 END", exceeds);
  const std::string exactly =
      is_empty(range)
          ? "0"
          : fmt::format("CASE WHEN {} THEN 0 WHEN {} THEN 1 ELSE 0 END", exceeds, reaches);
  LeafSql result;
  result.select = fmt::format(
      "WITH matched AS (\n  {matched}),\n"
      "found AS (  -- in {parts} of the rule's unit\n"
      "  SELECT patient, sum(CASE WHEN matches = 1 THEN amount END) AS total,\n"
      "    count(CASE WHEN matches IS NULL OR (matches = 1 AND amount IS NULL) THEN 1 END) AS "
      "unclear,\n"
      "    -- of the first of them\n"
      "    min(CASE WHEN place = first_place THEN dose_text END) AS value,\n"
      "    min(CASE WHEN place = first_place THEN dose_unit_text END) AS unit,\n"
      "    min(CASE WHEN place = first_place THEN coalesce(start_text, end_text) END) AS date,\n"
      "    min(CASE WHEN place = first_place THEN source END) AS source\n"
      "  FROM (SELECT m.*, {dose} AS amount,\n"
      "      min(CASE WHEN coalesce(matches, 1) = 1 THEN place END)\n"
      "        OVER (PARTITION BY patient) AS first_place\n"
      "    FROM matched m) doses GROUP BY patient),\n"
      "summed AS (\n"
      "  SELECT s.patient, coalesce(f.total, 0) AS total, f.value, f.unit, f.date, f.source,\n"
      "    CASE WHEN {open_ended} THEN 1 ELSE 0 END AS open_ended\n"
      "  FROM eligo_patient s LEFT JOIN found f ON f.patient = s.patient)\n"
      "SELECT {leaf}, d.patient,\n"
      "  CASE d.open_ended WHEN 1 THEN {at_least}\n"
      "    ELSE {exactly} END,\n"
      "  0, 'dose', d.value, d.unit, d.date, d.source\n"
      "FROM summed d",
      fmt::arg("matched", matches_query(context, current)),
      fmt::arg("parts",
               factors->common == 1 ? std::string("units") : "1/" + factors->common.get_str()),
      fmt::arg("dose", dose), fmt::arg("open_ended", open_ended), fmt::arg("leaf", leaf_mark),
      fmt::arg("at_least", at_least), fmt::arg("exactly", exactly));
  return result;
}

}  // namespace eligo::sql
