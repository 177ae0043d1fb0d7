#include "command_audit_inputs.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "command_import_documents.h"
#include "document/read_records.h"
#include "input_files.h"
#include "language/load.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

std::string true_path(const fs::path& file) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(file, error);
  return error ? file.lexically_normal().string() : path.string();
}

// The rule files and the documents of a folder.
void add_folder(const std::string& folder, std::vector<AuditInput>& inputs,
                std::vector<Diagnostic>& diagnostics) {
  Result<std::vector<std::string>> rules = input_files({folder}, {".eligo"});
  Result<std::vector<std::string>> documents = document_files({folder}, "");
  if (rules->empty() && documents->empty()) {
    diagnostics.push_back(make_diagnostic(DiagnosticCode::unreadable_file, folder,
                                          "the folder holds no rule file and no document",
                                          "name a folder or a file that does"));
    return;
  }
  for (std::string& file : *rules) inputs.push_back({std::move(file), true, false});
  for (std::string& file : *documents) inputs.push_back({std::move(file), false, false});
}

bool holds_no_study(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.code == DiagnosticCode::no_study;
  });
}

}  // namespace

Result<std::vector<AuditInput>> audit_inputs(const std::vector<std::string>& arguments) {
  std::vector<AuditInput> inputs;
  std::vector<Diagnostic> diagnostics;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (argument != "-" && fs::is_directory(argument, error)) {
      add_folder(argument, inputs, diagnostics);
    } else if (argument == "-" || fs::exists(argument, error)) {
      inputs.push_back({argument, fs::path(argument).extension() == ".eligo", true});
    } else {
      diagnostics.push_back(make_diagnostic(DiagnosticCode::unreadable_file, argument,
                                            "there is no such file or folder",
                                            "check the spelling of the path"));
    }
  }
  // A rule file says which documents it is about, and so comes first.
  std::stable_partition(inputs.begin(), inputs.end(),
                        [](const AuditInput& input) { return input.is_rules; });
  std::set<std::string> seen;
  std::erase_if(inputs, [&](const AuditInput& input) {
    return !seen.insert(input.file == "-" ? input.file : true_path(input.file)).second;
  });
  return {std::move(inputs), std::move(diagnostics)};
}

InputAuditor::InputAuditor(const Vocabulary& vocabulary, const AuditOptions& options,
                           const std::vector<std::string>& trials)
    : vocabulary_(vocabulary),
      options_(options),
      auditor_(vocabulary),
      trials_(trials.begin(), trials.end()) {}

AuditedInput InputAuditor::audit(const AuditInput& input) {
  AuditedInput audited;
  input.is_rules ? audit_rules(input.file, audited) : audit_document(input, audited);
  return audited;
}

std::vector<std::string> InputAuditor::trials_not_met() const {
  std::vector<std::string> missing;
  std::set_difference(trials_.begin(), trials_.end(), met_.begin(), met_.end(),
                      std::back_inserter(missing));
  return missing;
}

bool InputAuditor::is_wanted(const std::string& trial) {
  if (trials_.empty()) return true;
  if (!trials_.contains(trial)) return false;
  met_.insert(trial);
  return true;
}

void InputAuditor::audit_rules(const std::string& file, AuditedInput& audited) {
  Result<std::vector<Program>> programs = load_rules(file, vocabulary_);
  audited.diagnostics = std::move(programs.diagnostics);
  if (!programs) {
    audited.was_rejected = true;
    return;
  }
  for (const Program& program : *programs) {
    const fs::path path = fs::path(file).parent_path() / program.document;
    documents_of_rules_.insert(true_path(path));
    if (!is_wanted(program.trial)) continue;
    Result<Document> document = read_document(path);
    std::ranges::move(document.diagnostics, std::back_inserter(audited.diagnostics));
    if (!document) {
      audited.was_rejected = true;
      continue;
    }
    ++audited.trials;
    for (AuditFinding& finding : auditor_.audit(program, *document, options_)) {
      const std::string where = finding.is_in_rule_file ? file : path.string();
      audited.findings.push_back({std::move(finding), where, file, false});
    }
  }
}

void InputAuditor::audit_document(const AuditInput& input, AuditedInput& audited) {
  if (input.file != "-" && documents_of_rules_.contains(true_path(input.file))) return;
  const Result<Document> document = read_input_document(input.file);
  if (!document) {
    audited.diagnostics = document.diagnostics;
    audited.was_rejected = true;
    return;
  }
  if (!trials_.empty() && !has_wanted_trial(*document)) return;
  Result<AuditedDocument> found = auditor_.audit_document(*document, options_);
  if (!found) {
    audited.is_no_document = !input.is_named && holds_no_study(found.diagnostics);
    audited.was_rejected = !audited.is_no_document;
    if (audited.was_rejected) audited.diagnostics = std::move(found.diagnostics);
    return;
  }
  audited.diagnostics = std::move(found.diagnostics);
  for (const Program& program : found->programs) audited.trials += is_wanted(program.trial) ? 1 : 0;
  for (AuditFinding& finding : found->findings) {
    if (!is_wanted(finding.trial)) continue;
    audited.findings.push_back({std::move(finding), document->text.name(), "", input.file == "-"});
  }
}

bool InputAuditor::has_wanted_trial(const Document& document) {
  const Result<std::vector<RegistryRecord>> records = read_records(document);
  if (!records) return true;  // what is wrong with it is said when it is audited
  return std::any_of(records->begin(), records->end(),
                     [&](const RegistryRecord& record) { return trials_.contains(record.trial); });
}

}  // namespace eligo
