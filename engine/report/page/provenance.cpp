#include "report/page/provenance.h"

#include <fmt/format.h>

namespace eligo {

Fields provenance_fields(const Provenance& provenance, const std::string& screened,
                         Disclosure disclosure) {
  Fields fields;
  fields.set("version", provenance.version);
  fields.set("rule_file", provenance.rule_file.empty() ? Fields(false) : provenance.rule_file);
  fields.set("rules", provenance.rules_sha256);
  fields.set("input", provenance.input_sha256);
  fields.set("input_files", provenance.input_files == 1
                                ? std::string("one file")
                                : fmt::format("{} files", provenance.input_files));
  fields.set("several_files", provenance.input_files > 1);
  fields.set("options", list_of_texts(provenance.options));
  fields.set("screened", optional_text(screened));
  fields.set("what_it_is", what_a_report_is);
  fields.set("deidentified", disclosure == Disclosure::deidentified);
  return fields;
}

}  // namespace eligo
