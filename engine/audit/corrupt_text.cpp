#include <fmt/format.h>

#include <array>

#include "audit/rules.h"
#include "audit/sentence_shape.h"

namespace eligo::wording {
namespace {

struct Corruption {
  std::string_view bytes;
  std::string_view meant;  // empty where nobody can know
};

// What is left of a sign that was decoded in the wrong character set, or has no glyph.
constexpr std::array<Corruption, 14> corruptions = {{
    {"â‰¥", "≥"},
    {"â‰¤", "≤"},
    {"Ã‚Â", ""},
    {"Â³", "≥"},
    {"Â²", "²"},
    {"Âµ", "µ"},
    {"Â°", "°"},
    {"Â±", "±"},
    {"Â£", "≤"},
    {"â€", ""},
    {"Î¼", "µ"},
    {"\uFFFD", ""},
    {"\uF0B3", "≥"},
    {"\uF0A3", "≤"},
}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "³ 18 years": in the Symbol font this is "≥", "£" is "≤". A power stands behind a letter.
void check_symbol_font(const AuditedSentence& sentence, std::string_view sign,
                       std::string_view meant, WordingFindings& found) {
  const std::string_view text = sentence.text;
  for (std::size_t at = text.find(sign); at != std::string_view::npos;
       at = text.find(sign, at + 1)) {
    std::size_t next = at + sign.size();
    if (next < text.size() && text[next] == ' ') ++next;
    const bool before_number = next < text.size() && is_digit(text[next]);
    const bool is_open = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
    if (!before_number || !is_open) continue;
    const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + sign.size())};
    report(found, AuditCode::corrupt_text, sentence, span,
           fmt::format("\"{}\" stands where a comparison was; in the Symbol font it is \"{}\"",
                       sign, meant),
           fmt::format("write \"{}\" if the protocol has it", meant));
  }
}

}  // namespace

void corrupt_text(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    for (const Corruption& corruption : corruptions) {
      const std::size_t at = sentence.text.find(corruption.bytes);
      if (at == std::string_view::npos) continue;
      const Span span{static_cast<std::uint32_t>(at),
                      static_cast<std::uint32_t>(at + corruption.bytes.size())};
      report(found, AuditCode::corrupt_text, sentence, span,
             fmt::format("{} is no writing: a sign was lost in a wrong character set",
                         in_marks(sentence, span)),
             corruption.meant.empty()
                 ? std::string("write the sign that the protocol has")
                 : fmt::format("write \"{}\" if the protocol has it", corruption.meant));
    }
    check_symbol_font(sentence, "³", "≥", found);
    check_symbol_font(sentence, "£", "≤", found);
  }
}

}  // namespace eligo::wording
