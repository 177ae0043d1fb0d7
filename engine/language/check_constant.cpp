#include "language/check_constant.h"

#include <map>
#include <string>
#include <utility>
#include <variant>

#include "language/check_subject.h"

namespace eligo {
namespace {

struct Constant {
  bool is_true = false;
};
struct Undetermined {};
// With SubjectValues, it is true where the subject's value lies in `holds`.
using Meaning = std::variant<Constant, SubjectValues, Undetermined>;

// Long chains of single values are left alone: following them takes quadratic time.
bool is_too_long(const ValueSet& values) {
  constexpr std::size_t most_intervals = 64;
  return values.intervals().size() > most_intervals;
}

Meaning simplified(SubjectValues over) {
  if (over.holds.empty()) return Constant{false};
  if (over.holds == over.domain) return Constant{true};
  if (is_too_long(over.holds)) return Undetermined{};
  return over;
}

Meaning negation_of(Meaning meaning) {
  if (auto* constant = std::get_if<Constant>(&meaning)) return Constant{!constant->is_true};
  auto* over = std::get_if<SubjectValues>(&meaning);
  if (over == nullptr) return Undetermined{};
  over->holds = ValueSet::difference(over->domain, over->holds);
  return simplified(std::move(*over));
}

Meaning conjunction_of(std::vector<Meaning> operands) {
  std::map<std::string, std::optional<SubjectValues>> by_subject;  // unset: given up
  bool determined = true;
  for (Meaning& operand : operands) {
    if (const auto* constant = std::get_if<Constant>(&operand)) {
      if (!constant->is_true) return Constant{false};
      continue;
    }
    auto* over = std::get_if<SubjectValues>(&operand);
    if (over == nullptr) {
      determined = false;
      continue;
    }
    const auto [entry, is_new] = by_subject.try_emplace(over->subject, *over);
    std::optional<SubjectValues>& known = entry->second;
    if (is_new || !known) continue;
    known->holds = ValueSet::intersection(known->holds, over->holds);
    if (known->holds.empty()) return Constant{false};
    if (is_too_long(known->holds)) known.reset();
    determined = determined && known;
  }
  if (!determined || by_subject.size() > 1) return Undetermined{};
  if (by_subject.empty()) return Constant{true};
  return simplified(std::move(*by_subject.begin()->second));
}

Meaning disjunction_of(std::vector<Meaning> operands) {
  for (Meaning& operand : operands) operand = negation_of(std::move(operand));
  return negation_of(conjunction_of(std::move(operands)));
}

// What an operation makes of its operands' meanings.
class Combine {
 public:
  Combine(const Vocabulary& vocabulary, std::vector<Meaning> operands)
      : vocabulary_(vocabulary), operands_(std::move(operands)) {}

  Meaning operator()(const AllOf&) { return conjunction_of(std::move(operands_)); }
  Meaning operator()(const AnyOf&) { return disjunction_of(std::move(operands_)); }
  Meaning operator()(const AtLeast& at_least) {
    if (at_least.count == 1) return disjunction_of(std::move(operands_));
    if (at_least.count == at_least.operands.size()) return conjunction_of(std::move(operands_));
    return Undetermined{};
  }
  Meaning operator()(const Not&) { return negation_of(std::move(operands_[0])); }
  Meaning operator()(const ExclusiveOr&) {
    return disjunction_of({conjunction_of({operands_[0], negation_of(operands_[1])}),
                           conjunction_of({negation_of(operands_[0]), operands_[1]})});
  }
  Meaning operator()(const Implies&) {
    return disjunction_of({negation_of(operands_[0]), operands_[1]});
  }
  Meaning operator()(const BySex&) {
    const auto* male = std::get_if<Constant>(&operands_[0]);
    const auto* female = std::get_if<Constant>(&operands_[1]);
    const bool agree = male != nullptr && female != nullptr && male->is_true == female->is_true;
    return agree ? Meaning(*male) : Meaning(Undetermined{});
  }
  Meaning operator()(const UnderAssumption&) { return std::move(operands_[0]); }
  Meaning operator()(const Always&) { return Constant{true}; }
  Meaning operator()(const Question&) { return Undetermined{}; }
  template <typename Leaf>
  Meaning operator()(const Leaf& leaf) {
    return simplified(subject_values(leaf, vocabulary_));
  }

 private:
  const Vocabulary& vocabulary_;
  std::vector<Meaning> operands_;
};

// Walks a criterion from its leaves up.
class MeaningFinder {
 public:
  MeaningFinder(const Program& program, const Vocabulary& vocabulary)
      : program_(program), vocabulary_(vocabulary) {}

  Meaning meaning_of(NodeId id) {
    const Operation& operation = program_[id].operation;
    std::vector<Meaning> operands;
    bool operand_is_constant = false;
    for (const NodeId operand : operands_of(operation)) {
      operands.push_back(meaning_of(operand));
      operand_is_constant =
          operand_is_constant || std::holds_alternative<Constant>(operands.back());
    }
    Meaning meaning = std::visit(Combine(vocabulary_, std::move(operands)), operation);
    const auto* constant = std::get_if<Constant>(&meaning);
    if (constant != nullptr && !operand_is_constant && !std::holds_alternative<Always>(operation)) {
      smallest_parts_.push_back({id, constant->is_true});
    }
    return meaning;
  }

  std::vector<ConstantPart> take_smallest_parts() { return std::move(smallest_parts_); }

 private:
  const Program& program_;
  const Vocabulary& vocabulary_;
  std::vector<ConstantPart> smallest_parts_;
};

}  // namespace

std::vector<ConstantPart> constant_parts(const Program& program, const Vocabulary& vocabulary,
                                         NodeId root) {
  MeaningFinder finder(program, vocabulary);
  const Meaning meaning = finder.meaning_of(root);
  if (const auto* constant = std::get_if<Constant>(&meaning)) return {{root, constant->is_true}};
  return finder.take_smallest_parts();
}

std::optional<AgeBounds> age_limits(const Program& program, const Vocabulary& vocabulary,
                                    NodeId root) {
  const Meaning meaning = MeaningFinder(program, vocabulary).meaning_of(root);
  const auto* over = std::get_if<SubjectValues>(&meaning);
  if (over == nullptr || over->holds.intervals().size() != 1) return std::nullopt;
  const auto unit = unit_of_age_subject(over->subject);
  if (!unit) return std::nullopt;
  const auto whole = [](const std::optional<Bound>& bound) -> std::optional<int> {
    if (!bound || bound->value == 0) return std::nullopt;
    return static_cast<int>(bound->value.get_d());
  };
  const Interval& ages = over->holds.intervals().front();
  return AgeBounds{*unit, whole(ages.low), whole(ages.high)};
}

}  // namespace eligo
