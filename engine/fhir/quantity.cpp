#include "fhir/quantity.h"

namespace eligo {

std::string unit_text_of(const Element& quantity, const Vocabulary& vocabulary) {
  const std::string code = quantity.text("code");
  const std::string unit = quantity.text("unit");
  const std::string system = quantity.text("system");
  if (unit.empty() || code.empty()) return code.empty() ? unit : code;
  const bool is_ucum =
      system.starts_with("http://unitsofmeasure.org") || system == "urn:oid:2.16.840.1.113883.6.8";
  if (is_ucum && vocabulary.units().parse(code)) return code;
  return vocabulary.units().parse(unit) || !vocabulary.units().parse(code) ? unit : code;
}

}  // namespace eligo
