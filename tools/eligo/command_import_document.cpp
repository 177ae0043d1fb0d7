#include "command_import_document.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "command.h"
#include "command_import_documents.h"
#include "compile/compile_trial.h"
#include "decide/examples.h"
#include "document/read_records.h"
#include "input_files.h"

namespace eligo {
namespace {

std::string document_of_rules(const ExistingRules& existing) {
  for (const syntax::TrialItem& item : existing.rules.trials[existing.place].items) {
    const auto* reference = std::get_if<syntax::DocumentReference>(&item);
    if (reference != nullptr) return reference->file.text;
  }
  return {};
}

// What stands against a document, in a line.
std::string reasons(const std::vector<Diagnostic>& diagnostics) {
  constexpr std::size_t most = 5;
  std::string text;
  std::size_t count = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (severity_of(diagnostic.code) != Severity::error || ++count > most) continue;
    text += (text.empty() ? "" : "; ") + diagnostic.message;
  }
  return count > most ? fmt::format("{}; and {} more", text, count - most) : text;
}

// `eligo check` refuses a rule file whose examples do not come out, too.
Result<AcceptedRules> accepted_with_examples(Result<AcceptedRules> accepted,
                                             const Vocabulary& vocabulary) {
  if (!accepted) return accepted;
  for (const Program& program : accepted->programs) {
    if (program.examples.empty()) continue;
    std::vector<Diagnostic> wrong = run_examples(program, vocabulary);
    if (has_error(wrong)) return Result<AcceptedRules>::failure(std::move(wrong));
  }
  return accepted;
}

}  // namespace

void DocumentImporter::import(const std::string& input) {
  ledger_.count_document();
  const Result<Document> document = read_input_document(input);
  if (!document) {
    reject(input, document.diagnostics);
    return;
  }
  Result<std::vector<RegistryRecord>> records = read_records(*document);
  if (!records) {
    reject(input, records.diagnostics);
    return;
  }
  if (!choice_.quiet) tell(records.diagnostics);
  import_trials(input, *document, usable_trials(input, std::move(*records)));
}

std::vector<DocumentImporter::Trial> DocumentImporter::usable_trials(
    const std::string& input, std::vector<RegistryRecord> records) {
  std::vector<Trial> trials;
  for (RegistryRecord& record : records) {
    if (auto trial = usable_trial(input, std::move(record))) trials.push_back(std::move(*trial));
  }
  return trials;
}

std::optional<DocumentImporter::Trial> DocumentImporter::usable_trial(const std::string& input,
                                                                      RegistryRecord record) {
  if (const auto first = read_from_.find(record.trial); first != read_from_.end()) {
    // Two pages about one trial: the second keeps its own criteria, under the name of its file.
    const std::string own_name = std::filesystem::path(name_of_input(input)).stem().string();
    if (read_from_.contains(own_name)) {
      reject(input, {make_diagnostic(DiagnosticCode::duplicate_trial, name_of_input(input),
                                     fmt::format("trial {} was already imported from {}",
                                                 record.trial, first->second),
                                     "import one of the two documents, or into another folder")});
      return std::nullopt;
    }
    record.notes.push_back(
        fmt::format("trial {} was already imported from {}; this document is "
                    "imported as {}",
                    record.trial, first->second, own_name));
    record.trial = own_name;
  }
  read_from_.emplace(record.trial, name_of_input(input));
  Result<std::optional<ExistingRules>> existing = folder_.existing_rules(record.trial);
  if (existing) return Trial{std::move(record), std::move(*existing)};
  if (choice_.fresh) return Trial{std::move(record), std::nullopt};
  existing.diagnostics.push_back(make_diagnostic(
      DiagnosticCode::file_in_the_way, folder_.rule_file(record.trial),
      fmt::format("the rules of trial {} are left as they are: nobody could tell what a person "
                  "changed in them",
                  record.trial),
      "correct the file, or import with --fresh to replace it"));
  reject(input, existing.diagnostics);
  return std::nullopt;
}

void DocumentImporter::import_trials(const std::string& input, const Document& document,
                                     const std::vector<Trial>& trials) {
  if (trials.empty()) return;
  std::vector<std::string> before;
  for (const Trial& trial : trials) {
    if (trial.existing) before.push_back(document_of_rules(*trial.existing));
  }
  const Result<std::string> name =
      folder_.document_name(input, document, trials.front().record.trial, before);
  if (!name) {
    reject(input, name.diagnostics);
    return;
  }
  for (const Trial& trial : trials) {
    if (!import_trial(input, document, *name, trial)) return;
  }
}

bool DocumentImporter::import_trial(const std::string& input, const Document& document,
                                    const std::string& document_name, const Trial& trial) {
  const bool replaces = trial.existing && choice_.fresh;
  const std::optional<ExistingRules> nothing;
  const std::optional<ExistingRules>& existing = choice_.fresh ? nothing : trial.existing;
  MergedTrial merged{compile_trial(trial.record, document, document_name, compiler_), {}, {}};
  if (replaces) {
    merged.compiled.notes.emplace_back("the rules that were there are replaced (--fresh)");
  }
  const std::string file = folder_.rule_file(trial.record.trial);
  syntax::RuleFile rules;
  rules.trials.emplace_back();
  if (existing) {
    // Today's reading by itself first: what check refuses in it is no edit of a person.
    acceptance_.accept(file, rules, 0, merged, document);
    rules = existing->rules;
    merged = keep_edits(rules.trials[existing->place], std::move(merged.compiled));
  }
  Result<AcceptedRules> accepted = accepted_with_examples(
      acceptance_.accept(file, std::move(rules), existing ? existing->place : 0, merged, document),
      vocabulary_);
  if (!accepted) {
    if (!merged.kept.empty()) {
      accepted.diagnostics.push_back(make_diagnostic(
          DiagnosticCode::file_in_the_way, file,
          "with the rules that were kept the file would not pass eligo check: it is left as it is",
          "correct them, or import with --fresh to replace them"));
    }
    reject(input, accepted.diagnostics);
    return true;
  }
  return write(input, document, {trial.record, merged, document_name, file}, accepted->text);
}

bool DocumentImporter::write(const std::string& input, const Document& document,
                             const ImportedTrial& imported, const std::string& rules) {
  std::optional<Diagnostic> why = folder_.write_document(imported.document, document);
  if (!why) why = folder_.write_rules(imported.record.trial, rules);
  if (why) {
    failed_ = true;
    reject(input, {*why});
    return false;
  }
  progress_.clear_for_result();
  ledger_.write(imported);
  return true;
}

void DocumentImporter::tell(const std::vector<Diagnostic>& diagnostics) {
  if (diagnostics.empty()) return;
  progress_.clear();
  print(diagnostics);
}

void DocumentImporter::reject(const std::string& input,
                              const std::vector<Diagnostic>& diagnostics) {
  all_imported_ = false;
  tell(diagnostics);
  ledger_.write(RejectedDocument{name_of_input(input), reasons(diagnostics)});
}

}  // namespace eligo
