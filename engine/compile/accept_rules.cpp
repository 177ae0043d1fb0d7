#include "compile/accept_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>
#include <variant>

#include "compile/match_sentences.h"
#include "language/check.h"
#include "language/parse.h"
#include "language/print.h"

namespace eligo {
namespace {

// The bare name that a trial gives its document.
std::string document_name_of(const syntax::Trial& trial) {
  for (const syntax::TrialItem& item : trial.items) {
    const auto* reference = std::get_if<syntax::DocumentReference>(&item);
    if (reference != nullptr) return reference->file.text;
  }
  return {};
}

// Gives the checker the document that was read under `document_name`; what other trials of the file
// name stands beside the file.
class Acceptance {
 public:
  Acceptance(const std::string& name, const Document& document, std::string document_name,
             const Vocabulary& vocabulary, ReadBack& read_back)
      : name_(name),
        document_(document),
        document_name_(std::move(document_name)),
        vocabulary_(vocabulary),
        read_back_(read_back) {}

  Result<AcceptedRules> accept(const syntax::RuleFile& rules) const {
    using Accepted = Result<AcceptedRules>;
    const SourceText source(name_, print_rules(rules));
    if (source.content().size() > largest_rule_text) {
      return Accepted::failure(
          make_diagnostic(DiagnosticCode::too_large, name_,
                          fmt::format("the rules would have {} bytes; a rule file has at most {}",
                                      source.content().size(), largest_rule_text),
                          "keep the part of the document that holds the criteria"));
    }
    // Spans are needed only to say what is wrong.
    if (rules.trials.size() == 1 && read_back_.reads_back(rules.trials.front())) {
      Result<std::vector<Program>> programs = checked(source, rules);
      if (programs) return Accepted::success({std::string(source.content()), std::move(*programs)});
    }
    Result<syntax::RuleFile> parsed = parse_rules(source);
    if (!parsed) return Accepted::failure(std::move(parsed.diagnostics));
    if (!(*parsed == rules)) {
      return Accepted::failure(make_diagnostic(DiagnosticCode::internal_error, name_,
                                               "the rules read back as other rules",
                                               "this is a fault of the program"));
    }
    Result<std::vector<Program>> programs = checked(source, *parsed);
    if (!programs) return Accepted::failure(std::move(programs.diagnostics));
    return Accepted::success({std::string(source.content()), std::move(*programs)},
                             std::move(programs.diagnostics));
  }

  // The error of one criterion by itself.
  std::optional<Diagnostic> fault_of(const syntax::Trial& trial,
                                     const syntax::Criterion& criterion) const {
    syntax::RuleFile alone;
    syntax::Trial& part = alone.trials.emplace_back();
    part.id = trial.id;
    std::copy_if(trial.items.begin(), trial.items.end(), std::back_inserter(part.items),
                 [](const syntax::TrialItem& item) {
                   return std::holds_alternative<syntax::DocumentReference>(item);
                 });
    part.items.emplace_back(criterion);
    const Result<AcceptedRules> accepted = accept(alone);
    if (accepted) return std::nullopt;
    const auto error = std::find_if(accepted.diagnostics.begin(), accepted.diagnostics.end(),
                                    [](const Diagnostic& diagnostic) {
                                      return severity_of(diagnostic.code) == Severity::error;
                                    });
    return *error;
  }

 private:
  Result<std::vector<Program>> checked(const SourceText& source,
                                       const syntax::RuleFile& rules) const {
    return check_rules(source, rules, vocabulary_, [&](const std::string& file) {
      if (file == document_name_) return Result<Document>::success(document_);
      return read_document(std::filesystem::path(name_).parent_path() / file);
    });
  }

  const std::string& name_;
  const Document& document_;
  std::string document_name_;
  const Vocabulary& vocabulary_;
  ReadBack& read_back_;
};

std::string sentence_of(const syntax::Criterion& criterion) {
  std::string sentence;
  for (const syntax::QuotedLine& line : criterion.quotes) {
    sentence += (sentence.empty() ? "" : " ") + line.quote.text;
  }
  return sentence;
}

// Leaves the sentence of a criterion as an open question.
void leave_unread(syntax::Criterion& criterion, const Diagnostic& fault, CompiledTrial& compiled) {
  syntax::Expression unread;
  unread.node = syntax::Unread{syntax::Quoted{sentence_of(criterion), {}}};
  criterion.means.clear();
  criterion.means.push_back({std::move(unread), {}});
  criterion.other_readings.clear();
  criterion.assumes.clear();
  criterion.examples.clear();
  const std::string id = id_text(criterion.name);
  for (CompiledCriterion& entry : compiled.criteria) {
    if (entry.id != id) continue;
    entry.status = ReadingStatus::partial;
    entry.rule = print_expression(criterion.means.front().expression);
    entry.why = fmt::format("its rule is refused by the checker: {} [{}]", fault.message,
                            slug_of(fault.code));
  }
}

// Whether a criterion of today's reading could be helped.
bool leave_faults_unread(const Acceptance& acceptance, MergedTrial& merged) {
  bool any = false;
  syntax::Trial& trial = merged.compiled.trial;
  for (syntax::TrialItem& item : trial.items) {
    auto* criterion = std::get_if<syntax::Criterion>(&item);
    if (criterion == nullptr || merged.kept.contains(id_text(criterion->name))) continue;
    std::optional<Diagnostic> fault = acceptance.fault_of(trial, *criterion);
    if (fault && !criterion->other_readings.empty()) {
      // The fault may be in a reading that is not the first one.
      criterion->other_readings.clear();
      any = true;
      fault = acceptance.fault_of(trial, *criterion);
    }
    if (!fault) continue;
    leave_unread(*criterion, *fault, merged.compiled);
    any = true;
  }
  return any;
}

}  // namespace

Result<AcceptedRules> RuleAcceptance::accept(const std::string& name, syntax::RuleFile rules,
                                             std::size_t place, MergedTrial& merged,
                                             const Document& document) {
  const Acceptance acceptance(name, document, document_name_of(merged.compiled.trial), vocabulary_,
                              read_back_);
  rules.trials[place] = merged.compiled.trial;
  Result<AcceptedRules> accepted = acceptance.accept(rules);
  if (accepted || !leave_faults_unread(acceptance, merged)) return accepted;
  rules.trials[place] = merged.compiled.trial;
  return acceptance.accept(rules);
}

}  // namespace eligo
