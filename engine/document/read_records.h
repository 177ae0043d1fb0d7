#pragma once

#include <vector>

#include "document/document.h"
#include "document/registry_record.h"
#include "text/result.h"

namespace eligo {

// The trials that a registry document describes: one, or several where it is a file of many study
// records. What kind of document it is (running text, Markdown, HTML, a registry's XML or JSON
// record) is found from its content. Every sentence of the eligibility section is accounted for: as
// a criterion, as part of one, or in a note. Errors: XML or JSON that cannot be read, and a file
// that holds nothing about a trial; warnings come with the records.
Result<std::vector<RegistryRecord>> read_records(const Document& document);

}  // namespace eligo
