#pragma once

// What the two ways of `eligo sql` share: to write a script, and to run it.

#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "sql/generate.h"

namespace eligo {

struct SqlCommandOptions {
  ScreeningChoice choice;
  std::string dialect;  // empty: duckdb, or that of what is run
  std::string layout = "facts";
  std::string units;
  std::string terms;
  bool list_terms = false;
  bool partial = false;
  std::string run;     // where to run it; empty: it is written
  std::string format;  // of the decisions; empty: counts
  bool compact = false;
  std::string out;
};

// What a script is made of. The units of the data, and the terms of an OMOP database, are still to
// be filled in.
struct SqlPreparation {
  Vocabulary vocabulary;
  LoadedRules rules;
  std::vector<const Program*> programs;
  sql::SqlOptions sql;
};
// Nothing, with the reason on standard error, where the options or the rules cannot be used.
std::optional<SqlPreparation> prepare_sql(const SqlCommandOptions& options, sql::Dialect dialect);

// The units that the data name; `named_by` is where they do.
Result<std::vector<Unit>> units_with_codes(const std::vector<std::string>& codes,
                                           const std::string& named_by,
                                           const Vocabulary& vocabulary);

// Says what has no SQL. False where that stands in the way.
bool accept_gaps(const sql::SqlScript& script, bool partial);

// Runs the script where the options say, and writes the decisions.
ExitStatus run_sql(const SqlCommandOptions& options);

}  // namespace eligo
