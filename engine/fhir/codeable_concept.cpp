#include "fhir/codeable_concept.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "patient/profile_object.h"

namespace eligo {

namespace {

void add_name(std::string_view name, CodedText& coded) {
  const std::string plain(trimmed(without_semantic_tag(trimmed(name))));
  if (plain.empty()) return;
  if (std::find(coded.names.begin(), coded.names.end(), plain) == coded.names.end()) {
    coded.names.push_back(plain);
  }
}

// The system under which reports name a code: "LOINC", or its URI.
std::string shown_system(const std::string& system) {
  const std::optional<CodeSystem> known = code_system_named(system);
  return known ? std::string(name_of(*known)) : system;
}

void add_coding(const Element& coding, CodedText& coded, PatientParts& parts) {
  const std::string code = coding.text("code");
  const std::string system = coding.text("system");
  add_name(coding.text("display"), coded);
  if (code.empty()) return;
  if (!system.empty()) {
    coded.codes.push_back(
        {shown_system(system), code, coding.path_of("code"), &coding.place_of("code")});
    return;
  }
  parts.findings.warn(
      DiagnosticCode::code_without_system, coding.path_of("code"), coding.place_of("code"),
      fmt::format("the code {} does not say of which system it is; it is not used", quoted(code)),
      "write \"system\": \"http://loinc.org\" beside it, or the system that it is of");
}

}  // namespace

std::string_view without_semantic_tag(std::string_view name) {
  static constexpr std::array<std::string_view, 20> tags = {"disorder",
                                                            "finding",
                                                            "situation",
                                                            "procedure",
                                                            "regime/therapy",
                                                            "event",
                                                            "person",
                                                            "observable entity",
                                                            "morphologic abnormality",
                                                            "product",
                                                            "medicinal product",
                                                            "clinical drug",
                                                            "substance",
                                                            "qualifier value",
                                                            "body structure",
                                                            "organism",
                                                            "physical object",
                                                            "context-dependent category",
                                                            "specimen",
                                                            "medicinal product form"};
  if (!name.ends_with(')')) return name;
  const std::size_t begin = name.rfind('(');
  if (begin == std::string_view::npos || begin == 0) return name;
  const std::string_view inside = name.substr(begin + 1, name.size() - begin - 2);
  if (std::find(tags.begin(), tags.end(), inside) == tags.end()) return name;
  return trimmed(name.substr(0, begin));
}

CodedText read_coded_text(const Element& concept_element, PatientParts& parts) {
  CodedText coded;
  add_name(concept_element.text("text"), coded);
  for (const Element& coding : concept_element.children("coding")) {
    add_coding(coding, coded, parts);
  }
  return coded;
}

CodedText read_coded_text(const Element& parent, std::string_view key, PatientParts& parts) {
  const std::optional<Element> element = parent.child(key);
  return element ? read_coded_text(*element, parts) : CodedText{};
}

std::vector<std::string> plain_codes(const Element& parent, std::string_view key) {
  std::vector<std::string> codes;
  const std::optional<Element> element = parent.child(key);
  if (!element) return codes;
  for (const Element& coding : element->children("coding")) {
    const std::string code = coding.text("code");
    if (!code.empty()) codes.push_back(code);
  }
  return codes;
}

NamedConcept identify(const CodedText& coded, std::span<const ConceptKind> kinds,
                      PatientParts& parts) {
  NamedConcept named =
      identify({}, coded.codes, kinds, parts.vocabulary, parts.findings, UnknownCodes::ignore);
  if (!coded.names.empty()) {
    named.name = coded.names.front();
    named.has_name = true;
  }
  if (!named.contradicting.empty()) return named;
  for (const std::string& name : coded.names) {
    const std::optional<ConceptId> meaning = parts.vocabulary.match(name, kinds);
    if (!meaning) continue;
    if (!named.meaning) {
      named.meaning = meaning;
    } else if (parts.vocabulary.is_kind_of(*meaning, *named.meaning)) {
      named.meaning = meaning;
    }
  }
  if (named.has_name && !parts.vocabulary.match(named.name, kinds)) {
    named.own_name = parts.vocabulary.comparable_name(named.name);
  }
  return named;
}

}  // namespace eligo
