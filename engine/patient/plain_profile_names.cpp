#include "patient/plain_profile_names.h"

#include "patient/entry_rules.h"
#include "patient/name_kinds.h"
#include "patient/named_concept.h"
#include "patient/profile_object.h"
#include "text/unicode.h"

namespace eligo {
namespace {

struct FieldName {
  std::string_view key;
  ProfileField field;
};
// Those with the field `none` are left to the ordinary reader.
constexpr std::array profile_fields = {FieldName{"id", ProfileField::id},
                                       FieldName{"sex", ProfileField::sex},
                                       FieldName{"birthDate", ProfileField::birth_date},
                                       FieldName{"age", ProfileField::none},
                                       FieldName{"asOf", ProfileField::as_of},
                                       FieldName{"deceased", ProfileField::none},
                                       FieldName{"anchors", ProfileField::none},
                                       FieldName{"labs", ProfileField::labs},
                                       FieldName{"vitals", ProfileField::vitals},
                                       FieldName{"conditions", ProfileField::conditions},
                                       FieldName{"medications", ProfileField::medications},
                                       FieldName{"procedures", ProfileField::procedures},
                                       FieldName{"events", ProfileField::events},
                                       FieldName{"facts", ProfileField::facts},
                                       FieldName{"attestations", ProfileField::attestations},
                                       FieldName{"complete", ProfileField::complete},
                                       FieldName{"$schema", ProfileField::none}};

std::optional<ConceptId> match_at(NamePlace place, std::string_view name,
                                  const Vocabulary& vocabulary) {
  switch (place) {
    case NamePlace::lab:
      return vocabulary.match(name, lab_kinds);
    case NamePlace::vital:
      return vocabulary.match(name, vital_kinds);
    case NamePlace::condition:
      return vocabulary.match(name, kinds_in(RecordList::conditions));
    case NamePlace::medication:
      return vocabulary.match(name, kinds_in(RecordList::medications));
    case NamePlace::procedure:
      return vocabulary.match(name, kinds_in(RecordList::procedures));
    case NamePlace::event:
      break;
  }
  return vocabulary.match(name, kinds_in(RecordList::events));
}

bool may_stand_at(NamePlace place, ConceptKind kind) {
  const bool is_result = place == NamePlace::lab || place == NamePlace::vital;
  return is_result ? is_observed(kind) : !is_observed(kind) && kind != ConceptKind::fact;
}

}  // namespace

PlainNames::PlainNames(const Vocabulary& vocabulary) : vocabulary_(&vocabulary) {}

bool PlainNames::identify(NamePlace place, const PlainName& name, ConceptId& meaning) {
  const bool is_named = !name.name.empty();
  if (is_named) {
    const ConceptId* named = meaning_of_name(place, name.name);
    if (named == nullptr) return false;
    meaning = *named;
  }
  return add_codes(
      name, [&](ConceptKind kind) { return may_stand_at(place, kind); }, is_named, meaning);
}

bool PlainNames::identify_result(ConceptId analyte, const PlainName& codes, ConceptId& meaning) {
  const ConceptKind own = (*vocabulary_)[analyte].kind;
  meaning = analyte;
  return add_codes(
      codes, [&](ConceptKind kind) { return kind == own; }, true, meaning);
}

template <typename IsKind>
bool PlainNames::add_codes(const PlainName& name, const IsKind& is_kind, bool is_known,
                           ConceptId& meaning) {
  for (const CodeSystem system : all_code_systems) {
    const std::string_view code = name.codes[static_cast<std::size_t>(system)];
    if (code.empty()) continue;
    const ConceptId* coded = meaning_of_code(system, code);
    if (coded == nullptr || !is_kind((*vocabulary_)[*coded].kind)) return false;
    if (is_known && meaning != *coded) {
      const std::optional<ConceptId> both = narrower(meaning, *coded, *vocabulary_);
      if (!both) return false;
      meaning = *both;
    } else {
      meaning = *coded;
      is_known = true;
    }
  }
  return is_known;
}

const ConceptId* PlainNames::meaning_of_name(NamePlace place, std::string_view name) {
  const auto at = static_cast<std::uint32_t>(place);
  if (const ConceptId* known = names_.find(at, name)) return known;
  if (trimmed(name).size() != name.size()) return nullptr;
  const std::optional<ConceptId> meaning = match_at(place, name, *vocabulary_);
  return meaning ? names_.remember(at, name, *meaning) : nullptr;
}

const ConceptId* PlainNames::meaning_of_code(CodeSystem system, std::string_view code) {
  const auto at = static_cast<std::uint32_t>(system);
  if (const ConceptId* known = codes_.find(at, code)) return known;
  if (trimmed(code).size() != code.size()) return nullptr;
  const std::optional<ConceptId> meaning = vocabulary_->match_code(name_of(system), code);
  return meaning ? codes_.remember(at, code, *meaning) : nullptr;
}

bool PlainNames::is_specimen(std::string_view text) {
  if (const bool* known = specimens_.find(0, text)) return *known;
  const bool is_folded = folded_name(text) == text;
  specimens_.remember(0, text, is_folded);
  return is_folded;
}

const PlainMember* PlainNames::member(MemberPlace place, std::string_view key,
                                      std::uint64_t object) {
  const auto at = static_cast<std::uint32_t>(place);
  PlainMember* known = members_.find(at, key);
  if (known == nullptr) {
    const std::optional<PlainMember> read = read_member(place, key);
    if (read) known = members_.remember(at, key, *read);
  }
  if (known == nullptr || known->object == object) return nullptr;
  known->object = object;
  return known;
}

std::optional<PlainMember> PlainNames::read_member(MemberPlace place, std::string_view key) const {
  PlainMember member;
  if (place == MemberPlace::profile) {
    for (const FieldName& field : profile_fields) {
      if (field.key != key) continue;
      member.field = field.field;
      if (member.field == ProfileField::none) return std::nullopt;
      return member;
    }
  }
  const auto is_result = [&](std::optional<ConceptId> id) {
    return id && is_observed((*vocabulary_)[*id].kind);
  };
  const auto observed = place == MemberPlace::profile  ? vocabulary_->match(key, shorthand_kinds)
                        : place == MemberPlace::vitals ? vocabulary_->match(key, vital_kinds)
                                                       : vocabulary_->match(key, fact_kinds);
  if (is_result(observed)) member.observed = observed;
  if (place != MemberPlace::vitals) {
    const auto fact = vocabulary_->match(key, fact_kinds);
    if (fact && !is_result(fact)) member.fact = fact;
  }
  if (!member.observed && !member.fact) return std::nullopt;
  return member;
}

}  // namespace eligo
