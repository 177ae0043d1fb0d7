// AllergyIntolerance: an entry of the conditions, "allergy to" what it names.

#include <algorithm>
#include <array>

#include "fhir/clinical_drug_name.h"
#include "fhir/entry.h"
#include "fhir/recorded_time.h"
#include "fhir/resource_readers.h"
#include "fhir/status_table.h"
#include "text/unicode.h"

namespace eligo {

namespace {

using enum StatusMeaning::Use;

constexpr std::array clinical_statuses = {StatusMeaning{"active", active},
                                          StatusMeaning{"inactive", resolved},
                                          StatusMeaning{"resolved", resolved}};

constexpr std::array verification_statuses = {
    StatusMeaning{"unconfirmed", doubtful, "is not confirmed"},
    StatusMeaning{"presumed", doubtful, "is only presumed"},
    StatusMeaning{"refuted", left_out, "refuted"},
    StatusMeaning{"entered-in-error", left_out, "entered in error"}};

constexpr std::array allergy_kinds = {ConceptKind::condition};

// SNOMED CT's codes for no known allergy, and the same to drugs, food and the environment.
constexpr std::array<std::string_view, 4> none_known = {"716186003", "409137002", "429625007",
                                                        "428607008"};

bool says_none_known(const CodedText& coded) {
  const bool by_code =
      std::any_of(coded.codes.begin(), coded.codes.end(), [](const RecordedCode& code) {
        return code_system_named(code.system) == CodeSystem::snomed &&
               std::find(none_known.begin(), none_known.end(), code.code) != none_known.end();
      });
  return by_code || std::any_of(coded.names.begin(), coded.names.end(), [](const auto& name) {
           const std::string folded = folded_name(name);
           return folded.starts_with("no known") || folded == "nka" || folded == "nkda";
         });
}

// What the entry says the patient does not tolerate: its names, and those of what its codes mean.
std::vector<std::string> substance_names(const CodedText& coded, const Vocabulary& vocabulary) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const std::string& name : coded.names) {
    add(name);
    for (const std::string& ingredient : read_clinical_drug_name(name).ingredients) {
      add(ingredient);
      for (const std::string& other : other_ingredient_names(ingredient)) add(other);
    }
  }
  std::vector<ConceptId> meanings;
  for (const RecordedCode& code : coded.codes) {
    const auto meaning = vocabulary.match_code(code.system, code.code);
    if (meaning) meanings.push_back(*meaning);
  }
  constexpr std::array substances = {ConceptKind::medication};
  for (const std::string& name : names) {
    const auto meaning = vocabulary.match(name, substances);
    if (meaning) meanings.push_back(*meaning);
  }
  for (const ConceptId meaning : meanings) {
    if (vocabulary[meaning].kind != ConceptKind::medication) continue;
    add(vocabulary[meaning].name);
    for (const std::string& synonym : vocabulary[meaning].synonyms) add(synonym);
  }
  return names;
}

std::optional<ConceptId> reaction_to(const std::vector<std::string>& substances,
                                     bool is_intolerance, const Vocabulary& vocabulary) {
  using Forms = std::array<std::pair<std::string_view, std::string_view>, 4>;
  static constexpr Forms allergy_forms = {{{"", " allergy"},
                                           {"allergy to ", ""},
                                           {"", " hypersensitivity"},
                                           {"hypersensitivity to ", ""}}};
  static constexpr Forms intolerance_forms = {{{"", " intolerance"},
                                               {"intolerance to ", ""},
                                               {"intolerance of ", ""},
                                               {"", " sensitivity"}}};
  for (const std::string& substance : substances) {
    for (const auto& [before, after] : is_intolerance ? intolerance_forms : allergy_forms) {
      const std::string name = std::string(before) + substance + std::string(after);
      if (const auto meaning = vocabulary.match(name, allergy_kinds)) return meaning;
    }
  }
  return std::nullopt;
}

bool names_a_reaction(std::string_view name) {
  const std::string folded = folded_name(name);
  return folded.find("allerg") != std::string::npos ||
         folded.find("sensitiv") != std::string::npos ||
         folded.find("intoleran") != std::string::npos;
}

// What is meant where something else is said too: the narrower of the two, else the first.
std::optional<ConceptId> narrowed(std::optional<ConceptId> meaning, std::optional<ConceptId> other,
                                  const Vocabulary& vocabulary) {
  if (!meaning || !other) return meaning ? meaning : other;
  const std::optional<ConceptId> both = narrower(*meaning, *other, vocabulary);
  return both ? both : meaning;
}

// The concept that the codes or names have of their own among the conditions: "penicillin allergy".
std::optional<ConceptId> own_meaning(const CodedText& coded, const Vocabulary& vocabulary) {
  std::optional<ConceptId> meaning;
  for (const RecordedCode& code : coded.codes) {
    const auto of_code = vocabulary.match_code(code.system, code.code);
    const bool is_condition = of_code && vocabulary[*of_code].kind == ConceptKind::condition;
    if (is_condition) meaning = narrowed(meaning, of_code, vocabulary);
  }
  for (const std::string& name : coded.names) {
    if (!names_a_reaction(name)) continue;
    meaning = narrowed(meaning, vocabulary.match(name, allergy_kinds), vocabulary);
  }
  return meaning;
}

void name_entry(const CodedText& coded, bool is_intolerance, PatientParts& parts, Record& entry) {
  const Vocabulary& vocabulary = parts.vocabulary;
  const std::vector<std::string> substances = substance_names(coded, vocabulary);
  const std::string substance = !coded.names.empty() ? coded.names.front()
                                : substances.empty() ? ""
                                                     : substances.front();
  entry.name = substance;
  if (!substance.empty() && !names_a_reaction(substance)) {
    entry.name = (is_intolerance ? "intolerance to " : "allergy to ") + substance;
  }
  entry.term = own_meaning(coded, vocabulary);
  entry.term =
      narrowed(entry.term, reaction_to(substances, is_intolerance, vocabulary), vocabulary);
  if (!vocabulary.match(entry.name, allergy_kinds)) {
    entry.own_name = vocabulary.comparable_name(entry.name);
  }
}

std::string first_or_empty(const std::vector<std::string>& words) {
  return words.empty() ? std::string() : words.front();
}

}  // namespace

void read_allergy(const Resource& resource, PatientParts& parts) {
  bool spoilt = false;
  const Element element(resource.json, resource.path, parts, spoilt);
  Record entry;
  entry.list = RecordList::conditions;
  entry.path = resource.path;
  const std::string verification = first_or_empty(plain_codes(element, "verificationStatus"));
  const std::string clinical = first_or_empty(plain_codes(element, "clinicalStatus"));
  if (verification != "confirmed" &&
      !apply_status("AllergyIntolerance", verification, "verificationStatus", verification_statuses,
                    element, entry, parts)) {
    return;
  }
  if (!apply_status("AllergyIntolerance", clinical, "clinicalStatus", clinical_statuses, element,
                    entry, parts)) {
    return;
  }
  const CodedText coded = read_coded_text(element, "code", parts);
  if (says_none_known(coded)) {
    parts.note("AllergyIntolerance: none known", entry.path);
    return;
  }
  add_doubt(doubt_by_modifier(element, parts), entry);
  const RecordedTime onset = read_time(element, "onset", parts);
  const bool is_intolerance = element.text("type") == "intolerance";
  if (drop_if_spoilt(element, entry.list, parts)) return;
  name_entry(coded, is_intolerance, parts, entry);
  entry.start = onset.start;
  if (entry.name.empty()) {
    add_entry(std::move(entry), coded, resource.json, parts);  // which reports that it has no name
    return;
  }
  if (!entry.term) note_unknown_name("allergies", entry.path, parts);
  keep_entry(std::move(entry), resource.json, parts);
}

}  // namespace eligo
