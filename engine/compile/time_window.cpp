#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "compile/expressions.h"
#include "compile/item.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {

namespace {

// The day that closes "or 5 half-lives before the first dose".
std::optional<Anchor> day_behind(const Sentence& sentence, std::size_t begin) {
  constexpr std::size_t near = 8;
  bool says_before = false;
  const std::size_t end = std::min(sentence.tokens().size(), begin + near);
  for (std::size_t index = begin; index < end; ++index) {
    const Token& token = sentence.token(index);
    if (token.kind == TokenKind::comma || token.kind == TokenKind::semicolon) break;
    if (token.kind == TokenKind::before) says_before = true;
    if (token.kind == TokenKind::anchor && says_before) return token.anchor;
  }
  return std::nullopt;
}

// The day that a time counts from, also where words stand before it: "prior to receiving the first
// dose". Nothing where it counts from a day that no rule has: "before cataract surgery".
std::optional<Anchor> day_counted_from(const Sentence& sentence, const Phrase& phrase,
                                       bool& is_named) {
  const auto& time = std::get<TimePhrase>(phrase.node);
  is_named = time.anchor.has_value();
  if (is_named) return time.anchor;
  bool says_before = false;
  for (std::size_t index = phrase.begin; index < phrase.end; ++index) {
    says_before = says_before || sentence.token(index).kind == TokenKind::before;
  }
  for (std::size_t index = phrase.end; index < sentence.tokens().size(); ++index) {
    const Token& token = sentence.token(index);
    if (token.kind == TokenKind::after && index == phrase.end) return std::nullopt;
    if (token.kind == TokenKind::before && index == phrase.end) says_before = true;
    if (token.kind == TokenKind::anchor && says_before) {
      is_named = true;
      return token.anchor;
    }
    const bool may_stand_before_it = token.kind == TokenKind::filler ||
                                     token.kind == TokenKind::exposure ||
                                     (token.kind == TokenKind::before && index == phrase.end);
    if (may_stand_before_it) continue;
    const bool ends = token.kind == TokenKind::comma || token.kind == TokenKind::semicolon ||
                      token.kind == TokenKind::right || token.kind == TokenKind::or_ ||
                      token.kind == TokenKind::and_;
    if (says_before && !ends) return std::nullopt;
    if (!says_before && token.kind == TokenKind::or_) {
      // "within 30 days or 5 half-lives before the first dose"
      if (const auto shared = day_behind(sentence, index)) {
        is_named = true;
        return shared;
      }
    }
    break;
  }
  return Anchor::enrollment;
}

}  // namespace

std::optional<syntax::Window> window_of(Sentence& sentence, const Phrase& phrase) {
  const auto& time = std::get<TimePhrase>(phrase.node);
  if (time.is_after) return std::nullopt;
  bool names_day = false;
  const auto day = day_counted_from(sentence, phrase, names_day);
  if (!day) return std::nullopt;
  syntax::Window window;
  window.anchor = name(std::string(name_of(*day)));
  if (time.count.empty()) return window;
  const bool is_counted_in_days =
      time.unit == "days" || time.unit == "weeks" || time.unit == "months" || time.unit == "years";
  const bool is_whole = time.count.find('.') == std::string::npos;
  if (!is_counted_in_days || !is_whole || time.count == "0") return std::nullopt;
  syntax::Period period;
  period.count = number(time.count);
  period.unit = name(time.unit);
  window.period = std::move(period);
  if (!names_day) {
    sentence.assume(fmt::format("\"{}\" names no day to count from; counted back from enrollment",
                                sentence.words(phrase.span)));
  }
  return window;
}

}  // namespace eligo::compile
