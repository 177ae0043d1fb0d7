#include "sql/facts_tables.h"

#include <fmt/format.h>

#include "sql/exact.h"

namespace eligo::sql {

const std::vector<FactsTable>& facts_tables() {
  static const std::vector<FactsTable> tables{
      {"patient",
       {{"patient", "TEXT"},
        {"sex", "TEXT"},             // male, female
        {"birth_earliest", "DATE"},  // the days on which the patient may have been born
        {"birth_latest", "DATE"},
        {"age_years", "INTEGER"},  // completed, on the screening date; where no day is known
        {"died", "INTEGER"},
        {"death_earliest", "DATE"},
        {"conditions_complete", "INTEGER"},  // the record calls the list complete
        {"medications_complete", "INTEGER"},
        {"procedures_complete", "INTEGER"},
        {"events_complete", "INTEGER"},
        {"conditions_gap", "INTEGER"},  // an entry was not used: nothing may be taken as absent
        {"medications_gap", "INTEGER"},
        {"procedures_gap", "INTEGER"},
        {"events_gap", "INTEGER"},
        {"enrollment", "DATE"},  // the trial's days that the record gives
        {"randomization", "DATE"},
        {"screening", "DATE"},
        {"first_dose", "DATE"}}},
      {"observation",
       {{"patient", "TEXT"},
        {"place", "INTEGER"},         // in the record's order
        {"analyte", "TEXT"},          // key of the vocabulary
        {"own_name", "TEXT"},         // a name that it does not know, in comparable form
        {"value_text", "TEXT"},       // as recorded
        {"named_result", "INTEGER"},  // position among the analyte's results
        {"value_low", exact_type},    // the interval that the value is known to lie in
        {"value_low_closed", "INTEGER"},
        {"value_high", exact_type},
        {"value_high_closed", "INTEGER"},
        {"unit", "TEXT"},  // UCUM
        {"unit_text", "TEXT"},
        {"own_unit", "TEXT"},  // the unit's text in comparable form
        {"has_unit", "INTEGER"},
        {"unit_defaulted", "INTEGER"},
        {"has_upper", "INTEGER"},   // the laboratory gave its upper reference limit
        {"upper_low", exact_type},  // the value in multiples of it
        {"upper_low_closed", "INTEGER"},
        {"upper_high", exact_type},
        {"upper_high_closed", "INTEGER"},
        {"has_lower", "INTEGER"},
        {"lower_low", exact_type},
        {"lower_low_closed", "INTEGER"},
        {"lower_high", exact_type},
        {"lower_high_closed", "INTEGER"},
        {"usable", "INTEGER"},        // readable, and a value that a living person can have
        {"usable_adult", "INTEGER"},  // ... that a living adult can have
        {"date", "TEXT"},             // as recorded
        {"date_earliest", "DATE"},
        {"date_latest", "DATE"},
        {"first_second", "BIGINT"},  // the moment, since 1970
        {"last_second", "BIGINT"},
        {"fasting", "INTEGER"},
        {"specimen", "TEXT"},
        {"source", "TEXT"}}},
      {"body_mass_index",  // of each weight and height that may be the newest together
       {{"patient", "TEXT"},
        {"weight_place", "INTEGER"},
        {"height_place", "INTEGER"},
        {"value_text", "TEXT"},
        {"value_low", exact_type},
        {"value_low_closed", "INTEGER"},
        {"value_high", exact_type},
        {"value_high_closed", "INTEGER"},
        {"usable", "INTEGER"},
        {"usable_adult", "INTEGER"}}},
      {"record",  // conditions, medications, procedures, events
       {{"patient", "TEXT"},
        {"place", "INTEGER"},
        {"list", "TEXT"},
        {"term", "TEXT"},       // key of the vocabulary
        {"term_kind", "TEXT"},  // condition, medication, ...
        {"name", "TEXT"},
        {"own_name", "TEXT"},  // a name that the vocabulary does not know, in comparable form
        {"comparable_name", "TEXT"},
        {"at_a_point", "INTEGER"},  // its date is when it happened, not when it began
        {"start_text", "TEXT"},
        {"start_earliest", "DATE"},
        {"start_latest", "DATE"},
        {"end_text", "TEXT"},
        {"end_earliest", "DATE"},
        {"end_latest", "DATE"},
        {"status", "TEXT"},
        {"outcome", "TEXT"},
        {"outcome_name", "TEXT"},
        {"dose", "DECIMAL(18, 6)"},
        {"dose_text", "TEXT"},
        {"dose_unit", "TEXT"},  // UCUM
        {"dose_unit_text", "TEXT"},
        {"doubt", "TEXT"},
        {"source", "TEXT"}}},
      {"record_hint",  // what a name may mean that is not in the vocabulary, or not of its list
       {{"patient", "TEXT"}, {"place", "INTEGER"}, {"term", "TEXT"}}},
      {"fact",
       {{"patient", "TEXT"},
        {"place", "INTEGER"},
        {"fact", "TEXT"},
        {"value", "INTEGER"},
        {"date", "TEXT"},
        {"date_earliest", "DATE"},
        {"date_latest", "DATE"},
        {"first_second", "BIGINT"},
        {"last_second", "BIGINT"},
        {"source", "TEXT"}}},
      {"attestation", {{"patient", "TEXT"}, {"criterion", "TEXT"}, {"holds", "INTEGER"}}},
      {"unit", {{"unit", "TEXT"}}},  // every unit of the tables above
  };
  return tables;
}

std::string unit_code_of(const Unit& unit) {
  return unit.ucum.empty() ? "1" : unit.ucum;
}

std::string_view ending_of(FileFormat format) {
  return format == FileFormat::parquet ? ".parquet" : ".csv";
}

std::string rows_of_csv(const FactsTable& table, const std::string& file) {
  std::string columns;
  for (const FactsColumn& column : table.columns) {
    columns += fmt::format("{}'{}': '{}'", columns.empty() ? "" : ", ", column.name, column.type);
  }
  return fmt::format(
      "read_csv({}, header = true, nullstr = '', delim = ',', quote = '\"', escape = '\"', "
      "auto_detect = false, columns = {{{}}})",
      file, columns);
}

namespace {

std::string filled_by_duckdb(const FactsTable& table, FileFormat format) {
  if (format == FileFormat::parquet) {
    return fmt::format("COPY {0} FROM '{0}.parquet' (FORMAT parquet);\n", table.name);
  }
  return fmt::format(
      "COPY {0} FROM '{0}.csv' (FORMAT csv, HEADER, NULLSTR '', QUOTE '\"', ESCAPE '\"', "
      "AUTO_DETECT false);\n",
      table.name);
}

// A table of Spark's, of the rows of a view over the file.
std::string made_by_spark(const ScriptTable& made, FileFormat format, const std::string& columns,
                          bool rows_are_lines) {
  const std::string options = format == FileFormat::parquet
                                  ? std::string()
                                  : fmt::format(
                                        ", header 'true', enforceSchema 'false',\n"
                                        "  mode 'FAILFAST', quote '\"', escape '\"', {}",
                                        rows_are_lines ? "lineSep '\\n'" : "multiLine 'true'");
  return fmt::format(
      "CREATE OR REPLACE TEMPORARY VIEW {0}_{1} ({2}) USING {1} OPTIONS (\n"
      "  path '${{spark.eligo.facts}}/{0}.{1}'{3});\n{4}SELECT {5}* FROM {0}_{1};\n",
      made.name, ending_of(format).substr(1), columns, options, made_of(Dialect::spark, made),
      made.is_of_patients ? "/*+ REPARTITION(${spark.eligo.parts}, patient) */ " : "");
}

}  // namespace

std::string load_script(Dialect dialect, FileFormat format, bool rows_are_lines) {
  std::string script =
      "-- Makes the tables of the layout `facts` and fills them from the files beside this one.\n" +
      settings(dialect);
  for (const FactsTable& table : facts_tables()) {
    std::string columns;
    for (const FactsColumn& column : table.columns) {
      columns += fmt::format("{}\n  {} {}", columns.empty() ? "" : ",", column.name, column.type);
    }
    const ScriptTable made{.name = table.name,
                           .is_kept = true,
                           .is_of_patients = table.columns.front().name == "patient"};
    switch (dialect) {
      case Dialect::duckdb:
        script += made_empty(dialect, made, columns) + filled_by_duckdb(table, format);
        break;
      case Dialect::postgres:
        script += made_empty(dialect, made, columns) +
                  fmt::format("\\copy {0} FROM '{0}.csv' WITH (FORMAT csv, HEADER)\n", table.name);
        break;
      case Dialect::spark:
        script += made_by_spark(made, format, spelled_for(dialect, columns), rows_are_lines);
        break;
    }
    script += counted_anew(dialect, table.name);
  }
  return script;
}

}  // namespace eligo::sql
