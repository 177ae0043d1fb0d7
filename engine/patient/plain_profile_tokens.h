#pragma once

// The tokens of one JSON text, found by simdjson: the first of its two stages checks UTF-8 and
// strings and finds where every token begins; the grammar is checked here, while the tokens are
// taken. Only what a plain profile may hold is known: no escapes, no exponents. Private to this
// stage.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "patient/plain_profile.h"

namespace eligo {

class JsonTokens {
 public:
  // How many bytes behind a text must be readable.
  static constexpr std::size_t padding = 64;
  // No string of such a text is over the limit of the ordinary reader.
  static constexpr std::size_t most_bytes = std::size_t{1} << 20U;

  JsonTokens();
  ~JsonTokens();
  JsonTokens(JsonTokens&&) noexcept;
  JsonTokens& operator=(JsonTokens&&) noexcept;

  // Begins at the first token of `text`, which stays where it is while tokens are taken. False for
  // an empty or too long text, for what is not UTF-8, an open string, a control character in a
  // string and for any escape.
  bool begin(std::string_view text);

  // The first byte of the next token; 0 behind the last.
  char next() const { return at_ == end_ ? '\0' : text_[*at_]; }
  bool at_end() const { return at_ == end_; }

  // Each takes the next token if it is that, else none.
  bool take(char punctuation) {
    if (next() != punctuation) return false;
    ++at_;
    return true;
  }
  bool take_null() { return take_word("null"); }
  bool take_bool(bool& value) {
    value = next() == 't';
    return take_word(value ? std::string_view("true") : std::string_view("false"));
  }
  bool take_string(std::string_view& value) {
    if (next() != '"') return false;
    // Between the beginnings of two tokens stands one token and white space.
    std::size_t last = token_end() - 1;
    while (is_blank(text_[last])) --last;
    if (last == *at_ || text_[last] != '"') return false;
    value = std::string_view(text_ + *at_ + 1, last - *at_ - 1);
    ++at_;
    return true;
  }
  bool take_decimal(PlainDecimal& value);

  // Takes an object: calls `take_member` with each key, which takes the value and returns whether
  // it could.
  template <typename TakeMember>
  bool take_object(const TakeMember& take_member) {
    if (!take('{')) return false;
    if (take('}')) return true;
    do {
      std::string_view key;
      if (!take_string(key) || !take(':') || !take_member(key)) return false;
    } while (take(','));
    return take('}');
  }
  // Takes an array in the same way.
  template <typename TakeElement>
  bool take_array(const TakeElement& take_element) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      if (!take_element()) return false;
    } while (take(','));
    return take(']');
  }

 private:
  class Index;

  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
  // Where the next token and the white space behind it end; there is a next token.
  std::size_t token_end() const { return at_[1]; }
  bool take_word(std::string_view word) {
    if (at_ == end_) return false;
    const std::size_t end = *at_ + word.size();
    if (end > token_end() || std::string_view(text_ + *at_, word.size()) != word) return false;
    if (end < token_end() && !is_blank(text_[end])) return false;
    ++at_;
    return true;
  }

  std::unique_ptr<Index> index_;
  const char* text_ = nullptr;
  const std::uint32_t* at_ = nullptr;   // where the next token begins in text_
  const std::uint32_t* end_ = nullptr;  // behind the last; holds the size of the text
};

// A number as JSON writes it, without an exponent and of at most 15 digits.
inline bool JsonTokens::take_decimal(PlainDecimal& value) {
  constexpr int most_digits = 15;
  if (at_ == end_) return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const char* c = text_ + *at_;
  const char* const end = text_ + token_end();
  const bool is_negative = *c == '-';
  if (is_negative) ++c;
  const char* const first = c;
  std::int64_t mantissa = 0;
  while (c < end && is_digit(*c) && c - first <= most_digits)
    mantissa = mantissa * 10 + (*c++ - '0');
  const auto whole_digits = c - first;
  if (whole_digits == 0 || whole_digits > most_digits || (*first == '0' && whole_digits > 1)) {
    return false;
  }
  std::ptrdiff_t places = 0;
  if (c < end && *c == '.') {
    const char* const point = c++;
    while (c < end && is_digit(*c) && c - first <= most_digits + 1) {
      mantissa = mantissa * 10 + (*c++ - '0');
    }
    places = c - point - 1;
    if (places == 0 || whole_digits + places > most_digits) return false;
  }
  if (c < end && !is_blank(*c)) return false;
  value = {is_negative ? -mantissa : mantissa, static_cast<std::uint8_t>(places)};
  ++at_;
  return true;
}

}  // namespace eligo
