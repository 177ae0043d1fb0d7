#pragma once

// Private to the parser: from ANTLR's contexts to the syntax tree. The contexts must be free of
// errors.

#include "RuleParser.h"
#include "language/parse_tokens.h"
#include "language/syntax_tree.h"

namespace eligo::parsing {

using generated::RuleParser;

// The parts of statements: one function a rule of the grammar.
class ExpressionBuilder {
 public:
  explicit ExpressionBuilder(const RuleTokens& tokens) : tokens_(tokens) {}

  syntax::Expression expression(RuleParser::ExpressionContext& context) const;
  syntax::ExampleDatum datum(RuleParser::DatumContext& context) const;

  Span span(const antlr4::ParserRuleContext& context) const;
  Span span(const antlr4::Token& first, const antlr4::Token& last) const;
  syntax::Name word(const antlr4::Token& token) const;
  syntax::Name name(RuleParser::NameContext& context) const;
  syntax::Name unit(RuleParser::UnitContext& context) const;
  syntax::Term quantity(RuleParser::QuantityContext& context) const;
  syntax::Term record_term(RuleParser::RecordTermContext& context) const;
  syntax::Number number(const antlr4::Token& token) const;
  syntax::Quoted quoted(const antlr4::Token& token) const;

 private:
  using Node = decltype(syntax::Expression::node);

  syntax::Expression term(RuleParser::TermContext& context) const;
  syntax::Expression assumable(RuleParser::AssumableContext& context) const;
  Node assumable_node(RuleParser::AssumableContext& context) const;
  Node group(RuleParser::GroupContext& context) const;
  Node case_sex(RuleParser::CaseSexContext& context) const;
  Node observed_test(RuleParser::ObservedTestContext& context) const;
  Node named_results(syntax::Observed subject, RuleParser::NamedResultsContext& context) const;
  Node measured(syntax::Subject subject, RuleParser::ComparisonContext* comparison,
                RuleParser::RangeContext* range) const;
  Node comparison(syntax::Subject subject, RuleParser::ComparisonContext& context) const;
  Node range(syntax::Subject subject, RuleParser::RangeContext& context) const;

  syntax::Subject derived_subject(RuleParser::DerivedSubjectContext& context) const;
  syntax::Observed observed(RuleParser::ObservedContext& context) const;
  syntax::RecordReference record(RuleParser::RecordReferenceContext& context) const;
  syntax::Exception exception(RuleParser::RecordExceptionContext& context) const;
  syntax::Window window(RuleParser::WindowContext& context) const;
  syntax::Period period(RuleParser::PeriodContext& context) const;
  syntax::Limit limit(RuleParser::LimitContext& context) const;
  syntax::Number signed_number(RuleParser::SignedNumberContext& context) const;
  std::optional<syntax::Quoted> question(antlr4::tree::TerminalNode* literal) const;

  syntax::ExampleObservation observation(RuleParser::ObservationDatumContext& context) const;
  syntax::ExampleRecord example_record(RuleParser::RecordDatumContext& context) const;
  void add_detail(syntax::ExampleRecord& record, RuleParser::RecordDetailContext& context) const;

  const RuleTokens& tokens_;
};

// The syntax tree of a whole file.
syntax::RuleFile build_tree(RuleTokens& tokens, RuleParser::RuleFileContext& context);

}  // namespace eligo::parsing
