#include "report/screened/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "decide/number_words.h"

namespace eligo {
namespace {

// A value and a range brought together; the names are filled in by who asked for it.
struct Brought {
  Interval value;
  std::string value_text;
  Interval range;
  std::string unit;
};

// "8.1" and "< 60" as intervals; nothing for any other text.
std::optional<Interval> interval_of(const std::string& text) {
  for (const std::string_view comparator : {"<=", ">=", "<", ">"}) {
    if (!text.starts_with(comparator)) continue;
    const std::size_t begin = text.find_first_not_of(' ', comparator.size());
    if (begin == std::string::npos) return std::nullopt;
    const std::optional<Rational> number = parse_decimal(text.substr(begin));
    if (!number) return std::nullopt;
    const Bound bound{*number, comparator.size() == 2};
    if (comparator.front() == '<') return Interval{std::nullopt, bound};
    return Interval{bound, std::nullopt};
  }
  const std::optional<Rational> number = parse_decimal(text);
  if (!number) return std::nullopt;
  return Interval::exactly(*number);
}

std::optional<Brought> brought_together(const std::string& value, Interval range,
                                        std::string unit) {
  std::optional<Interval> read = interval_of(value);
  if (!read) return std::nullopt;
  return Brought{*std::move(read), value, std::move(range), std::move(unit)};
}

class Comparisons {
 public:
  Comparisons(const Program& program, const Vocabulary& vocabulary,
              const CriterionDecision& decision, std::optional<Sex> sex, Day as_of)
      : program_(program), vocabulary_(vocabulary), decision_(decision), sex_(sex), as_of_(as_of) {}

  // `reason` is that of `node`; its parts are those of the node's operands, in their order.
  void add(NodeId node, const Reason& reason, RangeMeaning meaning) {
    const Operation& operation = program_[node].operation;
    if (const auto* arms = std::get_if<BySex>(&operation); arms != nullptr && sex_) {
      const bool male = *sex_ == Sex::male;
      add(male ? arms->male : arms->female, reason.parts[male ? 0 : 1], meaning);
      return;
    }
    add_leaf(operation, reason, meaning);
    const std::vector<NodeId> operands = operands_of(operation);
    for (std::size_t i = 0; i < operands.size() && i < reason.parts.size(); ++i) {
      add(operands[i], reason.parts[i], meaning_of_part(operation, i, meaning));
    }
  }

  std::vector<Comparison> take() { return std::move(found_); }

 private:
  static RangeMeaning opposite(RangeMeaning meaning) {
    if (meaning == RangeMeaning::named) return meaning;
    return meaning == RangeMeaning::admits ? RangeMeaning::excludes : RangeMeaning::admits;
  }

  static RangeMeaning meaning_of_part(const Operation& operation, std::size_t part,
                                      RangeMeaning meaning) {
    if (std::holds_alternative<Not>(operation)) return opposite(meaning);
    if (std::holds_alternative<ExclusiveOr>(operation)) return RangeMeaning::named;
    if (std::holds_alternative<Implies>(operation) && part == 0) return opposite(meaning);
    return meaning;
  }

  // Whether the criterion's result rests on this piece of the record.
  bool counts(const Evidence& evidence) const {
    return std::find(decision_.evidence.begin(), decision_.evidence.end(), evidence) !=
           decision_.evidence.end();
  }

  void add_leaf(const Operation& operation, const Reason& reason, RangeMeaning meaning) {
    Comparison comparison;
    std::optional<Brought> brought;
    if (const auto* observed = std::get_if<ObservedInRange>(&operation)) {
      comparison.name = vocabulary_[observed->observation.analyte].name;
      brought = observed_value(*observed, comparison.name, reason);
    } else if (const auto* measured = std::get_if<MeasuredInRange>(&operation)) {
      comparison.name = measured->observation.name.text;
      brought = measured_value(*measured, reason);
    } else if (const auto* age = std::get_if<AgeInRange>(&operation)) {
      comparison.name = "age";
      comparison.is_age = true;
      brought = age_value(*age, reason);
    }
    // What is drawn can never say anything else than what was decided.
    if (!brought || lies_in(brought->value, brought->range) != reason.truth) return;
    comparison.value = brought->value;
    comparison.value_text = brought->value_text;
    comparison.range = brought->range;
    comparison.unit = brought->unit == "1" ? std::string() : brought->unit;
    comparison.meaning = meaning;
    if (std::find(found_.begin(), found_.end(), comparison) == found_.end()) {
      found_.push_back(std::move(comparison));
    }
  }

  std::optional<Brought> observed_value(const ObservedInRange& operation, const std::string& name,
                                        const Reason& reason) const {
    if (reason.evidence.size() > 1) return derived_value(operation, name, reason);
    if (reason.evidence.empty() || !counts(reason.evidence.front())) return std::nullopt;
    const Evidence& evidence = reason.evidence.front();
    if (evidence.as)
      return brought_together(evidence.as->value, operation.range, evidence.as->unit);
    if (operation.scale != LimitScale::absolute) return std::nullopt;
    const std::optional<Unit> recorded = vocabulary_.units().parse(evidence.unit);
    const std::optional<Unit>& usual = vocabulary_[operation.observation.analyte].unit;
    const std::optional<Unit> written =
        operation.written_unit.empty() ? usual : vocabulary_.units().parse(operation.written_unit);
    if (recorded && written && recorded->same_as(*written)) {
      return brought_together(evidence.value, operation.written, operation.written_unit);
    }
    return brought_together(evidence.value, operation.range, usual ? usual->ucum : "");
  }

  // A body mass index made from weight and height: the sentence says it, "body mass index 23.12
  // kg/m2 on …"; no single piece of the record does.
  std::optional<Brought> derived_value(const ObservedInRange& operation, const std::string& name,
                                       const Reason& reason) const {
    const std::optional<Unit>& usual = vocabulary_[operation.observation.analyte].unit;
    const bool rests_on_it =
        std::all_of(reason.evidence.begin(), reason.evidence.end(),
                    [&](const Evidence& evidence) { return counts(evidence); });
    if (!usual || !rests_on_it || !reason.why.starts_with(name + " ")) return std::nullopt;
    const std::size_t begin = name.size() + 1;
    const std::size_t end = reason.why.find(' ', begin);
    if (end == std::string::npos) return std::nullopt;
    return brought_together(reason.why.substr(begin, end - begin), operation.range, usual->ucum);
  }

  std::optional<Brought> measured_value(const MeasuredInRange& operation,
                                        const Reason& reason) const {
    if (reason.evidence.size() != 1 || !counts(reason.evidence.front())) return std::nullopt;
    const Evidence& evidence = reason.evidence.front();
    if (evidence.as)
      return brought_together(evidence.as->value, operation.range, evidence.as->unit);
    if (operation.scale != LimitScale::absolute) return std::nullopt;
    return brought_together(evidence.value, operation.range, operation.unit_text);
  }

  std::optional<Brought> age_value(const AgeInRange& operation, const Reason& reason) const {
    if (reason.evidence.size() != 1 || !counts(reason.evidence.front())) return std::nullopt;
    const Evidence& evidence = reason.evidence.front();
    const std::string unit = period_text(Period{2, operation.unit}).substr(2);
    if (evidence.path == "/age") {
      if (operation.unit != Period::Unit::years) return std::nullopt;
      const std::optional<Rational> years = parse_decimal(evidence.value);
      if (!years) return std::nullopt;
      const mpz_class whole = years->get_num() / years->get_den();
      return brought_together(whole.get_str(), operation.range, unit);
    }
    const std::optional<PartialDate> birth = parse_date(evidence.value);
    if (!birth || birth->earliest > as_of_) return std::nullopt;
    const int least = completed(std::min(birth->latest, as_of_), as_of_, operation.unit);
    const int most = completed(birth->earliest, as_of_, operation.unit);
    const Interval years{Bound{Rational(least), true}, Bound{Rational(most), true}};
    return Brought{years,
                   least == most ? std::to_string(least) : fmt::format("{} to {}", least, most),
                   operation.range, unit};
  }

  const Program& program_;
  const Vocabulary& vocabulary_;
  const CriterionDecision& decision_;
  std::optional<Sex> sex_;
  Day as_of_;
  std::vector<Comparison> found_;
};

}  // namespace

std::vector<Comparison> comparisons_of(const Program& program, const Vocabulary& vocabulary,
                                       const Criterion& criterion,
                                       const CriterionDecision& decision, std::optional<Sex> sex,
                                       Day as_of) {
  if (!criterion.root) return {};
  Comparisons comparisons(program, vocabulary, decision, sex, as_of);
  comparisons.add(
      *criterion.root, decision.reason,
      criterion.kind == CriterionKind::exclusion ? RangeMeaning::excludes : RangeMeaning::admits);
  return comparisons.take();
}

std::optional<Distance> distance_of(const Comparison& comparison) {
  const std::optional<Rational> value = comparison.value.single();
  if (!value) return std::nullopt;
  std::optional<Distance> nearest;
  for (const std::optional<Bound>* bound : {&comparison.range.low, &comparison.range.high}) {
    if (!*bound) continue;
    Distance distance;
    distance.limit = (*bound)->value;
    distance.difference = *value - distance.limit;
    const Rational size = abs(distance.limit);
    distance.relative = abs(distance.difference);
    if (size != 0) distance.relative /= size;
    if (!nearest || abs(distance.difference) < abs(nearest->difference)) {
      nearest = std::move(distance);
    }
  }
  return nearest;
}

std::string with_unit(const std::string& number, const std::string& unit) {
  if (unit == "xULN") return number + " × ULN";
  if (unit == "xLLN") return number + " × LLN";
  return unit.empty() || unit == "1" ? number : number + " " + unit;
}

std::string unit_words(const std::string& unit) {
  const std::string words = with_unit("", unit);
  const std::size_t begin = words.find_first_not_of(' ');
  return begin == std::string::npos ? std::string() : words.substr(begin);
}

std::string range_words(const Comparison& comparison) {
  return range_text(comparison.range, with_unit("", comparison.unit));
}

std::string distance_words(const Comparison& comparison, const Distance& distance) {
  const std::string value =
      fmt::format("{} {}", comparison.name, with_unit(comparison.value_text, comparison.unit));
  const std::string limit = with_unit(number_text(distance.limit, {}), comparison.unit);
  if (distance.difference == 0) return fmt::format("{}: exactly the limit {}", value, limit);
  return fmt::format("{}: {} {} the limit {}", value,
                     number_text(Rational(abs(distance.difference)), {}),
                     distance.difference > 0 ? "over" : "under", limit);
}

}  // namespace eligo
