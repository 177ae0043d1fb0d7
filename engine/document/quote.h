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

// Whether a rule's quote is what the document has on line `line` (from 1).
//
// Without a column, it must be the item on that line, whole: from the line's first character
// (indentation and list markers may be left out) to the end of that line, or of a later one where
// the sentence is wrapped. With a column (from 1, in code points), it must begin exactly there and
// end anywhere, but neither within a word or number.
//
// White space, line ends among it, counts as one space. The document is read by its format
// (document_format): Markdown's escapes and character references are undone, and may be kept or
// undone in the quote: "BMI >35 kg/m^2." is "* BMI \>35 kg/m\^2."; HTML and XML are read without
// their tags, of HTML only what is shown; JSON with a column by what its strings say. Where the
// quote differs, the answer is about the reading that agrees with it for longest.
QuoteMatch find_quote(const Document& document, std::string_view quote, std::uint32_t line,
                      std::optional<std::uint32_t> column = std::nullopt);

// Where the bytes `words` (not empty) of a quote stand in the document: from the first of them to
// the last, with what the document has between them. Nothing where find_quote finds no such quote.
std::optional<Span> place_in_quote(const Document& document, std::string_view quote,
                                   std::uint32_t line, std::optional<std::uint32_t> column,
                                   Span words);

// The first line on which the quote does stand, whole; nothing where it stands on none, or where
// the document repeats the quote's beginning so often that the search is not worth its time.
std::optional<std::uint32_t> line_of_quote(const Document& document, std::string_view quote);

// The first place, not only at the beginning of a line, at which the quote does stand; nothing as
// above.
std::optional<Position> place_of_quote(const Document& document, std::string_view quote);

}  // namespace eligo
