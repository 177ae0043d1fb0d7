#include <fmt/format.h>

#include "sql/omop_source.h"
#include "sql/omop_tables.h"

namespace eligo::sql {
namespace {

const OmopSource& source_named(const char* table) {
  for (const OmopSource& source : omop_sources()) {
    if (source.table == table) return source;
  }
  return omop_sources().front();
}

// Columns of eligo_omop_row: what a row says of time and status, whatever it is about.
std::string rows_of(const char* table, int place, const std::string& start, const std::string& end,
                    const std::string& end_is_least, const std::string& status,
                    const std::string& doubt, const std::string& join, const std::string& where) {
  const OmopSource& source = source_named(table);
  return fmt::format(
      "SELECT CAST(r.person_id AS TEXT) AS patient, {place} AS table_place, r.{id} AS id,\n"
      "    '{table}#' || r.{id} AS source, r.term,\n"
      "    {start} AS start_date, {end} AS end_date, {least} AS end_is_least,\n"
      "    {status} AS status, {doubt} AS doubt\n"
      "  FROM ({rows}) r{join}{where}",
      fmt::arg("place", place), fmt::arg("id", source.id), fmt::arg("table", source.table),
      fmt::arg("start", start), fmt::arg("end", end), fmt::arg("least", end_is_least),
      fmt::arg("status", status), fmt::arg("doubt", doubt), fmt::arg("rows", with_term(source)),
      fmt::arg("join", join), fmt::arg("where", where));
}

// The words of FHIR, where a site keeps them, and the status concept.
std::string condition_rows() {
  const std::string word = "lower(coalesce(r.condition_status_source_value, ''))";
  const std::string name = "lower(coalesce(k.concept_name, ''))";
  return rows_of(
      "condition_occurrence", 1, "r.condition_start_date", "r.condition_end_date", "0",
      fmt::format("CASE WHEN {0} IN ('active', 'recurrence', 'relapse') THEN 'active'\n"
                  "      WHEN {0} IN ('inactive', 'remission', 'resolved') THEN 'resolved'\n"
                  "      WHEN r.condition_status_concept_id = 32906 THEN 'resolved' END",
                  word),
      fmt::format("CASE WHEN {0} IN ('unconfirmed', 'provisional', 'differential') THEN 'is ' || "
                  "{0}\n"
                  "      WHEN {1} LIKE '%preliminary%' OR {1} LIKE '%provisional%' THEN {1} END",
                  word, name),
      "\n  LEFT JOIN concept k ON k.concept_id = r.condition_status_concept_id",
      fmt::format("\n  WHERE CASE WHEN {} IN ('refuted', 'entered-in-error') THEN 0 ELSE 1 END = 1",
                  word));
}

// An end that is not verbatim is the least that the supply or the rules of the load make certain.
std::string drug_rows() {
  return rows_of(
      "drug_exposure", 2, "r.drug_exposure_start_date",
      "coalesce(r.verbatim_end_date, r.drug_exposure_end_date)",
      "CASE WHEN r.verbatim_end_date IS NULL THEN 1 ELSE 0 END",
      "CASE WHEN coalesce(r.stop_reason, '') <> '' THEN 'resolved' END",
      "CASE WHEN lower(coalesce(k.concept_name, '')) LIKE '%planned%' THEN 'is only planned' END",
      "\n  LEFT JOIN concept k ON k.concept_id = r.drug_type_concept_id", "");
}

std::string procedure_rows() {
  const std::string name = "lower(coalesce(k.concept_name, ''))";
  return rows_of("procedure_occurrence", 3, "r.procedure_date",
                 "coalesce(r.procedure_end_date, r.procedure_date)", "0", "'resolved'",
                 fmt::format("CASE WHEN {0} LIKE '%planned%' OR {0} LIKE '% order' THEN 'is only "
                             "ordered' END",
                             name),
                 "\n  LEFT JOIN concept k ON k.concept_id = r.procedure_type_concept_id", "");
}

std::string visit_rows() {
  return rows_of("visit_occurrence", 4, "r.visit_start_date", "r.visit_end_date", "0",
                 "CAST(NULL AS TEXT)", "CAST(NULL AS TEXT)", "", "");
}

// Its date is when it was said: of a procedure or an event when it happened, of the rest nothing.
std::string observation_rows(const Context& context) {
  return rows_of("observation", 5, "r.observation_date", "r.observation_date", "0",
                 "CAST(NULL AS TEXT)", "CAST(NULL AS TEXT)", "",
                 fmt::format("\n  WHERE r.observation_date <= {}", context.today()));
}

constexpr const char* contradicts = "CASE WHEN r.end_date < r.start_date THEN 1 ELSE 0 END";

std::string record_tables() {
  return fmt::format(
      "-- The four lists. An observation that is no procedure or event has no time of its own.\n"
      "DROP TABLE IF EXISTS eligo_facts_record;\n"
      "CREATE TEMP TABLE eligo_facts_record AS\n"
      "SELECT d.patient, CAST(row_number() OVER (PARTITION BY d.patient\n"
      "    ORDER BY d.table_place, d.id, d.part) AS INTEGER) AS place,\n"
      "  d.list, d.meaning AS term, d.term_kind, d.name, d.own_name, d.comparable_name, "
      "d.at_a_point,\n"
      "  CAST(d.start_date AS TEXT) AS start_text, d.start_date AS start_earliest,\n"
      "  d.start_date AS start_latest,\n"
      "  CAST(d.end_date AS TEXT) AS end_text, d.end_date AS end_earliest,\n"
      "  CASE WHEN d.end_is_least = 0 THEN d.end_date END AS end_latest,\n"
      "  d.status, CAST(NULL AS TEXT) AS outcome, CAST(NULL AS TEXT) AS outcome_name,\n"
      "  CAST(NULL AS DECIMAL(18, 6)) AS dose, CAST(NULL AS TEXT) AS dose_text,\n"
      "  CAST(NULL AS TEXT) AS dose_unit, CAST(NULL AS TEXT) AS dose_unit_text,\n"
      "  d.doubt, d.source, d.site_term, d.part\n"
      "FROM (SELECT r.patient, r.table_place, r.id, r.source, r.term AS site_term, e.part, "
      "e.list,\n"
      "    e.meaning, e.term_kind, e.name, e.own_name, e.comparable_name, e.at_a_point,\n"
      "    CASE WHEN r.table_place < 5 OR e.list IN ('procedures', 'events') THEN r.start_date "
      "END\n"
      "      AS start_date,\n"
      "    CASE WHEN r.table_place < 5 OR e.list IN ('procedures', 'events') THEN r.end_date END\n"
      "      AS end_date,\n"
      "    r.end_is_least, r.status, coalesce(r.doubt, e.doubt) AS doubt\n"
      "  FROM eligo_omop_row r JOIN eligo_omop_entry e ON e.term = r.term\n"
      "  WHERE {0} = 0) d;\n"
      "DROP TABLE IF EXISTS eligo_facts_record_hint;\n"
      "CREATE TEMP TABLE eligo_facts_record_hint AS\n"
      "SELECT r.patient, r.place, h.meaning AS term FROM eligo_facts_record r\n"
      "JOIN eligo_omop_hint h ON h.term = r.site_term AND h.part = r.part;\n",
      contradicts);
}

std::string gap_table(const Context& context) {
  return fmt::format(
      "-- Lists that may hold more than is known: an entry that cannot be used, or no observation\n"
      "-- period that holds the screening date.\n"
      "DROP TABLE IF EXISTS eligo_omop_gap_found;\n"
      "CREATE TEMP TABLE eligo_omop_gap_found AS\n"
      "SELECT r.patient, g.list FROM eligo_omop_row r JOIN eligo_omop_gap g ON g.term = r.term\n"
      "UNION SELECT r.patient, e.list FROM eligo_omop_row r\n"
      "  JOIN eligo_omop_entry e ON e.term = r.term WHERE {0} = 1\n"
      "UNION SELECT CAST(p.person_id AS TEXT), l.list FROM person p\n"
      "  LEFT JOIN (SELECT DISTINCT person_id FROM observation_period\n"
      "    WHERE observation_period_start_date <= {1} AND observation_period_end_date >= {1}) o\n"
      "    ON o.person_id = p.person_id\n"
      "  CROSS JOIN (VALUES ('conditions'), ('medications'), ('procedures'), ('events')) AS "
      "l(list)\n"
      "  WHERE o.person_id IS NULL;\n\n",
      contradicts, context.today());
}

}  // namespace

std::string omop_record_tables(const Context& context) {
  const Dialect dialect = context.options.dialect;
  std::string rows;
  for (const std::string& query :
       {condition_rows(), drug_rows(), procedure_rows(), visit_rows(), observation_rows(context)}) {
    rows += (rows.empty() ? "" : "\nUNION ALL\n") + query;
  }
  return "-- The rows that may be entries of a list.\n"
         "DROP TABLE IF EXISTS eligo_omop_row;\n"
         "CREATE TEMP TABLE eligo_omop_row AS\n" +
         rows + ";\n" + counted_anew(dialect, "eligo_omop_row") + record_tables() +
         counted_anew(dialect, "eligo_facts_record") +
         counted_anew(dialect, "eligo_facts_record_hint") + gap_table(context);
}

}  // namespace eligo::sql
