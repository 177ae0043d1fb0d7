#include "compile/sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compile/expressions.h"
#include "text/unicode.h"

namespace eligo::compile {

void Sentence::assume(std::string reason) {
  const bool is_known = std::any_of(assumes_.begin(), assumes_.end(), [&](const auto& assume) {
    return assume.reason.text == reason;
  });
  if (is_known) return;
  syntax::Assume assumed;
  assumed.reason = quoted(std::move(reason));
  assumes_.push_back(std::move(assumed));
}

void Sentence::assume_unit(const std::string& unit, std::string reason) {
  const bool is_known = std::any_of(assumes_.begin(), assumes_.end(), [&](const auto& assume) {
    return assume.unit && assume.unit->text == unit;
  });
  if (is_known) return;
  syntax::Assume assumed;
  assumed.unit = name(unit);
  assumed.reason = quoted(std::move(reason));
  assumes_.push_back(std::move(assumed));
}

std::size_t Sentence::choose(Choice choice) {
  const bool is_known = std::any_of(choices_.begin(), choices_.end(),
                                    [&](const Choice& one) { return one.where == choice.where; });
  const std::size_t reading = chosen_ && chosen_->where == choice.where ? chosen_->reading : 0;
  if (!is_known) choices_.push_back(std::move(choice));
  return reading;
}

void Sentence::leave_open(const std::string& reason, std::string_view words) {
  std::string entry = words.empty() ? reason : fmt::format("{}: {}", reason, words);
  if (std::find(reasons_.begin(), reasons_.end(), entry) == reasons_.end()) {
    reasons_.push_back(std::move(entry));
  }
}

CodePoints Sentence::code_points(Span span) const {
  const auto begin = code_point_count(text_.substr(0, span.begin));
  const auto length = code_point_count(words(span));
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)};
}

std::string Sentence::why() const {
  return fmt::format("{}", fmt::join(reasons_, "; "));
}

}  // namespace eligo::compile
