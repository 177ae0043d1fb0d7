#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "audit/rules.h"
#include "audit/sentence_shape.h"
#include "quantity/rational.h"

namespace eligo::wording {
namespace {

using compile::Token;
using compile::TokenKind;

// Quantities whose values are only ever written in one unit; nobody misreads them without it.
bool has_one_unit_only(std::string_view key) {
  static constexpr std::array<std::string_view, 7> only = {
      "bmi",        "oxygen_saturation", "systolic", "diastolic", "blood_pressure",
      "heart_rate", "respiratory_rate"};
  return std::find(only.begin(), only.end(), key) != only.end();
}

// A ratio, a pH, a count in a field of the microscope or in a time, which the words say.
bool needs_no_unit(const Concept& analyte) {
  return (analyte.unit->dimension.empty() && analyte.unit->factor == 1) ||
         analyte.unit->ucum == "[pH]" || analyte.unit->ucum == "/h" ||
         analyte.unit->ucum.starts_with("/[") || analyte.unit->ucum.starts_with("/d") ||
         analyte.unit->ucum.starts_with("/w") || analyte.unit->ucum.starts_with("/a") ||
         analyte.unit->ucum.starts_with("/mo");
}

// Whether words stand right behind the number that may be a unit which the table does not know.
bool goes_on_like_a_unit(const AuditedSentence& sentence, const WrittenLimit& limit) {
  const std::size_t next = token_from(sentence, limit.value_span.end);
  const auto is_of = [&](std::size_t at, std::initializer_list<TokenKind> kinds) {
    return at < sentence.tokens.size() && is_one_of(sentence.tokens[at].kind, kinds);
  };
  return is_of(next, {TokenKind::word, TokenKind::unit, TokenKind::slash, TokenKind::times,
                      TokenKind::time_unit, TokenKind::upper_limit, TokenKind::lower_limit,
                      TokenKind::normal, TokenKind::number}) ||
         is_of(next + 1, {TokenKind::unit, TokenKind::time_unit});
}

// "500, 1000, 2000, 3-4000 Hz": several numbers, of which the last one has what they are measured
// in.
bool is_a_list_of_numbers(const AuditedSentence& sentence, const WrittenLimit& limit) {
  return sentence.at(limit.value_span).find(", ") != std::string_view::npos;
}

// "2.5-fold the upper limit"
bool is_a_multiple_in_words(const AuditedSentence& sentence, const WrittenLimit& limit) {
  const std::string_view rest = sentence.text.substr(limit.value_span.end);
  return rest.starts_with("-fold") || rest.starts_with(" fold") || rest.starts_with("fold");
}

// "FiO2 between 0.30 and 0.60": of what is given in per cent, shares of one.
bool are_fractions(const Concept& analyte, const WrittenLimit& limit) {
  return analyte.unit->ucum == "%" &&
         std::all_of(limit.numbers.begin(), limit.numbers.end(), [](const std::string& number) {
           const auto value = parse_decimal(number);
           return value && *value > 0 && *value < 1;
         });
}

// "AST or ALT 40 or 60 U/L", "1.5 to 2.0 (mg/dL)": a unit behind may be meant for this number too.
bool shares_a_later_unit(const AuditedSentence& sentence, const WrittenLimit& limit) {
  return std::any_of(
      sentence.limits.begin(), sentence.limits.end(), [&](const WrittenLimit& other) {
        return other.name == limit.name && (other.unit != nullptr || other.is_multiple);
      });
}

std::string example_of(const Concept& analyte, const std::string& number) {
  return fmt::format("write the unit behind the number, such as \"{} {}\" if that is meant", number,
                     analyte.unit->ucum);
}

void check(const AuditedTrial& trial, const AuditedSentence& sentence, const WrittenLimit& limit,
           WordingFindings& found) {
  if (limit.is_multiple || limit.unit != nullptr || !is_measured_limit(trial, limit)) return;
  const Concept& analyte = trial.vocabulary[*limit.analyte];
  const bool is_zero = std::all_of(limit.numbers.begin(), limit.numbers.end(),
                                   [](const std::string& number) { return number == "0"; });
  if (is_zero || needs_no_unit(analyte) || has_one_unit_only(analyte.key)) return;
  if (is_a_list_of_numbers(sentence, limit) || is_a_multiple_in_words(sentence, limit)) return;
  if (are_fractions(analyte, limit)) return;
  const bool is_by_test_strip = sentence.text.find("ipstick") != std::string_view::npos;
  if (is_by_test_strip || goes_on_like_a_unit(sentence, limit) ||
      shares_a_later_unit(sentence, limit))
    return;
  report(found, AuditCode::missing_unit, sentence, limit.value_span,
         fmt::format("{} has no unit: a reader has to guess in which {} is meant",
                     in_marks(sentence, limit.value_span), analyte.name),
         example_of(analyte, limit.numbers.back()));
}

}  // namespace

void missing_unit(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    for (const WrittenLimit& limit : sentence.limits) check(trial, sentence, limit, found);
  }
}

}  // namespace eligo::wording
