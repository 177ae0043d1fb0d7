#include "sql/omop_tables.h"

#include <fmt/format.h>

#include "sql/omop_source.h"

namespace eligo::sql {
namespace {

// A birth whose month or day is missing, or is none, lies somewhere in the year or the month.
constexpr const char* birth_columns =
    "    CASE WHEN y IS NOT NULL THEN CASE WHEN d BETWEEN 1 AND month_end - month_begin + 1\n"
    "      THEN month_begin + (d - 1) ELSE month_begin END END AS birth_earliest,\n"
    "    CASE WHEN y IS NOT NULL THEN CASE WHEN m IS NULL THEN make_date(y, 12, 31)\n"
    "      WHEN d BETWEEN 1 AND month_end - month_begin + 1\n"
    "      THEN month_begin + (d - 1) ELSE month_end END END AS birth_latest\n";

std::string patient_table() {
  std::string complete;
  std::string gaps;
  for (const RecordList list : all_record_lists) {
    complete += fmt::format("  0 AS {}_complete,\n", name_of(list));
    gaps += fmt::format(
        "  CASE WHEN g.patient IS NOT NULL AND g.{0}_gap = 1 THEN 1 ELSE 0 END AS {0}_gap,\n",
        name_of(list));
  }
  std::string found;
  for (const RecordList list : all_record_lists) {
    found +=
        fmt::format(", max(CASE WHEN list = '{0}' THEN 1 ELSE 0 END) AS {0}_gap", name_of(list));
  }
  return fmt::format(
      "-- The patients. No list is complete by itself: OMOP does not say so.\n"
      "DROP TABLE IF EXISTS eligo_facts_patient;\n"
      "CREATE TEMP TABLE eligo_facts_patient AS\n"
      "SELECT p.patient, p.sex, p.birth_earliest, p.birth_latest, CAST(NULL AS INTEGER) AS "
      "age_years,\n"
      "  CASE WHEN d.person_id IS NULL THEN 0 ELSE 1 END AS died, d.death_date AS "
      "death_earliest,\n"
      "{complete}{gaps}"
      "  CAST(NULL AS DATE) AS enrollment, CAST(NULL AS DATE) AS randomization,\n"
      "  CAST(NULL AS DATE) AS screening, CAST(NULL AS DATE) AS first_dose\n"
      "FROM (SELECT person_id, CAST(person_id AS TEXT) AS patient,\n"
      "    CASE gender_concept_id WHEN 8507 THEN 'male' WHEN 8532 THEN 'female' END AS sex,\n"
      "{birth}"
      "  FROM (SELECT b.*, CAST(month_begin + INTERVAL '1 month' AS DATE) - 1 AS month_end\n"
      "    FROM (SELECT person_id, gender_concept_id, y, m, CASE WHEN m IS NOT NULL THEN d END AS "
      "d,\n"
      "        make_date(y, coalesce(m, 1), 1) AS month_begin\n"
      "      FROM (SELECT person_id, gender_concept_id, CAST(day_of_birth AS INTEGER) AS d,\n"
      "          CAST(CASE WHEN year_of_birth BETWEEN 1800 AND 2299 THEN year_of_birth END\n"
      "            AS INTEGER) AS y,\n"
      "          CAST(CASE WHEN month_of_birth BETWEEN 1 AND 12 THEN month_of_birth END\n"
      "            AS INTEGER) AS m\n"
      "        FROM person) c) b) a) p\n"
      "LEFT JOIN (SELECT person_id, min(death_date) AS death_date FROM death GROUP BY person_id) "
      "d\n"
      "  ON d.person_id = p.person_id\n"
      "LEFT JOIN (SELECT patient{found}\n"
      "  FROM eligo_omop_gap_found GROUP BY patient) g ON g.patient = p.patient;\n"
      "DROP TABLE IF EXISTS eligo_facts_attestation;\n"
      "CREATE TEMP TABLE eligo_facts_attestation (patient TEXT, criterion TEXT, holds INTEGER);\n",
      fmt::arg("complete", complete), fmt::arg("gaps", gaps), fmt::arg("birth", birth_columns),
      fmt::arg("found", found));
}

}  // namespace

std::string large_integer(Dialect dialect) {
  return dialect == Dialect::duckdb ? "HUGEINT" : "NUMERIC(38, 0)";
}

std::string whole_quotient(Dialect dialect, const std::string& number, const std::string& divisor) {
  return dialect == Dialect::duckdb ? fmt::format("({} // {})", number, divisor)
                                    : fmt::format("div({}, {})", number, divisor);
}

std::string value_on_grid(Dialect dialect, const std::string& units) {
  constexpr const char* one = "100000000000000000";
  return fmt::format(
      "CAST(CAST({} AS TEXT) || '.' || lpad(CAST({} % {} AS TEXT), 17, '0') AS DECIMAL(38, 18))",
      whole_quotient(dialect, units, one), units, one);
}

std::string least_unlisted_term() {
  std::string used;
  for (const OmopSource& source : omop_sources()) {
    used += fmt::format("{}SELECT term FROM ({}) u", used.empty() ? "" : "\n    UNION ",
                        with_term(source));
  }
  return fmt::format(
      "(SELECT min(u.term) FROM (\n    {}) u\n"
      "  LEFT JOIN eligo_omop_term t ON t.term = u.term WHERE t.term IS NULL)",
      used);
}

std::string omop_tables(const Context& context) {
  return omop_term_tables(context) + omop_record_tables(context) + omop_result_tables(context) +
         omop_body_mass_table(context) + patient_table() +
         counted_anew(context.options.dialect, "eligo_facts_patient") + "\n";
}

}  // namespace eligo::sql
