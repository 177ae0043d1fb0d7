#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <memory>

#include "command.h"
#include "patient_stream.h"
#include "sql/facts_rows.h"
#include "sql/facts_tables.h"

namespace eligo {
namespace {

struct ExportOptions {
  ScreeningChoice choice;
  std::string format = "csv";
  std::string out;
};

// A file a table, each put into its place when all is well.
class FactsFolder {
 public:
  explicit FactsFolder(const std::string& folder) : folder_(folder) {
    for (const sql::FactsTable& table : sql::facts_tables()) {
      auto [output, is_new] =
          files_.emplace(table.name, std::make_unique<Output>(path_of(table.name, ".csv")));
      output->second->write(sql::FactsWriter::header(table.name));
    }
  }

  void write(sql::FactsWriter& rows) {
    for (auto& [table, output] : files_) output->write(rows.take(table));
  }

  // Nothing, or why the folder could not be written.
  std::string finish(std::size_t patients, bool rows_are_lines) {
    for (auto& [table, output] : files_) {
      if (!output->finish()) return output->why();
    }
    using enum sql::Dialect;
    for (const sql::Dialect dialect : {duckdb, postgres, spark}) {
      const std::string file = path_of(fmt::format("load_{}", sql::name_of(dialect)), ".sql");
      auto why = write_whole(file, sql::load_script(dialect, rows_are_lines));
      if (!why.empty()) return why;
    }
    return write_whole(path_of("manifest", ".json"), manifest(patients));
  }

 private:
  std::string path_of(std::string_view name, std::string_view ending) const {
    return (std::filesystem::path(folder_) / fmt::format("{}{}", name, ending)).string();
  }
  static std::string write_whole(const std::string& file, const std::string& text) {
    Output output(file);
    output.write(text);
    return output.finish() ? std::string() : output.why();
  }
  static std::string manifest(std::size_t patients) {
    std::string tables;
    for (const sql::FactsTable& table : sql::facts_tables()) {
      tables += fmt::format("{}\"{}.csv\"", tables.empty() ? "" : ", ", table.name);
    }
    return fmt::format(
        "{{\"layout\": \"facts\", \"version\": 1, \"eligo\": \"{}\", \"patients\": {}, \"tables\": "
        "[{}]}}\n",
        ELIGO_VERSION, patients, tables);
  }

  std::string folder_;
  std::map<std::string, std::unique_ptr<Output>, std::less<>> files_;
};

ExitStatus unwritable(const std::string& why) {
  print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo export", why)});
  return ExitStatus::unusable;
}

ExitStatus export_facts(const ExportOptions& options) {
  const Result<Vocabulary> vocabulary = chosen_vocabulary(options.choice);
  print(vocabulary.diagnostics);
  if (!vocabulary) return ExitStatus::unusable;
  std::error_code error;
  std::filesystem::create_directories(options.out, error);
  if (error) return unwritable(fmt::format("{}: {}", options.out, error.message()));

  FactsFolder folder(options.out);
  sql::FactsWriter rows(*vocabulary);
  std::size_t patients = 0;
  bool all_read = true;
  const auto export_patient = [&](const DatedPatientOrRejection& record) {
    const auto* patient = std::get_if<DatedPatient>(&record);
    if (patient == nullptr) {
      all_read = false;
      return true;
    }
    ++patients;
    rows.add(patient->read.patient);
    folder.write(rows);
    return true;
  };
  // Which births lie after the screening date, the SQL says: here no day is too early.
  const Day last_of_all{std::chrono::year{2299} / 12 / 31};
  const bool usable =
      for_each_patient(options.choice, last_of_all, *vocabulary, export_patient) && all_read;
  if (patients == 0) {
    print({make_diagnostic(DiagnosticCode::empty_input, "--patients", "no patient was read",
                           "name a file that holds patient profiles")});
    return ExitStatus::unusable;
  }
  rows.add_units();
  folder.write(rows);
  if (const std::string why = folder.finish(patients, rows.rows_are_lines()); !why.empty())
    return unwritable(why);
  return usable ? ExitStatus::done : ExitStatus::something_found;
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
  command->add_option("--format", options->format, "csv: a file a table")
      ->check(CLI::IsMember({"csv"}))
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
