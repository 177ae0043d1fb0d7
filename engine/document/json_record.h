#pragma once

#include <vector>

#include "document/document.h"
#include "document/registry_record.h"
#include "text/result.h"

namespace eligo {

// The trials of a file of study records of the ClinicalTrials.gov API, version 2: one study, an
// object with "studies", or an array of studies. Errors: what is no JSON, and a file without such a
// record. Something else among the studies of a file is left out with a warning.
Result<std::vector<RegistryRecord>> read_json_records(const Document& document);

}  // namespace eligo
