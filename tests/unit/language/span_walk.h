#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "language/string_literal.h"
#include "language/syntax_tree.h"

namespace eligo::testing {

// Walks a tree and compares what its spans cover in the text with what it holds.
class SpanWalk {
 public:
  explicit SpanWalk(std::string_view text) : text_(text) {}

  void visit(const syntax::RuleFile& rules) {
    for (const syntax::Trial& trial : rules.trials) {
      covers_between(trial.span, "trial", "}");
      for (const syntax::TrialItem& item : trial.items) {
        if (const auto* criterion = std::get_if<syntax::Criterion>(&item)) visit(*criterion);
        if (const auto* accept = std::get_if<syntax::Accept>(&item)) visit(*accept);
      }
    }
  }

  const std::string& wrong() const { return wrong_; }

 private:
  std::string_view at(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  void fail(Span span, std::string_view expected) {
    if (wrong_.empty())
      wrong_ = "'" + std::string(at(span)) + "' for '" + std::string(expected) + "'";
  }

  void visit(const syntax::Name& name) {
    if (at(name.span) != name.text) fail(name.span, name.text);
  }
  void visit(const syntax::Number& number) {
    if (at(number.span) != number.text) fail(number.span, number.text);
  }
  void visit(const syntax::Quoted& quoted) {
    if (at(quoted.span) != encode_literal(quoted.text)) fail(quoted.span, quoted.text);
  }
  void visit(const syntax::Term& term) {
    const std::string written = term.in_own_words ? encode_literal(term.text) : term.text;
    if (at(term.span) != written) fail(term.span, written);
  }
  template <typename T>
  void visit(const std::optional<T>& maybe) {
    if (maybe) visit(*maybe);
  }
  template <typename T>
  void visit(const std::vector<T>& list) {
    for (const T& one : list) visit(one);
  }
  template <typename... T>
  void visit(const std::variant<T...>& one) {
    std::visit([&](const auto& inner) { visit(inner); }, one);
  }

  void visit(const syntax::Limit& limit) {
    visit(limit.value);
    visit(limit.unit);
    const Span first = std::visit([](const auto& value) { return value.span; }, limit.value);
    const Span last = limit.unit ? limit.unit->span : first;
    if (limit.span != Span{first.begin, last.end}) fail(limit.span, "a limit");
  }
  void visit(const syntax::Period& period) {
    visit(period.count);
    visit(period.unit);
    covers_between(period.span, period.count.text, period.unit.text);
  }
  void visit(const syntax::Window& window) {
    visit(window.period);
    visit(window.anchor);
    covers_between(window.span, window.period ? "within" : "at", window.anchor.text);
  }
  void visit(const syntax::Observed& observed) {
    visit(observed.qualifiers);
    visit(observed.analyte);
    visit(observed.window);
  }
  void visit(const syntax::Exception& exception) {
    visit(exception.term);
    visit(exception.outcomes);
  }
  void visit(const syntax::RecordReference& record) {
    visit(record.kind);
    visit(record.terms);
    visit(record.exceptions);
    visit(record.status);
    visit(record.window);
    covers_between(record.span, record.kind.text, "");
  }
  void visit(const syntax::Age&) {}
  void visit(const syntax::OnsetAge& age) { visit(age.record); }
  void visit(const syntax::Duration& duration) { visit(duration.record); }
  void visit(const syntax::Dose& dose) { visit(dose.record); }
  void visit(const syntax::Chain& chain) { visit(chain.operands); }
  void visit(const syntax::Negation& negation) { visit(*negation.operand); }
  void visit(const syntax::Group& group) {
    visit(group.count);
    visit(group.operands);
  }
  void visit(const syntax::CaseSex& by_sex) {
    for (const syntax::CaseArm& arm : by_sex.arms) {
      visit(arm.label);
      visit(*arm.value);
    }
  }
  void visit(const syntax::Assumed& assumed) {
    visit(*assumed.operand);
    visit(assumed.reason);
  }
  void visit(const syntax::Comparison& comparison) {
    visit(comparison.subject);
    visit(comparison.limit);
  }
  void visit(const syntax::Range& range) {
    visit(range.subject);
    visit(range.low);
    visit(range.high);
  }
  void visit(const syntax::ResultIs& result) {
    visit(result.subject);
    visit(result.results);
  }
  void visit(const syntax::RecordExists& exists) { visit(exists.record); }
  void visit(const syntax::FactHolds& fact) { visit(fact.fact); }
  void visit(const syntax::SexIs& sex) { visit(sex.sex); }
  void visit(const syntax::Anyone&) {}
  void visit(const syntax::Judgement& judgement) { visit(judgement.question); }
  void visit(const syntax::Attestation& attestation) { visit(attestation.question); }
  void visit(const syntax::Unread& unread) { visit(unread.words); }

  // An expression's span begins and ends at a token, with balanced parentheses, and holds its
  // parts.
  void visit(const syntax::Expression& expression) {
    const std::string_view covered = at(expression.span);
    if (covered.empty() || covered.front() == ' ' || covered.back() == ' ' ||
        covered.back() == ';') {
      fail(expression.span, "an expression");
    }
    const Span outer = enclosing_;
    if (expression.span.begin < outer.begin || expression.span.end > outer.end) {
      fail(expression.span, at(outer));
    }
    enclosing_ = expression.span;
    visit(expression.node);
    enclosing_ = outer;
  }

  void visit(const syntax::QuotedLine& line) {
    visit(line.quote);
    visit(line.line);
    visit(line.column);
  }
  void visit(const syntax::ExampleObservation& observation) {
    visit(observation.qualifiers);
    visit(observation.analyte);
    visit(observation.value);
    visit(observation.high);
    visit(observation.low);
    visit(observation.ago);
  }
  void visit(const syntax::ExampleAge& age) { visit(age.value); }
  void visit(const syntax::ExampleSex& sex) { visit(sex.sex); }
  void visit(const syntax::ExampleRecord& record) {
    visit(record.kind);
    visit(record.term);
    visit(record.status);
    visit(record.started);
    visit(record.ended);
    visit(record.dose);
    visit(record.outcome);
  }
  void visit(const syntax::ExampleFact& fact) {
    visit(fact.fact);
    visit(fact.value);
  }
  void visit(const syntax::ExampleAttested& attested) { visit(attested.value); }

  void visit(const syntax::Accept& accept) {
    visit(accept.code);
    visit(accept.reason);
  }

  void visit(const syntax::Criterion& criterion) {
    visit(criterion.name.kind);
    visit(criterion.name.which);
    visit(criterion.quotes);
    for (const syntax::Means& means : criterion.means) {
      enclosing_ = {0, static_cast<std::uint32_t>(text_.size())};
      visit(means.expression);
    }
    for (const syntax::OrMeans& other : criterion.other_readings) {
      enclosing_ = {0, static_cast<std::uint32_t>(text_.size())};
      visit(other.expression);
      visit(other.reason);
    }
    for (const syntax::Accept& accept : criterion.accepts) visit(accept);
    for (const syntax::Assume& assume : criterion.assumes) {
      visit(assume.unit);
      visit(assume.reason);
    }
    for (const syntax::Example& example : criterion.examples) {
      covers_between(example.span, "example", ";");
      visit(example.data);
      visit(example.result);
    }
  }

  void covers_between(Span span, std::string_view first, std::string_view last) {
    if (!at(span).starts_with(first) || !at(span).ends_with(last)) fail(span, first);
  }

  std::string_view text_;
  Span enclosing_;
  std::string wrong_;
};

// The first span of the tree of `text` that covers something else; empty where all are right.
inline std::string first_wrong_span(std::string_view text, const syntax::RuleFile& rules) {
  SpanWalk walk(text);
  walk.visit(rules);
  return walk.wrong();
}

}  // namespace eligo::testing
