#pragma once

#include <string>
#include <string_view>

#include "vocabulary/vocabulary.h"

namespace eligo {

// The form under which codes of `system` are compared: no space, letters upper case, and an ICD-10
// code without its dot.
std::string code_form(CodeSystem system, std::string_view code);

}  // namespace eligo
