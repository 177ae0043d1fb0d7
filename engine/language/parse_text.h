#pragma once

#include "language/parse_problems.h"
#include "text/source_text.h"

namespace eligo::parsing {

// Whether `source` is a text that can be read at all: neither too large nor empty nor anything but
// UTF-8. Adds what stands against it.
bool is_readable(const SourceText& source, Problems& problems);

// Adds every control and every bidirectional character of `source`, also those in quotes and
// comments: what people see must be what the program reads.
void find_hidden_characters(const SourceText& source, Problems& problems);

}  // namespace eligo::parsing
