#include <fmt/format.h>

#include "sql/exact.h"
#include "sql/facts_tables.h"
#include "sql/leaf_sql.h"
#include "sql/sql_parts.h"
#include "text/unicode.h"

namespace eligo::sql {
namespace {

// What differs between the leaves that look at the newest result.
struct ResultLeaf {
  const ResultConditions* conditions = nullptr;
  std::string candidates;    // which results it is about, as a condition on r
  std::string name;          // of what it observes
  std::string holds;         // of one result c, whose limits in its unit are l
  std::string why_not;       // why one result decides nothing
  std::string other_sex;     // a condition on s; empty: it applies to both
  bool reads_units = false;  // a unit that had to be defaulted is an assumption
  bool derives_bmi = false;  // weight and height stand in where nothing is recorded
  bool has_limits = false;   // limits stand in eligo_limit
  bool by_word = false;      // somebody's word can settle it
};

// What is measured in urine anyway.
bool is_about_urine(const std::string& name) {
  return folded_name(name).find("urin") != std::string::npos;
}

// Which of the candidates count, whatever their age.
std::string conditions_text(const Context& context, const ResultLeaf& leaf) {
  const ResultConditions& conditions = *leaf.conditions;
  std::string text = leaf.candidates;
  if (conditions.fasting) text += "\n    AND r.fasting = 1";
  if (conditions.specimen) {
    text += fmt::format("\n    AND (r.specimen IS NULL OR r.specimen = {})",
                        text_literal(name_of(*conditions.specimen)));
  } else if (!is_about_urine(leaf.name)) {
    text += "\n    AND (r.specimen IS NULL OR r.specimen <> 'urine' OR r.named_result IS NOT NULL)";
  }
  if (conditions.window) {
    text += fmt::format("\n    AND (r.date_earliest IS NULL OR r.date_earliest <= {})",
                        days_of(context, *conditions.window).last);
  }
  return text;
}

// Whether a result c is new enough.
std::string in_time_text(const Context& context, const ResultConditions& conditions) {
  const std::optional<Period>& max_age = context.options.screening.max_age;
  if (conditions.window) {
    const WindowDays days = days_of(context, *conditions.window);
    return lies_in_days("c.date_earliest", "c.date_latest", days.first,
                        fmt::format("least({}, {})", days.last, context.today()));
  }
  if (max_age) {
    return lies_in_days("c.date_earliest", "c.date_latest",
                        date_literal(before(context.as_of(), *max_age)), context.today());
  }
  return fmt::format("CASE WHEN c.date_latest > {} THEN NULL ELSE 1 END", context.today());
}

std::string counted_text(const Context& context, const ResultLeaf& leaf) {
  std::string text = fmt::format(
      "counted AS (  -- the results that count, and when the newest of them was surely begun\n"
      "  SELECT r.*, max(r.first_second) OVER (PARTITION BY r.patient) AS newest_begins\n"
      "  FROM eligo_result r JOIN eligo_patient s ON s.patient = r.patient\n"
      "  WHERE {})",
      conditions_text(context, leaf));
  if (!leaf.derives_bmi) return text;
  return text +
         ",\ncounted_or_derived AS (  -- where none is recorded: from weight and height\n"
         "  SELECT * FROM counted\n"
         "  UNION ALL\n"
         "  SELECT b.*, b.first_second FROM eligo_body_mass_index b\n"
         "  LEFT JOIN (SELECT DISTINCT patient FROM counted) c ON c.patient = b.patient\n"
         "  WHERE c.patient IS NULL)";
}

LeafSql result_leaf(const Context& context, const ResultLeaf& leaf) {
  std::string decided = "f.least";
  std::string truth;
  std::string why;
  if (!leaf.other_sex.empty()) truth += fmt::format("WHEN {} THEN 0\n    ", leaf.other_sex);
  std::string ahead;
  if (leaf.conditions->window) ahead = days_of(context, *leaf.conditions->window).ahead;
  const bool refuses_ahead = context.strict() && !ahead.empty();
  truth +=
      "WHEN f.in_time < f.results OR f.decided < f.results OR f.least < f.most THEN NULL\n    ";
  if (context.strict() && leaf.reads_units) truth += "WHEN f.defaulted = 1 THEN NULL\n    ";
  std::string word = leaf.by_word ? "1" : "0";
  if (refuses_ahead) {
    truth += fmt::format("WHEN {} THEN NULL\n    ", ahead);
    if (leaf.by_word) {
      word = fmt::format(
          "CASE WHEN f.in_time = f.results AND f.decided = f.results AND f.least = f.most AND {} "
          "THEN 0 ELSE 1 END",
          ahead);
    }
  }
  why =
      "CASE WHEN f.patient IS NULL THEN 'missing'\n"
      "    WHEN f.too_old = f.results THEN 'too old'\n"
      "    WHEN f.in_time < f.results THEN 'imprecise date'\n"
      "    WHEN f.decided = 0 THEN f.why_not\n"
      "    WHEN f.decided < f.results OR f.least < f.most THEN 'conflict'\n"
      "    ELSE 'assumption' END";
  LeafSql result;
  result.word = !leaf.by_word ? Word::never : refuses_ahead ? Word::as_found : Word::always;
  result.select = fmt::format(
      "WITH {counted},\n"
      "newest AS (  -- several where the record does not say which is the newest\n"
      "  SELECT c.patient, c.value_text, c.unit_text, c.date, c.source, c.unit_defaulted,\n"
      "    row_number() OVER (PARTITION BY c.patient ORDER BY c.place) AS nth,\n"
      "    {in_time} AS in_time,\n"
      "    CASE WHEN c.is_usable = 0 THEN NULL\n"
      "      {holds} END AS holds,\n"
      "    CASE WHEN c.is_usable = 0 THEN 'not usable' {why_not} END AS why_not\n"
      "  FROM {from} c{limits}\n"
      "  WHERE c.last_second IS NULL OR c.last_second >= c.newest_begins),\n"
      "found AS (\n"
      "  SELECT patient, count(*) AS results, count(CASE WHEN in_time = 1 THEN 1 END) AS in_time,\n"
      "    count(CASE WHEN in_time = 0 THEN 1 END) AS too_old, count(holds) AS decided,\n"
      "    min(holds) AS least, max(holds) AS most, max(unit_defaulted) AS defaulted,\n"
      "    min(why_not) AS why_not,\n"
      "    max(CASE WHEN nth = 1 THEN value_text END) AS value,\n"
      "    max(CASE WHEN nth = 1 THEN unit_text END) AS unit,\n"
      "    max(CASE WHEN nth = 1 THEN date END) AS date,\n"
      "    max(CASE WHEN nth = 1 THEN source END) AS source\n"
      "  FROM newest GROUP BY patient)\n"
      "SELECT {leaf}, s.patient,\n"
      "  CASE {truth}ELSE {decided} END,\n"
      "  {word},\n"
      "  {why},\n"
      "  f.value, f.unit, f.date, f.source\n"
      "FROM eligo_patient s LEFT JOIN found f ON f.patient = s.patient",
      fmt::arg("counted", counted_text(context, leaf)),
      fmt::arg("in_time", in_time_text(context, *leaf.conditions)), fmt::arg("holds", leaf.holds),
      fmt::arg("why_not", leaf.why_not),
      fmt::arg("from", leaf.derives_bmi ? "counted_or_derived" : "counted"),
      fmt::arg(
          "limits",
          std::string(leaf.conditions->window ? " JOIN eligo_patient s ON s.patient = c.patient"
                                              : "") +
              (leaf.has_limits
                   ? fmt::format("\n  LEFT JOIN eligo_limit l ON l.leaf = {} AND l.unit = "
                                 "c.unit",
                                 leaf_mark)
                   : std::string())),
      fmt::arg("leaf", leaf_mark), fmt::arg("truth", truth), fmt::arg("decided", decided),
      fmt::arg("word", word), fmt::arg("why", why));
  return result;
}

std::string analyte_candidates(const Context& context, ConceptId analyte) {
  const auto kinds = context.vocabulary.kinds_of(analyte);
  return fmt::format("r.analyte IN ({})",
                     quoted_keys(context.vocabulary, {kinds.begin(), kinds.end()}));
}

// The range's limits as values in another unit: value · multiply + add lies in `range`.
LimitRow limits_through(const UnitConversion& step, const Interval& range, const Unit& unit) {
  const Rational back = 1 / step.multiply;
  const Rational shift = -step.add / step.multiply;
  const Interval image = transformed(range, back, shift);
  LimitRow row;
  row.unit = unit_code_of(unit);
  if (image.low) row.low = limit_literal(image.low->value);
  if (image.high) row.high = limit_literal(image.high->value);
  return row;
}

// The limits in every unit that the data may use and that converts.
std::vector<LimitRow> limit_rows(const Context& context, const ObservedInRange& operation) {
  const Concept& analyte = context.vocabulary[operation.observation.analyte];
  std::vector<LimitRow> rows;
  if (!analyte.unit) return rows;
  const std::optional<Unit> written =
      operation.written_unit.empty() ? analyte.unit
                                     : context.vocabulary.units().parse(operation.written_unit);
  for (const Unit& unit : context.units) {
    const auto step = context.vocabulary.step_to_default_unit(operation.observation.analyte, unit);
    if (!step || sgn(step->conversion.multiply) <= 0) continue;
    const bool as_written = written && unit.same_as(*written);
    rows.push_back(as_written ? limits_through({}, operation.written, unit)
                              : limits_through(step->conversion, operation.range, unit));
  }
  return rows;
}

// A result on a scale ("NYHA II") counts by its position, the first being 1.
std::string scale_text(const Context& context, ConceptId analyte, const Interval& range) {
  std::size_t most = 0;
  for (const ConceptId kind : context.vocabulary.kinds_of(analyte)) {
    most = std::max(most, context.vocabulary[kind].named_results.size());
  }
  std::string inside;
  for (std::size_t i = 0; i < most; ++i) {
    if (lies_in(Interval::exactly(Rational(static_cast<unsigned long>(i + 1))), range) !=
        Truth::yes) {
      continue;
    }
    inside += fmt::format("{}{}", inside.empty() ? "" : ", ", i);
  }
  std::string text;
  if (!inside.empty()) text += fmt::format("WHEN c.named_result IN ({}) THEN 1 ", inside);
  return text + "WHEN c.named_result IS NOT NULL THEN 0\n      ";
}

// A result in multiples of its laboratory's limit.
void compare_multiples(LimitScale scale, const Interval& range, ResultLeaf& leaf) {
  const std::string which = scale == LimitScale::upper_reference_limit ? "upper" : "lower";
  leaf.holds +=
      fmt::format("WHEN c.has_{0} = 1 THEN {1}", which, lies_in_range("c." + which, range));
  leaf.why_not += fmt::format(
      " WHEN c.has_{0} = 0 THEN 'no {0} reference limit' ELSE 'imprecise "
      "value'",
      which);
}

}  // namespace

LeafOrRefusal leaf_of(const Context& context, const ObservedInRange& operation) {
  const ConceptId analyte = operation.observation.analyte;
  ResultLeaf leaf;
  leaf.conditions = &operation.observation;
  leaf.candidates = analyte_candidates(context, analyte);
  leaf.name = context.vocabulary[analyte].name;
  leaf.other_sex = not_for_this_sex(context, {analyte});
  leaf.derives_bmi = context.vocabulary.find("bmi") == analyte;
  leaf.holds = scale_text(context, analyte, operation.range);
  LeafSql result;
  if (operation.scale == LimitScale::absolute) {
    leaf.reads_units = true;
    leaf.has_limits = true;
    leaf.holds += fmt::format("WHEN l.unit IS NOT NULL THEN {}",
                              lies_in_range("c.value", operation.range, "l.low", "l.high"));
    leaf.why_not = "WHEN l.unit IS NULL THEN 'unit' ELSE 'imprecise value'";
    result = result_leaf(context, leaf);
    result.limits = limit_rows(context, operation);
    return result;
  }
  compare_multiples(operation.scale, operation.range, leaf);
  return result_leaf(context, leaf);
}

LeafOrRefusal leaf_of(const Context& context, const ObservedResult& operation) {
  const ConceptId analyte = operation.observation.analyte;
  ResultLeaf leaf;
  leaf.conditions = &operation.observation;
  leaf.candidates = analyte_candidates(context, analyte);
  leaf.name = context.vocabulary[analyte].name;
  leaf.other_sex = not_for_this_sex(context, {analyte});
  leaf.by_word = true;
  std::string named;
  for (const std::uint32_t result : operation.results) {
    named += fmt::format("{}{}", named.empty() ? "" : ", ", result);
  }
  if (!named.empty()) leaf.holds = fmt::format("WHEN c.named_result IN ({}) THEN 1 ", named);
  leaf.holds += "WHEN c.named_result IS NOT NULL THEN 0";
  leaf.why_not = "ELSE 'none of its results'";
  return result_leaf(context, leaf);
}

LeafOrRefusal leaf_of(const Context& context, const MeasuredInRange& operation) {
  ResultLeaf leaf;
  leaf.conditions = &operation.observation;
  leaf.candidates =
      fmt::format("r.own_name = {}", text_literal(operation.observation.name.comparable));
  leaf.name = operation.observation.name.text;
  if (operation.scale != LimitScale::absolute) {
    compare_multiples(operation.scale, operation.range, leaf);
    return result_leaf(context, leaf);
  }
  leaf.why_not = "ELSE 'unit or imprecise value'";
  const std::string own = lies_in_range("c.value", operation.range);
  const bool is_number_one = operation.unit && operation.unit->dimension.empty() &&
                             operation.unit->factor == 1 && operation.unit->offset == 0;
  if (!operation.own_unit.empty()) {
    leaf.holds = fmt::format("WHEN c.has_unit = 1 AND c.own_unit = {} THEN {}",
                             text_literal(operation.own_unit), own);
    return result_leaf(context, leaf);
  }
  if (!operation.unit || is_number_one) {
    leaf.holds = fmt::format("WHEN c.has_unit = 0 THEN {}", own);
    return result_leaf(context, leaf);
  }
  leaf.has_limits = true;
  leaf.holds = fmt::format("WHEN c.has_unit = 1 AND l.unit IS NOT NULL THEN {}",
                           lies_in_range("c.value", operation.range, "l.low", "l.high"));
  LeafSql result = result_leaf(context, leaf);
  for (const Unit& unit : context.units) {
    const std::optional<UnitConversion> step = conversion_between(unit, *operation.unit);
    if (!step || sgn(step->multiply) <= 0) continue;
    result.limits.push_back(limits_through(*step, operation.range, unit));
  }
  return result;
}

}  // namespace eligo::sql
