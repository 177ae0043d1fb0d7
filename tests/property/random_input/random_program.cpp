#include "random_screening.h"

namespace eligo::testing {
namespace {

ConceptId named(const Vocabulary& vocabulary, const char* key) {
  return *vocabulary.find(key);
}

class ProgramMaker {
 public:
  ProgramMaker(RandomSource& random, const Vocabulary& vocabulary)
      : random_(random), vocabulary_(vocabulary) {}

  Program make() {
    program_.trial = "TRIAL";
    program_.title = "A random trial";
    program_.document = "TRIAL.txt";
    const int criteria = random_.between(1, 6);
    for (int number = 1; number <= criteria; ++number) add_criterion(number);
    if (criteria >= 2 && random_.one_in(4)) {
      program_.conflicts.push_back({CriterionIndex{0}, CriterionIndex{1}, "they contradict"});
    }
    return std::move(program_);
  }

 private:
  void add_criterion(int number) {
    Criterion criterion;
    criterion.kind = random_.coin() ? CriterionKind::inclusion : CriterionKind::exclusion;
    criterion.id =
        (criterion.kind == CriterionKind::inclusion ? "I" : "E") + std::to_string(number);
    criterion.text = "criterion " + std::to_string(number);
    if (random_.one_in(20)) {
      criterion.lost_because = "a gap";
    } else {
      criterion.root = expression(random_.between(0, 3));
      add_other_readings(criterion);
    }
    program_.criteria.push_back(std::move(criterion));
  }

  // Now and then one that says the same.
  void add_other_readings(Criterion& criterion) {
    for (int readings = random_.one_in(4) ? random_.between(1, 2) : 0; readings > 0; --readings) {
      const NodeId root =
          random_.one_in(4) ? add(AllOf{{*criterion.root}}) : expression(random_.between(0, 2));
      criterion.other_readings.push_back({root, "the words allow it as well"});
    }
  }

  NodeId add(Operation operation) {
    program_.nodes.push_back({std::move(operation), "node"});
    return NodeId{static_cast<std::uint32_t>(program_.nodes.size() - 1)};
  }

  std::vector<NodeId> operands(int depth) {
    std::vector<NodeId> result;
    const int count = random_.between(1, 3);
    for (int i = 0; i < count; ++i) result.push_back(expression(depth - 1));
    return result;
  }

  NodeId expression(int depth) {
    if (depth == 0) return leaf();
    switch (random_.between(0, 7)) {
      case 0:
        return add(AllOf{operands(depth)});
      case 1:
        return add(AnyOf{operands(depth)});
      case 2: {
        std::vector<NodeId> parts = operands(depth);
        const auto count =
            static_cast<std::uint32_t>(random_.between(1, static_cast<int>(parts.size())));
        return add(AtLeast{count, std::move(parts)});
      }
      case 3:
        return add(Not{expression(depth - 1)});
      case 4: {
        const NodeId left = expression(depth - 1);
        return add(ExclusiveOr{left, expression(depth - 1)});
      }
      case 5: {
        const NodeId condition = expression(depth - 1);
        return add(Implies{condition, expression(depth - 1)});
      }
      case 6: {
        const NodeId male = expression(depth - 1);
        return add(BySex{male, expression(depth - 1)});
      }
      default: {
        const NodeId operand = expression(depth - 1);
        program_.assumptions.push_back("assumption " + std::to_string(program_.assumptions.size()));
        return add(UnderAssumption{
            operand, AssumptionId{static_cast<std::uint32_t>(program_.assumptions.size() - 1)}});
      }
    }
  }

  Interval range(int low, int high) {
    Interval interval;
    const int first = random_.between(low, high);
    if (random_.coin()) interval.low = Bound{Rational(first), random_.coin()};
    if (!interval.low || random_.coin()) {
      interval.high = Bound{Rational(random_.between(first, high)), random_.coin()};
    }
    return interval;
  }

  std::optional<TimeWindow> window() {
    if (random_.coin()) return std::nullopt;
    const auto unit = static_cast<Period::Unit>(random_.between(0, 3));
    return TimeWindow{Period{random_.between(1, 8), unit}, Anchor::enrollment};
  }

  RecordPattern pattern(ConceptKind kind, std::vector<const char*> keys) {
    RecordPattern result;
    result.kinds = {kind};
    result.terms = {named(vocabulary_, random_.pick(keys))};
    if (random_.one_in(4)) {
      const bool is_drug = kind == ConceptKind::medication;
      result.own_names = {own_name(is_drug ? "mystery drug" : "Moyamoya Syndrome")};
      if (random_.coin()) result.terms.clear();
    }
    if (random_.one_in(3)) {
      result.status = random_.coin() ? RecordStatus::active : RecordStatus::resolved;
    }
    result.window = window();
    return result;
  }

  NodeId observed() {
    ObservedInRange leaf;
    const bool glucose = random_.coin();
    leaf.observation.analyte = named(vocabulary_, glucose ? "glucose" : "alt");
    leaf.observation.fasting = random_.one_in(3);
    leaf.observation.window = window();
    if (!glucose && random_.coin()) {
      leaf.scale =
          random_.coin() ? LimitScale::upper_reference_limit : LimitScale::lower_reference_limit;
      leaf.range = range(1, 3);
    } else {
      leaf.range = range(60, 200);
      leaf.written_unit = glucose ? "mg/dL" : "U/L";
    }
    leaf.written = leaf.range;
    return add(std::move(leaf));
  }

  OwnName own_name(const char* text) { return {text, vocabulary_.comparable_name(text)}; }

  NodeId measured() {
    MeasuredInRange leaf;
    leaf.observation.name = own_name("tumor size");
    leaf.observation.window = window();
    leaf.range = range(5, 50);
    if (random_.one_in(4)) {
      leaf.scale = LimitScale::upper_reference_limit;
      leaf.range = range(1, 3);
      return add(std::move(leaf));
    }
    leaf.unit_text = random_.pick<const char*>({"mm", "cm", "finger breadths", ""});
    leaf.unit = vocabulary_.units().parse(leaf.unit_text);
    if (!leaf.unit) leaf.own_unit = vocabulary_.comparable_name(leaf.unit_text);
    return add(std::move(leaf));
  }

  NodeId recorded() {
    switch (random_.between(0, 3)) {
      case 0: {
        RecordFound leaf{pattern(ConceptKind::condition,
                                 {"malignancy", "breast_cancer", "infection", "hiv_infection"})};
        if (random_.one_in(3)) {
          leaf.record.exceptions.push_back({named(vocabulary_, "breast_cancer"), {"excised"}});
        }
        return add(std::move(leaf));
      }
      case 1:
        return add(RecordFound{pattern(ConceptKind::medication, {"glucocorticoid", "insulin"})});
      case 2:
        return add(RecordFound{pattern(ConceptKind::event, {"hospital_admission"})});
      default:
        return add(DoseInRange{dosed(), *vocabulary_.units().parse("[IU]/d"), range(10, 120)});
    }
  }

  RecordPattern dosed() {
    RecordPattern drugs;
    drugs.kinds = {ConceptKind::medication};
    drugs.terms = {named(vocabulary_, "insulin")};
    if (random_.one_in(4)) drugs.own_names = {own_name("mystery drug")};
    return drugs;
  }

  NodeId dated() {
    RecordPattern diabetes;
    diabetes.kinds = {ConceptKind::condition};
    diabetes.terms = {named(vocabulary_, "type_1_diabetes")};
    if (random_.one_in(4)) {
      diabetes.own_names = {own_name("Moyamoya syndrome")};
      diabetes.terms.clear();
    }
    if (random_.coin()) return add(DurationInRange{diabetes, Period::Unit::years, range(1, 20)});
    return add(OnsetAgeInRange{diabetes, Period::Unit::years, range(10, 50)});
  }

  NodeId leaf() {
    switch (random_.between(0, 10)) {
      case 10:
        return measured();
      case 0:
      case 1:
        return observed();
      case 2:
      case 3:
        return recorded();
      case 4:
        return dated();
      case 5:
        return add(
            AgeInRange{random_.coin() ? Period::Unit::years : Period::Unit::months, range(18, 60)});
      case 6:
        return add(FactIs{named(vocabulary_, random_.coin() ? "pregnant" : "smoker")});
      case 7:
        return add(PatientSexIs{random_.coin() ? Sex::male : Sex::female});
      case 8:
        return add(Question{static_cast<Question::Kind>(random_.between(0, 2)), "is it so"});
      default: {
        ObservedResult result;
        result.observation.analyte = named(vocabulary_, "hbsag");
        result.observation.window = window();
        result.results = {static_cast<std::uint32_t>(random_.between(0, 1))};
        return random_.one_in(4) ? add(Always{}) : add(std::move(result));
      }
    }
  }

  RandomSource& random_;
  const Vocabulary& vocabulary_;
  Program program_;
};

}  // namespace

Program random_program(RandomSource& random, const Vocabulary& vocabulary) {
  return ProgramMaker(random, vocabulary).make();
}

}  // namespace eligo::testing
