#pragma once

#include <vector>

#include "document/document.h"
#include "document/registry_record.h"
#include "text/result.h"

namespace eligo {

// The trial that an HTML page shows. Errors: a page on which nothing is about a trial.
Result<std::vector<RegistryRecord>> read_html_records(const Document& document);

}  // namespace eligo
