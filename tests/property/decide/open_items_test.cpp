// The smallest set of open items, against every way of answering a few yes-or-no questions.

#include <gtest/gtest.h>

#include <bit>
#include <optional>
#include <set>

#include "random_screening.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::testing {
namespace {

constexpr std::uint32_t questions = 5;

// A program of pure logic over questions, each asked once, one criterion.
struct LogicMaker {
  RandomSource& random;
  Program program;
  std::uint32_t asked = 0;

  NodeId add(Operation operation) {
    program.nodes.push_back({std::move(operation), "node"});
    return NodeId{static_cast<std::uint32_t>(program.nodes.size() - 1)};
  }
  NodeId question() {
    return add(Question{Question::Kind::attestation, "question " + std::to_string(asked++)});
  }
  NodeId expression(int depth) {
    if (asked + 1 >= questions || depth == 0) return question();
    const NodeId left = expression(depth - 1);
    if (asked >= questions) return left;
    const NodeId right = expression(depth - 1);
    switch (random.between(0, 5)) {
      case 0:
        return add(AllOf{{left, right}});
      case 1:
        return add(AnyOf{{left, right}});
      case 2:
        return add(AtLeast{2, {left, right}});
      case 3:
        return add(ExclusiveOr{left, right});
      case 4:
        return add(Implies{left, right});
      default:
        return add(Not{left.index < right.index ? add(AllOf{{left, right}}) : left});
    }
  }
};

// Kleene logic written as the definition has it: decided where every way of answering what is
// not answered gives one value. `answers` holds a value a question.
bool value_of(const Program& program, NodeId node, std::uint32_t answers) {
  const auto value = [&](NodeId operand) { return value_of(program, operand, answers); };
  const Operation& operation = program[node].operation;
  if (const auto* all = std::get_if<AllOf>(&operation)) {
    return value(all->operands[0]) && value(all->operands[1]);
  }
  if (const auto* any = std::get_if<AnyOf>(&operation)) {
    return value(any->operands[0]) || value(any->operands[1]);
  }
  if (const auto* least = std::get_if<AtLeast>(&operation)) {
    return value(least->operands[0]) && value(least->operands[1]);
  }
  if (const auto* either = std::get_if<ExclusiveOr>(&operation)) {
    return value(either->left) != value(either->right);
  }
  if (const auto* implies = std::get_if<Implies>(&operation)) {
    return !value(implies->condition) || value(implies->consequence);
  }
  if (const auto* negation = std::get_if<Not>(&operation)) return !value(negation->operand);
  const auto& question = std::get<Question>(operation);
  return ((answers >> (question.words.back() - '0')) & 1U) != 0;
}

// Whether answering just the questions of `answered` so makes the criterion hold for certain.
bool settles(const Program& program, NodeId root, std::uint32_t answered, std::uint32_t answers) {
  for (std::uint32_t rest = 0; rest < (1U << questions); ++rest) {
    if (!value_of(program, root, (answers & answered) | (rest & ~answered))) return false;
  }
  return true;
}

std::optional<std::uint32_t> smallest_by_trying(const Program& program, NodeId root) {
  std::optional<std::uint32_t> smallest;
  for (std::uint32_t answered = 0; answered < (1U << questions); ++answered) {
    const auto size = static_cast<std::uint32_t>(std::popcount(answered));
    if (smallest && size >= *smallest) continue;
    for (std::uint32_t answers = 0; answers < (1U << questions); ++answers) {
      if (settles(program, root, answered, answers)) smallest = size;
    }
  }
  return smallest;
}

TEST(OpenItems, AreTheFewestThatCouldSettleTheVerdict) {
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    RandomSource random(seed);
    LogicMaker maker{random, {}, 0};
    const NodeId root = maker.expression(3);
    Criterion criterion;
    criterion.id = "I1";
    criterion.kind = CriterionKind::inclusion;
    criterion.root = root;
    maker.program.criteria.push_back(criterion);
    const std::optional<std::uint32_t> expected = smallest_by_trying(maker.program, root);
    if (!expected || *expected == 0) continue;  // never true, or true whatever is answered
    ReadPatient nobody_known;
    const Decision decision =
        decide(maker.program, nobody_known, *vocabulary, {.as_of = screening_day()});
    std::set<std::string> chosen;
    for (const OpenItem& item : decision.open) {
      if (item.in_smallest_set) chosen.insert(item.ask);
    }
    ASSERT_EQ(chosen.size(), *expected) << "seed " << seed;
    for (std::size_t i = 1; i < decision.open.size(); ++i) {
      ASSERT_GE(decision.open[i - 1].in_smallest_set, decision.open[i].in_smallest_set)
          << "the smallest set comes first; seed " << seed;
    }
  }
}

}  // namespace
}  // namespace eligo::testing
