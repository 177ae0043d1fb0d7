#include "language/parse_messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "language/string_literal.h"
#include "text/unicode.h"

namespace eligo::parsing {
namespace {

constexpr std::size_t most_named = 4;
constexpr std::size_t longest_shown = 40;  // code points of a token

// Token types that people know by one phrase, where all of `all` are expected at once.
struct Family {
  std::vector<std::size_t> all;
  std::string_view phrase;
  std::vector<std::size_t> covered = {};  // further ones that the phrase speaks for
  bool alone = false;                     // it speaks for whatever else is expected
};

const std::vector<Family>& families() {
  static const std::vector<Family> list = {
      {{RuleLexer::NOT, RuleLexer::ANYONE}, "an expression such as 'hba1c > 7 %'", {}, true},
      {{RuleLexer::ATTESTED, RuleLexer::FACT},
       "what the example says, such as 'age = 50 years'",
       {},
       true},
      {{RuleLexer::PERCENT, RuleLexer::BRACKETED}, "a unit such as 'mg/dL'", {}, true},
      {{RuleLexer::LESS, RuleLexer::AT_MOST, RuleLexer::EQUAL, RuleLexer::AT_LEAST,
        RuleLexer::GREATER},
       "a comparison such as '>='"},
      {{RuleLexer::CONDITION, RuleLexer::MEDICATION, RuleLexer::PROCEDURE, RuleLexer::EVENT,
        RuleLexer::EXPOSURE},
       "a record such as 'condition(…)'"},
      {{RuleLexer::FASTING, RuleLexer::SERUM, RuleLexer::IDENTIFIER},
       "a name",
       {RuleLexer::PLASMA, RuleLexer::BLOOD, RuleLexer::URINE}},
      {{RuleLexer::MINUS, RuleLexer::NUMBER}, "a number"},
      {{RuleLexer::MEANS, RuleLexer::ASSUME, RuleLexer::EXAMPLE},
       "a statement ('means', 'assume', …)",
       {RuleLexer::OR, RuleLexer::ACCEPT}},
  };
  return list;
}

std::string phrase_of(const RuleTokens& tokens, std::size_t type) {
  switch (type) {
    case antlr4::Token::EOF:
      return "the end of the file";
    case RuleLexer::IDENTIFIER:
      return "a name";
    case RuleLexer::NUMBER:
      return "a number";
    case RuleLexer::STRING:
      return "a text in quotes";
    case RuleLexer::BRACKETED:
      return "a unit in brackets";
    default:
      return tokens.literal_name(type);
  }
}

bool holds(const std::vector<std::size_t>& types, std::size_t type) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

bool holds_all(const std::vector<std::size_t>& types, const std::vector<std::size_t>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](std::size_t type) { return holds(types, type); });
}

void erase_all(std::vector<std::size_t>& types, const std::vector<std::size_t>& unwanted) {
  std::erase_if(types, [&](std::size_t type) { return holds(unwanted, type); });
}

std::vector<std::string> phrases_of(const RuleTokens& tokens, std::vector<std::size_t> types) {
  std::vector<std::string> phrases;
  for (const Family& family : families()) {
    if (!holds_all(types, family.all)) continue;
    phrases.emplace_back(family.phrase);
    if (family.alone) return phrases;
    erase_all(types, family.all);
    erase_all(types, family.covered);
  }
  for (const std::size_t type : types) phrases.push_back(phrase_of(tokens, type));
  return phrases;
}

// "a, b or c"; of more than four the first four, then "…".
std::string joined(const std::vector<std::string>& phrases) {
  const bool cut = phrases.size() > most_named;
  const std::size_t count = std::min(phrases.size(), most_named);
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += i + 1 == count && !cut ? " or " : ", ";
    text += phrases[i];
  }
  return cut ? text + ", …" : text;
}

bool is_one_statement(std::size_t rule) {
  return rule == RuleParser::RuleMeans || rule == RuleParser::RuleOtherReading ||
         rule == RuleParser::RuleAssume || rule == RuleParser::RuleAccept ||
         rule == RuleParser::RuleExample;
}
bool is_list_member(std::size_t rule) {
  return rule == RuleParser::RuleMember || rule == RuleParser::RuleCaseArm;
}

std::string shortened(std::string_view text) {
  if (code_point_count(text) <= longest_shown) return std::string(text);
  std::size_t end = 0;
  for (std::size_t i = 0; i < longest_shown; ++i) end += code_point_at(text, end).length;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace

std::string expected_text(const RuleTokens& tokens, const Unexpected& unexpected) {
  std::string text = joined(phrases_of(tokens, unexpected.expected));
  if (unexpected.expected != std::vector<std::size_t>{RuleLexer::SEMICOLON}) return text;
  if (is_one_statement(unexpected.rule)) return text + " after the statement";
  if (is_list_member(unexpected.rule)) return text + " or '}'";
  return text;
}

std::string seen_text(const RuleTokens& tokens, const antlr4::Token& token) {
  const std::string text = shortened(tokens.text_of(token));
  switch (token.getType()) {
    case antlr4::Token::EOF:
      return "the end of the file";
    case RuleLexer::NUMBER:
      return "the number " + text;
    case RuleLexer::STRING:
      return "the text " + text;
    default:
      return '\'' + text + '\'';
  }
}

void add_unexpected(RuleTokens& tokens, const Unexpected& unexpected, Problems& problems) {
  Span span = tokens.span_of(unexpected.seen);
  if (unexpected.seen.getType() == antlr4::Token::EOF && unexpected.before != nullptr) {
    span.begin = span.end = tokens.span_of(*unexpected.before).end;
  }
  problems.add(DiagnosticCode::syntax_error, span,
               fmt::format("expected {}, saw {}", expected_text(tokens, unexpected),
                           seen_text(tokens, unexpected.seen)),
               hint_text(tokens, unexpected));
}

}  // namespace eligo::parsing
