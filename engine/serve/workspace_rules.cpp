#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "compile/compile_trial.h"
#include "document/read_records.h"
#include "document/safe_file_name.h"
#include "serve/workspace.h"

namespace eligo {
namespace {

// What people called the file, as a name that a rule file can give: no folders, nothing hidden.
std::string name_of_file(const std::string& name) {
  const std::size_t slash = name.find_last_of("/\\");
  const std::string bare = slash == std::string::npos ? name : name.substr(slash + 1);
  constexpr std::size_t longest_ending = 10;
  const std::size_t dot = bare.rfind('.');
  const bool has_ending =
      dot != std::string::npos && dot > 0 && bare.size() - dot <= longest_ending &&
      std::all_of(bare.begin() + static_cast<std::ptrdiff_t>(dot) + 1, bare.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      });
  if (!has_ending) return safe_file_name(bare, "");
  return safe_file_name(bare.substr(0, dot), bare.substr(dot));
}

Diagnostic too_many_trials() {
  return make_diagnostic(DiagnosticCode::too_large, "eligo serve",
                         fmt::format("a session holds at most {} trials", most_workspace_trials),
                         "take out those that are not needed");
}

}  // namespace

Result<CheckedRules> Workspace::check_text(const std::string& name, std::string text,
                                           const FindDocument& find) {
  const std::lock_guard one_at_a_time(rules_mutex_);
  return checked_rules(name, std::move(text), vocabulary_, find);
}

// Puts the trials of `rules` in; `instead_of` are taken out.
void Workspace::keep(std::shared_ptr<const CheckedRules> rules,
                     const std::vector<std::string>& instead_of, AddedTrials& added) {
  change([&](WorkspaceState& state) {
    for (const std::string& trial : instead_of) state.trials.erase(trial);
    for (std::size_t place = 0; place < rules->programs.size(); ++place) {
      const std::string& trial = rules->programs[place].trial;
      const bool is_new = !state.trials.contains(trial);
      if (is_new && state.trials.size() >= most_workspace_trials) {
        added.diagnostics.push_back(too_many_trials());
        return;
      }
      if (!is_new) added.notes.push_back(fmt::format("trial {} was replaced", trial));
      state.trials[trial] = WorkspaceTrial{rules, place, ++serial_};
      added.trials.push_back(trial);
    }
  });
}

AddedTrials Workspace::add_document(const std::string& name, std::string bytes) {
  const std::string safe = name_of_file(name);
  Result<Document> document = document_of(safe, std::move(bytes));
  if (!document) return {{}, std::move(document.diagnostics), {}};
  return import(*document, safe);
}

AddedTrials Workspace::import(const Document& document, const std::string& name) {
  AddedTrials added;
  Result<std::vector<RegistryRecord>> records = read_records(document);
  added.diagnostics = std::move(records.diagnostics);
  if (!records) return added;
  const auto shared = std::make_shared<const Document>(document);
  change([&](WorkspaceState& state) { state.documents.insert_or_assign(name, shared); });
  for (const RegistryRecord& record : *records) {
    if (stopped_) break;
    std::string text;
    std::vector<CompiledCriterion> ledger;
    {
      const std::lock_guard one_at_a_time(sentences_mutex_);
      if (!compiler_) compiler_ = std::make_unique<SentenceCompiler>(vocabulary_);
      if (!acceptance_) acceptance_ = std::make_unique<RuleAcceptance>(vocabulary_);
      MergedTrial merged{compile_trial(record, document, name, *compiler_), {}, {}};
      syntax::RuleFile rules;
      rules.trials.emplace_back();
      const std::lock_guard parsing(rules_mutex_);
      Result<AcceptedRules> accepted = acceptance_->accept(safe_file_name(record.trial, ".eligo"),
                                                           std::move(rules), 0, merged, document);
      std::ranges::move(accepted.diagnostics, std::back_inserter(added.diagnostics));
      if (!accepted) continue;
      text = std::move(accepted->text);
      ledger = std::move(merged.compiled.criteria);
      for (const std::string& note : merged.compiled.notes) {
        added.notes.push_back(record.trial + ": " + note);
      }
    }
    Result<CheckedRules> checked =
        check_text(safe_file_name(record.trial, ".eligo"), std::move(text),
                   [&](const std::string&) { return shared; });
    std::ranges::copy(checked.diagnostics, std::back_inserter(added.diagnostics));
    if (!checked) continue;
    checked->is_reviewed = false;
    // The compiler says more exactly than the rule what it did not understand.
    for (CriterionView& view : checked->criteria.front()) {
      const auto entry = std::find_if(ledger.begin(), ledger.end(),
                                      [&](const auto& one) { return one.id == view.id; });
      if (entry == ledger.end()) continue;
      view.status = name_of(entry->status);
      view.why = entry->why;
    }
    keep(std::make_shared<const CheckedRules>(std::move(*checked)), {}, added);
  }
  return added;
}

AddedTrials Workspace::add_rules(const std::string& name, std::string text,
                                 const FindDocument& find) {
  AddedTrials added;
  const State now = state();
  const auto among_added = [&](const std::string& document) -> std::shared_ptr<const Document> {
    const auto found = now->documents.find(document);
    return found == now->documents.end() ? nullptr : found->second;
  };
  const std::string shown = find ? name : name_of_file(name);
  Result<CheckedRules> checked =
      check_text(shown, std::move(text), find ? find : FindDocument(among_added));
  if (!checked) {
    added.diagnostics = std::move(checked.diagnostics);
    return added;
  }
  added.diagnostics = checked->diagnostics;
  keep(std::make_shared<const CheckedRules>(std::move(*checked)), {}, added);
  return added;
}

std::optional<Result<CheckedRules>> Workspace::check(std::string_view trial, std::string text) {
  const State now = state();
  const WorkspaceTrial* edited = now->trial(trial);
  if (edited == nullptr) return std::nullopt;
  const auto find = [&](const std::string& name) -> std::shared_ptr<const Document> {
    const auto own = edited->rules->documents.find(name);
    if (own != edited->rules->documents.end()) return own->second;
    const auto found = now->documents.find(name);
    return found == now->documents.end() ? nullptr : found->second;
  };
  Result<CheckedRules> checked = check_text(edited->rules->name, std::move(text), find);
  if (!checked) return checked;
  const bool is_about_it =
      std::any_of(checked->programs.begin(), checked->programs.end(),
                  [&](const Program& program) { return program.trial == trial; });
  if (is_about_it) return checked;
  return Result<CheckedRules>::failure(make_diagnostic(
      DiagnosticCode::missing_field, edited->rules->name,
      fmt::format("the rules are no longer about trial {}", trial),
      "leave the id behind \"trial\" as it is; add other trials as files of their own"));
}

std::optional<Result<CheckedRules>> Workspace::replace_rules(std::string_view trial,
                                                             std::string text) {
  std::optional<Result<CheckedRules>> checked = check(trial, std::move(text));
  if (!checked || !*checked || has_error((*checked)->diagnostics)) return checked;
  const State now = state();
  const WorkspaceTrial* edited = now->trial(trial);
  if (edited == nullptr) return std::nullopt;
  std::vector<std::string> instead_of;
  for (const auto& [id, one] : now->trials) {
    if (one.rules == edited->rules) instead_of.push_back(id);
  }
  AddedTrials added;
  keep(std::make_shared<const CheckedRules>(**checked), instead_of, added);
  return checked;
}

}  // namespace eligo
