#include <fmt/format.h>

#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

using compile::Token;
using compile::TokenKind;

// "50.000": three digits behind a point, which writes a decimal or groups thousands.
bool may_group_thousands(std::string_view text) {
  constexpr std::size_t digits_in_a_group = 3;
  const std::size_t point = text.find('.');
  return point != std::string_view::npos && point > 0 && point <= digits_in_a_group &&
         text.size() - point - 1 == digits_in_a_group && text.front() != '0' &&
         text.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_count_unit(const Token& unit) {
  return unit.ucum.starts_with('/') || unit.ucum.starts_with("10*") || unit.is_count_noun;
}

// "1,2 mg/dl"
void check_comma(const AuditedSentence& sentence, const Token& number, WordingFindings& found) {
  const std::string_view text = sentence.at(number.span);
  if (number.open_writing.empty() || text.find(',') == std::string_view::npos) return;
  report(found, AuditCode::decimal_comma, sentence, number.span,
         fmt::format("the comma of {} can be read as a decimal point or as a separator",
                     in_marks(sentence, number.span)),
         fmt::format("write \"{}\"", number.decimal));
}

// "50.000/nl"
void check_thousands(const AuditedSentence& sentence, const Token& number, const Token& unit,
                     WordingFindings& found) {
  const std::string_view text = sentence.at(number.span);
  if (unit.kind != TokenKind::unit || !is_count_unit(unit) || !may_group_thousands(text)) return;
  std::string digits(text);
  std::erase(digits, '.');
  report(found, AuditCode::decimal_comma, sentence, number.span,
         fmt::format("the point of {} can be read as a decimal point or as a separator of "
                     "thousands",
                     in_marks(sentence, number.span)),
         fmt::format("write \"{}\" if thousands are meant", digits));
}

// "1.5 × 109/L"
void check_power(const AuditedSentence& sentence, const Token& unit, WordingFindings& found) {
  if (unit.kind != TokenKind::unit || unit.open_unit.empty()) return;
  report(found, AuditCode::corrupt_text, sentence, unit.span,
         fmt::format("a raised number lost its place: {}", unit.open_unit),
         "write the power with a sign, such as \"10^9/L\"");
}

}  // namespace

void number_writing(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    for (std::size_t at = 0; at < sentence.tokens.size(); ++at) {
      const Token& token = sentence.tokens[at];
      check_power(sentence, token, found);
      if (token.kind != TokenKind::number) continue;
      check_comma(sentence, token, found);
      if (at + 1 < sentence.tokens.size()) {
        check_thousands(sentence, token, sentence.tokens[at + 1], found);
      }
    }
  }
}

}  // namespace eligo::wording
