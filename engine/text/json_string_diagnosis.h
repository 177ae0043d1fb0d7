#pragma once

#include <cstddef>

#include "text/diagnostic.h"
#include "text/source_text.h"

namespace eligo {

// Why the JSON string that opens at byte `offset` cannot be read.
Diagnostic diagnose_json_string(const SourceText& source, std::size_t offset);

}  // namespace eligo
