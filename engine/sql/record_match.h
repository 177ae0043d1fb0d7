#pragma once

// Which entries of a patient's lists match a pattern, as SQL. Private to this stage.

#include <string>

#include "sql/leaf_sql.h"

namespace eligo::sql {

// A query over eligo_record: every entry of the lists in question, with `matches` (1, 0 or NULL)
// and `unrecognised` (1: a name that nothing hints at).
std::string matches_query(const Context& context, const RecordPattern& pattern);

// The common table expressions `matched` and `found` of a pattern, and over "eligo_patient s LEFT
// JOIN found f" (with the joins in `join`) whether such an entry is recorded.
struct RecordFoundSql {
  std::string tables;  // without WITH
  std::string join;
  std::string truth;
  std::string why;
};
RecordFoundSql record_found(const Context& context, const RecordPattern& pattern);

// A condition on s: one of the lists may hold more than is recorded; empty: none can.
std::string lists_incomplete(const Context& context, const RecordPattern& pattern);

}  // namespace eligo::sql
