// Counting a block at once gives what its patients give one by one: the ends of ranges, the sums
// and the strips of rows are all left out where a block has one row.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "batch/counts.h"
#include "batch/evaluate.h"

namespace eligo::batch {
namespace {

constexpr std::uint32_t rows = 2'300;  // more than one strip, the last one not full
constexpr Place last_place = std::numeric_limits<Place>::max();

class RandomPlan {
 public:
  explicit RandomPlan(std::uint64_t seed) : random_(seed) {}

  int between(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
  bool one_in(int n) { return between(1, n) == 1; }

  Plan plan() {
    Plan made;
    PlanRows made_rows;
    // The last one has more ends than are looked for one by one.
    for (const int limits : {1, 2, 5, 12, 80}) add_column(made, made_rows, limits);
    std::vector<std::size_t> sizes(10);
    for (std::size_t& size : sizes) {
      size = static_cast<std::size_t>(between(1, 30));
      for (std::size_t i = 0; i < size; ++i) add_criterion(made_rows, &size == &sizes.back());
    }
    keep_rows(std::move(made_rows), made);
    std::size_t first = 0;
    for (const std::size_t size : sizes) {
      PlannedTrial& planned = made.trials.emplace_back();
      planned.criteria = made.criteria.subspan(first, size);
      planned.has_criteria = !one_in(8);
      planned.has_withheld = one_in(8);
      first += size;
    }
    return made;
  }

  Block block(const Plan& plan) {
    Block made(plan, 2'304);
    made.rows = rows;
    for (std::uint32_t row = 0; row < rows; ++row) fill(plan, made, row);
    return made;
  }

 private:
  void add_column(Plan& plan, PlanRows& plan_rows, int limits) {
    const ColumnId id{static_cast<std::uint32_t>(plan.columns.size())};
    Column& column = plan.columns.emplace_back();
    for (int i = 0; i < limits; ++i) column.limits.add(Interval::exactly(i));
    column.limits.finish();
    for (int i = 0; i < 2 * limits; ++i) {
      PlaceRange range{static_cast<Place>(between(0, 2 * limits)),
                       static_cast<Place>(between(0, 2 * limits - 1))};
      if (one_in(3)) range.low = 0;
      if (one_in(3)) range.high = last_place;
      std::optional<Sex> not_for;
      if (id.index == 1 && one_in(3)) not_for = one_in(2) ? Sex::male : Sex::female;
      plan_rows.gates.emplace_back(InPlaces{id, range}, not_for);
    }
    comparisons_ = static_cast<int>(plan_rows.gates.size());
  }

  GateId any_comparison() { return {static_cast<std::uint32_t>(between(0, comparisons_ - 1))}; }

  void add_criterion(PlanRows& plan_rows, bool may_combine) {
    GateId gate = any_comparison();
    if (may_combine && one_in(2)) {
      const Combined combined{Combined::Kind::any, 0,
                              static_cast<std::uint32_t>(plan_rows.operands.size()), 2};
      plan_rows.operands.push_back(gate);
      plan_rows.operands.push_back(any_comparison());
      gate = {static_cast<std::uint32_t>(plan_rows.gates.size())};
      plan_rows.gates.emplace_back(combined);
    }
    plan_rows.criteria.emplace_back(gate, !one_in(3), 0);
  }

  void fill(const Plan& plan, Block& block, std::uint32_t row) {
    for (std::uint32_t i = 0; i < plan.columns.size(); ++i) {
      const int most = static_cast<int>(2 * plan.columns[i].limits.size());
      const auto place = static_cast<Place>(between(0, most));
      if (i % 2 == 0 && one_in(10)) {
        const PlaceRange side = one_in(2) ? PlaceRange{0, place} : PlaceRange{place, last_place};
        block.one_sided[i].push_back({row, side});
      } else if (!one_in(4)) {
        block.cells_of({i})[row] = place;
      }
    }
    if (one_in(2)) set_bit(one_in(2) ? block.male : block.female, row);
    if (one_in(50)) set_bit(block.deceased, row);
    if (one_in(400)) {
      const GateId gate{static_cast<std::uint32_t>(between(0, 9))};
      block.answers.push_back({gate, row, static_cast<Truth>(between(0, 2))});
    }
    if (one_in(800)) {
      const TrialIndex trial{static_cast<std::uint32_t>(between(0, 1))};
      ReferenceResults decided{trial, row, {}};
      decided.results.assign(plan.trials[trial.index].criteria.size(), CriterionResult::fail);
      block.by_reference.push_back(std::move(decided));
    }
  }

  std::mt19937_64 random_;
  int comparisons_ = 0;
};

// A row as a block of its own.
Block only(const Plan& plan, const Block& all, std::uint32_t row) {
  Block one(plan, 64);
  one.rows = 1;
  const auto has = [&](const Words& bits) { return ((bits[row / 64] >> (row % 64)) & 1U) != 0; };
  if (has(all.male)) set_bit(one.male, 0);
  if (has(all.female)) set_bit(one.female, 0);
  if (has(all.deceased)) set_bit(one.deceased, 0);
  for (std::uint32_t i = 0; i < plan.columns.size(); ++i) {
    one.cells_of({i})[0] = all.cells_of({i})[row];
    for (const OneSidedCell& cell : all.one_sided[i]) {
      if (cell.row == row) one.one_sided[i].push_back({0, cell.places});
    }
  }
  for (LeafAnswer answer : all.answers) {
    if (answer.row != row) continue;
    answer.row = 0;
    one.answers.push_back(answer);
  }
  for (ReferenceResults decided : all.by_reference) {
    if (decided.row != row) continue;
    decided.row = 0;
    one.by_reference.push_back(std::move(decided));
  }
  return one;
}

Counts added_up(const Plan& plan, const Block& block, Strategy strategy) {
  Counts counts(plan);
  Evaluator evaluator(plan, strategy);
  evaluator.evaluate(block, [&](TrialIndex trial, const TrialResults& results) {
    counts.add(trial, results, block.rows);
  });
  return counts;
}

Counts one_by_one(const Plan& plan, const Block& block) {
  Counts counts(plan);
  for (std::uint32_t row = 0; row < block.rows; ++row) {
    counts += added_up(plan, only(plan, block, row), Strategy::automatic);
  }
  return counts;
}

void expect_same(const Counts& found, const Counts& wanted) {
  for (std::size_t i = 0; i < wanted.trials.size(); ++i) {
    EXPECT_EQ(found.trials[i].eligible, wanted.trials[i].eligible) << "trial " << i;
    EXPECT_EQ(found.trials[i].ineligible, wanted.trials[i].ineligible) << "trial " << i;
    for (std::size_t j = 0; j < wanted.trials[i].criteria.size(); ++j) {
      const CriterionCounts& criterion = found.trials[i].criteria[j];
      EXPECT_EQ(criterion.pass, wanted.trials[i].criteria[j].pass) << i << ", criterion " << j;
      EXPECT_EQ(criterion.fail, wanted.trials[i].criteria[j].fail) << i << ", criterion " << j;
      EXPECT_EQ(criterion.fails_alone, wanted.trials[i].criteria[j].fails_alone)
          << i << ", criterion " << j;
    }
  }
}

TEST(Counting, OfManyRowsIsThatOfEach) {
  std::uint64_t fails_alone = 0;
  std::uint64_t eligible = 0;
  for (std::uint64_t seed = 1; seed <= 12 && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomPlan random(seed);
    const Plan plan = random.plan();
    Evaluator automatic(plan);
    // The second block follows the first one in the same evaluator.
    for (int i = 0; i < 2; ++i) {
      const Block block = random.block(plan);
      const Counts wanted = one_by_one(plan, block);
      Counts found(plan);
      automatic.count(block, found);
      expect_same(found, wanted);
      for (const Strategy strategy : {Strategy::scan, Strategy::sorted}) {
        expect_same(added_up(plan, block, strategy), wanted);
        Counts of_strategy(plan);
        Evaluator(plan, strategy).count(block, of_strategy);
        expect_same(of_strategy, wanted);
      }
      for (const TrialCounts& trial : wanted.trials) {
        eligible += trial.eligible;
        for (const CriterionCounts& criterion : trial.criteria) {
          fails_alone += criterion.fails_alone;
        }
      }
    }
  }
  EXPECT_GT(eligible, 0U);
  EXPECT_GT(fails_alone, 0U);
}

}  // namespace
}  // namespace eligo::batch
