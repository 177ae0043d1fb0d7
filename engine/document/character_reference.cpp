#include "document/character_reference.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "document/utf8_encoding.h"

namespace eligo {

namespace {

// The character references that registries use in running text; any other stays as it is written.
constexpr std::array<std::pair<std::string_view, std::string_view>, 149> named_references = {
    {{"gt", ">"},          {"lt", "<"},       {"amp", "&"},       {"quot", "\""},
     {"apos", "'"},        {"nbsp", " "},     {"ensp", "\u2002"}, {"emsp", "\u2003"},
     {"thinsp", "\u2009"}, {"shy", "\u00AD"}, {"zwnj", "\u200C"}, {"zwj", "\u200D"},
     {"ge", "≥"},          {"geq", "≥"},      {"le", "≤"},        {"leq", "≤"},
     {"ges", "⩾"},         {"les", "⩽"},      {"ne", "≠"},        {"equals", "="},
     {"plus", "+"},        {"minus", "−"},    {"plusmn", "±"},    {"times", "×"},
     {"divide", "÷"},      {"frasl", "⁄"},    {"percnt", "%"},    {"num", "#"},
     {"ast", "*"},         {"sol", "/"},      {"bsol", "\\"},     {"lpar", "("},
     {"rpar", ")"},        {"colon", ":"},    {"semi", ";"},      {"comma", ","},
     {"period", "."},      {"excl", "!"},     {"quest", "?"},     {"lowbar", "_"},
     {"sim", "∼"},         {"asymp", "≈"},    {"ap", "≈"},        {"cong", "≅"},
     {"equiv", "≡"},       {"infin", "∞"},    {"radic", "√"},     {"micro", "µ"},
     {"deg", "°"},         {"ordm", "º"},     {"ordf", "ª"},      {"sup1", "¹"},
     {"sup2", "²"},        {"sup3", "³"},     {"frac12", "½"},    {"frac14", "¼"},
     {"frac34", "¾"},      {"permil", "‰"},   {"prime", "′"},     {"Prime", "″"},
     {"middot", "·"},      {"bull", "•"},     {"hellip", "…"},    {"ndash", "–"},
     {"mdash", "—"},       {"hyphen", "‐"},   {"dash", "‐"},      {"lsquo", "‘"},
     {"rsquo", "’"},       {"sbquo", "‚"},    {"ldquo", "“"},     {"rdquo", "”"},
     {"bdquo", "„"},       {"laquo", "«"},    {"raquo", "»"},     {"dagger", "†"},
     {"Dagger", "‡"},      {"sect", "§"},     {"para", "¶"},      {"copy", "©"},
     {"reg", "®"},         {"trade", "™"},    {"alpha", "α"},     {"beta", "β"},
     {"gamma", "γ"},       {"delta", "δ"},    {"epsilon", "ε"},   {"kappa", "κ"},
     {"lambda", "λ"},      {"mu", "μ"},       {"pi", "π"},        {"sigma", "σ"},
     {"tau", "τ"},         {"omega", "ω"},    {"Alpha", "Α"},     {"Beta", "Β"},
     {"Gamma", "Γ"},       {"Delta", "Δ"},    {"Omega", "Ω"},     {"larr", "←"},
     {"rarr", "→"},        {"uarr", "↑"},     {"darr", "↓"},      {"harr", "↔"},
     {"agrave", "à"},      {"aacute", "á"},   {"acirc", "â"},     {"atilde", "ã"},
     {"auml", "ä"},        {"aring", "å"},    {"aelig", "æ"},     {"ccedil", "ç"},
     {"egrave", "è"},      {"eacute", "é"},   {"ecirc", "ê"},     {"euml", "ë"},
     {"igrave", "ì"},      {"iacute", "í"},   {"icirc", "î"},     {"iuml", "ï"},
     {"ntilde", "ñ"},      {"ograve", "ò"},   {"oacute", "ó"},    {"ocirc", "ô"},
     {"otilde", "õ"},      {"ouml", "ö"},     {"oslash", "ø"},    {"ugrave", "ù"},
     {"uacute", "ú"},      {"ucirc", "û"},    {"uuml", "ü"},      {"szlig", "ß"},
     {"Agrave", "À"},      {"Aacute", "Á"},   {"Acirc", "Â"},     {"Auml", "Ä"},
     {"Aring", "Å"},       {"AElig", "Æ"},    {"Ccedil", "Ç"},    {"Egrave", "È"},
     {"Eacute", "É"},      {"Ecirc", "Ê"},    {"Ntilde", "Ñ"},    {"Oacute", "Ó"},
     {"Ocirc", "Ô"},       {"Ouml", "Ö"},     {"Oslash", "Ø"},    {"Uacute", "Ú"},
     {"Uuml", "Ü"}}};

std::optional<std::uint32_t> digit_of(char c, std::uint32_t base) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (base != 16) return std::nullopt;
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A' + 10);
  return std::nullopt;
}

// The character that "8805" (base 10) or "2265" (base 16) numbers.
std::optional<std::string> numbered_character(std::string_view digits, std::uint32_t base) {
  constexpr std::uint32_t last_code_point = 0x10FFFFU;
  if (digits.empty()) return std::nullopt;
  std::uint32_t code_point = 0;
  for (const char c : digits) {
    const auto digit = digit_of(c, base);
    if (!digit) return std::nullopt;
    code_point = code_point * base + *digit;
    if (code_point > last_code_point) return std::nullopt;
  }
  const bool is_surrogate = code_point >= 0xD800U && code_point <= 0xDFFFU;
  if (code_point == 0 || is_surrogate) return std::nullopt;
  return utf8_of(code_point);
}

// What the reference named between "&" and ";" stands for.
std::optional<std::string> referred(std::string_view name) {
  if (name.starts_with("#x") || name.starts_with("#X")) {
    return numbered_character(name.substr(2), 16);
  }
  if (name.starts_with('#')) return numbered_character(name.substr(1), 10);
  const auto* const found =
      std::find_if(named_references.begin(), named_references.end(),
                   [&](const auto& reference) { return reference.first == name; });
  if (found == named_references.end()) return std::nullopt;
  return std::string(found->second);
}

}  // namespace

CharacterReference character_reference(std::string_view text) {
  constexpr std::size_t longest_reference = 10;
  if (!text.starts_with('&')) return {};
  const std::size_t end = text.substr(0, longest_reference).find(';');
  if (end == std::string_view::npos) return {};
  auto meant = referred(text.substr(1, end - 1));
  return meant ? CharacterReference{std::move(*meant), end + 1} : CharacterReference{};
}

}  // namespace eligo
