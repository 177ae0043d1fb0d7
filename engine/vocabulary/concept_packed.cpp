#include "vocabulary/concept_packed.h"

#include <cstdint>
#include <utility>

#include "quantity/unit_packed.h"

namespace eligo {
namespace {

void pack_texts(const std::vector<std::string>& texts, ByteWriter& into) {
  into.number(texts.size());
  for (const std::string& text : texts) into.text(text);
}

std::vector<std::string> unpack_texts(ByteReader& from) {
  std::vector<std::string> texts;
  for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
    texts.emplace_back(from.text());
  }
  return texts;
}

void pack_ids(const std::vector<ConceptId>& ids, ByteWriter& into) {
  into.number(ids.size());
  for (const ConceptId id : ids) into.number(id.index);
}

std::vector<ConceptId> unpack_ids(ByteReader& from) {
  std::vector<ConceptId> ids;
  for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
    ids.push_back(ConceptId{from.index()});
  }
  return ids;
}

// 0 for both sexes.
void pack_sex(const std::optional<Sex>& sex, ByteWriter& into) {
  into.number(sex ? static_cast<std::uint64_t>(*sex) + 1 : 0);
}

std::optional<Sex> unpack_sex(ByteReader& from) {
  const std::uint64_t number = from.number();
  if (number == 0) return std::nullopt;
  return number == static_cast<std::uint64_t>(Sex::male) + 1 ? Sex::male : Sex::female;
}

void pack_conversion(const AnalyteConversion& conversion, ByteWriter& into) {
  pack(conversion.unit, into);
  pack(conversion.to_default.multiply, into);
  pack(conversion.to_default.add, into);
  into.text(conversion.step);
  into.text(conversion.source);
}

AnalyteConversion unpack_conversion(ByteReader& from) {
  AnalyteConversion conversion;
  conversion.unit = unpack_unit(from);
  conversion.to_default.multiply = unpack_rational(from);
  conversion.to_default.add = unpack_rational(from);
  conversion.step = from.text();
  conversion.source = from.text();
  return conversion;
}

void pack_measurement(const Concept& subject, ByteWriter& into) {
  into.flag(subject.unit.has_value());
  if (subject.unit) pack(*subject.unit, into);
  into.number(subject.conversions.size());
  for (const AnalyteConversion& conversion : subject.conversions) pack_conversion(conversion, into);
  into.flag(subject.molar_mass.has_value());
  if (subject.molar_mass) pack(*subject.molar_mass, into);
  into.text(subject.molar_mass_source);
  pack(subject.plausible, into);
  pack(subject.plausible_adult, into);
  pack_texts(subject.named_results, into);
  into.flag(subject.ordered_results);
}

void unpack_measurement(ByteReader& from, Concept& subject) {
  if (from.flag()) subject.unit = unpack_unit(from);
  for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
    subject.conversions.push_back(unpack_conversion(from));
  }
  if (from.flag()) subject.molar_mass = unpack_rational(from);
  subject.molar_mass_source = from.text();
  subject.plausible = unpack_interval(from);
  subject.plausible_adult = unpack_interval(from);
  subject.named_results = unpack_texts(from);
  subject.ordered_results = from.flag();
}

}  // namespace

void pack(const Concept& subject, ByteWriter& into) {
  into.text(subject.key);
  into.text(subject.name);
  into.number(static_cast<std::uint64_t>(subject.kind));
  pack_texts(subject.synonyms, into);
  pack_texts(subject.loinc, into);
  pack_texts(subject.snomed, into);
  pack_texts(subject.icd10, into);
  pack_texts(subject.rxnorm, into);
  pack_ids(subject.broader, into);
  pack_sex(subject.only_sex, into);
  pack_measurement(subject, into);
  into.flag(subject.acute);
  pack_texts(subject.stems, into);
  into.flag(subject.open_class);
  pack_ids(subject.hidden_among, into);
  pack_ids(subject.implied_by, into);
  into.flag(subject.passing);
}

Concept unpack_concept(ByteReader& from) {
  Concept subject;
  subject.key = from.text();
  subject.name = from.text();
  subject.kind = static_cast<ConceptKind>(from.number());
  subject.synonyms = unpack_texts(from);
  subject.loinc = unpack_texts(from);
  subject.snomed = unpack_texts(from);
  subject.icd10 = unpack_texts(from);
  subject.rxnorm = unpack_texts(from);
  subject.broader = unpack_ids(from);
  subject.only_sex = unpack_sex(from);
  unpack_measurement(from, subject);
  subject.acute = from.flag();
  subject.stems = unpack_texts(from);
  subject.open_class = from.flag();
  subject.hidden_among = unpack_ids(from);
  subject.implied_by = unpack_ids(from);
  subject.passing = from.flag();
  return subject;
}

}  // namespace eligo
