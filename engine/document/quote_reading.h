#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "document/document.h"
#include "document/document_format.h"
#include "document/plain_text.h"

namespace eligo {

// The document from a line on as a reader of its lines sees it: escapes and character references
// undone, of HTML and XML without the tags. JSON is read as it is written. Once there are `enough`
// bytes, the rest is left unread.
PlainText reading_from_line(const Document& document, DocumentFormat format, std::uint32_t line,
                            std::size_t enough);

// The part of the document in which the byte `at` stands, likewise; in JSON the string that holds
// it, or what is written from there on where none does. `enough` bytes from `at` on are read.
PlainText reading_around(const Document& document, DocumentFormat format, std::uint32_t at,
                         std::size_t enough);

// All of the document that a quote may be taken from, in pieces that no quote goes beyond: of JSON
// its strings, else one piece.
std::vector<PlainText> readings(const Document& document, DocumentFormat format);

}  // namespace eligo
