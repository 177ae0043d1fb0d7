#include "text/json_diagnosis.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "text/json_string_diagnosis.h"
#include "text/unicode.h"

namespace eligo {
namespace {

constexpr std::string_view white_space = " \t\r\n";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

Span span_at(std::size_t offset, std::size_t size) {
  return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + size)};
}

// What people write that JSON does not know, by the word they write.
struct WordHint {
  std::string_view word;
  std::string_view help;
};
constexpr std::array word_hints = {
    WordHint{"NaN", "JSON has no NaN; leave the value out or write null"},
    WordHint{"nan", "JSON has no NaN; leave the value out or write null"},
    WordHint{"Infinity", "JSON has no infinite numbers; leave the value out or write null"},
    WordHint{"inf", "JSON has no infinite numbers; leave the value out or write null"},
    WordHint{"undefined", "leave the value out or write null"},
    WordHint{"None", "write null"},
    WordHint{"NULL", "write null"},
    WordHint{"Null", "write null"},
    WordHint{"True", "write true"},
    WordHint{"TRUE", "write true"},
    WordHint{"False", "write false"},
    WordHint{"FALSE", "write false"},
};

// Explains one place of one text.
class Explainer {
 public:
  Explainer(const SourceText& source, std::size_t offset, const JsonLimits& limits)
      : source_(source), text_(source.content()), limits_(limits), at_(offset) {
    skip_white_space();
  }

  Diagnostic after(JsonToken token) {
    switch (token) {
      case JsonToken::nothing:
        return value("a value");
      case JsonToken::open_array:
        return value("a value or ']'");
      case JsonToken::open_object:
        return key("a key in quotes or '}'");
      case JsonToken::key:
        return after_key();
      case JsonToken::array_value:
        return after_array_value();
      case JsonToken::object_value:
        return after_object_value();
      case JsonToken::root:
        return after_root();
    }
    return unexpected("a value");
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char current() const { return text_[at_]; }
  void skip_white_space() {
    at_ = std::min(text_.find_first_not_of(white_space, at_), text_.size());
  }

  Diagnostic wrong(std::size_t size, std::string message, std::string_view help = {}) const {
    return make_diagnostic(DiagnosticCode::invalid_json, source_, span_at(at_, size),
                           std::move(message), std::string(help));
  }

  // The code point at the place, for a message; a letter stands for its word.
  std::string_view seen() const {
    std::size_t size = 1;
    if (is_letter(current())) {
      while (at_ + size < text_.size() && is_letter(text_[at_ + size]) && size < 40) ++size;
    } else {
      while (at_ + size < text_.size() && (text_[at_ + size] & '\xC0') == '\x80') ++size;
    }
    return text_.substr(at_, size);
  }

  Diagnostic unexpected(std::string_view expected, std::string_view help = {}) const {
    if (at_end()) {
      return wrong(1, fmt::format("the text ends where {} is expected", expected),
                   help.empty() ? "the file seems to be cut off" : help);
    }
    if (current() == '/' || current() == '#') {
      return wrong(1, fmt::format("unexpected '{}'; {} is expected", current(), expected),
                   "comments are not JSON: remove it");
    }
    if (current() == '\'') {
      return wrong(1, fmt::format("unexpected \"'\"; {} is expected", expected),
                   "strings and keys stand in double quotes: \"");
    }
    return wrong(seen().size(), fmt::format("unexpected '{}'; {} is expected", seen(), expected),
                 help);
  }

  Diagnostic value(std::string_view expected) {
    if (at_end()) return unexpected(expected);
    const char c = current();
    if (c == '"') return string();
    if (is_digit(c) || c == '-' || c == '+' || c == '.') return number();
    if (is_letter(c)) return word(expected);
    return unexpected(expected);
  }

  Diagnostic string() const { return diagnose_json_string(source_, at_); }

  Diagnostic word(std::string_view expected) const {
    const auto hint = std::find_if(word_hints.begin(), word_hints.end(),
                                   [&](const WordHint& known) { return known.word == seen(); });
    if (hint != word_hints.end()) return unexpected(expected, hint->help);
    return unexpected(expected, "strings stand in double quotes; the words are true, false, null");
  }

  Diagnostic number() const {
    const std::size_t sign = current() == '-' || current() == '+' ? 1 : 0;
    const std::string_view rest = text_.substr(at_ + sign);
    if (current() == '+') return wrong(1, "a number with '+'", "leave the '+' out");
    if (rest.starts_with('.')) {
      return wrong(sign + 1, "a number without a digit before the point", "write 0.5, not .5");
    }
    if (rest.empty() || !is_digit(rest.front())) {
      const std::size_t letters = static_cast<std::size_t>(
          std::find_if_not(rest.begin(), rest.end(), is_letter) - rest.begin());
      return wrong(sign + std::min<std::size_t>(letters, 40), "'-' without a number behind it",
                   letters > 0 ? "JSON has no infinite numbers and no NaN" : "");
    }
    const std::string_view whole = json_number_at(text_, at_);
    if (!whole.empty()) {
      if (auto error = diagnose_json_number(source_, span_at(at_, whole.size()), limits_)) {
        return std::move(*error);
      }
      return make_diagnostic(DiagnosticCode::too_large, source_, span_at(at_, whole.size()),
                             "a number too large to be a measurement");
    }
    return unfinished_number(at_ + sign);
  }

  // A number that stops behind its point or its exponent mark. `offset` is its first digit.
  Diagnostic unfinished_number(std::size_t offset) const {
    std::size_t end = offset;
    while (end < text_.size() && (is_digit(text_[end]) || text_[end] == '.')) ++end;
    const bool in_exponent = end < text_.size() && (text_[end] == 'e' || text_[end] == 'E');
    if (in_exponent) ++end;
    return wrong(end - at_,
                 in_exponent ? "a number without digits behind its 'e'"
                             : "a number without a digit behind its point",
                 in_exponent ? "write 1e3" : "write 7.0 or 7");
  }

  Diagnostic key(std::string_view expected) const {
    if (!at_end() && current() == '"') return string();
    if (!at_end() && is_letter(current())) {
      return unexpected(expected, "keys stand in double quotes: \"name\"");
    }
    return unexpected(expected);
  }

  Diagnostic after_key() {
    if (at_end() || current() != ':') return unexpected("':' and a value");
    ++at_;
    skip_white_space();
    return value("a value");
  }

  Diagnostic after_array_value() {
    if (const auto zero = leading_zero()) return *zero;
    if (at_end() || current() != ',') return unexpected("',' or ']'");
    const std::size_t comma = at_++;
    skip_white_space();
    if (!at_end() && current() == ']') return trailing_comma(comma);
    return value("a value");
  }

  Diagnostic after_object_value() {
    if (const auto zero = leading_zero()) return *zero;
    if (at_end() || current() != ',') return unexpected("',' or '}'");
    const std::size_t comma = at_++;
    skip_white_space();
    if (!at_end() && current() == '}') return trailing_comma(comma);
    if (!at_end() && comma > 0 && is_digit(text_[comma - 1]) && is_digit(current())) {
      return unexpected("a key in quotes", "if this is a decimal comma, write 7.2");
    }
    return key("a key in quotes");
  }

  Diagnostic after_root() {
    if (const auto zero = leading_zero()) return *zero;
    return wrong(at_end() ? 1 : seen().size(),
                 fmt::format("unexpected '{}' after the end of the value",
                             at_end() ? std::string_view{} : seen()),
                 "one text holds one value; for many records write an array or one record a line");
  }

  // "01" is read as the number 0 with a 1 behind it.
  std::optional<Diagnostic> leading_zero() const {
    if (at_end() || at_ == 0 || text_[at_ - 1] != '0' || !is_digit(current())) return std::nullopt;
    return make_diagnostic(DiagnosticCode::invalid_json, source_, span_at(at_ - 1, 2),
                           "a number with a leading zero",
                           "leave the zero out, or write the value as a string");
  }

  Diagnostic trailing_comma(std::size_t comma) const {
    return make_diagnostic(DiagnosticCode::invalid_json, source_, span_at(comma, 1),
                           fmt::format("a comma before '{}'", current()), "remove the comma");
  }

  const SourceText& source_;
  std::string_view text_;
  const JsonLimits& limits_;
  std::size_t at_;
};

bool looks_like_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  if (text.size() < 2) return false;
  // No byte order mark: the first character of JSON is ASCII, so one of its two bytes is zero.
  return (text[0] == '\0') != (text[1] == '\0');
}

// How many digits a mantissa has from its first one that is not zero.
std::size_t significant_digits(std::string_view mantissa) {
  const std::size_t first = std::min(mantissa.find_first_of("123456789"), mantissa.size());
  return static_cast<std::size_t>(std::count_if(
      mantissa.begin() + static_cast<std::ptrdiff_t>(first), mantissa.end(), is_digit));
}

std::size_t digits_at(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - offset;
}

}  // namespace

std::size_t byte_order_mark_size(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

std::optional<Diagnostic> diagnose_json_bytes(const SourceText& source, const JsonLimits& limits) {
  const std::string_view text = source.content();
  if (text.size() > limits.text_bytes) {
    return make_diagnostic(
        DiagnosticCode::too_large, source.name(),
        fmt::format("a text of {} bytes; the limit is {}", text.size(), limits.text_bytes));
  }
  if (looks_like_utf16(text)) {
    return make_diagnostic(DiagnosticCode::invalid_utf8, source, span_at(0, 1),
                           "the text is UTF-16, not UTF-8", "convert the file to UTF-8");
  }
  if (const auto bad = first_invalid_utf8(text)) {
    return make_diagnostic(
        DiagnosticCode::invalid_utf8, source, span_at(*bad, 1),
        fmt::format("the byte {:02X} is not UTF-8", static_cast<unsigned char>(text[*bad])),
        "save the file as UTF-8; it may be Latin-1 or Windows-1252");
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return make_diagnostic(DiagnosticCode::invalid_json, source, span_at(nul, 1),
                           "a NUL byte in the text", "remove it and what stands behind it");
  }
  const std::size_t begin = byte_order_mark_size(text);
  if (byte_order_mark_size(text.substr(begin)) > 0) {
    return make_diagnostic(DiagnosticCode::invalid_json, source, span_at(begin, begin),
                           "a second byte order mark", "remove it");
  }
  if (text.find_first_not_of(white_space, begin) == std::string_view::npos) {
    return make_diagnostic(DiagnosticCode::empty_input, source.name(),
                           "the text is empty or white space only", "write an object: {...}");
  }
  return std::nullopt;
}

std::string_view json_number_at(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  if (end < text.size() && text[end] == '-') ++end;
  const std::size_t whole = digits_at(text, end);
  if (whole == 0) return {};
  end += text[end] == '0' ? 1 : whole;
  if (end < text.size() && text[end] == '.') {
    const std::size_t fraction = digits_at(text, end + 1);
    if (fraction == 0) return {};
    end += 1 + fraction;
  }
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    ++end;
    if (end < text.size() && (text[end] == '+' || text[end] == '-')) ++end;
    const std::size_t exponent = digits_at(text, end);
    if (exponent == 0) return {};
    end += exponent;
  }
  return text.substr(offset, end - offset);
}

std::optional<Diagnostic> diagnose_json_number(const SourceText& source, Span span,
                                               const JsonLimits& limits) {
  const std::string_view number = source.content().substr(span.begin, span.end - span.begin);
  const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
  const std::string_view mantissa = number.substr(0, mark);
  const std::size_t digits = significant_digits(mantissa);
  if (digits > limits.number_digits) {
    return make_diagnostic(
        DiagnosticCode::too_large, source, span,
        fmt::format("a number of {} digits; the limit is {}", digits, limits.number_digits));
  }
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size() - 1);
  const std::size_t places = mantissa.size() - 1 - point;
  if (places > static_cast<std::size_t>(limits.exponent)) {
    return make_diagnostic(DiagnosticCode::too_large, source, span,
                           fmt::format("a number of {} digits behind its point; the limit is {}",
                                       places, limits.exponent));
  }
  if (mark == number.size()) return std::nullopt;
  int exponent = 0;
  for (const char c : number.substr(mark + 1)) {
    if (is_digit(c) && exponent <= limits.exponent) exponent = exponent * 10 + (c - '0');
  }
  if (exponent <= limits.exponent) return std::nullopt;
  return make_diagnostic(DiagnosticCode::too_large, source, span,
                         fmt::format("a number with an exponent beyond ±{}", limits.exponent),
                         "no measurement is so large or so small");
}

Diagnostic diagnose_json(const SourceText& source, std::size_t offset, JsonToken after,
                         const JsonLimits& limits) {
  return Explainer(source, offset, limits).after(after);
}

}  // namespace eligo
