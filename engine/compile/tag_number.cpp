#include "compile/tag_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace eligo::compile {
namespace {

constexpr std::size_t digits_in_a_group = 3;

// "08" is 8.
std::string without_leading_zeros(std::string decimal) {
  std::size_t zeros = 0;
  while (zeros + 1 < decimal.size() && decimal[zeros] == '0' && decimal[zeros + 1] != '.') ++zeros;
  return decimal.substr(zeros);
}

class NumberReader {
 public:
  NumberReader(std::string_view sentence, std::span<const Atom> atoms)
      : sentence_(sentence), atoms_(atoms) {}

  std::optional<WrittenNumber> read() const {
    if (atoms_.empty()) return std::nullopt;
    if (atoms_[0].kind == Atom::Kind::word) return number_word();
    if (is_sign(0, ".") && is_joined_digits(1)) return fraction_alone();
    if (atoms_[0].kind != Atom::Kind::digits) return std::nullopt;
    if (text(0) == "10" && is_power_sign(1) && is_joined_digits(2)) return power_of_ten();
    if (is_joined_sign(1, ",") && is_joined_digits(2)) return with_comma();
    if (is_point(1) && is_joined_digits(2)) return with_point();
    return WrittenNumber{1, std::string(text(0)), "", ""};
  }

 private:
  std::string_view text(std::size_t index) const {
    const Span span = atoms_[index].span;
    return sentence_.substr(span.begin, span.end - span.begin);
  }
  bool is_sign(std::size_t index, std::string_view sign) const {
    return index < atoms_.size() && atoms_[index].kind == Atom::Kind::sign && text(index) == sign;
  }
  bool is_joined_sign(std::size_t index, std::string_view sign) const {
    return is_sign(index, sign) && !atoms_[index].space_before;
  }
  // A raised dot is a decimal point too.
  bool is_point(std::size_t index) const {
    return is_joined_sign(index, ".") || is_joined_sign(index, "·");
  }
  bool is_joined_digits(std::size_t index) const {
    return index < atoms_.size() && atoms_[index].kind == Atom::Kind::digits &&
           !atoms_[index].space_before;
  }

  bool is_power_sign(std::size_t index) const {
    return is_joined_sign(index, "^") || is_joined_sign(index, "*");
  }

  // "10^5", "10*5*": a number by itself.
  std::optional<WrittenNumber> power_of_ten() const {
    constexpr std::size_t most_digits = 2;
    constexpr int largest = 15;
    if (text(2).size() > most_digits) return std::nullopt;
    int exponent = 0;
    for (const char digit : text(2)) exponent = exponent * 10 + (digit - '0');
    if (exponent > largest) return std::nullopt;
    const std::size_t atoms = is_power_sign(3) ? 4 : 3;
    return WrittenNumber{atoms, "1" + std::string(static_cast<std::size_t>(exponent), '0'), "", ""};
  }

  WrittenNumber fraction_alone() const { return {2, fmt::format("0.{}", text(1)), "", ""}; }

  // "1.5", "50.000"; "4.18" across a list marker has a space in it and does not come here.
  WrittenNumber with_point() const {
    WrittenNumber number{3, fmt::format("{}.{}", text(0), text(2)), "", ""};
    const bool could_group = text(2).size() == digits_in_a_group &&
                             text(0).size() <= digits_in_a_group && text(0) != "0";
    if (could_group) number.as_thousands = fmt::format("{}{}", text(0), text(2));
    return number;
  }

  // "1,500", "100,000.5", "11,1"
  WrittenNumber with_comma() const {
    WrittenNumber number{1, std::string(text(0)), "", ""};
    const bool first_can_lead = text(0).size() <= digits_in_a_group && text(0) != "0";
    while (first_can_lead && is_joined_sign(number.atoms, ",") &&
           is_joined_digits(number.atoms + 1) &&
           text(number.atoms + 1).size() == digits_in_a_group) {
      number.decimal += text(number.atoms + 1);
      number.atoms += 2;
    }
    if (number.atoms > 1) {
      if (is_point(number.atoms) && is_joined_digits(number.atoms + 1)) {
        number.decimal += fmt::format(".{}", text(number.atoms + 1));
        number.atoms += 2;
      }
      return number;
    }
    return {3, fmt::format("{}.{}", text(0), text(2)),
            fmt::format("the comma of {},{} is read as a decimal point", text(0), text(2)), ""};
  }

  std::optional<WrittenNumber> number_word() const {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 29> words = {
        {{"one", "1"},        {"two", "2"},       {"three", "3"},     {"four", "4"},
         {"five", "5"},       {"six", "6"},       {"seven", "7"},     {"eight", "8"},
         {"nine", "9"},       {"ten", "10"},      {"eleven", "11"},   {"twelve", "12"},
         {"thirteen", "13"},  {"fourteen", "14"}, {"fifteen", "15"},  {"sixteen", "16"},
         {"seventeen", "17"}, {"eighteen", "18"}, {"nineteen", "19"}, {"twenty", "20"},
         {"thirty", "30"},    {"forty", "40"},    {"fifty", "50"},    {"sixty", "60"},
         {"seventy", "70"},   {"eighty", "80"},   {"ninety", "90"},   {"hundred", "100"},
         {"zero", "0"}}};
    std::string lower(text(0));
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto* const found = std::find_if(words.begin(), words.end(),
                                           [&](const auto& word) { return word.first == lower; });
    if (found == words.end()) return std::nullopt;
    return WrittenNumber{1, std::string(found->second), "", ""};
  }

  std::string_view sentence_;
  std::span<const Atom> atoms_;
};

}  // namespace

std::optional<WrittenNumber> number_at(std::string_view sentence, std::span<const Atom> atoms) {
  auto number = NumberReader(sentence, atoms).read();
  if (number) number->decimal = without_leading_zeros(std::move(number->decimal));
  return number;
}

}  // namespace eligo::compile
