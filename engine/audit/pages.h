#pragma once

#include <vector>

#include "vocabulary/embedded_files.h"

namespace eligo {

// The files of engine/audit/pages, a page a code, in order of name.
const std::vector<EmbeddedFile>& audit_pages();

}  // namespace eligo
