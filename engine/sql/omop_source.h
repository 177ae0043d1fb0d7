#pragma once

// Which columns of OMOP CDM 5.4 say what a row is about, and the text under which rows that say the
// same are known to the program: their term. Private to this stage.

#include <string>
#include <vector>

namespace eligo::sql {

struct OmopSource {
  std::string table;           // "condition_occurrence"
  std::string prefix;          // of its columns: "condition"
  std::string id;              // its key: "condition_occurrence_id"
  std::string source_concept;  // "condition_source_concept_id"
  std::string texts;           // where a value may stand in words; empty: rows have no value
};

// The tables whose rows are named by concepts.
const std::vector<OmopSource>& omop_sources();

// A query over a source, as r: its columns, and `term`.
std::string with_term(const OmopSource& source);

}  // namespace eligo::sql
