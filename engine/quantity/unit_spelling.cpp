#include "quantity/unit_spelling.h"

#include <algorithm>
#include <array>
#include <utility>

namespace eligo {
namespace {

struct Replacement {
  std::string_view from;
  std::string_view to;
};

// Superscripts are replaced by their own step: a run of them begins with one "^".
constexpr std::array superscripts = {
    Replacement{"⁰", "0"}, Replacement{"¹", "1"}, Replacement{"²", "2"}, Replacement{"³", "3"},
    Replacement{"⁴", "4"}, Replacement{"⁵", "5"}, Replacement{"⁶", "6"}, Replacement{"⁷", "7"},
    Replacement{"⁸", "8"}, Replacement{"⁹", "9"}, Replacement{"⁻", "-"}, Replacement{"⁺", "+"},
};
constexpr std::array symbols = {
    Replacement{"\u00B5", "u"}, Replacement{"\u03BC", "u"}, Replacement{"×", "x"},
    Replacement{"·", "."},      Replacement{"⋅", "."},      Replacement{"∙", "."},
    Replacement{"−", "-"},      Replacement{"–", "-"},      Replacement{"∕", "/"},
    Replacement{"⁄", "/"},      Replacement{"\u00A0", " "}, Replacement{"\u202F", " "},
    Replacement{"\u2009", " "}, Replacement{"\t", " "},     Replacement{"℃", "°C"},
    Replacement{"℉", "°F"},     Replacement{"º", "°"},      Replacement{"％", "%"},
};

template <std::size_t size>
const Replacement* replacement_at(std::string_view text,
                                  const std::array<Replacement, size>& replacements) {
  const auto found =
      std::find_if(replacements.begin(), replacements.end(),
                   [&](const Replacement& entry) { return text.starts_with(entry.from); });
  return found == replacements.end() ? nullptr : found;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    result += text.substr(0, at);
    result += to;
    text.remove_prefix(at + from.size());
  }
  return result + std::string(text);
}

std::string with_slashes_for_per(std::string_view folded) {
  std::string text = replaced(folded, " per ", "/");
  if (text.starts_with("per ")) text.replace(0, 4, "/");
  return text;
}

// The exponent of a power of ten at the front of `text`, "10E9", and the bytes it takes.
struct PowerOfTen {
  std::string exponent;
  std::size_t size = 0;  // 0 where there is none
};

PowerOfTen power_of_ten_at(std::string_view text) {
  std::size_t at = 0;
  if (text.starts_with('x') || text.starts_with('X') || text.starts_with('*')) ++at;
  if (text.substr(at).starts_with(' ')) ++at;
  if (!text.substr(at).starts_with("10")) return {};
  at += 2;
  bool marked = false;
  constexpr std::array<std::string_view, 8> marks = {"**", "^", "*", "e", "E", "x", "X", "exp"};
  for (const std::string_view mark : marks) {
    if (!text.substr(at).starts_with(mark)) continue;
    at += mark.size();
    marked = true;
    break;
  }
  const bool in_parentheses = text.substr(at).starts_with('(');
  if (!marked && !in_parentheses) return {};
  if (in_parentheses) ++at;
  PowerOfTen power;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
    if (text[at] == '-') power.exponent = "-";
    ++at;
  }
  const std::size_t first_digit = at;
  while (at < text.size() && is_digit(text[at])) power.exponent += text[at++];
  if (at == first_digit) return {};
  if (in_parentheses) {
    if (!text.substr(at).starts_with(')')) return {};
    ++at;
  }
  power.size = at;
  return power;
}

}  // namespace

std::string folded_unit(std::string_view text) {
  std::string folded;
  bool in_superscript = false;
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text.front());
    if (byte < 0x80 && byte != '\t') {
      in_superscript = false;
      if (byte != ' ' || !(folded.empty() || folded.back() == ' ')) folded += text.front();
      text.remove_prefix(1);
      continue;
    }
    if (const Replacement* superscript = replacement_at(text, superscripts)) {
      if (!in_superscript) folded += '^';
      in_superscript = true;
      folded += superscript->to;
      text.remove_prefix(superscript->from.size());
      continue;
    }
    in_superscript = false;
    const Replacement* symbol = replacement_at(text, symbols);
    const std::string_view next = symbol != nullptr ? symbol->to : text.substr(0, 1);
    text.remove_prefix(symbol != nullptr ? symbol->from.size() : 1);
    if (next == " " && (folded.empty() || folded.back() == ' ')) continue;
    folded += next;
  }
  if (folded.ends_with(' ')) folded.pop_back();
  return folded;
}

std::string caseless_unit_key(std::string_view folded) {
  std::string key = with_slashes_for_per(ascii_lower(folded));
  std::erase_if(key, [](char c) { return c == ' ' || c == '^'; });
  return key;
}

std::string laboratory_expression(std::string_view folded) {
  const std::string text = with_slashes_for_per(folded);
  std::string expression;
  for (std::string_view rest = text; !rest.empty();) {
    const bool at_component =
        expression.empty() || std::string_view("/.( ").find(expression.back()) != std::string::npos;
    const PowerOfTen power = at_component ? power_of_ten_at(rest) : PowerOfTen{};
    if (power.size > 0) {
      expression += "10*" + power.exponent;
      rest.remove_prefix(power.size);
      continue;
    }
    const bool beside_operator =
        rest.front() == ' ' &&
        (expression.empty() ||
         std::string_view("/.(").find(expression.back()) != std::string::npos || rest.size() == 1 ||
         std::string_view("/.)").find(rest[1]) != std::string::npos);
    if (!beside_operator) expression += rest.front();
    rest.remove_prefix(1);
  }
  return expression;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace eligo
