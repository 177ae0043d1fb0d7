#include "serve/checked_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "compile/match_sentences.h"
#include "compile/reading.h"
#include "compile/rule_status.h"
#include "decide/examples.h"
#include "document/sha256.h"
#include "language/parse.h"
#include "serve/statement_span.h"

namespace eligo {
namespace {

// What of a criterion is a question, in a line: words that were not understood, and what people are
// asked.
class QuestionWords {
 public:
  explicit QuestionWords(const Program& program) : program_(program) {}

  std::string of(const Criterion& criterion) {
    if (!criterion.root) return criterion.lost_because;
    visit(*criterion.root);
    return std::move(text_);
  }

 private:
  void visit(NodeId id) {
    const Operation& operation = program_[id].operation;
    if (const auto* question = std::get_if<Question>(&operation)) add(*question);
    for (const NodeId operand : operands_of(operation)) visit(operand);
  }

  void add(const Question& question) {
    switch (question.kind) {
      case Question::Kind::judgement:
        add(question.words.empty() ? "the investigator judges"
                                   : "the investigator judges: " + question.words);
        return;
      case Question::Kind::attestation:
        add(question.words.empty() ? "someone must state it"
                                   : "someone must state: " + question.words);
        return;
      case Question::Kind::unread:
        add("not understood: " + question.words);
        return;
    }
  }

  void add(const std::string& words) { text_ += (text_.empty() ? "" : "; ") + words; }

  const Program& program_;
  std::string text_;
};

// The statements of a trial about its criteria, by id.
struct StatedCriterion {
  Span span;
  ReadingStatus status{};
};

std::map<std::string, StatedCriterion> stated_criteria(const syntax::RuleFile& rules,
                                                       const std::string& trial,
                                                       std::string_view text) {
  std::map<std::string, StatedCriterion> stated;
  for (const syntax::Trial& one : rules.trials) {
    if (one.id.text != trial) continue;
    for (const syntax::TrialItem& item : one.items) {
      if (const auto* criterion = std::get_if<syntax::Criterion>(&item)) {
        const ReadingStatus status = criterion->means.empty()
                                         ? ReadingStatus::lost
                                         : status_of(criterion->means.front().expression);
        stated.emplace(id_text(criterion->name),
                       StatedCriterion{statement_span(text, criterion->name.span.begin), status});
      } else if (const auto* lost = std::get_if<syntax::Lost>(&item)) {
        stated.emplace(id_text(lost->name),
                       StatedCriterion{statement_span_around(text, lost->name.span.begin, "lost"),
                                       ReadingStatus::lost});
      }
    }
  }
  return stated;
}

std::vector<CriterionView> views_of(const Program& program, const syntax::RuleFile& rules,
                                    const SourceText& source) {
  const auto stated = stated_criteria(rules, program.trial, source.content());
  std::vector<CriterionView> views;
  for (const Criterion& criterion : program.criteria) {
    CriterionView view;
    view.id = criterion.id;
    view.kind = name_of(criterion.kind);
    view.text = criterion.text;
    view.line = criterion.line;
    view.column = criterion.column;
    view.why = QuestionWords(program).of(criterion);
    if (const auto found = stated.find(criterion.id); found != stated.end()) {
      const Span span = found->second.span;
      view.status = name_of(found->second.status);
      view.rule = source.content().substr(span.begin, span.end - span.begin);
      view.begin = source.position(span.begin);
      view.end = source.position(span.end);
    }
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace

Result<CheckedRules> checked_rules(const std::string& name, std::string text,
                                   const Vocabulary& vocabulary, const FindDocument& find) {
  using Checked = Result<CheckedRules>;
  const SourceText source(name, std::move(text));
  Result<syntax::RuleFile> rules = parse_rules(source);
  if (!rules) return Checked::failure(std::move(rules.diagnostics));
  CheckedRules checked;
  const auto documents = [&](const std::string& file) {
    const std::shared_ptr<const Document> document = find(file);
    if (document == nullptr) {
      return Result<Document>::failure(make_diagnostic(
          DiagnosticCode::unreadable_file, file, fmt::format("no document is called \"{}\"", file),
          "add the document first; its rules stand beside it"));
    }
    checked.documents.insert_or_assign(file, document);
    return Result<Document>::success(*document);
  };
  Result<std::vector<Program>> programs = check_rules(source, *rules, vocabulary, documents);
  std::vector<Diagnostic> found = std::move(rules.diagnostics);
  std::ranges::move(programs.diagnostics, std::back_inserter(found));
  if (!programs) return Checked::failure(std::move(found));
  for (const Program& program : *programs) {
    std::ranges::move(run_examples(program, vocabulary), std::back_inserter(found));
    checked.criteria.push_back(views_of(program, *rules, source));
  }
  checked.name = name;
  checked.text = source.content();
  checked.sha256 = sha256_of(checked.text);
  checked.programs = std::move(*programs);
  checked.diagnostics = std::move(found);
  return Checked::success(std::move(checked));
}

}  // namespace eligo
