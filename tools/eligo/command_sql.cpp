#include "command_sql.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "chosen_programs.h"
#include "input_files.h"
#include "sql/omop_terms.h"
#include "vocabulary/csv_reader.h"

namespace eligo {
namespace {

// The units of the data, as `eligo export` lists them.
Result<std::vector<Unit>> units_of(const std::string& file, const Vocabulary& vocabulary) {
  using Units = Result<std::vector<Unit>>;
  constexpr std::size_t most_bytes = std::size_t{1} << 20U;
  if (file.empty()) return Units::success({});
  const Result<std::string> text = read_whole(file, most_bytes);
  if (!text) return Units::failure(text.diagnostics);
  std::vector<Diagnostic> errors;
  const std::vector<CsvRecord> rows = read_csv(SourceText(file, *text), errors);
  if (!errors.empty()) return Units::failure(std::move(errors));
  std::vector<std::string> codes;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!rows[i].fields.empty()) codes.push_back(rows[i].fields.front().text);
  }
  return units_with_codes(codes, file, vocabulary);
}

Result<std::vector<sql::OmopTerm>> terms_of(const std::string& file, const Vocabulary& vocabulary) {
  constexpr std::size_t most_bytes = std::size_t{1} << 30U;
  const Result<std::string> text = read_whole(file, most_bytes);
  if (!text) return Result<std::vector<sql::OmopTerm>>::failure(text.diagnostics);
  return sql::read_omop_terms(SourceText(file, *text), vocabulary);
}

std::vector<Diagnostic> refuse(const char* option, const char* what, const char* help) {
  return {make_diagnostic(DiagnosticCode::invalid_option, option, what, help)};
}

std::vector<Diagnostic> contradictions_of_run(const SqlCommandOptions& options) {
  if (options.list_terms || !options.terms.empty() || !options.units.empty()) {
    return refuse(options.units.empty() ? "--terms" : "--units",
                  "with --run the units and terms are read from the data themselves",
                  "leave the option out");
  }
  if (options.dialect == "spark") {
    return refuse("--run", "Spark is not run from here",
                  "tools/spark/screen_sql.py runs the script");
  }
  const bool has_lines = options.format == "ndjson" || options.format == "csv";
  if (options.compact && !has_lines) {
    return refuse("--compact", "--compact goes with --format ndjson or csv", "name one of them");
  }
  if (options.format == "csv" && !options.compact) {
    return refuse("--format", "csv has a line a decision and no reasoning",
                  "add --compact, or name ndjson for the reasoning");
  }
  return {};
}

// What an option needs beside it, or does not go with; nothing where all is well.
std::vector<Diagnostic> contradictions(const SqlCommandOptions& options) {
  const bool is_omop = options.layout == "omop";
  if (options.run.empty() && (!options.format.empty() || options.compact)) {
    return refuse(options.compact ? "--compact" : "--format", "a script is written, no decisions",
                  "add --run, with where the data are");
  }
  if (!options.run.empty()) return contradictions_of_run(options);
  if (!is_omop && (options.list_terms || !options.terms.empty())) {
    return refuse("--terms", "terms are listed for the layout omop alone", "add --layout omop");
  }
  if (!is_omop) return {};
  if (options.dialect == "spark") {
    return refuse("--layout", "the layout omop is written for duckdb and postgres",
                  "run it there, or export patients for the layout facts");
  }
  if (!options.units.empty()) {
    return refuse("--units", "the units of an OMOP database are in its list of terms",
                  "leave --units out");
  }
  if (!options.list_terms && options.terms.empty()) {
    return refuse("--layout", "the layout omop needs the list of the database's terms",
                  "add --list-terms for the query that makes it, run that, and name its result "
                  "with --terms");
  }
  return {};
}

ExitStatus write_out(const SqlCommandOptions& options, const std::string& text) {
  Output output(options.out);
  output.write(text);
  if (output.finish()) return ExitStatus::done;
  print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo sql", output.why())});
  return ExitStatus::unusable;
}

ExitStatus write_sql(const SqlCommandOptions& options) {
  if (const auto found = contradictions(options); !found.empty()) {
    print(found);
    return ExitStatus::unusable;
  }
  if (!options.run.empty()) return run_sql(options);
  if (options.list_terms) return write_out(options, sql::omop_term_query());
  std::optional<SqlPreparation> prepared =
      prepare_sql(options, sql::dialect_named(options.dialect).value_or(sql::Dialect::duckdb));
  if (!prepared) return ExitStatus::unusable;
  Result<std::vector<Unit>> units = units_of(options.units, prepared->vocabulary);
  print(units.diagnostics);
  if (!units) return ExitStatus::unusable;
  prepared->sql.units = *std::move(units);
  if (options.layout == "omop") {
    Result<std::vector<sql::OmopTerm>> terms = terms_of(options.terms, prepared->vocabulary);
    print(terms.diagnostics);
    if (!terms) return ExitStatus::unusable;
    prepared->sql.omop = *std::move(terms);
    prepared->sql.units = sql::units_of(*prepared->sql.omop, prepared->vocabulary);
  }
  const sql::SqlScript script =
      sql::generate_sql(prepared->programs, prepared->vocabulary, prepared->sql);
  if (!accept_gaps(script, options.partial)) return ExitStatus::unusable;
  if (write_out(options, script.text) != ExitStatus::done) return ExitStatus::unusable;
  return prepared->rules.all_usable ? ExitStatus::done : ExitStatus::something_found;
}

}  // namespace

Result<std::vector<Unit>> units_with_codes(const std::vector<std::string>& codes,
                                           const std::string& named_by,
                                           const Vocabulary& vocabulary) {
  using Units = Result<std::vector<Unit>>;
  std::vector<Unit> units;
  std::vector<Diagnostic> errors;
  for (const std::string& code : codes) {
    if (std::optional<Unit> unit = vocabulary.units().parse_ucum(code)) {
      units.push_back(*std::move(unit));
    } else {
      errors.push_back(make_diagnostic(DiagnosticCode::unknown_unit, named_by,
                                       fmt::format("\"{}\" is no unit in UCUM", code),
                                       "the units must be those of the table that eligo export "
                                       "wrote, unit.csv"));
    }
  }
  return errors.empty() ? Units::success(std::move(units)) : Units::failure(std::move(errors));
}

bool accept_gaps(const sql::SqlScript& script, bool partial) {
  for (const sql::NotInSql& gap : script.left_out) {
    print({make_diagnostic(
        partial ? DiagnosticCode::unusable_value : DiagnosticCode::invalid_option, "eligo sql",
        fmt::format("{} {} asks for {}, which the SQL does not cover", gap.trial, gap.criterion,
                    gap.what),
        partial ? "it is left unknown there" : "--partial leaves that part unknown")});
  }
  return partial || script.left_out.empty();
}

std::optional<SqlPreparation> prepare_sql(const SqlCommandOptions& options, sql::Dialect dialect) {
  Result<Vocabulary> vocabulary = chosen_vocabulary(options.choice);
  const Result<std::optional<Day>> day = chosen_day(options.choice);
  Result<ScreeningOptions> screening = chosen_screening(options.choice);
  print(vocabulary.diagnostics);
  print(day.diagnostics);
  print(screening.diagnostics);
  if (!vocabulary || !day || !screening) return std::nullopt;
  SqlPreparation prepared{*std::move(vocabulary), {}, {}, {}};
  prepared.rules = load_all_rules(options.choice.rules, prepared.vocabulary);
  prepared.programs = chosen_programs(prepared.rules, options.choice);
  if (prepared.programs.empty()) return std::nullopt;
  prepared.sql.dialect = dialect;
  prepared.sql.screening = *std::move(screening);
  prepared.sql.screening.as_of = **day;
  Patient any;
  take_as_complete(options.choice, any);
  prepared.sql.assume_complete = any.assumed_complete;
  return prepared;
}

void add_sql(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<SqlCommandOptions>();
  CLI::App* command = program.add_subcommand(
      "sql", "Writes the decisions of screen as SQL, or runs it where the data are");
  command->add_option("RULES", options->choice.rules, "rule files, or folders of them")->required();
  command->add_option("--trial", options->choice.trials, "only this trial; may be repeated")
      ->allow_extra_args(false);
  command
      ->add_option("--dialect", options->dialect,
                   "duckdb, postgres or spark (default: duckdb; with --run that of the engine)")
      ->check(CLI::IsMember({"duckdb", "postgres", "spark"}));
  command
      ->add_option("--layout", options->layout,
                   "facts: the tables that eligo export writes; omop: OMOP CDM 5.4")
      ->check(CLI::IsMember({"facts", "omop"}))
      ->capture_default_str();
  add_screening_options(*command, options->choice);
  command->get_option("--as-of")->required()->description(
      "the screening date, YYYY-MM-DD; it stands in the SQL, for all patients");
  command
      ->add_option("--units", options->units,
                   "the table of the data's units, unit.csv of eligo export (default: the units "
                   "that the vocabulary and the rules name)")
      ->type_name("FILE")
      ->check(refuse_empty);
  command->add_flag("--list-terms", options->list_terms,
                    "for the layout omop: write the query that lists the database's terms");
  command
      ->add_option("--terms", options->terms,
                   "for the layout omop: the table of terms that this query gave, as CSV")
      ->type_name("FILE")
      ->check(refuse_empty);
  command->add_flag("--partial", options->partial,
                    "leave unknown what the SQL does not cover, with a warning");
  command
      ->add_option("--run", options->run,
                   "run it and write the decisions: over a DuckDB file, a folder that eligo export "
                   "wrote, or PostgreSQL (postgresql://USER@HOST/DATABASE or host=... dbname=...); "
                   "nothing is changed there")
      ->type_name("WHERE")
      ->check(refuse_empty);
  command
      ->add_option("--format", options->format,
                   "with --run: counts, json, ndjson or csv, as of eligo screen (default: counts)")
      ->check(CLI::IsMember({"counts", "json", "ndjson", "csv"}));
  command->add_flag("--compact", options->compact,
                    "with ndjson or csv: a line a decision, without the reasoning");
  command->add_option("--out", options->out, "write to this file instead of standard output")
      ->type_name("FILE")
      ->check(refuse_empty);
  command->footer(
      "Example: eligo sql rules/ --as-of 2026-01-15 --run facts\n"
      "         eligo sql rules/ --as-of 2026-01-15 --units facts/unit.csv --out screen.sql");
  command->callback([options, &chosen] { chosen = [options] { return write_sql(*options); }; });
}

}  // namespace eligo
