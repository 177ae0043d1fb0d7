#include "language/keywords.h"

#include <algorithm>
#include <array>

namespace eligo {
namespace {

bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}
bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

// How many bytes the sign of micro (either of them) or of a degree takes at the front of `text`.
std::size_t sign_length(std::string_view text) {
  constexpr std::array<std::string_view, 3> signs = {"\u00B5", "\u03BC", "\u00B0"};
  for (const std::string_view sign : signs) {
    if (text.starts_with(sign)) return sign.size();
  }
  return 0;
}

}  // namespace

std::span<const std::string> keywords() {
  static const std::array<std::string, 76> words = {
      "accept",   "active",    "age",          "ago",       "all",       "and",
      "any",      "anyone",    "assume",       "assuming",  "at",        "attestation",
      "attested", "because",   "before",       "blood",     "by",        "case",
      "column",   "condition", "conflict",     "document",  "dose",      "duration",
      "ended",    "event",     "example",      "except",    "exclusion", "exposure",
      "fact",     "fail",      "false",        "fasting",   "from",      "high",
      "implies",  "inclusion", "investigator", "is",        "judgement", "least",
      "line",     "lost",      "low",          "means",     "measured",  "medication",
      "missing",  "no",        "not",          "of",        "onset",     "or",
      "outcome",  "pass",      "plasma",       "procedure", "provided",  "registry",
      "resolved", "serum",     "sex",          "sha256",    "started",   "taken",
      "to",       "trial",     "true",         "unit",      "unknown",   "unread",
      "urine",    "with",      "within",       "xor"};
  return words;
}

bool is_keyword(std::string_view text) {
  const std::span<const std::string> words = keywords();
  return std::binary_search(words.begin(), words.end(), text);
}

bool is_name(std::string_view text) {
  if (text.empty() || is_digit(text.front()) || is_keyword(text)) return false;
  while (!text.empty()) {
    const std::size_t sign = sign_length(text);
    if (sign == 0 && !is_letter(text.front()) && !is_digit(text.front())) return false;
    text.remove_prefix(std::max<std::size_t>(sign, 1));
  }
  return true;
}

}  // namespace eligo
