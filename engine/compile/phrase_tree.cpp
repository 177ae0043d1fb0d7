#include "compile/phrase_tree.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <typeinfo>
#include <utility>

#include "compile/time_units.h"

namespace eligo::compile {
namespace {

using Grammar = generated::CriterionParser;

// Turns contexts into values: one small function a rule of the grammar.
class TreeReader {
 public:
  TreeReader(std::string_view text, const Tokens& tokens) : text_(text), tokens_(tokens) {}

  std::vector<Phrase> phrases(const std::vector<Grammar::PhraseContext*>& contexts) const {
    std::vector<Phrase> result;
    result.reserve(contexts.size());
    for (Grammar::PhraseContext* context : contexts) result.push_back(phrase(*context));
    return result;
  }

 private:
  static std::size_t begin_of(const antlr4::ParserRuleContext& context) {
    return context.start->getTokenIndex();
  }
  static std::size_t end_of(const antlr4::ParserRuleContext& context) {
    return context.stop->getTokenIndex() + 1;
  }
  Span span_of(const antlr4::ParserRuleContext& context) const {
    return {tokens_[begin_of(context)].span.begin, tokens_[end_of(context) - 1].span.end};
  }
  std::string written(Span span) const {
    return std::string(text_.substr(span.begin, span.end - span.begin));
  }
  const Token& token(antlr4::Token* token) const { return tokens_[token->getTokenIndex()]; }
  const Token& token(antlr4::tree::TerminalNode* node) const { return token(node->getSymbol()); }

  Phrase phrase(Grammar::PhraseContext& context) const {
    Phrase phrase;
    phrase.begin = begin_of(context);
    phrase.end = end_of(context);
    phrase.span = span_of(context);
    // Most phrases are single tokens; a cast each would cost more than all the rest.
    const std::type_info& kind = typeid(context);
    if (kind == typeid(Grammar::SinglePhraseContext)) return phrase;
    if (kind == typeid(Grammar::TwoSidedPhraseContext)) {
      phrase.node = two_sided(*static_cast<Grammar::TwoSidedPhraseContext&>(context).twoSided());
    } else if (kind == typeid(Grammar::ValuePhraseContext)) {
      phrase.node = value(*static_cast<Grammar::ValuePhraseContext&>(context).value());
    } else if (kind == typeid(Grammar::WindowPhraseContext)) {
      phrase.node = time_phrase(*static_cast<Grammar::WindowPhraseContext&>(context).window());
    } else {
      phrase.node =
          Parenthesised{phrases(static_cast<Grammar::ParenthesisedContext&>(context).phrase())};
    }
    return phrase;
  }

  // "18 ≤ age ≤ 70": the left sign is read from the subject's side.
  TwoSided two_sided(Grammar::TwoSidedContext& context) const {
    Limit left =
        limit(mirrored(comparator(*context.comparator(0))), quantity(*context.quantity(0)));
    Limit right = limit(comparator(*context.comparator(1)), quantity(*context.quantity(1)));
    copy_unit(std::get<Quantity>(right.bound), std::get<Quantity>(left.bound));
    return {std::move(left), std::move(right), begin_of(*context.subject()),
            end_of(*context.subject())};
  }

  Value value(Grammar::ValueContext& context) const {
    if (auto* range = context.range()) return this->range(*range);
    if (auto* limits = context.limits()) return this->limits(*limits);
    return listed(*context.listed());
  }

  Value range(Grammar::RangeContext& context) const {
    Value value;
    value.kind = Value::Kind::range;
    value.says_age = says_age(context.gap());
    if (!context.grade().empty()) {
      value.limits = {{TokenKind::at_least, grade(*context.grade(0)), {}, {}},
                      {TokenKind::at_most, grade(*context.grade(1)), {}, {}}};
      return value;
    }
    Quantity low = quantity(*context.quantity(0));
    Quantity high = quantity(*context.quantity(1));
    copy_unit(high, low);
    value.limits = {{TokenKind::at_least, std::move(low), {}, {}},
                    {TokenKind::at_most, std::move(high), {}, {}}};
    // "> 18 to < 65": the signs of the ends count.
    for (Grammar::ComparatorContext* sign : context.comparator()) {
      const bool is_first = begin_of(*sign) < begin_of(*context.quantity(0));
      const TokenKind kind = comparator(*sign);
      Limit& end = value.limits[is_first ? 0 : 1];
      if (is_first && kind == TokenKind::greater) end.comparator = kind;
      if (!is_first && kind == TokenKind::less) end.comparator = kind;
      if (kind == TokenKind::equal && written(span_of(*sign)) == "=") {
        end.open.emplace_back(
            "the sign of an end of the range was lost; both ends are read as included");
      }
    }
    value.restated = restated(context.restated());
    return value;
  }

  Value limits(Grammar::LimitsContext& context) const {
    Value value;
    value.kind = Value::Kind::limits;
    for (Grammar::LimitContext* one : context.limit()) {
      value.limits.push_back(limit(*one));
      value.says_age = value.says_age || says_age(one->gap());
    }
    if (value.limits.size() == 2) {
      auto* first = std::get_if<Quantity>(&value.limits[0].bound);
      auto* second = std::get_if<Quantity>(&value.limits[1].bound);
      if (first != nullptr && second != nullptr) copy_unit(*second, *first);
    }
    value.restated = restated(context.restated());
    return value;
  }

  Limit limit(Grammar::LimitContext& context) const {
    TokenKind kind = TokenKind::equal;
    std::vector<std::string> open;
    if (context.comparator() != nullptr) {
      kind = comparator(*context.comparator());
      open = open_of(*context.comparator());
    }
    if (context.bound != nullptr) {
      const bool is_more = token(context.bound).kind == TokenKind::or_more;
      kind = is_more ? TokenKind::at_least : TokenKind::at_most;
    }
    if (context.outOf != nullptr) {
      Quantity second = quantity(*context.outOf);
      Quantity first = quantity(*context.quantity(0));
      copy_unit(second, first);
      return {kind, std::move(first), std::move(open), std::move(second)};
    }
    if (!context.quantity().empty()) {
      return {kind, quantity(*context.quantity(0)), std::move(open), {}};
    }
    if (context.grade() != nullptr) return {kind, grade(*context.grade()), std::move(open), {}};
    Quantity one;
    one.decimal = "1";
    set_multiple(one, *context.multiple());
    one.span = span_of(*context.multiple());
    return {kind, std::move(one), std::move(open), {}};
  }

  static Limit limit(TokenKind kind, Quantity quantity) {
    return {kind, std::move(quantity), {}, {}};
  }

  Value listed(Grammar::ListedContext& context) const {
    Value value;
    value.kind = Value::Kind::listed;
    for (Grammar::QuantityContext* one : context.quantity())
      value.listed.emplace_back(quantity(*one));
    for (Grammar::GradeContext* one : context.grade()) value.listed.emplace_back(grade(*one));
    return value;
  }

  Grade grade(Grammar::GradeContext& context) const {
    return {written(span_of(context)), span_of(context)};
  }

  std::optional<Quantity> restated(Grammar::RestatedContext* context) const {
    if (context == nullptr) return std::nullopt;
    return quantity(*context->quantity(0));
  }

  bool says_age(const std::vector<Grammar::GapContext*>& gaps) const {
    return std::any_of(gaps.begin(), gaps.end(),
                       [](Grammar::GapContext* gap) { return gap->AGE() != nullptr; });
  }

  // "18 to 65 years": the first number counts in the unit of the second.
  static void copy_unit(const Quantity& from, Quantity& to) {
    if (!to.unit_text.empty() || to.measure != Measure::plain) return;
    to.measure = from.measure;
    to.unit_text = from.unit_text;
    to.ucum = from.ucum;
  }

  Quantity quantity(Grammar::QuantityContext& context) const {
    const Token& number = token(context.NUMBER());
    Quantity quantity;
    quantity.decimal = number.decimal;
    quantity.span = span_of(context);
    if (!number.open_writing.empty()) quantity.open.push_back(number.open_writing);
    if (context.unit() != nullptr) set_unit(quantity, *context.unit());
    return quantity;
  }

  void set_unit(Quantity& quantity, Grammar::UnitContext& context) const {
    quantity.unit_text = written(span_of(context));
    if (context.UNIT() != nullptr) {
      const Token& unit = token(context.UNIT());
      quantity.unit_text = written(unit.span);
      quantity.ucum = unit.ucum;
      if (unit.is_count_noun) quantity.unit_text.clear();
      if (!unit.open_unit.empty()) quantity.open.push_back(unit.open_unit);
    } else if (context.TIME_UNIT() != nullptr) {
      quantity.measure = Measure::time;
    } else if (context.AGE_UNIT() != nullptr) {
      quantity.measure = Measure::age;
    }
    if (context.multiple() != nullptr) set_multiple(quantity, *context.multiple());
  }

  void set_multiple(Quantity& quantity, Grammar::MultipleContext& context) const {
    quantity.measure = Measure::upper_limit;
    quantity.ucum.clear();
    quantity.unit_text = written(span_of(context));
    for (Grammar::LimitNameContext* name : context.limitName()) {
      if (name->LOWER_LIMIT() != nullptr) quantity.measure = Measure::lower_limit;
    }
    if (context.NORMAL() != nullptr) {
      quantity.open.push_back("\"" + written(token(context.NORMAL()).span) +
                              "\" is read as the upper limit of normal");
    }
  }

  TokenKind comparator(Grammar::ComparatorContext& context) const {
    return token(context.start).kind;
  }
  std::vector<std::string> open_of(Grammar::ComparatorContext& context) const {
    const Token& sign = token(context.start);
    if (sign.open_writing.empty()) return {};
    return {sign.open_writing};
  }
  static TokenKind mirrored(TokenKind kind) {
    switch (kind) {
      case TokenKind::less:
        return TokenKind::greater;
      case TokenKind::greater:
        return TokenKind::less;
      case TokenKind::at_most:
        return TokenKind::at_least;
      case TokenKind::at_least:
        return TokenKind::at_most;
      default:
        return kind;
    }
  }

  TimePhrase time_phrase(Grammar::WindowContext& context) const {
    TimePhrase time;
    if (context.TIME_UNIT() != nullptr) {
      time.unit = time_unit_name(written(token(context.TIME_UNIT()).span));
      time.count = context.NUMBER() != nullptr ? token(context.NUMBER()).decimal : "1";
    }
    Grammar::AnchorContext* anchor = context.anchor();
    if (context.ahead() != nullptr) anchor = context.ahead()->anchor();
    if (anchor != nullptr) time.anchor = token(anchor->start).anchor;
    time.is_after = context.AFTER() != nullptr;
    return time;
  }

  std::string_view text_;
  const Tokens& tokens_;
};

}  // namespace

std::vector<Phrase> phrases_of(generated::CriterionParser::SentenceContext& sentence,
                               std::string_view text, const Tokens& tokens) {
  return TreeReader(text, tokens).phrases(sentence.phrase());
}

}  // namespace eligo::compile
