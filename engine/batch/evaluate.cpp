#include "batch/evaluate.h"

#include <algorithm>
#include <limits>
#include <span>

#include "batch/counts.h"
#include "batch/plain_trials.h"

namespace eligo::batch {
namespace {

constexpr std::uint32_t not_kept = std::numeric_limits<std::uint32_t>::max();

// Of so few rows each cell is compared by itself.
constexpr std::uint32_t most_few_rows = 4;

void put_bit(std::uint64_t* bits, std::size_t row, bool value) {
  const std::uint64_t bit = std::uint64_t{1} << (row % 64);
  bits[row / 64] = value ? bits[row / 64] | bit : bits[row / 64] & ~bit;
}

// How many words of rows to take at once: so few that the vectors stay in the cache of a core, but
// not so few that more is read about the criteria than of the rows (measured: tools/bench).
std::size_t words_of_strip(std::size_t vectors) {
  constexpr std::size_t cache = std::size_t{3} << 18U;  // bytes
  constexpr std::size_t least = 16;
  constexpr std::size_t most = 64;
  std::size_t words = most;
  while (words > least && vectors * words * sizeof(std::uint64_t) > cache) words /= 2;
  return words;
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

std::uint32_t rows_for_counting(const Plan& /*plan*/) {
  return 4096;
}

Evaluator::Evaluator(const Plan& plan, Strategy strategy)
    : plan_(plan), kernels_(kernels()), strategy_(strategy), kept_as_(plan.gates.size(), not_kept) {
  constexpr std::uint32_t wanted = 0;
  for (std::size_t i = 0; i < plan.gates.size(); ++i) {
    if (!plan.gates[i].is_comparison()) kept_as_[i] = wanted;
  }
  for (const GateId operand : plan.operands) kept_as_[operand.index] = wanted;
  for (std::uint32_t i = 0; i < plan.gates.size(); ++i) {
    if (kept_as_[i] == not_kept) continue;
    kept_as_[i] = static_cast<std::uint32_t>(kept_.size());
    kept_.push_back({i});
  }
}

Evaluator::~Evaluator() = default;

void Evaluator::evaluate(const Block& block, const Sink& sink) {
  const Strip strip{block, 0, (block.rows + 63) / 64};
  if (strip.words == 0) return;
  begin(block, strip.words == 1 && strategy_ == Strategy::automatic);
  see(strip);
  for (std::uint32_t i = 0; i < plan_.trials.size(); ++i) {
    decide_trial(strip, TrialIndex{i});
    sink(TrialIndex{i}, results_);
  }
}

void Evaluator::count(const Block& block, Counts& counts) {
  begin(block, false);
  plain_->begin(block);
  ends_->forget_sums();
  const std::size_t words = (block.rows + 63) / 64;
  const std::size_t at_once = words_of_strip(ends_->size() + 2 * kept_.size());
  for (std::size_t word = 0; word < words; word += at_once) {
    const Strip strip{block, word, std::min(at_once, words - word)};
    see(strip);
    const std::uint32_t rows = std::min(block.rows, strip.end_row()) - strip.first_row();
    for (std::uint32_t i = 0; i < plan_.trials.size(); ++i) {
      if (plain_->is_plain(TrialIndex{i})) {
        plain_->count(TrialIndex{i}, *ends_, strip, rows_);
      } else {
        decide_trial(strip, TrialIndex{i});
        counts.add(TrialIndex{i}, results_, rows);
      }
    }
  }
  ends_->add_up();
  plain_->finish(*ends_, counts);
}

void Evaluator::begin(const Block& block, bool by_few_rows) {
  by_few_rows_ = by_few_rows;
  if (!by_few_rows) {
    const bool is_first = ends_ == nullptr;
    if (is_first) {
      ends_ = std::make_unique<RangeEnds>(plan_, strategy_);
      plain_ = std::make_unique<PlainTrials>(plan_);
    }
    if (ends_->make_room_for(block) || is_first) plain_->arrange(*ends_);
  }
  answers_ = block.answers;
  std::stable_sort(answers_.begin(), answers_.end(),
                   [](const LeafAnswer& a, const LeafAnswer& b) { return a.gate < b.gate; });
  by_reference_.clear();
  for (const ReferenceResults& results : block.by_reference) {
    by_reference_.push_back({results.trial, &results});
  }
  std::stable_sort(by_reference_.begin(), by_reference_.end(),
                   [](const RowsOfTrial& a, const RowsOfTrial& b) { return a.trial < b.trial; });
}

// Finds out what the trials ask of the rows.
void Evaluator::see(const Strip& strip) {
  words_ = strip.words;
  rows_.assign(words_, ~std::uint64_t{0});
  if (strip.block.rows < strip.end_row()) rows_.back() >>= strip.end_row() - strip.block.rows;
  bits_.resize(std::max(bits_.size(), 2 * kept_.size() * words_));
  few_.clear();
  if (by_few_rows_) {
    compare_few(strip);
  } else {
    ends_->see(strip);
  }
  for (const GateId gate : kept_) {
    decide_gate(strip, gate);
    if (!few_.empty()) few_[gate.index] = few(*yes_of(gate), *no_of(gate));
  }
}

// In the order of the gates, which is that of memory; trials ask for them in any order.
void Evaluator::compare_few(const Strip& strip) {
  few_.resize(strip.block.rows <= most_few_rows ? plan_.gates.size() : 0);
  for (std::uint32_t i = 0; i < few_.size(); ++i) {
    if (!plan_.gates[i].is_comparison()) continue;
    std::uint64_t yes = 0;
    std::uint64_t no = 0;
    compare_cells(strip, plan_.gates[i].comparison(), &yes, &no);
    finish_leaf(strip, GateId{i}, &yes, &no);
    few_[i] = few(yes, no);
  }
}

void Evaluator::compare(const Strip& strip, GateId gate, Bits yes, Bits no) {
  if (by_few_rows_ && !few_.empty()) {
    *yes = few_[gate.index].yes;
    *no = few_[gate.index].no;
    return;
  }
  const InPlaces comparison = plan_.gates[gate.index].comparison();
  if (by_few_rows_) {
    compare_cells(strip, comparison, yes, no);
  } else {
    kernels_.look_up(ends_->vectors_of(comparison), ends_->vectors(), words_, yes, no);
  }
  finish_leaf(strip, gate, yes, no);
}

void Evaluator::compare_cells(const Strip& strip, const InPlaces& comparison, Bits yes,
                              Bits no) const {
  const PlaceRange& range = comparison.places;
  const Place* cells = strip.block.cells_of(comparison.column) + strip.first_row();
  if (strip.block.rows <= most_few_rows) {
    *yes = *no = 0;
    for (std::uint32_t row = 0; row < strip.block.rows; ++row) {
      const bool is_inside = cells[row] >= range.low && cells[row] <= range.high;
      *yes |= std::uint64_t{is_inside} << row;
      *no |= std::uint64_t{!is_inside && cells[row] >= 0} << row;
    }
  } else {
    kernels_.compare(cells, words_, range, yes, no);
  }
  if (strip.block.one_sided[comparison.column.index].empty()) return;
  for (const OneSidedCell& cell : strip.one_sided(comparison.column)) {
    const std::size_t row = cell.row - strip.first_row();
    const SideIs where = place_of_side(cell.places, range);
    put_bit(yes, row, where == SideIs::inside);
    put_bit(no, row, where == SideIs::outside);
  }
}

void Evaluator::decide_gate(const Strip& strip, GateId gate) {
  if (plan_.gates[gate.index].is_comparison()) {
    compare(strip, gate, yes_of(gate), no_of(gate));
    return;
  }
  const GateKind kind = plan_.gates[gate.index].kind();
  std::fill_n(yes_of(gate), 2 * words_, 0);
  if (const auto* combined = std::get_if<Combined>(&kind)) {
    combine(strip, gate, *combined);
    return;
  }
  if (const auto* records = std::get_if<OfRecords>(&kind)) {
    decide_records(strip, gate, *records);
  } else if (const auto* constant = std::get_if<Constant>(&kind)) {
    decide_constant(gate, constant->truth);
  } else if (const auto* is = std::get_if<OfSex>(&kind)) {
    const bool male = is->sex == Sex::male;
    const Block& block = strip.block;
    std::copy_n((male ? block.male : block.female).data() + strip.first_word, words_, yes_of(gate));
    std::copy_n((male ? block.female : block.male).data() + strip.first_word, words_, no_of(gate));
  }
  finish_leaf(strip, gate, yes_of(gate), no_of(gate));
}

void Evaluator::decide_constant(GateId gate, Truth truth) {
  if (truth == Truth::yes) std::copy(rows_.begin(), rows_.end(), yes_of(gate));
  if (truth == Truth::no) std::copy(rows_.begin(), rows_.end(), no_of(gate));
}

void Evaluator::decide_records(const Strip& strip, GateId gate, const OfRecords& leaf) {
  counters_ = rows_;  // those whose lists are complete
  for (std::size_t list = 0; list < leaf.lists.size(); ++list) {
    if (leaf.lists[list]) {
      kernels_.and_with(counters_.data(), strip.block.complete[list].data() + strip.first_word,
                        words_);
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

// Puts what was said about single rows, and leaves out the sex that the leaf does not apply to.
void Evaluator::finish_leaf(const Strip& strip, GateId gate, Bits yes, Bits no) const {
  if (!answers_.empty()) {
    auto answer = std::lower_bound(
        answers_.begin(), answers_.end(), gate,
        [](const LeafAnswer& known, GateId wanted) { return known.gate < wanted; });
    for (; answer != answers_.end() && answer->gate == gate; ++answer) {
      if (answer->row < strip.first_row() || answer->row >= strip.end_row()) continue;
      const std::uint32_t row = answer->row - strip.first_row();
      put_bit(yes, row, answer->truth == Truth::yes);
      put_bit(no, row, answer->truth == Truth::no);
    }
  }
  if (const std::optional<Sex> sex = plan_.gates[gate.index].not_for()) {
    const Words& of_sex = *sex == Sex::male ? strip.block.male : strip.block.female;
    const std::uint64_t* left_out = of_sex.data() + strip.first_word;
    kernels_.and_not(yes, yes, left_out, words_);
    kernels_.or_with(no, left_out, words_);
  }
}

//              yes where                          no where
//   all        every operand is yes               one is no
//   any        one is yes                         every operand is no
//   agreement  every operand is yes               every operand is no
//   implies    the first is no or the second yes  the first is yes and the second no
//   negation   the operand is no                  the operand is yes
void Evaluator::combine(const Strip& strip, GateId gate, const Combined& combined) {
  using Kind = Combined::Kind;
  const std::span<const GateId> operands = plan_.operands_of(combined);
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
      combine_by_sex(strip, gate, operands[0], operands[1]);
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
    for (const GateId operand : plan_.operands_of(combined)) {
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
void Evaluator::combine_by_sex(const Strip& strip, GateId gate, GateId male, GateId female) {
  const std::uint64_t* males = strip.block.male.data() + strip.first_word;
  const std::uint64_t* females = strip.block.female.data() + strip.first_word;
  for (std::size_t i = 0; i < words_; ++i) {
    const auto chosen = [&](std::uint64_t if_male, std::uint64_t if_female) {
      const std::uint64_t neither = rows_[i] & ~(males[i] | females[i]);
      return (males[i] & if_male) | (females[i] & if_female) | (neither & if_male & if_female);
    };
    yes_of(gate)[i] = chosen(yes_of(male)[i], yes_of(female)[i]);
    no_of(gate)[i] = chosen(no_of(male)[i], no_of(female)[i]);
  }
}

std::uint64_t* Evaluator::new_bits() {
  std::uint64_t* bits = trial_bits_.data() + used_trial_bits_;
  used_trial_bits_ += words_;
  return bits;
}

void Evaluator::decide_trial(const Strip& strip, TrialIndex index) {
  const PlannedTrial& trial = plan_.trials[index.index];
  // For each criterion at most its own bits, those with the reference's results, and the failures
  // that count; for the trial those of the verdicts.
  trial_bits_.resize(std::max(trial_bits_.size(), (5 * trial.criteria.size() + 5) * words_));
  used_trial_bits_ = 0;
  results_.criteria.clear();
  if (few_.empty()) {
    decide_criteria(strip, trial);
  } else {
    decide_few_criteria(trial);
  }
  if (!by_reference_.empty()) put_reference_results(strip, index);
  make_verdicts(strip, trial);
}

void Evaluator::decide_criteria(const Strip& strip, const PlannedTrial& trial) {
  std::uint64_t* nothing = new_bits();
  std::fill_n(nothing, words_, 0);
  for (const PlannedCriterion& criterion : trial.criteria) {
    const std::optional<GateId> gate = criterion.gate();
    TruthBits bits{nothing, nothing};
    if (gate && kept_as_[gate->index] != not_kept) {
      bits = {yes_of(*gate), no_of(*gate)};
    } else if (gate) {
      std::uint64_t* yes = new_bits();
      std::uint64_t* no = new_bits();
      compare(strip, *gate, yes, no);
      bits = {yes, no};
    }
    if (!criterion.passes_if_true()) std::swap(bits.yes, bits.no);
    results_.criteria.push_back(bits);
  }
}

void Evaluator::decide_few_criteria(const PlannedTrial& trial) {
  for (const PlannedCriterion& criterion : trial.criteria) {
    const std::optional<GateId> gate = criterion.gate();
    const FewRows bits = gate ? few_[gate->index] : FewRows{};
    std::uint64_t* yes = new_bits();
    std::uint64_t* no = new_bits();
    *yes = criterion.passes_if_true() ? bits.yes : bits.no;
    *no = criterion.passes_if_true() ? bits.no : bits.yes;
    results_.criteria.push_back({yes, no});
  }
}

void Evaluator::put_reference_results(const Strip& strip, TrialIndex trial) {
  auto decided = std::lower_bound(
      by_reference_.begin(), by_reference_.end(), trial,
      [](const RowsOfTrial& known, TrialIndex wanted) { return known.trial < wanted; });
  std::vector<std::uint64_t*> passes;
  std::vector<std::uint64_t*> fails;
  for (; decided != by_reference_.end() && decided->trial == trial; ++decided) {
    const ReferenceResults& known = *decided->results;
    if (known.row < strip.first_row() || known.row >= strip.end_row()) continue;
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
    for (std::size_t i = 0; i < known.results.size(); ++i) {
      put_bit(passes[i], known.row - strip.first_row(), known.results[i] == CriterionResult::pass);
      put_bit(fails[i], known.row - strip.first_row(), known.results[i] == CriterionResult::fail);
    }
  }
}

// Ineligible where one criterion fails, eligible where all pass. Statements that contradict each
// other count as what both of them are.
void Evaluator::make_verdicts(const Strip& strip, const PlannedTrial& trial) {
  std::uint64_t* once = new_bits();
  std::uint64_t* twice = new_bits();
  std::uint64_t* passing = new_bits();
  std::uint64_t* ineligible = new_bits();
  for (std::uint64_t* bits : {once, twice, passing, ineligible}) std::fill_n(bits, words_, 0);
  if (trial.has_criteria && !trial.has_withheld) {
    std::copy(rows_.begin(), rows_.end(), passing);
  }
  results_.counting_failures.clear();
  auto against = trial.contradictions.begin();
  for (std::size_t i = 0; i < trial.criteria.size(); ++i) {
    const TruthBits& own = results_.criteria[i];
    const std::uint64_t* fails = own.no;
    if (against != trial.contradictions.end() && against->criterion == i) {
      std::uint64_t* both = new_bits();
      std::copy_n(own.no, words_, both);
      for (; against != trial.contradictions.end() && against->criterion == i; ++against) {
        kernels_.and_with(both, results_.criteria[against->other].no, words_);
        kernels_.and_with(passing, results_.criteria[against->other].yes, words_);
      }
      fails = both;
    }
    results_.counting_failures.push_back(fails);
    if (words_ == 1) {  // a call would take longer than this
      *twice |= *once & *fails;
      *once |= *fails;
      *passing &= *own.yes;
    } else {
      kernels_.take_criterion({passing, once, twice}, own.yes, fails, words_);
    }
  }
  if (trial.has_criteria) std::copy_n(once, words_, ineligible);
  // Nobody who has died is eligible for anything.
  const std::uint64_t* deceased = strip.block.deceased.data() + strip.first_word;
  kernels_.or_with(ineligible, deceased, words_);
  kernels_.and_not(passing, passing, deceased, words_);
  results_.failing_once = once;
  results_.failing_twice = twice;
  results_.eligible = passing;
  results_.ineligible = ineligible;
}

}  // namespace eligo::batch
