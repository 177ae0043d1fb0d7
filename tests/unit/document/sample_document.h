#pragma once

#include <string>

#include "document/document.h"

namespace eligo {

// A document that stands in no file.
inline Document document_with(std::string text) {
  return {SourceText("sample.txt", std::move(text)), ""};
}

}  // namespace eligo
