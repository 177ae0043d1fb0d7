#include <fmt/format.h>

#include <algorithm>

#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

using compile::Token;
using compile::TokenKind;

// The sign that a value begins with; null where it has none.
const Token* sign_of(const AuditedSentence& sentence, const WrittenLimit& limit) {
  const auto found =
      std::find_if(sentence.tokens.begin(), sentence.tokens.end(), [&](const Token& token) {
        return token.kind == TokenKind::equal && token.span.begin >= limit.value_span.begin &&
               token.span.end <= limit.value_span.end;
      });
  return found == sentence.tokens.end() ? nullptr : &*found;
}

// Whether people have such a value by chance only: a limit must be meant. Ages, and what is
// measured in a unit.
bool is_a_continuous_quantity(const AuditedTrial& trial, const WrittenLimit& limit) {
  return limit.name == "age" || is_measured_limit(trial, limit);
}

}  // namespace

void lost_comparator(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    for (const WrittenLimit& limit : sentence.limits) {
      if (limit.op != ConstraintOperator::equal || limit.numbers.empty()) continue;
      if (!is_a_continuous_quantity(trial, limit) || limit.numbers.front() == "0") continue;
      const Token* sign = sign_of(sentence, limit);
      // "equal to" in words is meant.
      if (sign == nullptr || sentence.at(sign->span) != "=") continue;
      const std::string quoted = in_marks(sentence, limit.value_span);
      const std::string value(sentence.at({sign->span.end, limit.value_span.end}));
      report(found, AuditCode::lost_comparator, sentence, limit.value_span,
             fmt::format("{} asks for just this value; a \"≥\" or \"≤\" may have lost its stroke",
                         quoted),
             fmt::format("write \"≥{}\" or \"≤{}\"", value, value));
    }
  }
}

}  // namespace eligo::wording
