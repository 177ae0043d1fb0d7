#include <utility>

#include "language/string_literal.h"
#include "language/tree_builder.h"

namespace eligo::parsing {
namespace {

const antlr4::Token& token_of(antlr4::tree::TerminalNode* node) {
  return *node->getSymbol();
}

syntax::Connective connective_of(RuleParser::ExpressionContext& context) {
  if (!context.AND().empty()) return syntax::Connective::and_;
  if (!context.OR().empty()) return syntax::Connective::or_;
  if (context.XOR() != nullptr) return syntax::Connective::xor_;
  return syntax::Connective::implies;
}

syntax::Comparator comparator_of(RuleParser::ComparatorContext& context) {
  switch (context.getStart()->getType()) {
    case RuleLexer::LESS:
      return syntax::Comparator::less;
    case RuleLexer::AT_MOST:
      return syntax::Comparator::at_most;
    case RuleLexer::AT_LEAST:
      return syntax::Comparator::at_least;
    case RuleLexer::GREATER:
      return syntax::Comparator::greater;
    default:
      return syntax::Comparator::equal;
  }
}

}  // namespace

Span ExpressionBuilder::span(const antlr4::Token& first, const antlr4::Token& last) const {
  return {tokens_.span_of(first).begin, tokens_.span_of(last).end};
}

Span ExpressionBuilder::span(const antlr4::ParserRuleContext& context) const {
  return {tokens_.span_of(*context.start).begin, tokens_.span_of(*context.stop).end};
}

syntax::Name ExpressionBuilder::word(const antlr4::Token& token) const {
  return {std::string(tokens_.text_of(token)), tokens_.span_of(token)};
}

syntax::Name ExpressionBuilder::name(RuleParser::NameContext& context) const {
  return word(*context.start);
}

syntax::Number ExpressionBuilder::number(const antlr4::Token& token) const {
  return {std::string(tokens_.text_of(token)), tokens_.span_of(token)};
}

syntax::Quoted ExpressionBuilder::quoted(const antlr4::Token& token) const {
  return {decode_literal(tokens_.text_of(token)).text, tokens_.span_of(token)};
}

syntax::Name ExpressionBuilder::unit(RuleParser::UnitContext& context) const {
  return {context.getText(), span(context)};
}

syntax::Term ExpressionBuilder::quantity(RuleParser::QuantityContext& context) const {
  if (context.name() != nullptr) return name(*context.name());
  return quoted(token_of(context.STRING()));
}

syntax::Term ExpressionBuilder::record_term(RuleParser::RecordTermContext& context) const {
  if (context.name() != nullptr) return name(*context.name());
  return quoted(token_of(context.STRING()));
}

syntax::Number ExpressionBuilder::signed_number(RuleParser::SignedNumberContext& context) const {
  return {context.getText(), span(context)};
}

syntax::Limit ExpressionBuilder::limit(RuleParser::LimitContext& context) const {
  syntax::Limit limit;
  limit.span = span(context);
  if (context.signedNumber() == nullptr) {
    limit.value = quoted(token_of(context.STRING()));
    return limit;
  }
  limit.value = signed_number(*context.signedNumber());
  if (context.unit() != nullptr) limit.unit = unit(*context.unit());
  if (context.STRING() != nullptr) limit.unit = quoted(token_of(context.STRING()));
  return limit;
}

syntax::Period ExpressionBuilder::period(RuleParser::PeriodContext& context) const {
  return {number(token_of(context.NUMBER())), name(*context.name()), span(context)};
}

syntax::Window ExpressionBuilder::window(RuleParser::WindowContext& context) const {
  syntax::Window window;
  if (context.period() != nullptr) window.period = period(*context.period());
  window.anchor = name(*context.name());
  window.span = span(context);
  return window;
}

syntax::Observed ExpressionBuilder::observed(RuleParser::ObservedContext& context) const {
  syntax::Observed observed;
  for (RuleParser::QualifierContext* qualifier : context.qualifier()) {
    observed.qualifiers.push_back(word(*qualifier->start));
  }
  observed.analyte = quantity(*context.quantity());
  if (context.window() != nullptr) observed.window = window(*context.window());
  return observed;
}

syntax::Exception ExpressionBuilder::exception(RuleParser::RecordExceptionContext& context) const {
  syntax::Exception exception;
  exception.term = name(*context.name());
  for (antlr4::tree::TerminalNode* outcome : context.STRING()) {
    exception.outcomes.push_back(quoted(token_of(outcome)));
  }
  return exception;
}

syntax::RecordReference ExpressionBuilder::record(
    RuleParser::RecordReferenceContext& context) const {
  syntax::RecordReference record;
  record.kind = word(*context.recordKind()->start);
  for (RuleParser::RecordTermContext* term : context.recordTerm()) {
    record.terms.push_back(record_term(*term));
  }
  for (RuleParser::RecordExceptionContext* one : context.recordException()) {
    record.exceptions.push_back(exception(*one));
  }
  if (context.recordStatus() != nullptr) record.status = word(*context.recordStatus()->start);
  if (context.window() != nullptr) record.window = window(*context.window());
  record.span = span(context);
  return record;
}

syntax::Subject ExpressionBuilder::derived_subject(
    RuleParser::DerivedSubjectContext& context) const {
  if (context.recordReference() == nullptr) return syntax::Age{};
  syntax::RecordReference reference = record(*context.recordReference());
  if (context.AGE() != nullptr) return syntax::OnsetAge{std::move(reference)};
  if (context.DURATION() != nullptr) return syntax::Duration{std::move(reference)};
  return syntax::Dose{std::move(reference)};
}

ExpressionBuilder::Node ExpressionBuilder::comparison(
    syntax::Subject subject, RuleParser::ComparisonContext& context) const {
  return syntax::Comparison{std::move(subject), comparator_of(*context.comparator()),
                            limit(*context.limit())};
}

ExpressionBuilder::Node ExpressionBuilder::range(syntax::Subject subject,
                                                 RuleParser::RangeContext& context) const {
  return syntax::Range{std::move(subject), limit(*context.limit(0)), limit(*context.limit(1))};
}

ExpressionBuilder::Node ExpressionBuilder::named_results(
    syntax::Observed subject, RuleParser::NamedResultsContext& context) const {
  syntax::ResultIs result;
  result.subject = std::move(subject);
  for (antlr4::tree::TerminalNode* one : context.STRING()) {
    result.results.push_back(quoted(token_of(one)));
  }
  return result;
}

ExpressionBuilder::Node ExpressionBuilder::measured(syntax::Subject subject,
                                                    RuleParser::ComparisonContext* comparison_part,
                                                    RuleParser::RangeContext* range_part) const {
  if (comparison_part != nullptr) return comparison(std::move(subject), *comparison_part);
  return range(std::move(subject), *range_part);
}

ExpressionBuilder::Node ExpressionBuilder::observed_test(
    RuleParser::ObservedTestContext& context) const {
  syntax::Observed subject = observed(*context.observed());
  if (context.namedResults() != nullptr) {
    return named_results(std::move(subject), *context.namedResults());
  }
  return measured(std::move(subject), context.comparison(), context.range());
}

ExpressionBuilder::Node ExpressionBuilder::group(RuleParser::GroupContext& context) const {
  RuleParser::GroupKindContext& kind = *context.groupKind();
  syntax::Group group;
  if (kind.LEAST() != nullptr) {
    group.kind = syntax::Group::Kind::at_least;
    group.count = number(token_of(kind.NUMBER()));
  } else {
    group.kind = kind.ALL() != nullptr ? syntax::Group::Kind::all : syntax::Group::Kind::any;
  }
  for (RuleParser::MemberContext* member : context.member()) {
    group.operands.push_back(expression(*member->expression()));
  }
  return group;
}

ExpressionBuilder::Node ExpressionBuilder::case_sex(RuleParser::CaseSexContext& context) const {
  syntax::CaseSex by_sex;
  for (RuleParser::CaseArmContext* arm : context.caseArm()) {
    by_sex.arms.push_back({name(*arm->name()), expression(*arm->expression())});
  }
  return by_sex;
}

std::optional<syntax::Quoted> ExpressionBuilder::question(
    antlr4::tree::TerminalNode* literal) const {
  if (literal == nullptr) return std::nullopt;
  return quoted(token_of(literal));
}

ExpressionBuilder::Node ExpressionBuilder::assumable_node(
    RuleParser::AssumableContext& context) const {
  if (auto* group_context = dynamic_cast<RuleParser::GroupContext*>(&context)) {
    return group(*group_context);
  }
  if (auto* case_context = dynamic_cast<RuleParser::CaseSexContext*>(&context)) {
    return case_sex(*case_context);
  }
  if (auto* observed_context = dynamic_cast<RuleParser::ObservedTestContext*>(&context)) {
    return observed_test(*observed_context);
  }
  if (auto* derived = dynamic_cast<RuleParser::DerivedTestContext*>(&context)) {
    return measured(derived_subject(*derived->derivedSubject()), derived->comparison(),
                    derived->range());
  }
  if (auto* sex = dynamic_cast<RuleParser::SexIsContext*>(&context)) {
    return syntax::SexIs{name(*sex->name())};
  }
  if (auto* fact = dynamic_cast<RuleParser::FactHoldsContext*>(&context)) {
    return syntax::FactHolds{name(*fact->name())};
  }
  if (auto* exists = dynamic_cast<RuleParser::RecordExistsContext*>(&context)) {
    return syntax::RecordExists{record(*exists->recordReference())};
  }
  if (auto* judgement = dynamic_cast<RuleParser::JudgementContext*>(&context)) {
    return syntax::Judgement{question(judgement->STRING())};
  }
  if (auto* attestation = dynamic_cast<RuleParser::AttestationContext*>(&context)) {
    return syntax::Attestation{question(attestation->STRING())};
  }
  if (auto* unread = dynamic_cast<RuleParser::UnreadContext*>(&context)) {
    return syntax::Unread{quoted(token_of(unread->STRING()))};
  }
  return syntax::Anyone{};
}

// Parentheses leave nothing in the tree but the span, which covers them.
syntax::Expression ExpressionBuilder::assumable(RuleParser::AssumableContext& context) const {
  if (auto* inner = dynamic_cast<RuleParser::ParenthesisedContext*>(&context)) {
    syntax::Expression built = expression(*inner->expression());
    built.span = span(context);
    return built;
  }
  return {assumable_node(context), span(context)};
}

syntax::Expression ExpressionBuilder::term(RuleParser::TermContext& context) const {
  if (context.NOT() != nullptr) {
    return {syntax::Negation{term(*context.term())}, span(context)};
  }
  syntax::Expression built = assumable(*context.assumable());
  for (RuleParser::AssumptionContext* assumption : context.assumption()) {
    const Span covered = span(*context.start, *assumption->stop);
    built = {syntax::Assumed{std::move(built), quoted(token_of(assumption->STRING()))}, covered};
  }
  return built;
}

syntax::Expression ExpressionBuilder::expression(RuleParser::ExpressionContext& context) const {
  const std::vector<RuleParser::TermContext*> terms = context.term();
  if (terms.size() == 1) return term(*terms.front());
  syntax::Chain chain;
  chain.connective = connective_of(context);
  for (RuleParser::TermContext* one : terms) chain.operands.push_back(term(*one));
  return {std::move(chain), span(context)};
}

}  // namespace eligo::parsing
