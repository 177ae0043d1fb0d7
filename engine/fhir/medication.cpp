#include "fhir/medication.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "fhir/clinical_drug_name.h"
#include "fhir/entry.h"
#include "fhir/quantity.h"
#include "patient/entry_rules.h"
#include "patient/profile_object.h"

namespace eligo {

namespace {

// A part of a product: what it is, or the name that the vocabulary does not know.
struct Ingredient {
  std::optional<ConceptId> meaning;
  std::string name;
};

std::optional<ConceptId> match_ingredient(std::string_view name, const Vocabulary& vocabulary) {
  const auto kinds = kinds_in(RecordList::medications);
  if (const auto meaning = vocabulary.match(name, kinds)) return meaning;
  for (const std::string& other : other_ingredient_names(name)) {
    if (const auto meaning = vocabulary.match(other, kinds)) return meaning;
  }
  return std::nullopt;
}

bool any_known(const std::vector<Ingredient>& ingredients) {
  return std::any_of(ingredients.begin(), ingredients.end(),
                     [](const Ingredient& ingredient) { return ingredient.meaning.has_value(); });
}

// The ingredients that a name gives; its brand where it knows none of them.
std::vector<Ingredient> ingredients_of(std::string_view name, const Vocabulary& vocabulary) {
  if (const auto whole = match_ingredient(name, vocabulary)) return {{whole, std::string(name)}};
  const ClinicalDrugName drug = read_clinical_drug_name(name);
  std::vector<Ingredient> ingredients;
  for (const std::string& ingredient : drug.ingredients) {
    ingredients.push_back({match_ingredient(ingredient, vocabulary), ingredient});
  }
  if (any_known(ingredients) || drug.brand.empty()) return ingredients;
  if (const auto brand = match_ingredient(drug.brand, vocabulary)) return {{brand, drug.brand}};
  return ingredients;
}

// What all of the names say: the first of which anything is known, else the first.
std::vector<Ingredient> ingredients_of(const std::vector<std::string>& names,
                                       const Vocabulary& vocabulary) {
  std::vector<Ingredient> first;
  for (const std::string& name : names) {
    std::vector<Ingredient> ingredients = ingredients_of(name, vocabulary);
    if (any_known(ingredients)) return ingredients;
    if (first.empty()) first = std::move(ingredients);
  }
  return first;
}

// Takes in what the codes mean: the narrower of that and what the names say of the same thing.
void add_meaning_of_codes(ConceptId meaning, const Vocabulary& vocabulary,
                          std::vector<Ingredient>& ingredients) {
  for (Ingredient& ingredient : ingredients) {
    const bool is_single_unknown = ingredients.size() == 1 && !ingredient.meaning;
    const std::optional<ConceptId> both = ingredient.meaning
                                              ? narrower(*ingredient.meaning, meaning, vocabulary)
                                              : std::optional<ConceptId>();
    if (!both && !is_single_unknown) continue;
    ingredient.meaning = both ? *both : meaning;
    return;
  }
  ingredients.push_back({meaning, {}});
}

void add_coded_medication(const Record& entry, const CodedText& coded, const JsonValue& at,
                          PatientParts& parts) {
  const Vocabulary& vocabulary = parts.vocabulary;
  const NamedConcept by_codes = identify({}, coded.codes, kinds_in(entry.list), vocabulary,
                                         parts.findings, UnknownCodes::ignore);
  if (!by_codes.contradicting.empty()) {
    parts.patient.set_gap(entry.list);
    return;
  }
  std::vector<Ingredient> ingredients = ingredients_of(coded.names, vocabulary);
  if (by_codes.meaning) add_meaning_of_codes(*by_codes.meaning, vocabulary, ingredients);
  if (ingredients.empty()) {
    add_entry(entry, coded, at, parts);  // which reports that it has no name
    return;
  }
  for (const Ingredient& ingredient : ingredients) {
    Record one = entry;
    one.term = ingredient.meaning;
    one.name = coded.names.empty() ? by_codes.name : coded.names.front();
    const bool is_known_name =
        ingredient.name.empty() || vocabulary.match(ingredient.name, kinds_in(entry.list));
    if (!is_known_name) one.own_name = vocabulary.comparable_name(ingredient.name);
    if (!one.term) {
      one.name = ingredient.name;
      note_unknown_name(name_of(entry.list), entry.path, parts);
    }
    keep_entry(std::move(one), at, parts);
  }
}

const JsonValue& nowhere() {
  static const JsonValue value{nullptr, {}};
  return value;
}

std::optional<Element> contained_resource(const Element& resource, std::string_view id) {
  for (const Element& contained : resource.children("contained")) {
    if (contained.text("id") == id) return contained;
  }
  return std::nullopt;
}

void report_missing(const std::string& reference, const std::string& path, const JsonValue& at,
                    PatientParts& parts) {
  parts.findings.warn(DiagnosticCode::missing_resource, path, at,
                      fmt::format("the medication {} is not in the data", quoted(reference)));
}

// A Medication that belongs to no patient: all resources must be there first.
void add_shared_medication(const Record& entry, const std::string& reference,
                           const std::string& display, const std::string& path,
                           PatientParts& parts) {
  parts.deferred.emplace_back(
      [entry, reference, display, path](PatientParts& all, const SharedResources& shared) {
        auto found = shared.medications.find(reference);
        if (found == shared.medications.end()) {
          found = shared.medications.find(plain_reference(reference));
        }
        bool spoilt = false;
        CodedText coded;
        if (found != shared.medications.end() && found->second.as_object() != nullptr) {
          coded = read_coded_text(Element(found->second, path, all, spoilt), all);
        } else {
          report_missing(reference, path, nowhere(), all);
        }
        if (coded.is_empty() && !display.empty()) coded.names.push_back(display);
        add_coded_medication(entry, coded, nowhere(), all);
      });
}

void add_referenced_medication(const Record& entry, const Element& reference,
                               const Element& resource, PatientParts& parts) {
  const std::string text = reference.text("reference");
  const std::string display = reference.text("display");
  if (!text.starts_with('#')) {
    if (text.empty()) {
      CodedText coded;
      if (!display.empty()) coded.names.push_back(display);
      add_coded_medication(entry, coded, reference.json(), parts);
    } else {
      add_shared_medication(entry, text, display, reference.path(), parts);
    }
    return;
  }
  const std::optional<Element> contained = contained_resource(resource, text.substr(1));
  CodedText coded;
  if (contained) {
    coded = read_coded_text(*contained, "code", parts);
  } else {
    report_missing(text, reference.path_of("reference"), reference.place_of("reference"), parts);
  }
  if (coded.is_empty() && !display.empty()) coded.names.push_back(display);
  add_coded_medication(entry, coded, reference.json(), parts);
}

// How many of `unit` make a day.
std::optional<Rational> units_a_day(std::string_view unit) {
  if (unit == "h") return Rational(24);
  if (unit == "d") return Rational(1);
  if (unit == "wk") return Rational(1, 7);
  return std::nullopt;
}

// How often a day, where the timing says it in just these words.
std::optional<Rational> times_a_day(const Element& dosage) {
  static constexpr std::array known = {std::string_view("frequency"), std::string_view("period"),
                                       std::string_view("periodUnit"),
                                       std::string_view("boundsPeriod")};
  const std::optional<Element> timing = dosage.child("timing");
  const std::optional<Element> repeat = timing ? timing->child("repeat") : std::nullopt;
  if (!repeat || timing->has("event")) return std::nullopt;
  for (const JsonMember& member : *repeat->json().as_object()) {
    if (std::find(known.begin(), known.end(), member.first) == known.end()) return std::nullopt;
  }
  const std::optional<Rational> frequency = repeat->number("frequency");
  const std::optional<Rational> period = repeat->number("period");
  const std::optional<Rational> a_day = units_a_day(repeat->text("periodUnit"));
  if (!frequency || !period || !a_day || *frequency <= 0 || *period <= 0) return std::nullopt;
  return Rational(*frequency / *period * *a_day);
}

}  // namespace

void add_medication(const Record& entry, const Element& resource, PatientParts& parts) {
  if (const auto coded = resource.child("medicationCodeableConcept")) {
    const CodedText text = read_coded_text(*coded, parts);
    if (drop_if_spoilt(resource, entry.list, parts)) return;
    add_coded_medication(entry, text, resource.json(), parts);
  } else if (const auto reference = resource.child("medicationReference")) {
    if (drop_if_spoilt(resource, entry.list, parts)) return;
    add_referenced_medication(entry, *reference, resource, parts);
  } else if (!drop_if_spoilt(resource, entry.list, parts)) {
    add_entry(entry, {}, resource.json(), parts);  // which reports that it has no name
  }
}

void read_daily_dose(const Element& resource, std::string_view key, Record& entry,
                     PatientParts& parts) {
  const std::vector<Element> dosages = resource.children(key);
  if (dosages.size() != 1) return;
  const Element& dosage = dosages.front();
  const bool is_as_needed = dosage.flag("asNeededBoolean").value_or(false) ||
                            dosage.has("asNeededCodeableConcept") ||
                            dosage.has("modifierExtension");
  const std::vector<Element> rates = dosage.children("doseAndRate");
  if (is_as_needed || rates.size() != 1) return;
  const std::optional<Element> quantity = rates.front().child("doseQuantity");
  const std::optional<Rational> times = times_a_day(dosage);
  if (!quantity || !times || quantity->has("comparator")) return;
  const std::optional<Rational> value = quantity->number("value");
  const std::string unit = unit_text_of(*quantity, parts.vocabulary);
  if (!value || *value < 0 || unit.empty() || unit == "1" || unit.starts_with('{')) return;
  const std::optional<Unit> a_day = parts.vocabulary.units().parse(unit + "/d");
  if (!a_day) return;
  entry.dose = *value * *times;
  entry.dose_unit = a_day;
  entry.dose_unit_text = unit + "/d";
}

}  // namespace eligo
