#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.h"
#include "command_import_document.h"
#include "command_import_documents.h"
#include "command_import_folder.h"
#include "command_import_output.h"
#include "progress.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

struct ImportOptions {
  std::vector<std::string> documents;
  std::string out;
  std::string format = "text";
  ImportChoice choice;
  bool no_progress = false;
};

ExitStatus import(const ImportOptions& options) {
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  const Result<std::vector<std::string>> files = document_files(options.documents, options.out);
  print(vocabulary.diagnostics);
  print(files.diagnostics);
  if (!vocabulary || files->empty()) return ExitStatus::unusable;
  ImportFolder folder(options.out);
  if (const std::optional<Diagnostic> why = folder.open()) {
    print({*why});
    return ExitStatus::unusable;
  }

  Output output{std::string()};
  LedgerWriter ledger(options.format, options.choice.quiet, output, style_for_output(false));
  Progress progress(!options.no_progress && !options.choice.quiet, "documents", files->size());
  DocumentImporter importer(options.choice, *vocabulary, folder, ledger, progress);
  for (const std::string& file : *files) {
    importer.import(file);
    if (importer.failed() || output.failed()) break;
    progress.step();
  }
  progress.clear();
  ledger.end();
  if (!output.finish()) {
    print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo import", output.why())});
    return ExitStatus::unusable;
  }
  if (importer.failed()) return ExitStatus::unusable;
  return importer.all_imported() && files.diagnostics.empty() ? ExitStatus::done
                                                              : ExitStatus::something_found;
}

}  // namespace

void add_import(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = program.add_subcommand(
      "import",
      "Reads registry documents and writes a rule file a trial, with a ledger that accounts for "
      "every criterion sentence. Rules that are there already are brought up to date: what a "
      "person "
      "edited stays where its sentence did not change.");
  command
      ->add_option("DOCUMENT", options->documents,
                   "registry documents, folders of them, or - for standard input")
      ->required();
  command
      ->add_option("--out", options->out,
                   "write the rules, and a copy of each document beside them, to this folder")
      ->type_name("DIR")
      ->required()
      ->check(refuse_empty);
  command->add_option("--format", options->format, "text, json or ndjson")
      ->check(CLI::IsMember({"text", "json", "ndjson"}))
      ->capture_default_str();
  command->add_flag("--fresh", options->choice.fresh,
                    "replace rules that are there, whatever a person edited in them");
  command->add_flag(
      "--quiet", options->choice.quiet,
      "no line on each trial, no warnings, no progress; changes, what is rejected and "
      "the totals stay");
  command->add_flag("--no-progress", options->no_progress, "show no progress on a terminal");
  command->footer("Example: eligo import rules/NCT04125329/NCT04125329.txt --out drafts/");
  command->callback([options, &chosen] { chosen = [options] { return import(*options); }; });
}

}  // namespace eligo
