// The evaluator's logic against Kleene's definition in numbers: no is 0, unknown 1, yes 2; "and" is
// the minimum, "or" the maximum, "not" the distance from 2.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "decide/evaluate.h"
#include "random_screening.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::testing {
namespace {

constexpr std::array fact_keys = {"smoker", "alcohol_use", "prisoner", "vegetarian"};

class LogicMaker {
 public:
  LogicMaker(RandomSource& random, const Vocabulary& vocabulary)
      : random_(random), vocabulary_(vocabulary) {}

  NodeId expression(int depth) {
    if (depth == 0) {
      const auto which = static_cast<std::size_t>(random_.between(0, fact_keys.size() - 1));
      return add(FactIs{*vocabulary_.find(fact_keys[which])});
    }
    std::vector<NodeId> operands;
    const int count = random_.between(2, 4);
    for (int i = 0; i < count; ++i) operands.push_back(expression(depth - 1));
    switch (random_.between(0, 6)) {
      case 0:
        return add(AllOf{std::move(operands)});
      case 1:
        return add(AnyOf{std::move(operands)});
      case 2:
        return add(AtLeast{static_cast<std::uint32_t>(random_.between(1, count)), operands});
      case 3:
        return add(Not{operands[0]});
      case 4:
        return add(ExclusiveOr{operands[0], operands[1]});
      case 5:
        return add(Implies{operands[0], operands[1]});
      default:
        return add(BySex{operands[0], operands[1]});
    }
  }

  Program program;

 private:
  NodeId add(Operation operation) {
    program.nodes.push_back({std::move(operation), "node"});
    return NodeId{static_cast<std::uint32_t>(program.nodes.size() - 1)};
  }

  RandomSource& random_;
  const Vocabulary& vocabulary_;
};

// Kleene's values as numbers, operation by operation.
struct Definition {
  const Program& program;
  const Patient& patient;

  int value(NodeId node) const {
    return std::visit([&](const auto& operation) { return of(operation); },
                      program[node].operation);
  }
  int of(const AllOf& all) const {
    int least = 2;
    for (const NodeId operand : all.operands) least = std::min(least, value(operand));
    return least;
  }
  int of(const AnyOf& any) const {
    int most = 0;
    for (const NodeId operand : any.operands) most = std::max(most, value(operand));
    return most;
  }
  // The value that at least `count` operands reach.
  int of(const AtLeast& some) const {
    std::vector<int> values;
    for (const NodeId operand : some.operands) values.push_back(value(operand));
    std::sort(values.rbegin(), values.rend());
    return values[some.count - 1];
  }
  int of(const Not& negation) const { return 2 - value(negation.operand); }
  int of(const ExclusiveOr& either) const {
    const int left = value(either.left);
    const int right = value(either.right);
    return std::max(std::min(left, 2 - right), std::min(2 - left, right));
  }
  int of(const Implies& implication) const {
    return std::max(2 - value(implication.condition), value(implication.consequence));
  }
  int of(const BySex& arms) const {
    const int male = value(arms.male);
    const int female = value(arms.female);
    if (patient.sex) return *patient.sex == Sex::male ? male : female;
    return male == female ? male : 1;
  }
  int of(const FactIs& leaf) const {
    for (const Fact& fact : patient.facts) {
      if (fact.fact == leaf.fact) return fact.value ? 2 : 0;
    }
    return 1;
  }
  template <typename Other>
  int of(const Other&) const {
    ADD_FAILURE() << "an operation that this test does not make";
    return 1;
  }
};

TEST(EvaluatorLogic, IsKleenesAtEveryNode) {
#ifdef ELIGO_FEWER_RANDOM_CASES
  constexpr std::uint64_t cases = 5'000;
#else
  constexpr std::uint64_t cases = 100'000;
#endif
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  std::array<std::size_t, 3> seen{};
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    RandomSource random(seed);
    LogicMaker maker(random, *vocabulary);
    maker.expression(random.between(1, 3));
    ReadPatient read;
    if (!random.one_in(3)) read.patient.sex = random.coin() ? Sex::male : Sex::female;
    for (const char* key : fact_keys) {
      if (random.one_in(3)) continue;
      read.patient.facts.push_back({*vocabulary->find(key), random.coin(), std::nullopt, key});
    }
    const ScreeningOptions options{screening_day(), false};
    const Screening screening{maker.program, read.patient, *vocabulary, options};
    const std::vector<Finding> findings = evaluate(screening);
    const Definition definition{maker.program, read.patient};
    for (std::uint32_t node = 0; node < maker.program.nodes.size(); ++node) {
      const int expected = definition.value(NodeId{node});
      const Truth truth = findings[node].truth;
      ASSERT_EQ(truth == Truth::no        ? 0
                : truth == Truth::unknown ? 1
                                          : 2,
                expected)
          << "seed " << seed << ", node " << node;
      ++seen[static_cast<std::size_t>(expected)];
    }
  }
  for (const std::size_t count : seen) EXPECT_GT(count, cases / 10);
}

}  // namespace
}  // namespace eligo::testing
