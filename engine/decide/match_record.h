#pragma once

#include <string>
#include <vector>

#include "decide/finding.h"

namespace eligo {

// How one record stands to a pattern.
struct RecordMatch {
  const Record* record = nullptr;
  Truth truth = Truth::no;
  std::string why;               // what makes it match, or leaves it open
  bool unrecognised = false;     // a name the vocabulary does not know and nothing hints at
  bool after_screening = false;  // begins after the screening date: not used
};

// Every record in the lists that the pattern looks at, each with how it matches.
std::vector<RecordMatch> match_records(const Screening& screening, const RecordPattern& pattern);

// The records that are, or may be, of the pattern's terms, whatever their dates and status say.
std::vector<const Record*> records_in_question(const Screening& screening,
                                               const RecordPattern& pattern);

// The lists in which a matching record would stand.
std::vector<RecordList> lists_of(const Screening& screening, const RecordPattern& pattern);

// "breast cancer or melanoma within 5 years before enrollment": the pattern in words.
std::string pattern_text(const Screening& screening, const RecordPattern& pattern);

// "breast cancer (onset 2012-03)": a record in words.
std::string record_text(const Record& record);

Evidence evidence_of(const Record& record);

}  // namespace eligo
