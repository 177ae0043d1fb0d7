#pragma once

// Queries over the tables that a script of generate_sql leaves, in the session that ran it. Every
// column is text; patients come in the order of their ids' bytes, trials and criteria in that of
// the programs. Not for Spark.

#include <string>
#include <vector>

#include "language/program.h"
#include "sql/dialect.h"

namespace eligo::sql {

// trial, eligible, ineligible
std::string verdict_count_query();
// How many patients were screened.
std::string patient_count_query();
// trial, position of the criterion, pass, fail, patients whom nothing else keeps out of the trial
std::string criterion_count_query();
// position of the trial, patient, verdict, positions of the criteria that fail and of those that
// are unknown, with blanks between them
std::string compact_query(const std::vector<const Program*>& programs, Dialect dialect);
// position of the trial, patient, verdict, 1 where the patient had died, position of the criterion
// (NULL for a trial without any), result (1, 0 or NULL), why, value, unit, date, source
std::string criteria_query(const std::vector<const Program*>& programs, Dialect dialect);
// patient, birth: of records that were not screened since the birth is after the screening date
std::string born_later_query(bool of_omop, Dialect dialect);

}  // namespace eligo::sql
