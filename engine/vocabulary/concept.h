#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quantity/interval.h"
#include "quantity/unit.h"
#include "text/strong_id.h"

namespace eligo {

using ConceptId = StrongId<struct ConceptTag>;

// What sort of thing a concept is, and so where in a record it is found.
enum class ConceptKind {
  laboratory,  // labs: measured quantities and tests with named results
  vital,       // vitals: weight, blood pressure
  score,       // labs or facts: ECOG, Child-Pugh, NYHA
  condition,   // conditions
  medication,  // medications
  procedure,   // procedures
  event,       // events
  fact,        // facts: pregnant, smoker
};

std::string_view name_of(ConceptKind kind);  // "laboratory", "condition", ...
std::optional<ConceptKind> concept_kind_named(std::string_view name);
const std::vector<ConceptKind>& all_concept_kinds();  // in the order of their declaration

// Whether values of this kind are measured: nobody's word can stand in for them.
bool is_measured(ConceptKind kind);

enum class Sex { male, female };
std::string_view name_of(Sex sex);  // "male", "female"
std::optional<Sex> sex_named(std::string_view name);

// How one analyte's values in another unit become values in its default unit:
// default = multiply · value + add, for `unit` and every unit that differs from it by a factor.
struct AnalyteConversion {
  Unit unit;
  UnitConversion to_default;
  std::string step;    // how an explanation writes it: "÷ 88.4"
  std::string source;  // where the factor was read
};

// One thing that criteria speak of and records hold.
struct Concept {
  std::string key;   // the name in rules: "c_peptide"
  std::string name;  // the name in sentences: "C-peptide"
  ConceptKind kind{};
  std::vector<std::string> synonyms;
  std::vector<std::string> loinc;
  std::vector<std::string> snomed;
  std::vector<std::string> icd10;
  std::vector<std::string> rxnorm;
  std::vector<ConceptId> broader;  // its direct broader terms
  std::optional<Sex> only_sex;     // the one sex it can apply to

  // For measured kinds:
  std::optional<Unit> unit;  // the default unit; unset where results are named
  std::vector<AnalyteConversion> conversions;
  std::optional<Rational> molar_mass;  // g/mol
  std::string molar_mass_source;
  Interval plausible;                      // what a living person can have, in the default unit
  Interval plausible_adult;                // the same from 18 years on, where it is narrower
  std::vector<std::string> named_results;  // "negative", "positive"; or a scale "I", "II", ...
  bool ordered_results = false;            // named_results is a scale: the first counts 1

  // For conditions, procedures and events:
  bool acute = false;              // its date is when it happened, not when it ended
  std::vector<std::string> stems;  // parts of words that hint at it: "carcinom"
  // Records name it without what makes it one: how it was given, why, how long. In a complete list
  // it is only known to be absent where nothing recorded is a kind of `hidden_among` or, where that
  // is empty, of its broader terms.
  bool open_class = false;
  std::vector<ConceptId> hidden_among;

  // For facts: conditions or events whose record makes the fact true.
  std::vector<ConceptId> implied_by;
  bool passing = false;  // it passes with time: what was so on an earlier day says nothing of today
};

}  // namespace eligo
