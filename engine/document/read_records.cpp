#include "document/read_records.h"

#include "document/document_format.h"
#include "document/html_record.h"
#include "document/json_record.h"
#include "document/text_record.h"
#include "document/xml_record.h"

namespace eligo {

namespace {

Result<std::vector<RegistryRecord>> read_text(const Document& document) {
  auto record = read_text_record(document, text_lines(document));
  if (!record) return Result<std::vector<RegistryRecord>>::failure(std::move(record.diagnostics));
  return Result<std::vector<RegistryRecord>>::success({std::move(*record)},
                                                      std::move(record.diagnostics));
}

}  // namespace

Result<std::vector<RegistryRecord>> read_records(const Document& document) {
  switch (document_format(document.text.content())) {
    case DocumentFormat::xml:
      return read_xml_records(document);
    case DocumentFormat::html:
      return read_html_records(document);
    case DocumentFormat::json:
      return read_json_records(document);
    case DocumentFormat::text:
      break;
  }
  return read_text(document);
}

}  // namespace eligo
