#pragma once

#include <vector>

#include "vocabulary/embedded_files.h"

namespace eligo {

// The files of the page, by their path from its root: "index.html", "assets/page.js". None where
// the page was not built.
const std::vector<EmbeddedFile>& page_files();

}  // namespace eligo
