#include "report/page/page.h"

#include <fmt/format.h>
#include <nettle/base64.h>

#include "document/sha256.h"
#include "text/unicode.h"

namespace eligo {
namespace {

// "sha256-…" as a content security policy names a stylesheet.
std::string digest_for_policy(const std::string& text) {
  const auto digest = sha256_bytes_of(text);
  std::string encoded(BASE64_ENCODE_RAW_LENGTH(digest.size()), '\0');
  base64_encode_raw(encoded.data(), digest.size(), digest.data());
  return "sha256-" + encoded;
}

// `text` as a string of CSS, cut to what a margin holds: whatever is not a letter or a digit is
// written as an escape, so that nothing in it can end the string.
std::string css_string(const std::string& text) {
  constexpr std::size_t most = 90;  // code points
  std::string css = "\"";
  std::size_t count = 0;
  const std::string shown = escape_controls(text);
  for (std::size_t i = 0; i < shown.size(); ++count) {
    if (count == most) {
      css += "\\2026 ";
      break;
    }
    const auto first = static_cast<unsigned char>(shown[i]);
    const std::size_t length = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
    unsigned code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < shown.size(); ++k) {
      code = code << 6U | (static_cast<unsigned char>(shown[i + k]) & 0x3FU);
    }
    const bool is_plain = (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
                          (code >= 'a' && code <= 'z');
    css += is_plain ? std::string(1, static_cast<char>(code)) : fmt::format("\\{:x} ", code);
    i += length;
  }
  return css + "\"";
}

}  // namespace

std::string html_page(const PageHead& head, const std::string& body, const Fields& provenance) {
  std::string style(template_text("page.css"));
  style += fmt::format("@page {{ size: {}; @top-left {{ content: {}; }} }}\n",
                       head.landscape ? "landscape" : "portrait", css_string(head.running_head));
  Fields fields;
  fields.set("title", head.title);
  fields.set("style", style);
  fields.set("style_digest", digest_for_policy(style));
  fields.set("body", body);
  fields.set("provenance", provenance);
  return fill_html("page.html.mustache", fields);
}

std::string markdown_page(std::string_view name, Fields fields) {
  const Fields* provenance = fields.get("provenance");
  if (provenance != nullptr) {
    const Fields foot = fill_markdown("provenance.md.mustache", *provenance);
    fields.set("foot", foot);
  }
  return fill_markdown(name, fields);
}

}  // namespace eligo
