#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <map>
#include <memory>

#include "command.h"
#include "command_report_cohort.h"
#include "input_files.h"
#include "language/parse.h"
#include "open_patients.h"
#include "serve/access.h"
#include "serve/api.h"
#include "serve/http_server.h"
#include "serve/page_files.h"
#include "serve/service.h"
#include "serve/session_reports.h"
#include "serve/workspace.h"

namespace eligo {
namespace {

struct ServeOptions {
  ScreeningChoice choice;
  std::string log;
  std::uint16_t port = 0;
};

// The rule files that the command line names, each with the documents beside it.
bool add_rule_files(const std::vector<std::string>& arguments, Workspace& workspace) {
  Result<std::vector<std::string>> files = input_files(arguments, {".eligo"});
  print(files.diagnostics);
  bool all_usable = files.diagnostics.empty();
  for (const std::string& file : *files) {
    Result<std::string> text = read_whole(file, largest_rule_text + 1);
    if (!text) {
      print(text.diagnostics);
      all_usable = false;
      continue;
    }
    std::vector<Diagnostic> unreadable;
    const auto beside = [&](const std::string& name) -> std::shared_ptr<const Document> {
      Result<Document> document = read_document(std::filesystem::path(file).parent_path() / name);
      unreadable.insert(unreadable.end(), document.diagnostics.begin(), document.diagnostics.end());
      return document ? std::make_shared<const Document>(std::move(*document)) : nullptr;
    };
    const AddedTrials added = workspace.add_rules(file, *std::move(text), beside);
    print(unreadable);
    print(added.diagnostics);
    for (const std::string& note : added.notes) {
      print({make_diagnostic(DiagnosticCode::duplicate_trial, file,
                             note + ": an earlier file is about it too",
                             "name only one of the files")});
      all_usable = false;
    }
    all_usable = all_usable && !added.trials.empty();
  }
  return all_usable;
}

bool add_patient_files(const ScreeningChoice& choice, Workspace& workspace) {
  if (choice.patients.empty()) return true;
  Result<std::vector<std::string>> files = input_files(choice.patients, patient_file_endings());
  print(files.diagnostics);
  const AddedPatients added = workspace.add_patients(*files, open_patients);
  for (const Diagnostic& finding : added.diagnostics) {
    if (!choice.quiet || severity_of(finding.code) == Severity::error) print({finding});
  }
  for (const RejectedRecord& rejected : added.rejected) {
    Diagnostic diagnostic =
        make_diagnostic(DiagnosticCode::rejected_record, rejected.input, rejected.why);
    diagnostic.json_path = rejected.path;
    print({diagnostic});
  }
  return files.diagnostics.empty() && added.rejected.empty() && !has_error(added.diagnostics);
}

// Null where no log is asked for. `is_usable` is false where one is and cannot be.
std::shared_ptr<OverrideLog> open_log(const std::string& file, bool& is_usable) {
  is_usable = true;
  if (file.empty()) return nullptr;
  const Result<std::shared_ptr<OverrideLog>> log = OverrideLog::open(file);
  print(log.diagnostics);
  is_usable = static_cast<bool>(log);
  if (!log) return nullptr;
  if ((*log)->had_torn_tail()) {
    const std::string told = fmt::format(
        "{}: warning: the last line is cut short, as by a crash while it was written; it stays, "
        "and "
        "the next override accounts for it\n",
        file);
    std::fputs(told.c_str(), stderr);
  }
  return *log;
}

// What changes decisions besides --strict, which a session can change.
std::vector<std::string> words_of(const ScreeningChoice& choice) {
  std::vector<std::string> words;
  if (!choice.max_age.empty()) words.push_back("--max-age " + choice.max_age);
  for (const std::string& anchor : choice.anchors) words.push_back("--anchor " + anchor);
  for (const std::string& list : choice.assume_complete) {
    words.push_back("--assume-complete " + list);
  }
  if (!choice.codes.empty()) words.push_back("--codes " + choice.codes);
  return words;
}

bool say_where(std::uint16_t port, const std::string& token) {
  const std::string line =
      fmt::format("Eligo listens on http://127.0.0.1:{}/#token={}\n", port, token);
  return std::fputs(line.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
}

ExitStatus serve(const ServeOptions& options) {
  const Result<Vocabulary> vocabulary = chosen_vocabulary(options.choice);
  const Result<std::optional<Day>> day = chosen_day(options.choice);
  const Result<ScreeningOptions> screening = chosen_screening(options.choice);
  print(vocabulary.diagnostics);
  print(day.diagnostics);
  print(screening.diagnostics);
  if (!vocabulary || !day || !screening) return ExitStatus::unusable;
  bool log_is_usable = true;
  const std::shared_ptr<OverrideLog> log = open_log(options.log, log_is_usable);
  const std::optional<std::string> token = random_token();
  if (!log_is_usable || !token) return ExitStatus::unusable;

  WorkspaceSettings settings;
  settings.screening = *screening;
  settings.as_of = *day;
  settings.today = [] { return screening_day(std::nullopt, Patient{}); };
  settings.prepare = [&](Patient& patient) { take_as_complete(options.choice, patient); };
  Workspace workspace(*vocabulary, std::move(settings));
  const bool rules_usable = add_rule_files(options.choice.rules, workspace);
  const bool patients_usable = add_patient_files(options.choice, workspace);

  Result<std::unique_ptr<HttpServer>> server = HttpServer::open(options.port);
  print(server.diagnostics);
  if (!server) return ExitStatus::unusable;
  ApiSettings api_settings;
  api_settings.version = ELIGO_VERSION;
  api_settings.log = log;
  api_settings.now = [] { return static_cast<std::int64_t>(std::time(nullptr)); };
  api_settings.reports =
      session_reports({ELIGO_VERSION, words_of(options.choice), [](const CohortReport& report) {
                         return drawings_of_report(report, SmallCounts::shown);
                       }});
  const Api api(workspace, std::move(api_settings));
  const Service service(api, {(*server)->port(), *token}, page_files());
  if (!say_where((*server)->port(), *token)) {
    print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo serve",
                           "the address cannot be written to standard output")});
    return ExitStatus::unusable;
  }
  (*server)->run([&](const RequestHead& head) { return service.admit(head); },
                 [&] { workspace.stop(); });
  return rules_usable && patients_usable ? ExitStatus::done : ExitStatus::something_found;
}

}  // namespace

void add_serve(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = program.add_subcommand(
      "serve",
      "A page for a coordinator, on this machine alone: drop documents and patients, see the "
      "matrix, "
      "change a value or a rule and see the verdict change. Nothing is written but the log.");
  command->add_option("RULES", options->choice.rules, "rule files, or folders of them");
  command->add_option("--patients", options->choice.patients,
                      "patient profiles or FHIR R4: JSON or NDJSON files, or folders");
  add_screening_options(*command, options->choice);
  command
      ->add_option("--log", options->log,
                   "keep what people overrule in this file, which only grows; made where there is "
                   "none")
      ->type_name("FILE")
      ->check(refuse_empty);
  command
      ->add_option("--port", options->port,
                   "listen on this port of 127.0.0.1 (default: one that the system chooses)")
      ->type_name("N")
      ->check(CLI::Range(1, 65535));
  command->footer(
      "Prints the address, with the token that opens it, and runs until Ctrl-C.\n"
      "Example: eligo serve rules/ --patients patients/ --log overrides.ndjson");
  command->callback([options, &chosen] { chosen = [options] { return serve(*options); }; });
}

}  // namespace eligo
