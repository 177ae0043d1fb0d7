#pragma once

#include <vector>

#include "vocabulary/embedded_files.h"

namespace eligo {

// The files of engine/report/templates, in order of name.
const std::vector<EmbeddedFile>& report_templates();

}  // namespace eligo
