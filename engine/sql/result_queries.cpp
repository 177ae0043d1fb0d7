#include "sql/result_queries.h"

#include <fmt/format.h>

namespace eligo::sql {
namespace {

// The trials with their positions, to stand behind FROM.
std::string trials_in_order(const std::vector<const Program*>& programs) {
  std::string rows;
  for (std::size_t i = 0; i < programs.size(); ++i) {
    rows +=
        fmt::format("{}({}, {})", rows.empty() ? "" : ", ", text_literal(programs[i]->trial), i);
  }
  return fmt::format("(VALUES {}) AS t(trial, place)", rows);
}

// A text by its bytes, whatever language the database sorts by.
std::string by_bytes(const std::string& text, Dialect dialect) {
  return dialect == Dialect::postgres ? text + " COLLATE \"C\"" : text;
}

}  // namespace

std::string verdict_count_query() {
  return "SELECT trial, CAST(eligible AS TEXT), CAST(ineligible AS TEXT) FROM eligo_count";
}

std::string patient_count_query() {
  return "SELECT CAST(count(*) AS TEXT) FROM eligo_patient";
}

std::string criterion_count_query() {
  // A statement that another one contradicts keeps nobody out where the two differ.
  return R"(SELECT r.trial, CAST(r.place AS TEXT), CAST(count(CASE WHEN r.result = 1 THEN 1 END) AS TEXT),
  CAST(count(CASE WHEN r.result = 0 THEN 1 END) AS TEXT),
  CAST(count(CASE WHEN r.result = 0 AND v.fails = 1 AND k.place IS NULL THEN 1 END) AS TEXT)
FROM eligo_criterion r
JOIN eligo_verdict v ON v.trial = r.trial AND v.patient = r.patient
LEFT JOIN (
  SELECT DISTINCT r.trial, r.patient, r.place FROM eligo_conflict k
  JOIN eligo_criterion r ON r.trial = k.trial AND r.place = k.place AND r.result = 0
  LEFT JOIN eligo_criterion o
    ON o.trial = k.trial AND o.patient = r.patient AND o.place = k.other AND o.result = 0
  WHERE o.trial IS NULL) k ON k.trial = r.trial AND k.patient = r.patient AND k.place = r.place
GROUP BY r.trial, r.place)";
}

std::string compact_query(const std::vector<const Program*>& programs, Dialect dialect) {
  return fmt::format(
      R"(SELECT CAST(t.place AS TEXT), v.patient, v.verdict, c.fails, c.unknown
FROM eligo_verdict v JOIN {} ON t.trial = v.trial
LEFT JOIN (
  SELECT trial, patient,
    string_agg(CASE WHEN result = 0 THEN CAST(place AS TEXT) END, ' ' ORDER BY place) AS fails,
    string_agg(CASE WHEN result IS NULL THEN CAST(place AS TEXT) END, ' ' ORDER BY place) AS unknown
  FROM eligo_criterion WHERE result IS NULL OR result = 0
  GROUP BY trial, patient) c ON c.trial = v.trial AND c.patient = v.patient
ORDER BY {}, t.place)",
      trials_in_order(programs), by_bytes("v.patient", dialect));
}

std::string criteria_query(const std::vector<const Program*>& programs, Dialect dialect) {
  return fmt::format(
      R"(SELECT CAST(t.place AS TEXT), v.patient, v.verdict, CAST(s.deceased AS TEXT),
  CAST(c.place AS TEXT), CAST(c.result AS TEXT), c.why, c.value, c.unit, c.date, c.source
FROM eligo_verdict v JOIN {} ON t.trial = v.trial
JOIN eligo_patient s ON s.patient = v.patient
LEFT JOIN eligo_criterion c ON c.trial = v.trial AND c.patient = v.patient
ORDER BY {}, t.place, c.place)",
      trials_in_order(programs), by_bytes("v.patient", dialect));
}

std::string born_later_query(bool of_omop, Dialect dialect) {
  return fmt::format(
      "SELECT p.patient, CAST(p.birth_earliest AS TEXT) FROM {} p\n"
      "LEFT JOIN eligo_patient s ON s.patient = p.patient WHERE s.patient IS NULL\nORDER BY {}",
      of_omop ? "eligo_facts_patient" : "patient", by_bytes("p.patient", dialect));
}

}  // namespace eligo::sql
