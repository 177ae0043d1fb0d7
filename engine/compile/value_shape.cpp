#include "compile/value_shape.h"

#include <algorithm>
#include <variant>

#include "compile/item.h"
#include "compile/subject.h"

namespace eligo::compile {

const Value* value_of(const Phrase& phrase) {
  return std::get_if<Value>(&phrase.node);
}

bool is_lone_number(const Value& value) {
  return value.kind == Value::Kind::listed;
}

bool counts_years(const Value& value, Measure measure) {
  const auto has_measure = [&](const std::variant<Quantity, Grade>& bound) {
    const auto* quantity = std::get_if<Quantity>(&bound);
    return quantity != nullptr && quantity->measure == measure;
  };
  return std::any_of(value.limits.begin(), value.limits.end(),
                     [&](const Limit& limit) { return has_measure(limit.bound); }) ||
         std::any_of(value.listed.begin(), value.listed.end(), has_measure);
}

bool has_unit(const Value& value) {
  const auto with_unit = [](const std::variant<Quantity, Grade>& bound) {
    const auto* quantity = std::get_if<Quantity>(&bound);
    return quantity == nullptr || !quantity->unit_text.empty();
  };
  return std::any_of(value.limits.begin(), value.limits.end(),
                     [&](const Limit& limit) { return with_unit(limit.bound); }) ||
         std::any_of(value.listed.begin(), value.listed.end(), with_unit);
}

const Quantity* first_quantity(const Value& value) {
  for (const Limit& limit : value.limits) {
    if (const auto* quantity = std::get_if<Quantity>(&limit.bound)) return quantity;
  }
  for (const auto& bound : value.listed) {
    if (const auto* quantity = std::get_if<Quantity>(&bound)) return quantity;
  }
  return nullptr;
}

const Quantity* last_quantity(const Value& value) {
  for (auto limit = value.limits.rbegin(); limit != value.limits.rend(); ++limit) {
    if (const auto* quantity = std::get_if<Quantity>(&limit->bound)) return quantity;
  }
  for (auto bound = value.listed.rbegin(); bound != value.listed.rend(); ++bound) {
    if (const auto* quantity = std::get_if<Quantity>(&*bound)) return quantity;
  }
  return nullptr;
}

namespace {

// "1.4 mg/dL (females)", "40 mg/dL in men"
bool sex_follows(const Sentence& sentence, std::size_t token) {
  constexpr std::size_t near = 3;
  const std::size_t end = std::min(sentence.tokens().size(), token + near);
  for (std::size_t index = token; index < end; ++index) {
    const TokenKind kind = sentence.token(index).kind;
    if (kind == TokenKind::male || kind == TokenKind::female) return true;
    if (kind != TokenKind::filler && kind != TokenKind::left && kind != TokenKind::within)
      return false;
  }
  return false;
}

}  // namespace

bool is_value(const Sentence& sentence, const Phrase& phrase) {
  if (std::holds_alternative<TwoSided>(phrase.node)) return true;
  const Value* value = value_of(phrase);
  if (value == nullptr) return false;
  if (!is_lone_number(*value)) return true;
  if (counts_years(*value, Measure::age)) return true;
  if (has_unit(*value) && sex_follows(sentence, phrase.end)) return true;
  // A lone number counts where a scale or an age stands shortly before it.
  constexpr std::size_t near = 6;
  const std::size_t first = phrase.begin > near ? phrase.begin - near : 0;
  for (std::size_t index = phrase.begin; index > first; --index) {
    const Token& token = sentence.token(index - 1);
    if (measured_concept(sentence, index - 1) || token.kind == TokenKind::age) {
      // "IIEF-6" is a name.
      const std::string_view between = sentence.words(Span{token.span.end, phrase.span.begin});
      return between != "-";
    }
    const bool may_stand_between =
        token.kind == TokenKind::filler || token.kind == TokenKind::colon ||
        token.kind == TokenKind::narrowing || token.kind == TokenKind::left ||
        token.kind == TokenKind::right || token.kind == TokenKind::measured;
    if (!may_stand_between) return false;
  }
  return false;
}

}  // namespace eligo::compile
