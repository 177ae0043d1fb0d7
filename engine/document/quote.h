#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "document/document.h"

namespace eligo {

// The quote stands in the document; `span` is where, without indentation and list marker.
struct QuoteFound {
  Span span;
};

struct QuoteDiffers {
  std::size_t quote_offset = 0;  // the byte of the quote where it first differs; its size where the
                                 // document goes on after it
  std::string document_has;      // what the document has there: a few words, from a word's start;
                                 // empty where it ends
};

using QuoteMatch = std::variant<QuoteFound, QuoteDiffers>;

// Whether a rule's quote is the item on line `line` (from 1) of the document, whole: from the
// line's first character (indentation and list markers may be left out) to the end of that line, or
// of a later one where the sentence is wrapped. White space, line ends among it, counts as one
// space. Markdown's escapes and HTML's character references are undone in the document and may be
// kept or undone in the quote: "BMI >35 kg/m^2." is "* BMI \>35 kg/m\^2.". Where it differs, the
// answer is about the reading of the line that agrees with the quote for longest.
QuoteMatch find_quote(const Document& document, std::string_view quote, std::uint32_t line);

// The first line on which the quote does stand; nothing where it stands on none, or where the
// document repeats the quote's beginning so often that the search is not worth its time.
std::optional<std::uint32_t> line_of_quote(const Document& document, std::string_view quote);

}  // namespace eligo
