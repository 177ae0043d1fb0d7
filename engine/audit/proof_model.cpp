#include "audit/proof_model.h"

#include <algorithm>
#include <string>
#include <type_traits>

#include "audit/proof_records.h"

namespace eligo {
namespace {

// Days in a unit of time, on the average of the calendar, and how far a count of them can be off.
struct UnitLength {
  Rational days;
  Rational slack;
};

UnitLength length_of(Period::Unit unit) {
  switch (unit) {
    case Period::Unit::days:
      return {Rational(1), Rational(0)};
    case Period::Unit::weeks:
      return {Rational(7), Rational(0)};
    case Period::Unit::months:
      return {Rational(146097, 4800), Rational(5)};
    case Period::Unit::years:
      return {Rational(146097, 400), Rational(4)};
  }
  return {};
}

Rational rational_of(const z3::expr& number) {
  Rational value(Z3_get_numeral_string(number.ctx(), number));
  value.canonicalize();
  return value;
}

z3::params settings(z3::context& context, std::chrono::milliseconds query_limit) {
  z3::params params(context);
  params.set("timeout", static_cast<unsigned>(query_limit.count()));
  params.set("random_seed", 0U);
  return params;
}

}  // namespace

ProofModel::ProofModel(const Program& program, const Vocabulary& vocabulary,
                       const ProofTerms& terms, std::chrono::milliseconds query_limit)
    : program_(program),
      vocabulary_(vocabulary),
      terms_(terms),
      solver_(context_, z3::solver::simple()),
      is_male_(context_.bool_const("male")) {
  solver_.set(settings(context_, query_limit));
  make_symbols();
  state_limits();
  state_ages();
  state_onsets();
  state_records();
  make_nodes();
}

void ProofModel::make_symbols() {
  const auto name = [](const char* what, std::size_t index) {
    return what + std::to_string(index);
  };
  for (std::size_t i = 0; i < terms_.quantities.size(); ++i) {
    quantities_.push_back(terms_.quantities[i].whole
                              ? z3::to_real(context_.int_const(name("n", i).c_str()))
                              : context_.real_const(name("q", i).c_str()));
  }
  for (std::size_t i = 0; i < terms_.records.size(); ++i) {
    records_.push_back(context_.bool_const(name("r", i).c_str()));
  }
  for (std::size_t i = 0; i < terms_.facts.size(); ++i) {
    facts_.push_back(context_.bool_const(name("f", i).c_str()));
  }
}

z3::expr ProofModel::number(const Rational& value) {
  return context_.real_val(value.get_str().c_str());
}

z3::expr ProofModel::within(const z3::expr& value, const Interval& range) {
  z3::expr result = context_.bool_val(true);
  if (range.low) {
    const z3::expr low = number(range.low->value);
    result = result && (range.low->inclusive ? value >= low : value > low);
  }
  if (range.high) {
    const z3::expr high = number(range.high->value);
    result = result && (range.high->inclusive ? value <= high : value < high);
  }
  return result;
}

z3::expr ProofModel::equals(std::size_t quantity, const Rational& value) {
  return quantities_[quantity] == number(value);
}

z3::expr ProofModel::lies_between(std::size_t quantity, const Interval& range) {
  return within(quantities_[quantity], range);
}

z3::expr ProofModel::same(std::size_t quantity, std::size_t other) {
  return quantities_[quantity] == quantities_[other];
}

std::optional<std::size_t> ProofModel::find_quantity(Quantity::Kind kind, Period::Unit unit) const {
  for (std::size_t i = 0; i < terms_.quantities.size(); ++i) {
    if (terms_.quantities[i].kind == kind && terms_.quantities[i].time_unit == unit) return i;
  }
  return std::nullopt;
}

// What a living person can have, and an adult.
void ProofModel::state_limits() {
  constexpr int adult = 18;  // years
  const auto age = find_quantity(Quantity::Kind::age, Period::Unit::years);
  for (std::size_t i = 0; i < terms_.quantities.size(); ++i) {
    const Quantity& quantity = terms_.quantities[i];
    solver_.add(within(quantities_[i], quantity.possible));
    if (age && quantity.kind == Quantity::Kind::result) {
      solver_.add(
          z3::implies(quantities_[*age] >= adult, within(quantities_[i], quantity.possible_adult)));
    }
    if (quantity.kind == Quantity::Kind::dose) {
      solver_.add(any_recorded(quantity.records) || quantities_[i] == 0);
    }
  }
}

// One age in several units: n completed units are n to just under n + 1 of them.
void ProofModel::state_ages() {
  std::vector<std::size_t> ages;
  for (std::size_t i = 0; i < terms_.quantities.size(); ++i) {
    if (terms_.quantities[i].kind == Quantity::Kind::age) ages.push_back(i);
  }
  if (ages.size() < 2) return;
  const z3::expr days = context_.int_const("days_of_age");
  for (const std::size_t age : ages) {
    const UnitLength length = length_of(terms_.quantities[age].time_unit);
    solver_.add(z3::to_real(days) >= quantities_[age] * number(length.days) - number(length.slack));
    solver_.add(z3::to_real(days) <
                (quantities_[age] + 1) * number(length.days) + number(length.slack));
  }
  const auto years = find_quantity(Quantity::Kind::age, Period::Unit::years);
  const auto months = find_quantity(Quantity::Kind::age, Period::Unit::months);
  if (!years || !months) return;
  solver_.add(quantities_[*months] >= quantities_[*years] * 12);
  solver_.add(quantities_[*months] < quantities_[*years] * 12 + 12);
}

// The onset of one thing: its age is no more than the age, and the time since then makes the rest.
void ProofModel::state_onsets() {
  const auto age = find_quantity(Quantity::Kind::age, Period::Unit::years);
  const auto length = [&](std::size_t i) { return length_of(terms_.quantities[i].time_unit); };
  for (std::size_t i = 0; i < terms_.quantities.size(); ++i) {
    const Quantity& onset = terms_.quantities[i];
    const bool is_onset_age = onset.kind == Quantity::Kind::onset_age;
    if (!is_onset_age && onset.kind != Quantity::Kind::duration) continue;
    const z3::expr onset_days = quantities_[i] * number(length(i).days);
    if (age) {
      const Rational most = length_of(Period::Unit::years).days + length(i).slack + 4;
      solver_.add(onset_days <=
                  quantities_[*age] * number(length_of(Period::Unit::years).days) + number(most));
      if (is_onset_age && onset.time_unit == Period::Unit::years) {
        solver_.add(quantities_[i] <= quantities_[*age]);
      }
    }
    for (std::size_t j = 0; j < terms_.quantities.size(); ++j) {
      const Quantity& other = terms_.quantities[j];
      if (!(other.record == onset.record) || i == j) continue;
      const z3::expr other_days = quantities_[j] * number(length(j).days);
      if (other.kind == onset.kind && i < j) {
        // Counts of completed units leave out less than one of them.
        const Rational rest =
            is_onset_age ? Rational(length(i).days + length(j).days) : Rational(0);
        const Rational slack = length(i).slack + length(j).slack + rest;
        solver_.add(onset_days - other_days <= number(slack));
        solver_.add(other_days - onset_days <= number(slack));
      } else if (is_onset_age && other.kind == Quantity::Kind::duration && age) {
        const z3::expr age_days = quantities_[*age] * number(length_of(Period::Unit::years).days);
        const Rational slack = length(i).slack + length(j).slack + 4;
        const Rational above = length_of(Period::Unit::years).days + slack;
        const Rational below = length(i).days + slack;
        solver_.add(onset_days + other_days <= age_days + number(above));
        solver_.add(onset_days + other_days >= age_days - number(below));
      }
    }
  }
}

void ProofModel::state_records() {
  for (std::size_t i = 0; i < records_.size(); ++i) {
    for (std::size_t j = 0; j < records_.size(); ++j) {
      if (i != j && record_implies(vocabulary_, terms_.records[i], terms_.records[j])) {
        solver_.add(z3::implies(records_[i], records_[j]));
      }
    }
  }
  for (const auto& [record, fact] : terms_.record_makes_fact) {
    solver_.add(z3::implies(records_[record], facts_[fact]));
  }
}

z3::expr ProofModel::any_recorded(const std::vector<std::size_t>& records) {
  z3::expr any = context_.bool_val(false);
  for (const std::size_t record : records) any = any || records_[record];
  return any;
}

z3::expr ProofModel::leaf(const ProofLeaf& leaf, const Operation& operation) {
  if (std::holds_alternative<Always>(operation)) return context_.bool_val(true);
  z3::expr holds = context_.bool_val(true);
  if (leaf.sex) holds = holds && (*leaf.sex == Sex::male ? is_male_ : !is_male_);
  if (leaf.fact) holds = holds && facts_[*leaf.fact];
  if (!leaf.records.empty()) holds = holds && any_recorded(leaf.records);
  if (leaf.quantity) {
    z3::expr in_a_range = context_.bool_val(false);
    for (const Interval& range : leaf.ranges) {
      in_a_range = in_a_range || within(quantities_[*leaf.quantity], range);
    }
    holds = holds && in_a_range;
  }
  return holds;
}

z3::expr_vector ProofModel::operands(const std::vector<NodeId>& nodes) const {
  z3::expr_vector operands(const_cast<z3::context&>(context_));
  for (const NodeId node : nodes) operands.push_back(nodes_[node.index]);
  return operands;
}

// Every leaf of a fully known patient is decided, and there Kleene's logic is the ordinary one.
z3::expr ProofModel::operation_of(const Operation& operation, const ProofLeaf& proof_leaf) {
  const auto at = [&](NodeId node) -> const z3::expr& { return nodes_[node.index]; };
  return std::visit(
      [&](const auto& one) -> z3::expr {
        using T = std::decay_t<decltype(one)>;
        if constexpr (std::is_same_v<T, AllOf>) {
          return z3::mk_and(operands(one.operands));
        } else if constexpr (std::is_same_v<T, AnyOf>) {
          return z3::mk_or(operands(one.operands));
        } else if constexpr (std::is_same_v<T, AtLeast>) {
          return z3::atleast(operands(one.operands), one.count);
        } else if constexpr (std::is_same_v<T, Not>) {
          return !at(one.operand);
        } else if constexpr (std::is_same_v<T, ExclusiveOr>) {
          return at(one.left) != at(one.right);
        } else if constexpr (std::is_same_v<T, Implies>) {
          return z3::implies(at(one.condition), at(one.consequence));
        } else if constexpr (std::is_same_v<T, BySex>) {
          return z3::ite(is_male_, at(one.male), at(one.female));
        } else if constexpr (std::is_same_v<T, UnderAssumption>) {
          return at(one.operand);
        } else {
          return leaf(proof_leaf, operation);
        }
      },
      operation);
}

void ProofModel::make_nodes() {
  for (std::size_t i = 0; i < program_.nodes.size(); ++i) {
    const Operation& operation = program_.nodes[i].operation;
    if (std::holds_alternative<Question>(operation)) {
      nodes_.push_back(context_.bool_const(("a" + std::to_string(i)).c_str()));
    } else {
      nodes_.push_back(operation_of(operation, terms_.leaves[i]));
    }
  }
  for (const Criterion& criterion : program_.criteria) {
    z3::expr passes = context_.bool_val(true);
    if (criterion.root) {
      const z3::expr& holds = nodes_[criterion.root->index];
      passes = criterion.kind == CriterionKind::exclusion ? !holds : holds;
    }
    passes_.push_back(passes);
  }
  needed_ = passes_;
}

void ProofModel::rely_on(std::size_t criterion, const std::vector<NodeId>& parts) {
  needed_[criterion] = z3::mk_and(operands(parts));
}

Truth ProofModel::is_possible(const std::vector<z3::expr>& wanted) {
  solver_.push();
  for (const z3::expr& one : wanted) solver_.add(one);
  const z3::check_result answer = solver_.check();
  solver_.pop();
  if (answer == z3::unknown) ran_out_of_time_ = true;
  return answer == z3::sat ? Truth::yes : answer == z3::unsat ? Truth::no : Truth::unknown;
}

std::optional<FoundPatient> ProofModel::find(const std::vector<z3::expr>& wanted,
                                             const std::vector<z3::expr>& preferred) {
  solver_.push();
  for (const z3::expr& one : wanted) solver_.add(one);
  const z3::check_result first = solver_.check();
  std::optional<FoundPatient> patient;
  if (first == z3::unknown) ran_out_of_time_ = true;
  if (first == z3::sat) patient = patient_of(solver_.get_model());
  unsigned levels = 1;
  for (const z3::expr& one : preferred) {
    if (!patient) break;
    solver_.push();
    ++levels;
    solver_.add(one);
    if (solver_.check() == z3::sat) {
      patient = patient_of(solver_.get_model());
    } else {
      solver_.pop();
      --levels;
    }
  }
  solver_.pop(levels);
  return patient;
}

FoundPatient ProofModel::patient_of(const z3::model& model) const {
  const auto is_true = [&](const z3::expr& one) { return model.eval(one, true).is_true(); };
  FoundPatient patient;
  patient.is_male = is_true(is_male_);
  for (const z3::expr& one : quantities_) {
    patient.quantities.push_back(rational_of(model.eval(one, true)));
  }
  for (const z3::expr& one : records_) patient.records.push_back(is_true(one));
  for (const z3::expr& one : facts_) patient.facts.push_back(is_true(one));
  for (const z3::expr& one : nodes_) patient.nodes.push_back(is_true(one));
  return patient;
}

std::optional<std::vector<std::size_t>> ProofModel::smallest_clash(
    std::vector<std::size_t> criteria) {
  // Named literals make the solver name those that it used; then each is left out in turn.
  z3::expr_vector names(context_);
  solver_.push();
  for (const std::size_t criterion : criteria) {
    const z3::expr name = context_.bool_const(("p" + std::to_string(criterion)).c_str());
    solver_.add(z3::implies(name, needed_[criterion]));
    names.push_back(name);
  }
  const z3::check_result answer = solver_.check(names);
  std::vector<std::size_t> clash;
  if (answer == z3::unsat) {
    const z3::expr_vector core = solver_.unsat_core();
    for (unsigned i = 0; i < core.size(); ++i) {
      clash.push_back(std::stoul(core[static_cast<int>(i)].decl().name().str().substr(1)));
    }
  }
  solver_.pop();
  if (answer != z3::unsat) {
    if (answer == z3::unknown) ran_out_of_time_ = true;
    return std::nullopt;
  }
  std::sort(clash.begin(), clash.end());
  for (std::size_t i = clash.size(); i-- > 0;) {
    std::vector<z3::expr> others;
    for (std::size_t j = 0; j < clash.size(); ++j) {
      if (j != i) others.push_back(needed_[clash[j]]);
    }
    const Truth possible = is_possible(others);
    if (possible == Truth::unknown) return std::nullopt;
    if (possible == Truth::no) clash.erase(clash.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return clash;
}

}  // namespace eligo
