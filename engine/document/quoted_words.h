#pragma once

#include <span>
#include <string>

#include "document/document.h"
#include "document/registry_record.h"
#include "document/text_part.h"

namespace eligo {

// The words of `parts` (at least one, in the document's order), joined by spaces.
std::string joined_text(std::span<const TextPart> parts);

// Those words and where they stand. They get no column where they are whole lines of the document
// but for indentation and list markers.
QuotedWords quoted_words(const Document& document, std::span<const TextPart> parts);

// The line of the document on which a part begins.
std::uint32_t line_of(const Document& document, const TextPart& part);

}  // namespace eligo
