#pragma once

// The decisions of `decide` as SQL over the tables of the layout `facts`, which of an OMOP database
// the script makes itself.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "decide/decide.h"
#include "language/program.h"
#include "sql/dialect.h"
#include "sql/omop_terms.h"
#include "vocabulary/vocabulary.h"

namespace eligo::sql {

struct SqlOptions {
  Dialect dialect = Dialect::duckdb;
  ScreeningOptions screening;             // its day stands in the SQL as a literal
  std::array<bool, 4> assume_complete{};  // by RecordList: taken as complete without a gap
  // The units of the data, each once; empty: those that the vocabulary and the rules name.
  std::vector<Unit> units;
  // The terms of an OMOP database: set, the script reads that. Not for spark.
  std::optional<std::vector<OmopTerm>> omop;
};

// What the SQL cannot say yet; its leaf is unknown there, never decided otherwise.
struct NotInSql {
  std::string trial;
  std::string criterion;
  std::string what;
};

struct SqlScript {
  std::string text;
  std::vector<NotInSql> left_out;
};

// A script that leaves the tables eligo_criterion, eligo_verdict and eligo_count. It stops where
// its self-test fails.
SqlScript generate_sql(const std::vector<const Program*>& programs, const Vocabulary& vocabulary,
                       const SqlOptions& options);

}  // namespace eligo::sql
