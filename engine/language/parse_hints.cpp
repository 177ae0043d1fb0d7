#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "language/keywords.h"
#include "language/parse_messages.h"
#include "vocabulary/nearest.h"

namespace eligo::parsing {
namespace {

// Signs that people write for one of this language.
struct Habit {
  std::string_view sign;
  std::string_view instead;
};
constexpr std::array habits = {
    Habit{"\u2265", "write >="},
    Habit{"\u2264", "write <="},
    Habit{"\u2192", "write ->"},
    Habit{"\u201C", "write straight quotes: \""},
    Habit{"\u201D", "write straight quotes: \""},
    Habit{"\u201E", "write straight quotes: \""},
    Habit{"'", "write double quotes: \""},
    Habit{"\u2212", "write the minus sign of the keyboard: -"},
    Habit{"\u2013", "write the minus sign of the keyboard: -"},
    Habit{"\u00A0", "write a plain space: this one does not break"},
    Habit{"\u00B7", "write . or / between the parts of a unit"},
    Habit{"\u00D7", "write 10*3/uL for a power of ten, xULN for a multiple of the upper limit"},
    Habit{"&", "write and"},
    Habit{"|", "write or"},
    Habit{"!", "write not"},
    Habit{"#", "a comment begins with //"},
};

bool expects(const Unexpected& unexpected, std::size_t type) {
  return std::find(unexpected.expected.begin(), unexpected.expected.end(), type) !=
         unexpected.expected.end();
}

bool is_connective(std::size_t type) {
  return type == RuleLexer::AND || type == RuleLexer::OR || type == RuleLexer::XOR ||
         type == RuleLexer::IMPLIES;
}

bool ends_operand(const Unexpected& unexpected) {
  return expects(unexpected, RuleLexer::SEMICOLON) ||
         expects(unexpected, RuleLexer::RIGHT_PARENTHESIS) ||
         (expects(unexpected, RuleLexer::BECAUSE) &&
          unexpected.rule == RuleParser::RuleOtherReading);
}

std::vector<std::string> expected_keywords(const RuleTokens& tokens, const Unexpected& unexpected) {
  std::vector<std::string> words;
  for (const std::size_t type : unexpected.expected) {
    std::string name = tokens.literal_name(type);
    if (name.size() > 2) name = name.substr(1, name.size() - 2);
    if (is_keyword(name)) words.push_back(std::move(name));
  }
  return words;
}

// Names are free, so a short one is near to some keyword by chance; no keyword is a long one.
constexpr std::size_t shortest_misspelling = 4;
constexpr std::size_t longest_misspelling = 20;

std::optional<std::string> nearest_keyword(const RuleTokens& tokens, const antlr4::Token& token,
                                           std::span<const std::string> candidates,
                                           std::size_t shortest) {
  if (token.getType() != RuleLexer::IDENTIFIER) return std::nullopt;
  std::string written(tokens.text_of(token));
  std::transform(written.begin(), written.end(), written.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (written.size() < shortest || written.size() > longest_misspelling) return std::nullopt;
  const std::vector<std::string> found = nearest(written, candidates, 1);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::string misspelling_hint(const RuleTokens& tokens, const Unexpected& unexpected) {
  std::optional<std::string> word =
      nearest_keyword(tokens, unexpected.seen, expected_keywords(tokens, unexpected), 2);
  if (!word) word = nearest_keyword(tokens, unexpected.seen, keywords(), shortest_misspelling);
  if (!word && unexpected.before != nullptr) {
    word = nearest_keyword(tokens, *unexpected.before, keywords(), shortest_misspelling);
  }
  return word ? fmt::format("did you mean \"{}\"?", *word) : "";
}

// Whether the token is the name of a "fact(name".
bool names_fact(RuleTokens& tokens, const antlr4::Token* token) {
  if (token == nullptr || token->getTokenIndex() < 2) return false;
  return tokens.stream().get(token->getTokenIndex() - 2)->getType() == RuleLexer::FACT;
}

std::string connective_hint(RuleTokens& tokens, const Unexpected& unexpected) {
  if (!is_connective(unexpected.seen.getType()) || !ends_operand(unexpected)) return {};
  if (unexpected.rule == RuleParser::RuleRecordReference) return {};
  if (names_fact(tokens, unexpected.before)) return "write each with its own: fact(a) or fact(b)";
  return fmt::format("write parentheses around what '{}' joins: a and (b or c)",
                     tokens.text_of(unexpected.seen));
}

constexpr const char* end_reading_hint = "end the reading before 'or means' with ;";

// A statement without its semicolon, and "or means" behind it.
bool is_before_other_reading(RuleTokens& tokens, const Unexpected& unexpected) {
  const std::size_t seen = unexpected.seen.getType();
  const bool is_outside =
      unexpected.rule == RuleParser::RuleTrials || unexpected.rule == RuleParser::RuleTrialItems;
  if (is_outside) return false;
  if (seen == RuleLexer::OR) return tokens.after(unexpected.seen).getType() == RuleLexer::MEANS;
  return seen == RuleLexer::MEANS && unexpected.before != nullptr &&
         unexpected.before->getType() == RuleLexer::OR;
}

std::string other_reading_hint(const Unexpected& unexpected) {
  if (unexpected.rule != RuleParser::RuleOtherReading) return {};
  if (expects(unexpected, RuleLexer::BECAUSE)) return "say why the words allow it: because \"…\"";
  return expects(unexpected, RuleLexer::MEANS)
             ? "another reading is written: or means … because \"…\"; within one, no ; stands "
               "before 'or'"
             : "";
}

std::string accept_hint(const Unexpected& unexpected) {
  if (unexpected.rule != RuleParser::RuleAccept) return {};
  if (expects(unexpected, RuleLexer::BECAUSE)) return "say why: because \"…\"";
  const bool lacks_code = expects(unexpected, RuleLexer::STRING) && unexpected.before != nullptr &&
                          unexpected.before->getType() == RuleLexer::ACCEPT;
  return lacks_code ? "name the finding's code in quotes: accept \"missing-unit\" because \"…\";"
                    : "";
}

std::string habit_hint(const RuleTokens& tokens, const Unexpected& unexpected) {
  const std::string_view text = tokens.text_of(unexpected.seen);
  for (const Habit& habit : habits) {
    if (text == habit.sign) return std::string(habit.instead);
  }
  return {};
}

std::string sign_hint(RuleTokens& tokens, const Unexpected& unexpected) {
  const std::size_t seen = unexpected.seen.getType();
  const antlr4::Token& next = tokens.after(unexpected.seen);
  if (seen == RuleLexer::DOT && next.getType() == RuleLexer::NUMBER &&
      expects(unexpected, RuleLexer::NUMBER)) {
    return fmt::format("write a digit before the point: 0.{}", tokens.text_of(next));
  }
  const std::size_t before =
      unexpected.before == nullptr ? antlr4::Token::EOF : unexpected.before->getType();
  if ((seen == RuleLexer::STAR || seen == RuleLexer::CARET) && before == RuleLexer::NUMBER) {
    return "a power of ten is part of the unit: write a number before it, 5 10*3/uL";
  }
  if (seen == RuleLexer::EQUAL && before == RuleLexer::EQUAL) return "write = for equality";
  if (seen == RuleLexer::GREATER && before == RuleLexer::EQUAL) return "write >=";
  if (seen == RuleLexer::LESS && before == RuleLexer::EQUAL) return "write <=";
  if (seen == RuleLexer::STAR && before == RuleLexer::SLASH) return "a comment begins with //";
  if (seen == RuleLexer::SLASH && next.getType() == RuleLexer::STAR) {
    return "a comment begins with //";
  }
  if (seen == RuleLexer::EQUAL && expects(unexpected, RuleLexer::ARROW)) return "write ->";
  if (seen == RuleLexer::OTHER && tokens.text_of(unexpected.seen) == "!" &&
      next.getType() == RuleLexer::EQUAL) {
    return "write not in front and = here: not hba1c = 7 %";
  }
  return {};
}

// "mg//dL": the rest of the line is a comment, and so the error shows lines further down.
std::string comment_hint(RuleTokens& tokens, const Unexpected& unexpected) {
  if (unexpected.before == nullptr) return {};
  const antlr4::Token& next = tokens.following(*unexpected.before);
  const bool touches = next.getType() == RuleLexer::COMMENT &&
                       tokens.span_of(next).begin == tokens.span_of(*unexpected.before).end;
  if (!touches) return {};
  return fmt::format("what follows // on line {} is a comment", next.getLine());
}

std::string reserved_word_hint(const RuleTokens& tokens, const Unexpected& unexpected) {
  const std::string_view word = tokens.text_of(unexpected.seen);
  if (!is_keyword(word) || !expects(unexpected, RuleLexer::IDENTIFIER)) return {};
  if (unexpected.rule == RuleParser::RuleUnit) return {};
  return fmt::format("'{}' is a word of the language, so it cannot be a name", word);
}

// Where the brace stands that the expected one would close.
std::string brace_hint(RuleTokens& tokens, const Unexpected& unexpected) {
  constexpr std::size_t farthest = 10'000;  // tokens
  if (!expects(unexpected, RuleLexer::RIGHT_BRACE)) return {};
  std::size_t closed = 0;
  const std::size_t end = unexpected.seen.getTokenIndex();
  for (std::size_t i = end; i > 0 && end - i < farthest; --i) {
    const antlr4::Token& token = *tokens.stream().get(i - 1);
    if (token.getType() == RuleLexer::RIGHT_BRACE) ++closed;
    if (token.getType() != RuleLexer::LEFT_BRACE) continue;
    if (closed == 0) return fmt::format("the '{{' of line {} is still open", token.getLine());
    --closed;
  }
  return {};
}

std::string outside_trial_hint(const Unexpected& unexpected) {
  if (unexpected.rule != RuleParser::RuleTrials) return {};
  switch (unexpected.seen.getType()) {
    case RuleLexer::RIGHT_BRACE:
      return "remove it: no '{' is open";
    case RuleLexer::DOCUMENT:
    case RuleLexer::INCLUSION:
    case RuleLexer::EXCLUSION:
    case RuleLexer::REGISTRY:
    case RuleLexer::CONFLICT:
    case RuleLexer::LOST:
    case RuleLexer::NOT:
    case RuleLexer::ACCEPT:
      return unexpected.before == nullptr
                 ? "write it within the braces of a trial: trial NCT01234567 { … }"
                 : "it stands within the braces of a trial; is there a '}' too many before it?";
    default:
      return {};
  }
}

}  // namespace

std::string hint_text(RuleTokens& tokens, const Unexpected& unexpected) {
  if (std::string hint = comment_hint(tokens, unexpected); !hint.empty()) return hint;
  if (std::string hint = sign_hint(tokens, unexpected); !hint.empty()) return hint;
  if (std::string hint = habit_hint(tokens, unexpected); !hint.empty()) return hint;
  if (std::string hint = misspelling_hint(tokens, unexpected); !hint.empty()) return hint;
  if (std::string hint = accept_hint(unexpected); !hint.empty()) return hint;
  if (is_before_other_reading(tokens, unexpected)) return end_reading_hint;
  if (std::string hint = connective_hint(tokens, unexpected); !hint.empty()) return hint;
  if (std::string hint = other_reading_hint(unexpected); !hint.empty()) return hint;
  if (std::string hint = reserved_word_hint(tokens, unexpected); !hint.empty()) return hint;
  if (std::string hint = outside_trial_hint(unexpected); !hint.empty()) return hint;
  return brace_hint(tokens, unexpected);
}

}  // namespace eligo::parsing
