#pragma once

// FHIR's CodeableConcept: codes of code systems, their displays, and a text. Private to this stage.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fhir/element.h"
#include "patient/named_concept.h"

namespace eligo {

struct CodedText {
  std::vector<RecordedCode> codes;  // each with its system; valid while the resource is there
  std::vector<std::string> names;   // the text, then the displays, each once
  bool is_empty() const { return codes.empty() && names.empty(); }
};

// Reads a CodeableConcept. A code without a system is reported and left out; its display stays.
CodedText read_coded_text(const Element& concept_element, PatientParts& parts);
// The same where it is missing: nothing.
CodedText read_coded_text(const Element& parent, std::string_view key, PatientParts& parts);

// The codes alone of a CodeableConcept, wherever its systems are: "active" of a status.
std::vector<std::string> plain_codes(const Element& parent, std::string_view key);

// What it means: the codes as profiles rule it; else the first name that is known. Where a name
// means a kind of what the codes mean, the narrower counts; one that contradicts the codes is a
// name only. NamedConcept::name is the text, else the first display, else the code.
NamedConcept identify(const CodedText& coded, std::span<const ConceptKind> kinds,
                      PatientParts& parts);

// A name without the tag that SNOMED CT puts behind its full names: "(disorder)".
std::string_view without_semantic_tag(std::string_view name);

}  // namespace eligo
