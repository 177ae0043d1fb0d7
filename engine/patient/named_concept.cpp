#include "patient/named_concept.h"

#include <fmt/format.h>

#include <algorithm>

namespace eligo {

namespace {

// The narrower of two meanings; nothing where neither is a kind of the other.
std::optional<ConceptId> narrower(ConceptId a, ConceptId b, const Vocabulary& vocabulary) {
  if (vocabulary.is_kind_of(a, b)) return a;
  if (vocabulary.is_kind_of(b, a)) return b;
  return std::nullopt;
}

bool contains(std::span<const ConceptKind> kinds, ConceptKind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

class Identification {
 public:
  Identification(ProfileObject& object, std::span<const ConceptKind> kinds,
                 const Vocabulary& vocabulary, ProfileFindings& findings)
      : object_(&object), kinds_(kinds), vocabulary_(&vocabulary), findings_(&findings) {}

  void add_name(std::string_view name) {
    if (name.empty()) return;
    result_.name = name;
    result_.has_name = true;
    result_.meaning = vocabulary_->match(name, kinds_);
    if (!result_.meaning) result_.own_name = vocabulary_->comparable_name(name);
  }

  void add_code(const CodeField& field) {
    const std::optional<std::string> code = object_->text(field.key, IfUnreadable::drop_field);
    if (!code) return;
    const std::string written = fmt::format("{} {}", name_of(field.system), *code);
    if (result_.name.empty()) result_.name = written;
    const std::optional<ConceptId> meaning = vocabulary_->match(field.system, *code);
    if (!meaning) {
      findings_->warn(DiagnosticCode::unknown_code, object_->path_of(field.key),
                      *object_->field(field.key),
                      fmt::format("the vocabulary does not know the code {}", quoted(written)));
    } else if (!contains(kinds_, (*vocabulary_)[*meaning].kind)) {
      contradict(field, *meaning,
                 fmt::format("is {} and does not belong here",
                             kind_in_words((*vocabulary_)[*meaning].kind)));
    } else {
      add_meaning(field, *meaning);
    }
  }

  NamedConcept result() && { return std::move(result_); }

 private:
  void add_meaning(const CodeField& field, ConceptId meaning) {
    if (!result_.meaning) {
      result_.meaning = meaning;
      return;
    }
    const std::optional<ConceptId> both = narrower(*result_.meaning, meaning, *vocabulary_);
    if (both) {
      result_.meaning = both;
    } else {
      contradict(field, meaning,
                 fmt::format("is not the {} that is named beside it",
                             quoted((*vocabulary_)[*result_.meaning].name)));
    }
  }

  void contradict(const CodeField& field, ConceptId meaning, std::string_view problem) {
    result_.contradicting.push_back(meaning);
    findings_->warn(
        DiagnosticCode::codes_disagree, object_->path_of(field.key), *object_->field(field.key),
        fmt::format("the {} code means {}, which {}; the entry is not used", name_of(field.system),
                    quoted((*vocabulary_)[meaning].name), problem),
        "correct the name or the code");
  }

  ProfileObject* object_;
  std::span<const ConceptKind> kinds_;
  const Vocabulary* vocabulary_;
  ProfileFindings* findings_;
  NamedConcept result_;
};

}  // namespace

NamedConcept identify(ProfileObject& object, std::string_view name,
                      std::span<const ConceptKind> kinds, const Vocabulary& vocabulary,
                      ProfileFindings& findings) {
  Identification identification(object, kinds, vocabulary, findings);
  identification.add_name(name);
  for (const CodeField& field : code_fields) identification.add_code(field);
  return std::move(identification).result();
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
