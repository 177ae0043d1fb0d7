#include "language/parse_tokens.h"

#include <fmt/format.h>

#include <algorithm>

#include "language/string_literal.h"

namespace eligo::parsing {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::size_t mark_length(std::string_view text) {
  return text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
}

void retype(antlr4::Token& token, std::size_t type) {
  if (auto* common = dynamic_cast<antlr4::CommonToken*>(&token)) common->setType(type);
}

std::string without_trailing_space(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t");
  return std::string(text.substr(0, last + 1));
}

std::string decimal_point_help(std::string_view number) {
  const bool one_comma = std::count(number.begin(), number.end(), ',') == 1 &&
                         number.find('.') == std::string_view::npos;
  std::string joined(number);
  std::erase(joined, ',');
  if (!one_comma) return fmt::format("write {}: thousands have no separator", joined);
  std::string decimal(number);
  std::replace(decimal.begin(), decimal.end(), ',', '.');
  return fmt::format("write {} for a decimal, {} for thousands", decimal, joined);
}

}  // namespace

RuleTokens::RuleTokens(const SourceText& source, Problems& problems)
    : source_(source),
      input_(std::string(source.content().substr(mark_length(source.content())))),
      lexer_(&input_),
      stream_(&lexer_) {
  index_code_points();
  lexer_.removeErrorListeners();
  stream_.fill();
  for (antlr4::Token* token : stream_.getTokens()) review(*token, problems);
}

void RuleTokens::index_code_points() {
  const std::string_view text = source_.content();
  byte_of_code_point_.reserve(text.size() + 1);
  for (std::size_t i = mark_length(text); i < text.size();) {
    byte_of_code_point_.push_back(static_cast<std::uint32_t>(i));
    i += code_point_at(text, i).length;
  }
  byte_of_code_point_.push_back(static_cast<std::uint32_t>(text.size()));
}

void RuleTokens::review(antlr4::Token& token, Problems& problems) {
  switch (token.getType()) {
    case RuleLexer::COMMENT:
      comments_.push_back({span_of(token).begin, without_trailing_space(text_of(token))});
      break;
    case RuleLexer::STRING:
      review_literal(token, problems);
      break;
    case RuleLexer::UNTERMINATED_STRING:
      problems.add(DiagnosticCode::unterminated_text, span_of(token),
                   "a text in quotes has no closing quote on its line",
                   "close it with \" before the line ends; a line break in it is written \\n");
      unterminated_.insert(token.getTokenIndex());
      retype(token, RuleLexer::STRING);
      break;
    case RuleLexer::NUMBER_WITH_COMMA:
      problems.add(DiagnosticCode::number_with_comma, span_of(token),
                   fmt::format("a number has no comma, saw '{}'", text_of(token)),
                   decimal_point_help(text_of(token)));
      retype(token, RuleLexer::NUMBER);
      break;
    default:
      break;
  }
}

void RuleTokens::review_literal(const antlr4::Token& token, Problems& problems) const {
  const Span span = span_of(token);
  for (const InvalidEscape& escape : decode_literal(text_of(token)).invalid) {
    const auto begin = static_cast<std::uint32_t>(span.begin + escape.offset);
    const auto end = static_cast<std::uint32_t>(begin + escape.length);
    problems.add(DiagnosticCode::invalid_escape, {begin, end},
                 fmt::format("'{}' is no escape of this language",
                             source_.content().substr(begin, end - begin)),
                 "write \\\" for a quote, \\\\ for a backslash, \\n for a line break, or "
                 "\\u{XXXX} for a character");
  }
}

Span RuleTokens::span_of(const antlr4::Token& token) const {
  const std::size_t last = byte_of_code_point_.size() - 1;
  if (token.getType() == antlr4::Token::EOF) {
    return {byte_of_code_point_[last], byte_of_code_point_[last]};
  }
  const std::size_t begin = std::min(token.getStartIndex(), last);
  const std::size_t end = std::clamp(token.getStopIndex() + 1, begin, last);
  return {byte_of_code_point_[begin], byte_of_code_point_[end]};
}

std::string_view RuleTokens::text_of(const antlr4::Token& token) const {
  const Span span = span_of(token);
  return source_.content().substr(span.begin, span.end - span.begin);
}

std::string RuleTokens::literal_name(std::size_t type) const {
  return lexer_.getVocabulary().getLiteralName(type);
}

const antlr4::Token& RuleTokens::following(const antlr4::Token& token) {
  if (token.getType() == antlr4::Token::EOF) return token;
  return *stream_.get(token.getTokenIndex() + 1);
}

const antlr4::Token& RuleTokens::after(const antlr4::Token& token) {
  const antlr4::Token* next = &following(token);
  while (next->getChannel() != antlr4::Token::DEFAULT_CHANNEL) next = &following(*next);
  return *next;
}

bool RuleTokens::is_unterminated(const antlr4::Token& token) const {
  return unterminated_.contains(token.getTokenIndex());
}

}  // namespace eligo::parsing
