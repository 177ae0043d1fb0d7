#include "document/header_facts.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "document/text_part.h"

namespace eligo {

namespace {

template <std::size_t Count>
bool is_one_of(std::string_view text, const std::array<std::string_view, Count>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// How many bytes at the front of `text` write a decimal: "18", "0.5".
std::size_t decimal_size(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  const std::size_t whole = std::min(text.find_first_not_of(digits), text.size());
  if (whole == 0 || whole >= text.size() || text[whole] != '.') return whole;
  const std::size_t end = std::min(text.find_first_not_of(digits, whole + 1), text.size());
  return end > whole + 1 ? end : whole;
}

std::string_view age_unit(std::string_view word) {
  constexpr std::array<std::string_view, 5> units = {"years", "months", "weeks", "days", "hours"};
  for (const std::string_view unit : units) {
    if (word == unit || word == unit.substr(0, unit.size() - 1)) return unit;
  }
  return {};
}

}  // namespace

std::optional<HeaderAge> header_age(std::string_view text) {
  constexpr std::size_t most_digits = 9;
  const std::string age = lower_case(text);
  const std::size_t size = decimal_size(age);
  if (size == 0 || size > most_digits) return std::nullopt;
  const std::size_t word = std::min(age.find_first_not_of(' ', size), age.size());
  const std::string_view unit = age_unit(std::string_view(age).substr(word));
  if (unit.empty()) return std::nullopt;
  return HeaderAge{age.substr(0, size), std::string(unit)};
}

bool is_no_age_limit(std::string_view text) {
  constexpr std::array<std::string_view, 8> words = {
      "", "n/a", "na", "no limit", "none", "-", "not applicable", "no age limit"};
  return is_one_of(lower_case(text), words);
}

std::optional<HeaderSex> header_sex(std::string_view text) {
  constexpr std::array<std::string_view, 6> all = {
      "all", "both", "both males and females", "both sexes", "male and female", "any"};
  constexpr std::array<std::string_view, 5> female = {"female", "females", "women", "female only",
                                                      "f"};
  constexpr std::array<std::string_view, 5> male = {"male", "males", "men", "male only", "m"};
  const std::string sex = lower_case(text);
  if (is_one_of(sex, all)) return HeaderSex::all;
  if (is_one_of(sex, female)) return HeaderSex::female;
  if (is_one_of(sex, male)) return HeaderSex::male;
  return std::nullopt;
}

std::optional<bool> header_healthy(std::string_view text) {
  constexpr std::array<std::string_view, 4> accepted = {"accepts healthy volunteers", "yes", "true",
                                                        "accepted"};
  constexpr std::array<std::string_view, 4> refused = {"no", "false", "not accepted",
                                                       "does not accept healthy volunteers"};
  const std::string answer = lower_case(text);
  if (is_one_of(answer, accepted)) return true;
  if (is_one_of(answer, refused)) return false;
  return std::nullopt;
}

}  // namespace eligo
