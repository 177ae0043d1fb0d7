#pragma once

// What the terms of an OMOP database mean, read with the rules for FHIR.

#include <map>
#include <span>
#include <string>
#include <vector>

#include "patient/patient.h"
#include "text/result.h"
#include "text/source_text.h"
#include "vocabulary/vocabulary.h"

namespace eligo::sql {

// An entry of a list that a term stands for; only its list, name, term and doubt count.
struct OmopEntry {
  Record record;
  std::vector<std::string> hints;  // keys of what its name may mean, where no term is sure
};

// A term, and what rows with it say of a patient. All of it may be empty.
struct OmopTerm {
  std::string text;  // as the database gives it
  std::vector<OmopEntry> entries;
  // What a number with this term measures (its value here is 1), or a named result.
  std::vector<Observation> results;
  // Of an analyte whose results have names: the numbers that stand for them.
  std::map<int, Observation> by_number;
  bool is_number = false;
  std::vector<std::pair<ConceptId, bool>> facts;  // what it states
  std::vector<ConceptId> undecided;               // facts that it was asked for and does not decide
  std::vector<RecordList> gaps;                   // lists in which it leaves an unusable entry
};

// The tables of OMOP CDM 5.4 that the query and the script read.
std::vector<std::string> omop_table_names();

// The query that lists the terms of a database; DuckDB and PostgreSQL take it.
std::string omop_term_query();
// The columns of that list.
std::span<const char* const> omop_term_columns();

// Reads the list that omop_term_query() makes, in CSV with its header. Every error is reported.
Result<std::vector<OmopTerm>> read_omop_terms(const SourceText& csv, const Vocabulary& vocabulary);

// Every unit that the terms measure in, and that of the body mass index, each once.
std::vector<Unit> units_of(const std::vector<OmopTerm>& terms, const Vocabulary& vocabulary);

}  // namespace eligo::sql
