#include "document/markup_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/character_reference.h"

namespace eligo {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

bool is_inside_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// What a page holds and does not show. Their text may look like tags and is none.
constexpr std::array<std::string_view, 11> hidden_elements = {
    "script",   "style",  "noscript", "template", "svg",   "select",
    "textarea", "iframe", "noembed",  "noframes", "object"};

// Where "</name" stands from `begin` on, whatever its case.
std::size_t find_end_tag(std::string_view content, std::size_t begin, std::string_view name) {
  for (std::size_t at = content.find("</", begin); at != std::string_view::npos;
       at = content.find("</", at + 2)) {
    const std::string_view rest = content.substr(at + 2);
    if (rest.size() <= name.size()) break;
    const bool is_named = std::equal(name.begin(), name.end(), rest.begin(),
                                     [](char a, char b) { return a == lower(b); });
    const char after = rest[name.size()];
    if (is_named && (is_space(after) || after == '>' || after == '/')) return at;
  }
  return std::string_view::npos;
}

bool begins_number(std::string_view text) {
  for (const std::string_view sign : {"-", "+", "−", "–"}) {
    if (text.starts_with(sign)) {
      text.remove_prefix(sign.size());
      break;
    }
  }
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

void append_token(PlainText& text, const MarkupToken& token, std::size_t begin) {
  if (token.kind != MarkupToken::Kind::text) {
    append_words(text, token.text, token.span.begin, token.span.end);
    return;
  }
  const std::size_t from = std::max<std::size_t>(begin, token.span.begin);
  append_verbatim(text, std::string_view(token.text).substr(from - token.span.begin), from);
}

}  // namespace

std::optional<MarkupToken> MarkupReader::next() {
  while (at_ < content_.size()) {
    if (at_ < character_data_end_) return take_character_data();
    const char c = content_[at_];
    if (c == '<') {
      auto token = at_bracket();
      if (token) return token;
      continue;
    }
    if (c == '&') {
      CharacterReference reference = character_reference(content_.substr(at_));
      if (reference.size > 0) {
        const auto begin = static_cast<std::uint32_t>(at_);
        at_ += reference.size;
        return MarkupToken{MarkupToken::Kind::reference,
                           std::move(reference.text),
                           false,
                           {begin, static_cast<std::uint32_t>(at_)}};
      }
    }
    return take_text(content_.find_first_of("<&", at_ + 1));
  }
  return std::nullopt;
}

MarkupToken MarkupReader::take_text(std::size_t end) {
  // A long text comes in pieces, so that a reader who wants little of it need not take it all.
  constexpr std::size_t longest = 1024;
  end = std::min({end, content_.size(), at_ + longest});
  while (end < content_.size() && is_inside_character(content_[end])) --end;
  MarkupToken token{MarkupToken::Kind::text,
                    std::string(content_.substr(at_, end - at_)),
                    false,
                    {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)}};
  at_ = end;
  return token;
}

MarkupToken MarkupReader::take_character_data() {
  constexpr std::string_view close = "]]>";
  MarkupToken token = take_text(character_data_end_);
  if (content_.substr(at_).starts_with(close)) at_ += close.size();
  return token;
}

// Goes on behind what is not shown; false where it does not end.
bool MarkupReader::skip_to(std::size_t end) {
  if (end == std::string_view::npos) return false;
  at_ = end;
  return true;
}

// At "<": the tag, or text; nothing where something was skipped.
std::optional<MarkupToken> MarkupReader::at_bracket() {
  const std::string_view rest = content_.substr(at_);
  const auto behind = [&](std::string_view close, std::size_t from) {
    const std::size_t end = content_.find(close, at_ + from);
    return end == std::string_view::npos ? end : end + close.size();
  };
  constexpr std::string_view character_data = "<![CDATA[";
  if (language_ == MarkupLanguage::xml && rest.starts_with(character_data)) {
    at_ += character_data.size();
    character_data_end_ = std::min(content_.find("]]>", at_), content_.size());
    if (character_data_end_ == at_) take_character_data();
    return std::nullopt;
  }
  if (rest.starts_with("<!--")) {
    if (!skip_to(behind("-->", 4))) at_ = content_.size();
    return std::nullopt;
  }
  const bool is_declaration = rest.starts_with("<!") || rest.starts_with("<?");
  if (is_declaration && !has_no_bracket_) {
    if (skip_to(behind(">", 2))) return std::nullopt;
    has_no_bracket_ = true;
  }
  const std::size_t name_at = rest.starts_with("</") ? 2 : 1;
  const bool is_tag = name_at < rest.size() && is_letter(rest[name_at]);
  const std::size_t end = is_tag ? tag_end() : std::string_view::npos;
  if (end == std::string_view::npos) return take_text(content_.find_first_of("<&", at_ + 1));
  return take_tag(end);
}

// Behind the ">" of the tag at the cursor: the first that stands in no quoted attribute. Nowhere
// (npos) where the tag does not end.
std::size_t MarkupReader::tag_end() {
  constexpr std::size_t longest_in_vain = 16U << 20U;  // so that no text makes this slow
  const std::string_view special = bytes_in_vain_ > longest_in_vain ? "<>" : "\"'<>";
  std::size_t at = at_ + 1;
  while (true) {
    at = content_.find_first_of(special, at);
    if (at == std::string_view::npos) {
      bytes_in_vain_ += content_.size() - at_;
      return at;
    }
    if (content_[at] == '<') return std::string_view::npos;
    if (content_[at] == '>') return at + 1;
    const bool opens_value = content_[at - 1] == '=' || is_space(content_[at - 1]);
    const std::size_t close =
        opens_value ? content_.find(content_[at], at + 1) : std::string_view::npos;
    at = close == std::string_view::npos ? at + 1 : close + 1;
  }
}

MarkupToken MarkupReader::take_tag(std::size_t end) {
  const bool closes = content_[at_ + 1] == '/';
  const std::size_t name_at = at_ + (closes ? 2 : 1);
  const std::size_t name_end = std::min(content_.find_first_of(" \t\r\n\f/>", name_at), end);
  std::string name(content_.substr(name_at, name_end - name_at));
  if (language_ == MarkupLanguage::html) {
    std::transform(name.begin(), name.end(), name.begin(), lower);
  }
  const auto begin = static_cast<std::uint32_t>(at_);
  at_ = end;
  if (language_ == MarkupLanguage::html && !closes) skip_hidden_element(name);
  return {
      MarkupToken::Kind::tag, std::move(name), closes, {begin, static_cast<std::uint32_t>(end)}};
}

// Behind the start tag of an element that is not shown: goes to its end tag. One without an end
// hides nothing.
void MarkupReader::skip_hidden_element(std::string_view name) {
  const auto* const found = std::find(hidden_elements.begin(), hidden_elements.end(), name);
  if (found == hidden_elements.end()) return;
  const auto bit = 1U << static_cast<unsigned>(found - hidden_elements.begin());
  if ((never_closed_ & bit) != 0) return;
  if (!skip_to(find_end_tag(content_, at_, name))) never_closed_ |= bit;
}

bool is_inline_tag(std::string_view name) {
  constexpr std::array<std::string_view, 35> names = {
      "a",    "abbr", "acronym", "b",  "bdi",  "bdo",   "big",  "cite",   "code",
      "data", "del",  "dfn",     "em", "font", "i",     "ins",  "kbd",    "label",
      "mark", "nobr", "q",       "s",  "samp", "small", "span", "strike", "strong",
      "sub",  "sup",  "time",    "tt", "u",    "var",   "wbr",  "o:p"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view tag_words(const MarkupToken& tag, MarkupLanguage language, std::string_view rest) {
  if (language == MarkupLanguage::xml || !is_inline_tag(tag.text)) return "\n";
  return tag.text == "sup" && !tag.closes && begins_number(rest) ? "^" : "";
}

PlainText markup_text(std::string_view content, MarkupLanguage language, std::size_t begin,
                      std::size_t enough) {
  PlainText text;
  std::size_t seen = 0;  // bytes other than white space
  MarkupReader reader(content, language);
  while (auto token = reader.next()) {
    if (token->span.end <= begin) continue;
    if (seen >= enough) {
      text.is_whole = false;
      break;
    }
    if (token->kind == MarkupToken::Kind::tag) {
      token->text = tag_words(*token, language, content.substr(token->span.end));
    }
    append_token(text, *token, begin);
    seen += token->text.size() - static_cast<std::size_t>(std::count_if(
                                     token->text.begin(), token->text.end(), is_space));
  }
  return text;
}

}  // namespace eligo
