#include "audit/proof_terms.h"

#include <algorithm>
#include <type_traits>

namespace eligo {
namespace {

bool same_conditions(const ResultConditions& a, const ResultConditions& b) {
  const auto anchor = [](const ResultConditions& conditions) {
    return conditions.window ? std::optional(conditions.window->anchor) : std::nullopt;
  };
  return a.fasting == b.fasting && a.specimen == b.specimen && anchor(a) == anchor(b);
}

bool same_quantity(const Quantity& a, const Quantity& b) {
  return a.kind == b.kind && same_conditions(a.conditions, b.conditions) &&
         a.analyte == b.analyte && a.own_name == b.own_name && a.unit == b.unit &&
         a.scale == b.scale && a.record == b.record && a.time_unit == b.time_unit;
}

bool at_least_zero(const Interval& interval) {
  return interval.low && sgn(interval.low->value) >= 0;
}

Interval from_zero() {
  return {Bound{Rational(0), true}, std::nullopt};
}

// Limits of what can be are used only where one analyte's limits are meant for certain: results of
// its kinds have limits of their own.
bool has_own_limits(const Vocabulary& vocabulary, ConceptId analyte) {
  return vocabulary.kinds_of(analyte).size() <= 1 && vocabulary[analyte].named_results.empty();
}

class TermCollector {
 public:
  TermCollector(const Program& program, const Vocabulary& vocabulary)
      : program_(program), vocabulary_(vocabulary) {}

  ProofTerms collect() {
    for (const Node& node : program_.nodes) {
      terms_.leaves.emplace_back();
      std::visit([&](const auto& operation) { read(operation, terms_.leaves.back()); },
                 node.operation);
    }
    return std::move(terms_);
  }

 private:
  template <typename Operation>
  void read(const Operation& /*operation*/, ProofLeaf& /*leaf*/) {
    static_assert(std::is_same_v<Operation, AllOf> || std::is_same_v<Operation, AnyOf> ||
                  std::is_same_v<Operation, AtLeast> || std::is_same_v<Operation, Not> ||
                  std::is_same_v<Operation, ExclusiveOr> || std::is_same_v<Operation, Implies> ||
                  std::is_same_v<Operation, BySex> || std::is_same_v<Operation, UnderAssumption> ||
                  std::is_same_v<Operation, Always> || std::is_same_v<Operation, Question>);
  }

  void read(const PatientSexIs& operation, ProofLeaf& leaf) { leaf.sex = operation.sex; }

  void read(const FactIs& operation, ProofLeaf& leaf) {
    leaf.sex = only_sex({operation.fact});
    leaf.fact = fact(operation.fact);
  }

  void read(const ObservedInRange& operation, ProofLeaf& leaf) {
    const Concept& analyte = vocabulary_[operation.observation.analyte];
    leaf.sex = only_sex({operation.observation.analyte});
    if (!analyte.unit && !analyte.named_results.empty()) {
      leaf.quantity = quantity(named_result(operation.observation));
      // A scale counts from 1.
      leaf.ranges = {transformed(operation.range, Rational(1), Rational(-1))};
      return;
    }
    Quantity result;
    result.kind = Quantity::Kind::result;
    result.conditions = operation.observation;
    result.analyte = operation.observation.analyte;
    result.scale = operation.scale;
    result.unit = analyte.unit ? analyte.unit->ucum : std::string();
    result.is_counted =
        analyte.kind == ConceptKind::score && operation.scale == LimitScale::absolute;
    set_possible(analyte, result);
    leaf.quantity = quantity(std::move(result));
    leaf.ranges = {operation.range};
    if (operation.scale != LimitScale::absolute) return;
    std::vector<std::string>& units = terms_.quantities[*leaf.quantity].written_units;
    if (std::find(units.begin(), units.end(), operation.written_unit) == units.end()) {
      units.push_back(operation.written_unit);
    }
  }

  void set_possible(const Concept& analyte, Quantity& result) const {
    if (!has_own_limits(vocabulary_, *result.analyte)) return;
    if (result.scale == LimitScale::absolute) {
      result.possible = analyte.plausible;
      result.possible_adult = analyte.plausible_adult;
      return;
    }
    const bool shifts =
        std::any_of(analyte.conversions.begin(), analyte.conversions.end(),
                    [](const AnalyteConversion& one) { return sgn(one.to_default.add) != 0; });
    if (!shifts && at_least_zero(analyte.plausible)) result.possible = from_zero();
  }

  void read(const ObservedResult& operation, ProofLeaf& leaf) {
    leaf.sex = only_sex({operation.observation.analyte});
    leaf.quantity = quantity(named_result(operation.observation));
    for (const std::uint32_t position : operation.results) {
      leaf.ranges.push_back(Interval::exactly(Rational(position)));
    }
  }

  Quantity named_result(const ObservationPattern& observation) const {
    Quantity result;
    result.kind = Quantity::Kind::named_result;
    result.conditions = observation;
    result.analyte = observation.analyte;
    result.whole = true;
    const std::size_t count = vocabulary_[observation.analyte].named_results.size();
    result.possible = {Bound{Rational(0), true},
                       Bound{Rational(static_cast<unsigned long>(count)) - 1, true}};
    return result;
  }

  void read(const MeasuredInRange& operation, ProofLeaf& leaf) {
    Quantity result;
    result.kind = Quantity::Kind::own_result;
    result.conditions = operation.observation;
    result.own_name = operation.observation.name;
    result.scale = operation.scale;
    if (operation.scale == LimitScale::absolute) result.unit = operation.unit_text;
    leaf.quantity = quantity(std::move(result));
    leaf.ranges = {operation.range};
  }

  void read(const AgeInRange& operation, ProofLeaf& leaf) {
    Quantity age;
    age.kind = Quantity::Kind::age;
    age.time_unit = operation.unit;
    age.whole = true;
    age.possible = from_zero();
    leaf.quantity = quantity(std::move(age));
    leaf.ranges = {operation.range};
  }

  void read(const OnsetAgeInRange& operation, ProofLeaf& leaf) {
    Quantity age;
    age.kind = Quantity::Kind::onset_age;
    age.record = operation.record;
    age.time_unit = operation.unit;
    age.whole = true;
    age.possible = from_zero();
    leaf.quantity = quantity(std::move(age));
    leaf.ranges = {operation.range};
    read_record(operation.record, leaf);
  }

  void read(const DurationInRange& operation, ProofLeaf& leaf) {
    Quantity duration;
    duration.kind = Quantity::Kind::duration;
    duration.record = operation.record;
    duration.time_unit = operation.unit;
    duration.whole = operation.unit == Period::Unit::days;
    duration.possible = from_zero();
    leaf.quantity = quantity(std::move(duration));
    leaf.ranges = {operation.range};
    read_record(operation.record, leaf);
  }

  void read(const DoseInRange& operation, ProofLeaf& leaf) {
    RecordPattern current = operation.record;
    if (!current.status && !current.window) current.status = RecordStatus::active;
    Quantity dose;
    dose.kind = Quantity::Kind::dose;
    dose.record = current;
    dose.unit = operation.unit.ucum;
    dose.possible = from_zero();
    dose.records = records_of(current);
    leaf.quantity = quantity(std::move(dose));
    leaf.ranges = {operation.range};
  }

  void read(const RecordFound& operation, ProofLeaf& leaf) { read_record(operation.record, leaf); }

  void read_record(const RecordPattern& pattern, ProofLeaf& leaf) {
    if (pattern.own_names.empty()) leaf.sex = only_sex(pattern.terms);
    leaf.records = records_of(pattern);
  }

  // A record of any of the terms is a record of one of them.
  std::vector<std::size_t> records_of(const RecordPattern& pattern) {
    std::vector<std::size_t> records;
    RecordPattern one = pattern;
    one.terms.clear();
    one.own_names.clear();
    if (pattern.takes_any_term()) records.push_back(record(one));
    for (const ConceptId term : pattern.terms) {
      one.terms = {term};
      records.push_back(record(one));
    }
    one.terms.clear();
    for (const OwnName& name : pattern.own_names) {
      one.own_names = {name};
      records.push_back(record(one));
    }
    return records;
  }

  // The sex that all of these can only apply to.
  std::optional<Sex> only_sex(const std::vector<ConceptId>& concepts) const {
    std::optional<Sex> sex;
    for (const ConceptId id : concepts) {
      const std::optional<Sex>& only = vocabulary_[id].only_sex;
      if (!only || (sex && sex != only)) return std::nullopt;
      sex = only;
    }
    return sex;
  }

  std::size_t quantity(Quantity wanted) {
    const auto found =
        std::find_if(terms_.quantities.begin(), terms_.quantities.end(),
                     [&](const Quantity& one) { return same_quantity(one, wanted); });
    if (found != terms_.quantities.end()) {
      return static_cast<std::size_t>(found - terms_.quantities.begin());
    }
    terms_.quantities.push_back(std::move(wanted));
    return terms_.quantities.size() - 1;
  }

  std::size_t record(const RecordPattern& wanted) {
    const auto found = std::find(terms_.records.begin(), terms_.records.end(), wanted);
    if (found != terms_.records.end()) {
      return static_cast<std::size_t>(found - terms_.records.begin());
    }
    terms_.records.push_back(wanted);
    return terms_.records.size() - 1;
  }

  std::size_t fact(ConceptId wanted) {
    const auto found = std::find(terms_.facts.begin(), terms_.facts.end(), wanted);
    if (found != terms_.facts.end()) return static_cast<std::size_t>(found - terms_.facts.begin());
    terms_.facts.push_back(wanted);
    const std::size_t index = terms_.facts.size() - 1;
    for (const ConceptId term : vocabulary_[wanted].implied_by) {
      RecordPattern active;
      active.kinds = {vocabulary_[term].kind};
      active.terms = {term};
      active.status = RecordStatus::active;
      terms_.record_makes_fact.emplace_back(record(active), index);
    }
    return index;
  }

  const Program& program_;
  const Vocabulary& vocabulary_;
  ProofTerms terms_;
};

}  // namespace

ProofTerms proof_terms(const Program& program, const Vocabulary& vocabulary) {
  return TermCollector(program, vocabulary).collect();
}

Interval possible_results(const Vocabulary& vocabulary, ConceptId analyte) {
  return has_own_limits(vocabulary, analyte) ? vocabulary[analyte].plausible : Interval{};
}

std::size_t age_in_years(ProofTerms& terms) {
  for (std::size_t i = 0; i < terms.quantities.size(); ++i) {
    const Quantity& one = terms.quantities[i];
    if (one.kind == Quantity::Kind::age && one.time_unit == Period::Unit::years) return i;
  }
  Quantity age;
  age.kind = Quantity::Kind::age;
  age.time_unit = Period::Unit::years;
  age.whole = true;
  age.possible = from_zero();
  terms.quantities.push_back(std::move(age));
  return terms.quantities.size() - 1;
}

}  // namespace eligo
