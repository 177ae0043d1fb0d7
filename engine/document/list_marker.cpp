#include "document/list_marker.h"

#include <algorithm>
#include <array>

namespace eligo {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_roman(char c) {
  return std::string_view("ivxIVX").find(c) != std::string_view::npos;
}

template <typename Test>
std::size_t run_length(std::string_view text, Test test) {
  const auto* const end = std::find_if_not(text.begin(), text.end(), test);
  return static_cast<std::size_t>(end - text.begin());
}

std::size_t with_space_after(std::string_view line, std::size_t size) {
  return size + run_length(line.substr(size), [](char c) { return c == ' ' || c == '\t'; });
}

bool space_or_end_at(std::string_view line, std::size_t at) {
  return at >= line.size() || line[at] == ' ' || line[at] == '\t';
}

// The length of the one of `signs` that the text begins with, or 0.
template <std::size_t Count>
std::size_t sign_size(std::string_view text, const std::array<std::string_view, Count>& signs) {
  for (const std::string_view sign : signs) {
    if (text.starts_with(sign)) return sign.size();
  }
  return 0;
}

std::size_t bullet_size(std::string_view line) {
  // These stand in for words elsewhere ("-5 °C"), and are bullets only with a space after them.
  static constexpr std::array<std::string_view, 6> needing_space = {"*", "-", "+", "–", "—", "o"};
  static constexpr std::array<std::string_view, 14> always = {
      "•", "‣", "◦", "▪", "●", "○", "■", "·", "∙", "□", "►", "➢", "✓", "\uF0B7"};
  const std::size_t size = sign_size(line, needing_space);
  if (size > 0) return space_or_end_at(line, size) ? size : 0;
  return sign_size(line, always);
}

// "(3)", "(a)", "(iv)"
std::size_t parenthesised_size(std::string_view line) {
  constexpr std::size_t most_digits = 3;
  constexpr std::size_t most_letters = 4;
  if (!line.starts_with('(')) return 0;
  const std::string_view inside = line.substr(1);
  const std::size_t digits = run_length(inside, is_digit);
  const std::size_t letters = run_length(inside, is_letter);
  const std::size_t romans = run_length(inside, is_roman);
  const bool is_label = (digits > 0 && digits <= most_digits) || letters == 1 ||
                        (letters == romans && letters > 0 && letters <= most_letters);
  const std::size_t size = 1 + std::max(digits, letters);
  return is_label && line.substr(size).starts_with(')') ? size + 1 : 0;
}

// "3.", "3)", "3、", "1.2.": a number, and what ends it.
std::size_t number_size(std::string_view line) {
  static constexpr std::array<std::string_view, 5> ends = {")", "、", "．", "）", ":"};
  constexpr std::size_t most_digits = 3;
  std::size_t size = 0;
  while (true) {
    const std::size_t digits = run_length(line.substr(size), is_digit);
    if (digits == 0 || digits > most_digits) return 0;
    size += digits;
    const std::size_t end = sign_size(line.substr(size), ends);
    if (end > 0) return line[size] == ':' && !space_or_end_at(line, size + 1) ? 0 : size + end;
    if (!line.substr(size).starts_with('.')) return 0;
    ++size;
    const bool goes_on = size < line.size() && is_digit(line[size]);
    if (!goes_on) return size;
  }
}

// "a.", "B)", "iv.", "E3:", "I3."
std::size_t lettered_size(std::string_view line) {
  constexpr std::size_t most_letters = 4;
  constexpr std::size_t most_digits = 3;
  const std::size_t letters = run_length(line, is_letter);
  if (letters == 0 || letters > most_letters) return 0;
  const std::size_t digits = run_length(line.substr(letters), is_digit);
  const std::size_t romans = run_length(line, is_roman);
  const bool is_label =
      digits > 0 ? digits <= most_digits && letters == 1 : letters == 1 || letters == romans;
  const std::size_t size = letters + digits;
  if (!is_label || size >= line.size()) return 0;
  const bool ended = line[size] == '.' || line[size] == ')' || (digits > 0 && line[size] == ':');
  return ended && space_or_end_at(line, size + 1) ? size + 1 : 0;
}

// The value of a Roman number up to "xxxix"; 0 where `letters` is none.
std::uint32_t roman_value(std::string_view letters) {
  const auto value_of = [](char c) -> std::uint32_t {
    switch (c) {
      case 'i':
      case 'I':
        return 1;
      case 'v':
      case 'V':
        return 5;
      case 'x':
      case 'X':
        return 10;
      default:
        return 0;
    }
  };
  std::uint32_t total = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::uint32_t value = value_of(letters[i]);
    if (value == 0) return 0;
    const bool is_taken_off = i + 1 < letters.size() && value_of(letters[i + 1]) > value;
    total = is_taken_off ? total - value : total + value;
  }
  return total;
}

std::uint32_t letter_value(char c) {
  return static_cast<std::uint32_t>(c >= 'a' ? c - 'a' : c - 'A') + 1;
}

// Takes "(3)", "1.2." or "iv." apart: digits become "1" and letters "a" or "A" in its style.
ListMarker labelled(std::string_view label) {
  ListMarker marker;
  marker.kind = ListMarker::Kind::letter;
  std::size_t at = 0;
  while (at < label.size()) {
    const std::size_t digits = run_length(label.substr(at), is_digit);
    const std::size_t letters = run_length(label.substr(at), is_letter);
    if (digits > 0) {
      marker.kind = ListMarker::Kind::number;
      marker.style += '1';
      marker.value = 0;
      for (const char digit : label.substr(at, digits)) {
        marker.value = 10 * marker.value + static_cast<std::uint32_t>(digit - '0');
      }
    } else if (letters > 0) {
      const std::string_view word = label.substr(at, letters);
      marker.style += word.front() >= 'a' ? 'a' : 'A';
      marker.value = letters == 1 ? letter_value(word.front()) : 0;
      marker.roman = roman_value(word);
    } else {
      marker.style += label[at];
    }
    at += std::max<std::size_t>(digits + letters, 1);
  }
  return marker;
}

}  // namespace

std::optional<ListMarker> list_marker(std::string_view line) {
  ListMarker marker;
  if (const std::size_t size = bullet_size(line); size > 0) {
    marker.style = line.substr(0, size);
    marker.size = with_space_after(line, size);
    return marker;
  }
  for (const auto& size_of : {parenthesised_size, number_size, lettered_size}) {
    const std::size_t size = size_of(line);
    if (size == 0) continue;
    marker = labelled(line.substr(0, size));
    marker.size = with_space_after(line, size);
    return marker;
  }
  return std::nullopt;
}

std::optional<ListMarker> marker_after(const ListMarker& last, std::string_view line) {
  constexpr std::uint32_t largest_alone = 999;
  if (last.kind != ListMarker::Kind::number || last.value < largest_alone) return std::nullopt;
  const std::size_t digit = last.style.find('1');
  if (digit == std::string::npos || digit != last.style.rfind('1')) return std::nullopt;
  const std::string number = std::to_string(last.value + 1);
  const std::string label = std::string(last.style).replace(digit, 1, number);
  if (!line.starts_with(label) || !space_or_end_at(line, label.size())) return std::nullopt;
  ListMarker marker = last;
  ++marker.value;
  marker.size = with_space_after(line, label.size());
  return marker;
}

std::size_t list_marker_size(std::string_view line) {
  const auto marker = list_marker(line);
  return marker ? marker->size : 0;
}

}  // namespace eligo
