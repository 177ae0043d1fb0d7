#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <memory>

#include "command.h"
#include "interruption.h"
#include "parquet_tables.h"
#include "patient_stream.h"
#include "sql/facts_rows.h"
#include "sql/facts_tables.h"
#include "warehouse/duckdb.h"

namespace eligo {
namespace {

struct ExportOptions {
  ScreeningChoice choice;
  std::string format = "csv";
  std::string out;
};

namespace fs = std::filesystem;

// What was exported, for the manifest and the scripts that load it.
struct Exported {
  std::size_t patients = 0;
  std::size_t rejected = 0;
  bool rows_are_lines = true;
};

std::string path_in(const fs::path& folder, std::string_view name, std::string_view ending) {
  return (folder / fmt::format("{}{}", name, ending)).string();
}

// A file of CSV a table, each put into its place when all is well.
class TableFiles {
 public:
  explicit TableFiles(const fs::path& folder) {
    for (const sql::FactsTable& table : sql::facts_tables()) {
      auto [output, is_new] = files_.emplace(
          table.name,
          std::make_unique<Output>(path_in(folder, table.name, ending_of(sql::FileFormat::csv))));
      output->second->write(sql::FactsWriter::header(table.name));
    }
  }

  void write(sql::FactsWriter& rows) {
    for (auto& [table, output] : files_) output->write(rows.take(table));
  }

  // Nothing, or why a file could not be written.
  std::string finish() {
    for (auto& [table, output] : files_) {
      if (!output->finish()) return output->why();
    }
    return {};
  }

 private:
  std::map<std::string, std::unique_ptr<Output>, std::less<>> files_;
};

std::string write_whole(const std::string& file, const std::string& text) {
  std::string why;
  replace_file(file, text, why);
  return why;
}

// What stands beside the tables: how to load them, and what they are. Nothing, or why it could not
// be written.
std::string write_companions(const fs::path& folder, sql::FileFormat format,
                             const Exported& exported) {
  using enum sql::Dialect;
  for (const sql::Dialect dialect : {duckdb, postgres, spark}) {
    const std::string file = path_in(folder, fmt::format("load_{}", sql::name_of(dialect)), ".sql");
    if (dialect == postgres && format == sql::FileFormat::parquet) {
      std::error_code error;
      fs::remove(file, error);  // PostgreSQL reads none; one that is there is of other tables
      continue;
    }
    auto why = write_whole(file, sql::load_script(dialect, format, exported.rows_are_lines));
    if (!why.empty()) return why;
  }
  std::string tables;
  for (const sql::FactsTable& table : sql::facts_tables()) {
    tables += fmt::format("{}\"{}{}\"", tables.empty() ? "" : ", ", table.name, ending_of(format));
  }
  return write_whole(
      path_in(folder, "manifest", ".json"),
      fmt::format("{{\"layout\": \"facts\", \"version\": 1, \"eligo\": \"{}\", \"patients\": {}, "
                  "\"rejected\": {}, \"tables\": [{}]}}\n",
                  ELIGO_VERSION, exported.patients, exported.rejected, tables));
}

// The folder in which CSV is written on the way to Parquet; gone with this object.
class PassingFolder {
 public:
  explicit PassingFolder(const fs::path& beside)
      : path_(beside / fmt::format(".csv-part-{}", ::getpid())) {
    std::error_code error;
    fs::create_directory(path_, error);
  }
  ~PassingFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

ExitStatus unwritable(const std::string& why) {
  print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo export", why)});
  return ExitStatus::unusable;
}

ExitStatus interrupted() {
  print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo export",
                         "the export was interrupted",
                         "run it again; what is there now is of no use")});
  return ExitStatus::unusable;
}

// Writes the rows of all patients. False where an input or a record could not be used.
bool export_patients(const ExportOptions& options, const Vocabulary& vocabulary, TableFiles& files,
                     Exported& exported) {
  sql::FactsWriter rows(vocabulary);
  const auto export_patient = [&](const DatedPatientOrRejection& record) {
    if (const auto* patient = std::get_if<DatedPatient>(&record)) {
      ++exported.patients;
      rows.add(patient->read.patient);
      files.write(rows);
    } else {
      ++exported.rejected;
    }
    return !was_interrupted();
  };
  // Which births lie after the screening date, the SQL says: here no day is too early.
  const Day last_of_all{std::chrono::year{2299} / 12 / 31};
  const bool usable = for_each_patient(options.choice, last_of_all, vocabulary, export_patient);
  rows.add_units();
  files.write(rows);
  exported.rows_are_lines = rows.rows_are_lines();
  return usable && exported.rejected == 0;
}

// Exports into a folder; with `duckdb` set, by way of CSV in another to Parquet in this one.
ExitStatus export_into(const fs::path& csv_folder, warehouse::Connection* duckdb,
                       const ExportOptions& options, const Vocabulary& vocabulary) {
  TableFiles files(csv_folder);
  Exported exported;
  const bool usable = export_patients(options, vocabulary, files, exported);
  if (was_interrupted()) return interrupted();
  if (exported.patients == 0) {
    print({make_diagnostic(DiagnosticCode::empty_input, "--patients", "no patient was read",
                           "name a file that holds patient profiles")});
    return ExitStatus::unusable;
  }
  if (const std::string why = files.finish(); !why.empty()) return unwritable(why);
  if (duckdb != nullptr) {
    const auto written = write_parquet_tables(*duckdb, csv_folder.string(), options.out);
    if (was_interrupted()) return interrupted();
    print(written.diagnostics);
    if (!written) return ExitStatus::unusable;
  }
  const auto format = duckdb != nullptr ? sql::FileFormat::parquet : sql::FileFormat::csv;
  const std::string why = write_companions(options.out, format, exported);
  if (!why.empty()) return unwritable(why);
  return usable ? ExitStatus::done : ExitStatus::something_found;
}

ExitStatus export_facts(const ExportOptions& options) {
  const Result<Vocabulary> vocabulary = chosen_vocabulary(options.choice);
  print(vocabulary.diagnostics);
  if (!vocabulary) return ExitStatus::unusable;
  std::error_code error;
  fs::create_directories(options.out, error);
  if (error) return unwritable(fmt::format("{}: {}", options.out, error.message()));
  if (options.format == "csv") return export_into(options.out, nullptr, options, *vocabulary);
  // DuckDB is asked for before anything is read: where there is none, that would be for nothing.
  expect_interruption();
  const auto duckdb = warehouse::open_duckdb(was_interrupted);
  print(duckdb.diagnostics);
  if (!duckdb) return ExitStatus::unusable;
  const PassingFolder passing(options.out);
  return export_into(passing.path(), duckdb->get(), options, *vocabulary);
}

}  // namespace

void add_export(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = program.add_subcommand(
      "export", "Writes what screening reads of patients as tables, for eligo sql --layout facts");
  add_patients(*command, options->choice);
  command
      ->add_option("--patient", options->choice.patient_ids, "only this patient; may be repeated")
      ->allow_extra_args(false);
  command
      ->add_option("--format", options->format,
                   "csv or parquet: a file a table; parquet needs DuckDB's library")
      ->check(CLI::IsMember({"csv", "parquet"}))
      ->capture_default_str();
  command->add_option("--out", options->out, "the folder for the tables; it is made where needed")
      ->type_name("FOLDER")
      ->required()
      ->check(refuse_empty);
  command
      ->add_option("--codes", options->choice.codes,
                   "a table of the site's own codes, as for eligo screen")
      ->type_name("FILE")
      ->check(refuse_empty);
  add_quiet(*command, options->choice.quiet,
            "on standard error only errors, no warnings about records",
            &options->choice.no_progress);
  command->footer(
      "Example: eligo export --patients patients/ --out facts && cd facts && "
      "duckdb site.db < load_duckdb.sql");
  command->callback([options, &chosen] { chosen = [options] { return export_facts(*options); }; });
}

}  // namespace eligo
