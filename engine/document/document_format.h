#pragma once

#include <string_view>

namespace eligo {

// What a document is written in. Markdown is text.
enum class DocumentFormat { text, xml, html, json };

// Finds it from how the document begins, so that one that is cut off or wrong further on is still
// read, and faulted, as what it is meant to be.
DocumentFormat document_format(std::string_view content);

}  // namespace eligo
