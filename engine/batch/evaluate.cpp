#include "batch/evaluate.h"

#include <algorithm>
#include <limits>

namespace eligo::batch {
namespace {

constexpr Place last_place = std::numeric_limits<Place>::max();

// From so many comparisons of one column on, sorting its cells is quicker than looking at every
// cell for each (measured: tools/bench).
constexpr std::size_t many_comparisons = 24;

void put_bit(std::uint64_t* bits, std::size_t row, bool value) {
  const std::uint64_t bit = std::uint64_t{1} << (row % 64);
  bits[row / 64] = value ? bits[row / 64] | bit : bits[row / 64] & ~bit;
}

}  // namespace

std::uint32_t rows_for(const Plan& plan) {
  constexpr std::size_t cache = std::size_t{1} << 20U;  // bytes, of one core
  constexpr std::size_t least = 512;
  constexpr std::size_t most = 4096;
  const std::size_t bits_a_row = std::max<std::size_t>(1, 2 * plan.gates.size());
  const std::size_t fitting = cache * 8 / bits_a_row / 64 * 64;
  return static_cast<std::uint32_t>(std::clamp(fitting, least, most));
}

Evaluator::Evaluator(const Plan& plan, Strategy strategy) : plan_(plan), kernels_(kernels()) {
  for (const Column& column : plan.columns) {
    const bool many = column.gates.size() >= many_comparisons;
    is_swept_.push_back(strategy == Strategy::automatic ? many : strategy == Strategy::sorted);
    std::vector<RangeEnd> ends;
    for (const GateId gate : column.gates) {
      const PlaceRange places = std::get<InPlaces>(plan.gates[gate.index].kind).places;
      if (places.low > 0) ends.push_back({places.low, false, gate});
      if (places.high < last_place) {
        ends.push_back({static_cast<Place>(places.high + 1), true, gate});
      }
    }
    std::stable_sort(ends.begin(), ends.end(),
                     [](const RangeEnd& a, const RangeEnd& b) { return a.place < b.place; });
    ends_.push_back(std::move(ends));
  }
}

void Evaluator::evaluate(const Block& block, const Sink& sink) {
  words_ = (block.rows + 63) / 64;
  if (words_ == 0) return;
  bits_.resize(2 * plan_.gates.size() * words_);
  rows_.assign(words_, ~std::uint64_t{0});
  if (block.rows % 64 != 0) rows_.back() >>= 64 - block.rows % 64;
  known_.resize(words_);
  below_.resize(words_);
  answers_ = block.answers;
  std::stable_sort(answers_.begin(), answers_.end(),
                   [](const LeafAnswer& a, const LeafAnswer& b) { return a.gate < b.gate; });
  next_answer_ = 0;
  compare_columns(block);
  for (std::uint32_t i = 0; i < plan_.gates.size(); ++i) decide_gate(block, GateId{i});
  for (std::uint32_t i = 0; i < plan_.trials.size(); ++i) {
    decide_trial(block, TrialIndex{i});
    sink(TrialIndex{i}, results_);
  }
}

void Evaluator::compare_columns(const Block& block) {
  for (std::uint32_t i = 0; i < plan_.columns.size(); ++i) {
    const Column& column = plan_.columns[i];
    const Place* cells = block.cells_of(ColumnId{i});
    if (column.gates.size() == 1) {
      const GateId gate = column.gates.front();
      const PlaceRange& range = std::get<InPlaces>(plan_.gates[gate.index].kind).places;
      kernels_.compare(cells, words_, range, yes_of(gate), no_of(gate));
      continue;
    }
    kernels_.is_known(cells, words_, known_.data());
    if (is_swept_[i]) {
      sweep(i, cells);
    } else {
      scan(column, cells);
    }
  }
}

void Evaluator::scan(const Column& column, const Place* cells) {
  for (const GateId gate : column.gates) {
    const InPlaces& comparison = std::get<InPlaces>(plan_.gates[gate.index].kind);
    kernels_.in_places(cells, words_, comparison.places, yes_of(gate));
    kernels_.and_not(no_of(gate), known_.data(), yes_of(gate), words_);
  }
}

// Rows by place, those without one left out.
void Evaluator::sort_rows(const Place* cells, std::size_t places) {
  const std::size_t rows = 64 * words_;
  starts_.assign(places + 1, 0);
  for (std::size_t row = 0; row < rows; ++row) {
    if (cells[row] >= 0) ++starts_[static_cast<std::size_t>(cells[row]) + 1];
  }
  for (std::size_t place = 0; place < places; ++place) starts_[place + 1] += starts_[place];
  sorted_rows_.resize(rows);
  // Filling moves each start to the next place's; that is put right below.
  for (std::size_t row = 0; row < rows; ++row) {
    if (cells[row] < 0) continue;
    sorted_rows_[starts_[static_cast<std::size_t>(cells[row])]++] = static_cast<std::uint16_t>(row);
  }
  for (std::size_t place = places; place > 0; --place) starts_[place] = starts_[place - 1];
  starts_[0] = 0;
}

// One walk over the places from below: `below_` has the rows passed, and each end of a range takes
// them as they are when it is met.
void Evaluator::sweep(std::size_t column, const Place* cells) {
  const std::size_t places = 2 * plan_.columns[column].limits.size() + 1;
  sort_rows(cells, places);
  std::fill(below_.begin(), below_.end(), 0);
  std::uint32_t passed = 0;
  for (const RangeEnd& end : ends_[column]) {
    const std::uint32_t until = starts_[static_cast<std::size_t>(end.place)];
    for (; passed < until; ++passed) {
      const std::uint16_t row = sorted_rows_[passed];
      below_[row / 64] |= std::uint64_t{1} << (row % 64);
    }
    // Until both ends are met, `no` keeps what is under the lower one.
    std::uint64_t* bits = end.is_upper ? yes_of(end.gate) : no_of(end.gate);
    for (std::size_t i = 0; i < words_; ++i) bits[i] = below_[i];
  }
  for (const GateId gate : plan_.columns[column].gates) {
    const PlaceRange& range = std::get<InPlaces>(plan_.gates[gate.index].kind).places;
    std::uint64_t* yes = yes_of(gate);
    std::uint64_t* no = no_of(gate);
    const std::uint64_t* upper = range.high < last_place ? yes : known_.data();
    for (std::size_t i = 0; i < words_; ++i) {
      const std::uint64_t inside = range.low > 0 ? upper[i] & ~no[i] : upper[i];
      yes[i] = inside;
      no[i] = known_[i] & ~inside;
    }
  }
}

void Evaluator::decide_gate(const Block& block, GateId gate) {
  const Gate& planned = plan_.gates[gate.index];
  if (const auto* combined = std::get_if<Combined>(&planned.kind)) {
    clear(gate);
    combine(block, gate, *combined);
    return;
  }
  if (const auto* compared = std::get_if<InPlaces>(&planned.kind)) {
    put_one_sided(gate, compared->places, block.one_sided[compared->column.index]);
  } else {
    clear(gate);
  }
  if (const auto* records = std::get_if<OfRecords>(&planned.kind)) {
    decide_records(block, gate, *records);
  } else if (const auto* constant = std::get_if<Constant>(&planned.kind)) {
    decide_constant(gate, constant->truth);
  } else if (const auto* is = std::get_if<OfSex>(&planned.kind)) {
    const bool male = is->sex == Sex::male;
    std::copy_n((male ? block.male : block.female).begin(), words_, yes_of(gate));
    std::copy_n((male ? block.female : block.male).begin(), words_, no_of(gate));
  }
  put_answers(gate);
  if (planned.not_for) leave_out_sex(block, gate, *planned.not_for);
}

void Evaluator::clear(GateId gate) {
  std::fill_n(yes_of(gate), 2 * words_, 0);
}

// In the range where all that the value may be is, not in it where none is.
void Evaluator::put_one_sided(GateId gate, const PlaceRange& range,
                              const std::vector<OneSidedCell>& cells) {
  const bool is_empty = range.high < range.low;
  for (const OneSidedCell& cell : cells) {
    const PlaceRange& side = cell.places;
    const bool is_inside = range.low <= side.low && side.high <= range.high;
    const bool is_outside = is_empty || side.high < range.low || range.high < side.low;
    const std::uint64_t bit = std::uint64_t{1} << (cell.row % 64);
    if (is_inside) {
      yes_of(gate)[cell.row / 64] |= bit;
    } else if (is_outside) {
      no_of(gate)[cell.row / 64] |= bit;
    }
  }
}

void Evaluator::decide_constant(GateId gate, Truth truth) {
  if (truth == Truth::yes) std::copy(rows_.begin(), rows_.end(), yes_of(gate));
  if (truth == Truth::no) std::copy(rows_.begin(), rows_.end(), no_of(gate));
}

void Evaluator::decide_records(const Block& block, GateId gate, const OfRecords& leaf) {
  counters_ = rows_;  // those whose lists are complete
  for (std::size_t list = 0; list < leaf.lists.size(); ++list) {
    if (leaf.lists[list]) {
      kernels_.and_with(counters_.data(), block.complete[list].data(), words_);
    }
  }
  const auto put = [&](Truth truth, bool if_complete) {
    if (truth == Truth::unknown) return;
    std::uint64_t* bits = truth == Truth::yes ? yes_of(gate) : no_of(gate);
    for (std::size_t i = 0; i < words_; ++i) {
      bits[i] |= if_complete ? counters_[i] : rows_[i] & ~counters_[i];
    }
  };
  put(leaf.if_complete, true);
  put(leaf.if_incomplete, false);
}

void Evaluator::put_answers(GateId gate) {
  for (; next_answer_ < answers_.size() && answers_[next_answer_].gate == gate; ++next_answer_) {
    const LeafAnswer& answer = answers_[next_answer_];
    put_bit(yes_of(gate), answer.row, answer.truth == Truth::yes);
    put_bit(no_of(gate), answer.row, answer.truth == Truth::no);
  }
}

void Evaluator::leave_out_sex(const Block& block, GateId gate, Sex sex) {
  const Words& left_out = sex == Sex::male ? block.male : block.female;
  kernels_.and_not(yes_of(gate), yes_of(gate), left_out.data(), words_);
  kernels_.or_with(no_of(gate), left_out.data(), words_);
}

//              yes where                          no where
//   all        every operand is yes               one is no
//   any        one is yes                         every operand is no
//   agreement  every operand is yes               every operand is no
//   implies    the first is no or the second yes  the first is yes and the second no
//   negation   the operand is no                  the operand is yes
void Evaluator::combine(const Block& block, GateId gate, const Combined& combined) {
  using Kind = Combined::Kind;
  const std::vector<GateId>& operands = combined.operands;
  std::uint64_t* yes = yes_of(gate);
  std::uint64_t* no = no_of(gate);
  const bool starts_as_yes = combined.kind == Kind::all || combined.kind == Kind::agreement;
  const bool starts_as_no = combined.kind == Kind::any || combined.kind == Kind::agreement;
  if (starts_as_yes) std::copy(rows_.begin(), rows_.end(), yes);
  if (starts_as_no) std::copy(rows_.begin(), rows_.end(), no);
  switch (combined.kind) {
    case Kind::all:
    case Kind::any:
    case Kind::agreement:
      for (const GateId operand : operands) {
        const auto take_yes = starts_as_yes ? kernels_.and_with : kernels_.or_with;
        const auto take_no = starts_as_no ? kernels_.and_with : kernels_.or_with;
        take_yes(yes, yes_of(operand), words_);
        take_no(no, no_of(operand), words_);
      }
      break;
    case Kind::negation:
      std::copy_n(no_of(operands.front()), words_, yes);
      std::copy_n(yes_of(operands.front()), words_, no);
      break;
    case Kind::implies:
      std::copy_n(no_of(operands[0]), words_, yes);
      kernels_.or_with(yes, yes_of(operands[1]), words_);
      std::copy_n(yes_of(operands[0]), words_, no);
      kernels_.and_with(no, no_of(operands[1]), words_);
      break;
    case Kind::at_least:
      combine_at_least(gate, combined);
      break;
    case Kind::exclusive_or:
      combine_exclusive_or(gate, operands[0], operands[1]);
      break;
    case Kind::by_sex:
      combine_by_sex(block, gate, operands[0], operands[1]);
      break;
  }
}

//   yes where at least `count` operands are yes, no where fewer are yes or unknown
void Evaluator::combine_at_least(GateId gate, const Combined& combined) {
  // reached(n): the rows in which n operands were met so far.
  const auto meet = [&](const auto& bits_of, std::uint64_t* result) {
    counters_.assign((combined.count + 1) * words_, 0);
    const auto reached = [&](std::uint32_t n) { return counters_.data() + n * words_; };
    std::copy(rows_.begin(), rows_.end(), reached(0));
    for (const GateId operand : combined.operands) {
      for (std::uint32_t n = combined.count; n > 0; --n) {
        for (std::size_t i = 0; i < words_; ++i) {
          reached(n)[i] |= reached(n - 1)[i] & bits_of(operand, i);
        }
      }
    }
    std::copy_n(reached(combined.count), words_, result);
  };
  meet([&](GateId operand, std::size_t i) { return yes_of(operand)[i]; }, yes_of(gate));
  meet([&](GateId operand, std::size_t i) { return rows_[i] & ~no_of(operand)[i]; }, no_of(gate));
  kernels_.and_not(no_of(gate), rows_.data(), no_of(gate), words_);
}

void Evaluator::combine_exclusive_or(GateId gate, GateId left, GateId right) {
  for (std::size_t i = 0; i < words_; ++i) {
    yes_of(gate)[i] = (yes_of(left)[i] & no_of(right)[i]) | (no_of(left)[i] & yes_of(right)[i]);
    no_of(gate)[i] = (yes_of(left)[i] & yes_of(right)[i]) | (no_of(left)[i] & no_of(right)[i]);
  }
}

// With the sex unknown, what both arms agree on.
void Evaluator::combine_by_sex(const Block& block, GateId gate, GateId male, GateId female) {
  for (std::size_t i = 0; i < words_; ++i) {
    const auto chosen = [&](std::uint64_t if_male, std::uint64_t if_female) {
      const std::uint64_t neither = rows_[i] & ~(block.male[i] | block.female[i]);
      return (block.male[i] & if_male) | (block.female[i] & if_female) |
             (neither & if_male & if_female);
    };
    yes_of(gate)[i] = chosen(yes_of(male)[i], yes_of(female)[i]);
    no_of(gate)[i] = chosen(no_of(male)[i], no_of(female)[i]);
  }
}

std::uint64_t* Evaluator::new_bits() {
  if (used_trial_bits_ == trial_bits_.size()) trial_bits_.emplace_back();
  Words& bits = trial_bits_[used_trial_bits_++];
  bits.assign(words_, 0);
  return bits.data();
}

void Evaluator::decide_trial(const Block& block, TrialIndex index) {
  const PlannedTrial& trial = plan_.trials[index.index];
  used_trial_bits_ = 0;
  results_.criteria.clear();
  const std::uint64_t* nothing = new_bits();
  for (const PlannedCriterion& criterion : trial.criteria) {
    if (!criterion.gate) {
      results_.criteria.push_back({nothing, nothing});
    } else if (criterion.passes_if_true) {
      results_.criteria.push_back({yes_of(*criterion.gate), no_of(*criterion.gate)});
    } else {
      results_.criteria.push_back({no_of(*criterion.gate), yes_of(*criterion.gate)});
    }
  }
  put_reference_results(block, index);
  make_verdicts(block, trial);
}

void Evaluator::put_reference_results(const Block& block, TrialIndex trial) {
  std::vector<std::uint64_t*> passes;
  std::vector<std::uint64_t*> fails;
  for (const ReferenceResults& decided : block.by_reference) {
    if (decided.trial != trial) continue;
    if (passes.empty()) {
      // The gates' bits are those of other trials too: the results get their own.
      for (TruthBits& bits : results_.criteria) {
        passes.push_back(new_bits());
        fails.push_back(new_bits());
        std::copy_n(bits.yes, words_, passes.back());
        std::copy_n(bits.no, words_, fails.back());
        bits = {passes.back(), fails.back()};
      }
    }
    for (std::size_t i = 0; i < decided.results.size(); ++i) {
      put_bit(passes[i], decided.row, decided.results[i] == CriterionResult::pass);
      put_bit(fails[i], decided.row, decided.results[i] == CriterionResult::fail);
    }
  }
}

// Ineligible where one criterion fails, eligible where all pass. Statements that contradict each
// other count as what both of them are.
void Evaluator::make_verdicts(const Block& block, const PlannedTrial& trial) {
  std::uint64_t* once = new_bits();
  std::uint64_t* twice = new_bits();
  std::uint64_t* passing = new_bits();
  if (trial.has_criteria && !trial.has_withheld) {
    std::copy(rows_.begin(), rows_.end(), passing);
  }
  results_.counting_failures.clear();
  for (std::size_t i = 0; i < trial.criteria.size(); ++i) {
    const TruthBits& own = results_.criteria[i];
    const std::uint64_t* fails = own.no;
    if (!trial.criteria[i].against.empty()) {
      std::uint64_t* both = new_bits();
      std::copy_n(own.no, words_, both);
      for (const std::uint32_t other : trial.criteria[i].against) {
        kernels_.and_with(both, results_.criteria[other].no, words_);
        kernels_.and_with(passing, results_.criteria[other].yes, words_);
      }
      fails = both;
    }
    results_.counting_failures.push_back(fails);
    kernels_.take_criterion({passing, once, twice}, own.yes, fails, words_);
  }
  std::uint64_t* ineligible = new_bits();
  if (trial.has_criteria) std::copy_n(once, words_, ineligible);
  // Nobody who has died is eligible for anything.
  kernels_.or_with(ineligible, block.deceased.data(), words_);
  kernels_.and_not(passing, passing, block.deceased.data(), words_);
  results_.failing_once = once;
  results_.failing_twice = twice;
  results_.eligible = passing;
  results_.ineligible = ineligible;
}

}  // namespace eligo::batch
