#include "sql/omop_source.h"

#include <fmt/format.h>

#include "sql/omop_terms.h"

namespace eligo::sql {
namespace {

// Longer words are no named result; what they say beyond this is not looked at.
constexpr int most_characters = 80;

std::string concept_or_zero(const std::string& column) {
  return fmt::format("coalesce(r.{}, 0)", column);
}

std::string source_value(const OmopSource& source) {
  // A name of the source counts where no concept says what it is.
  return fmt::format("CASE WHEN {} = 0 AND {} = 0 THEN coalesce(r.{}_source_value, '') ELSE '' END",
                     concept_or_zero(source.prefix + "_concept_id"),
                     concept_or_zero(source.source_concept), source.prefix);
}

std::string unit_words() {
  return "CASE WHEN coalesce(r.unit_concept_id, 0) = 0 THEN coalesce(r.unit_source_value, '') ELSE "
         "'' END";
}

// number, concept, text or none
std::string value_kind(const OmopSource& source) {
  return fmt::format(
      "CASE WHEN r.value_as_number IS NOT NULL THEN 'number'\n"
      "      WHEN coalesce(r.value_as_concept_id, 0) <> 0 THEN 'concept'\n"
      "      WHEN coalesce({}, '') <> '' THEN 'text' ELSE 'none' END",
      source.texts);
}

std::string value_words(const OmopSource& source) {
  return fmt::format("substr(coalesce({}, ''), 1, {})", source.texts, most_characters);
}

std::string term_of(const OmopSource& source) {
  std::string term = fmt::format("'{}|' || {} || '|' || {} || '|' || {}", source.table,
                                 concept_or_zero(source.prefix + "_concept_id"),
                                 concept_or_zero(source.source_concept), source_value(source));
  if (source.texts.empty()) return term;
  // The number itself is no part of the term; its unit is.
  return term + fmt::format(
                    "\n    || CASE {} WHEN 'number' THEN '|number|' || coalesce(r.unit_concept_id, "
                    "0) || '|' || {}\n"
                    "      WHEN 'concept' THEN '|concept|' || r.value_as_concept_id\n"
                    "      WHEN 'text' THEN '|text|' || {} ELSE '|none' END",
                    value_kind(source), unit_words(), value_words(source));
}

// What of a row tells terms apart, in the columns of the list.
std::string distinct_rows(const OmopSource& source) {
  const bool has_value = !source.texts.empty();
  return fmt::format(
      "SELECT DISTINCT '{}' AS source_table, {} AS term,\n"
      "    {} AS concept_id, {} AS source_concept_id,\n"
      "    {} AS source_value,\n"
      "    {} AS value_kind,\n"
      "    {} AS unit_concept_id,\n"
      "    {} AS unit_words,\n"
      "    {} AS value_concept_id,\n"
      "    {} AS value_words\n"
      "  FROM {} r",
      source.table, term_of(source), concept_or_zero(source.prefix + "_concept_id"),
      concept_or_zero(source.source_concept), source_value(source),
      has_value ? value_kind(source) : "'none'",
      has_value
          ? "CASE WHEN r.value_as_number IS NOT NULL THEN coalesce(r.unit_concept_id, 0) ELSE "
            "0 END"
          : "0",
      has_value ? "CASE WHEN r.value_as_number IS NOT NULL THEN " + unit_words() + " ELSE '' END"
                : "''",
      has_value
          ? "CASE WHEN r.value_as_number IS NULL THEN coalesce(r.value_as_concept_id, 0) ELSE "
            "0 END"
          : "0",
      has_value ? "CASE WHEN r.value_as_number IS NULL AND coalesce(r.value_as_concept_id, 0) = 0 "
                  "THEN " +
                      value_words(source) + " ELSE '' END"
                : "''",
      source.table);
}

}  // namespace

const std::vector<OmopSource>& omop_sources() {
  static const std::vector<OmopSource> sources{
      {"condition_occurrence", "condition", "condition_occurrence_id",
       "condition_source_concept_id", ""},
      {"drug_exposure", "drug", "drug_exposure_id", "drug_source_concept_id", ""},
      {"procedure_occurrence", "procedure", "procedure_occurrence_id",
       "procedure_source_concept_id", ""},
      {"visit_occurrence", "visit", "visit_occurrence_id", "visit_source_concept_id", ""},
      {"measurement", "measurement", "measurement_id", "measurement_source_concept_id",
       "r.value_source_value"},
      {"observation", "observation", "observation_id", "observation_source_concept_id",
       "coalesce(r.value_as_string, r.value_source_value)"},
  };
  return sources;
}

std::vector<std::string> omop_table_names() {
  std::vector<std::string> names{"person", "death", "observation_period", "concept",
                                 "concept_ancestor"};
  for (const OmopSource& source : omop_sources()) names.push_back(source.table);
  return names;
}

std::string with_term(const OmopSource& source) {
  return fmt::format("SELECT r.*, {} AS term\n    FROM {} r", term_of(source), source.table);
}

std::string omop_term_query() {
  std::string rows;
  for (const OmopSource& source : omop_sources()) {
    rows += (rows.empty() ? "" : "\n  UNION ALL\n  ") + distinct_rows(source);
  }
  return fmt::format(
      "-- Made by eligo sql for the layout omop: every term that the database uses, once. No line "
      "is\n"
      "-- about a patient. Save the result as CSV with a header; eligo sql --terms reads it.\n"
      "WITH used AS (\n  {}),\n"
      "broader AS (  -- what the site's vocabulary calls broader, in the systems that Eligo knows\n"
      "  SELECT a.descendant_concept_id AS concept_id,\n"
      "    string_agg(c.vocabulary_id || ':' || c.concept_code, ' '\n"
      "      ORDER BY c.vocabulary_id || ':' || c.concept_code) AS ancestors\n"
      "  FROM concept_ancestor a JOIN concept c ON c.concept_id = a.ancestor_concept_id\n"
      "  JOIN (SELECT DISTINCT concept_id FROM used) u ON u.concept_id = a.descendant_concept_id\n"
      "  WHERE a.min_levels_of_separation > 0\n"
      "    AND c.vocabulary_id IN ('SNOMED', 'LOINC', 'ICD10', 'ICD10CM', 'RxNorm', 'Visit')\n"
      "  GROUP BY a.descendant_concept_id)\n"
      "SELECT u.source_table, u.term,\n"
      "  coalesce(c.vocabulary_id, '') AS vocabulary, coalesce(c.concept_code, '') AS code,\n"
      "  coalesce(c.concept_name, '') AS name,\n"
      "  coalesce(s.vocabulary_id, '') AS source_vocabulary,\n"
      "  coalesce(s.concept_code, '') AS source_code, coalesce(s.concept_name, '') AS "
      "source_name,\n"
      "  u.source_value, u.value_kind,\n"
      "  CASE WHEN n.vocabulary_id = 'UCUM' THEN n.concept_code ELSE '' END AS ucum,\n"
      "  CASE WHEN n.vocabulary_id <> 'UCUM' THEN n.concept_code ELSE u.unit_words END AS unit,\n"
      "  coalesce(v.vocabulary_id, '') AS value_vocabulary,\n"
      "  coalesce(v.concept_code, '') AS value_code,\n"
      "  coalesce(v.concept_name, u.value_words) AS value,\n"
      "  coalesce(b.ancestors, '') AS ancestors\n"
      "FROM used u\n"
      "LEFT JOIN concept c ON c.concept_id = u.concept_id AND u.concept_id <> 0\n"
      "LEFT JOIN concept s ON s.concept_id = u.source_concept_id AND u.source_concept_id <> 0\n"
      "LEFT JOIN concept n ON n.concept_id = u.unit_concept_id AND u.unit_concept_id <> 0\n"
      "LEFT JOIN concept v ON v.concept_id = u.value_concept_id AND u.value_concept_id <> 0\n"
      "LEFT JOIN broader b ON b.concept_id = u.concept_id\n"
      "ORDER BY u.source_table, u.term;\n",
      rows);
}

}  // namespace eligo::sql
