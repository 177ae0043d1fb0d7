#include "language/tree_builder.h"

#include <iterator>
#include <utility>

namespace eligo::parsing {
namespace {

const antlr4::Token& token_of(antlr4::tree::TerminalNode* node) {
  return *node->getSymbol();
}

class FileBuilder {
 public:
  explicit FileBuilder(RuleTokens& tokens) : tokens_(tokens), parts_(tokens) {}

  syntax::RuleFile file(RuleParser::RuleFileContext& context) {
    syntax::RuleFile rules;
    for (RuleParser::TrialContext* one : context.trials()->trial()) {
      rules.trials.push_back(trial(*one));
    }
    rules.closing_comments = comments_before(token_of(context.EOF()));
    return rules;
  }

 private:
  syntax::Trial trial(RuleParser::TrialContext& context) {
    RuleParser::TrialHeaderContext& header = *context.trialHeader();
    RuleParser::TrialBodyContext& body = *context.trialBody();
    syntax::Trial trial;
    trial.id = header.name() != nullptr ? parts_.name(*header.name()) : text_id(*header.identifier);
    if (header.title != nullptr) trial.title = parts_.quoted(*header.title);
    trial.comments = comments_through(token_of(body.LEFT_BRACE()));
    for (RuleParser::TrialItemContext* one : body.trialItems()->trialItem()) {
      trial.items.push_back(item(*one));
    }
    trial.closing_comments = comments_before(token_of(body.RIGHT_BRACE()));
    append(trial.comments, comments_through(token_of(body.RIGHT_BRACE())));
    trial.span = parts_.span(context);
    return trial;
  }

  syntax::Name text_id(const antlr4::Token& literal) const {
    return {parts_.quoted(literal).text, tokens_.span_of(literal)};
  }

  syntax::TrialItem item(RuleParser::TrialItemContext& context) {
    if (context.documentReference() != nullptr) return document(*context.documentReference());
    if (context.criterion() != nullptr) return criterion(*context.criterion());
    if (context.conflict() != nullptr) return conflict(*context.conflict());
    if (context.lost() != nullptr) return lost(*context.lost());
    if (context.notProvided() != nullptr) return not_provided(*context.notProvided());
    return accept(*context.accept());
  }

  syntax::DocumentReference document(RuleParser::DocumentReferenceContext& context) {
    return {parts_.quoted(*context.file), parts_.quoted(*context.digest),
            comments_through(*context.stop)};
  }

  syntax::Conflict conflict(RuleParser::ConflictContext& context) {
    return {criterion_name(*context.criterionName(0)), criterion_name(*context.criterionName(1)),
            parts_.quoted(token_of(context.STRING())), comments_through(*context.stop)};
  }

  syntax::Lost lost(RuleParser::LostContext& context) {
    return {criterion_name(*context.criterionName()), parts_.number(token_of(context.NUMBER())),
            parts_.quoted(token_of(context.STRING())), comments_through(*context.stop)};
  }

  syntax::NotProvided not_provided(RuleParser::NotProvidedContext& context) {
    syntax::NotProvided list;
    list.list = parts_.word(
        token_of(context.INCLUSION() != nullptr ? context.INCLUSION() : context.EXCLUSION()));
    if (context.quotedLine() != nullptr) list.quote = quoted_line(*context.quotedLine());
    list.reason = parts_.quoted(token_of(context.STRING()));
    list.comments = comments_through(*context.stop);
    return list;
  }

  syntax::Criterion criterion(RuleParser::CriterionContext& context) {
    RuleParser::CriterionHeaderContext& header = *context.criterionHeader();
    RuleParser::CriterionBodyContext& body = *context.criterionBody();
    syntax::Criterion criterion;
    criterion.name = criterion_name(*header.criterionName());
    for (RuleParser::QuotedLineContext* line : header.quotedLine()) {
      criterion.quotes.push_back(quoted_line(*line));
    }
    criterion.comments = comments_through(token_of(body.LEFT_BRACE()));
    for (RuleParser::StatementContext* one : body.statements()->statement()) {
      add_statement(criterion, *one);
    }
    criterion.closing_comments = comments_before(token_of(body.RIGHT_BRACE()));
    append(criterion.comments, comments_through(token_of(body.RIGHT_BRACE())));
    return criterion;
  }

  syntax::CriterionName criterion_name(RuleParser::CriterionNameContext& context) const {
    syntax::CriterionName name;
    name.kind = parts_.word(*context.start);
    if (context.NUMBER() != nullptr) {
      name.which = parts_.number(token_of(context.NUMBER()));
    } else {
      name.which = parts_.word(*context.stop);
    }
    name.span = parts_.span(context);
    return name;
  }

  syntax::QuotedLine quoted_line(RuleParser::QuotedLineContext& context) const {
    syntax::QuotedLine line;
    line.quote = parts_.quoted(token_of(context.STRING()));
    line.line = parts_.number(token_of(context.NUMBER(0)));
    if (context.COLUMN() != nullptr) line.column = parts_.number(token_of(context.NUMBER(1)));
    return line;
  }

  void add_statement(syntax::Criterion& criterion, RuleParser::StatementContext& context) {
    if (context.means() != nullptr) {
      criterion.means.push_back(means(*context.means()));
    } else if (context.otherReading() != nullptr) {
      criterion.other_readings.push_back(other_reading(*context.otherReading()));
    } else if (context.assume() != nullptr) {
      criterion.assumes.push_back(assume(*context.assume()));
    } else if (context.accept() != nullptr) {
      criterion.accepts.push_back(accept(*context.accept()));
    } else {
      criterion.examples.push_back(example(*context.example()));
    }
  }

  syntax::Means means(RuleParser::MeansContext& context) {
    return {parts_.expression(*context.expression()), comments_through(*context.stop)};
  }

  syntax::OrMeans other_reading(RuleParser::OtherReadingContext& context) {
    return {parts_.expression(*context.expression()), parts_.quoted(token_of(context.STRING())),
            comments_through(*context.stop)};
  }

  syntax::Accept accept(RuleParser::AcceptContext& context) {
    return {parts_.quoted(*context.code), parts_.quoted(*context.reason),
            comments_through(*context.stop)};
  }

  syntax::Assume assume(RuleParser::AssumeContext& context) {
    syntax::Assume assume;
    if (context.unit() != nullptr) assume.unit = parts_.unit(*context.unit());
    assume.reason = parts_.quoted(token_of(context.STRING()));
    assume.comments = comments_through(*context.stop);
    return assume;
  }

  syntax::Example example(RuleParser::ExampleContext& context) {
    syntax::Example example;
    for (RuleParser::DatumContext* one : context.datum()) {
      example.data.push_back(parts_.datum(*one));
    }
    example.result = parts_.word(*context.result);
    example.comments = comments_through(*context.stop);
    example.span = parts_.span(context);
    return example;
  }

  // The comments that stand before `offset` and were not taken yet.
  syntax::Comments comments_up_to(std::uint32_t offset) {
    syntax::Comments taken;
    const std::vector<Comment>& all = tokens_.comments();
    while (next_comment_ < all.size() && all[next_comment_].begin < offset) {
      taken.push_back(all[next_comment_++].text);
    }
    return taken;
  }

  syntax::Comments comments_before(const antlr4::Token& token) {
    return comments_up_to(tokens_.span_of(token).begin);
  }

  // Those before the end of `last`, and the one that ends its line.
  syntax::Comments comments_through(const antlr4::Token& last) {
    syntax::Comments taken = comments_up_to(tokens_.span_of(last).begin);
    const antlr4::Token& next = tokens_.following(last);
    if (next.getChannel() == RuleLexer::COMMENTS && next.getLine() == last.getLine()) {
      append(taken, comments_up_to(tokens_.span_of(next).end));
    }
    return taken;
  }

  static void append(syntax::Comments& comments, syntax::Comments more) {
    comments.insert(comments.end(), std::make_move_iterator(more.begin()),
                    std::make_move_iterator(more.end()));
  }

  RuleTokens& tokens_;
  ExpressionBuilder parts_;
  std::size_t next_comment_ = 0;
};

}  // namespace

syntax::RuleFile build_tree(RuleTokens& tokens, RuleParser::RuleFileContext& context) {
  return FileBuilder(tokens).file(context);
}

}  // namespace eligo::parsing
