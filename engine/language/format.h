#pragma once

#include <string>

#include "text/result.h"
#include "text/source_text.h"

namespace eligo {

// The canonical layout of a rule file. Its meaning stays and no comment is lost: the result is
// parsed again and compared, and were it ever different there would be an error and no text.
Result<std::string> format_rules(const SourceText& source);

}  // namespace eligo
