#include "patient/named_concept.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace eligo {

namespace {

// The code systems by the field in which a profile gives them.
struct CodeField {
  std::string_view key;
  CodeSystem system;
};
constexpr std::array code_fields = {
    CodeField{"loinc", CodeSystem::loinc}, CodeField{"snomed", CodeSystem::snomed},
    CodeField{"icd10", CodeSystem::icd10}, CodeField{"rxnorm", CodeSystem::rxnorm}};

bool contains(std::span<const ConceptKind> kinds, ConceptKind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

class Identification {
 public:
  Identification(std::span<const ConceptKind> kinds, const Vocabulary& vocabulary,
                 RecordFindings& findings)
      : kinds_(kinds), vocabulary_(&vocabulary), findings_(&findings) {}

  void add_name(std::string_view name) {
    if (name.empty()) return;
    result_.name = name;
    result_.has_name = true;
    result_.meaning = vocabulary_->match(name, kinds_);
    if (!result_.meaning) result_.own_name = vocabulary_->comparable_name(name);
  }

  void add_code(const RecordedCode& code, UnknownCodes unknown_codes) {
    const std::string written = code.system + " " + code.code;
    if (result_.name.empty()) result_.name = written;
    const std::optional<ConceptId> meaning = vocabulary_->match_code(code.system, code.code);
    if (meaning && !contains(kinds_, (*vocabulary_)[*meaning].kind)) {
      contradict(code, *meaning,
                 fmt::format("is {} and does not belong here",
                             kind_in_words((*vocabulary_)[*meaning].kind)));
    } else if (meaning) {
      add_meaning(code, *meaning);
    } else if (unknown_codes == UnknownCodes::report) {
      findings_->warn(DiagnosticCode::unknown_code, code.path, *code.at,
                      fmt::format("the vocabulary does not know the code {}", quoted(written)));
    }
  }

  NamedConcept result() && { return std::move(result_); }

 private:
  void add_meaning(const RecordedCode& code, ConceptId meaning) {
    if (!result_.meaning) {
      result_.meaning = meaning;
      return;
    }
    const std::optional<ConceptId> both = narrower(*result_.meaning, meaning, *vocabulary_);
    if (both) {
      result_.meaning = both;
    } else {
      contradict(code, meaning,
                 fmt::format("is not the {} that is named beside it",
                             quoted((*vocabulary_)[*result_.meaning].name)));
    }
  }

  void contradict(const RecordedCode& code, ConceptId meaning, std::string_view problem) {
    result_.contradicting.push_back(meaning);
    findings_->warn(DiagnosticCode::codes_disagree, code.path, *code.at,
                    fmt::format("the {} code means {}, which {}; the entry is not used",
                                code.system, quoted((*vocabulary_)[meaning].name), problem),
                    "correct the name or the code");
  }

  std::span<const ConceptKind> kinds_;
  const Vocabulary* vocabulary_;
  RecordFindings* findings_;
  NamedConcept result_;
};

}  // namespace

std::optional<ConceptId> narrower(ConceptId a, ConceptId b, const Vocabulary& vocabulary) {
  if (vocabulary.is_kind_of(a, b)) return a;
  if (vocabulary.is_kind_of(b, a)) return b;
  return std::nullopt;
}

NamedConcept identify(std::string_view name, std::span<const RecordedCode> codes,
                      std::span<const ConceptKind> kinds, const Vocabulary& vocabulary,
                      RecordFindings& findings, UnknownCodes unknown_codes) {
  Identification identification(kinds, vocabulary, findings);
  identification.add_name(name);
  for (const RecordedCode& code : codes) identification.add_code(code, unknown_codes);
  return std::move(identification).result();
}

NamedConcept identify(ProfileObject& object, std::string_view name,
                      std::span<const ConceptKind> kinds, const Vocabulary& vocabulary,
                      RecordFindings& findings) {
  std::vector<RecordedCode> codes;
  for (const CodeField& field : code_fields) {
    const std::optional<std::string> code = object.text(field.key, IfUnreadable::drop_field);
    if (!code) continue;
    codes.push_back({std::string(name_of(field.system)), *code, object.path_of(field.key),
                     object.field(field.key)});
  }
  return identify(name, codes, kinds, vocabulary, findings, UnknownCodes::report);
}

std::string_view kind_in_words(ConceptKind kind) {
  switch (kind) {
    case ConceptKind::laboratory:
      return "a laboratory test";
    case ConceptKind::vital:
      return "a vital sign";
    case ConceptKind::score:
      return "a score";
    case ConceptKind::condition:
      return "a condition";
    case ConceptKind::medication:
      return "a medication";
    case ConceptKind::procedure:
      return "a procedure";
    case ConceptKind::event:
      return "an event";
    case ConceptKind::fact:
      return "a fact";
  }
  return "";
}

}  // namespace eligo
