#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "text/result.h"
#include "text/source_text.h"

namespace eligo {

// A registry document as it was read.
struct Document {
  SourceText text;     // without a UTF-8 byte order mark
  std::string sha256;  // of the file's bytes, in lower-case hexadecimal
};

constexpr std::size_t largest_document = 8U << 20U;  // bytes

// Reads a document. Errors: it is no readable file, is larger than largest_document, is binary, or
// is not UTF-8.
Result<Document> read_document(const std::filesystem::path& path);

// The same of bytes that came another way; `name` is what people know them by.
Result<Document> document_of(const std::string& name, std::string bytes);

}  // namespace eligo
