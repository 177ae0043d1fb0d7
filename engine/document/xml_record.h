#pragma once

#include <vector>

#include "document/document.h"
#include "document/registry_record.h"
#include "text/result.h"

namespace eligo {

// The trials of a file of ClinicalTrials.gov's old XML records: each <clinical_study>. Errors: XML
// that is not well-formed, is nested too deeply, or declares entities of its own (none is ever
// expanded, and nothing outside the file is read), and a file without such a record.
Result<std::vector<RegistryRecord>> read_xml_records(const Document& document);

}  // namespace eligo
