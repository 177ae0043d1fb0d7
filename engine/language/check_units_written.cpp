#include <type_traits>

#include "language/check_expression.h"

namespace eligo {
namespace {

// Walks a tree and collects the units of its limits.
class UnitCollector {
 public:
  void collect(const syntax::Expression& expression) {
    std::visit([this](const auto& node) { collect_from(node); }, expression.node);
  }
  std::vector<syntax::Name> units;

 private:
  template <typename Node>
  void collect_from(const Node& node) {
    if constexpr (std::is_same_v<Node, syntax::Chain> || std::is_same_v<Node, syntax::Group>) {
      for (const syntax::Expression& operand : node.operands) collect(operand);
    } else if constexpr (std::is_same_v<Node, syntax::Negation> ||
                         std::is_same_v<Node, syntax::Assumed>) {
      collect(*node.operand);
    } else if constexpr (std::is_same_v<Node, syntax::CaseSex>) {
      for (const syntax::CaseArm& arm : node.arms) collect(*arm.value);
    } else if constexpr (std::is_same_v<Node, syntax::Comparison>) {
      add(node.limit);
    } else if constexpr (std::is_same_v<Node, syntax::Range>) {
      add(node.low);
      add(node.high);
    }
  }

  void add(const syntax::Limit& limit) {
    if (limit.unit && !limit.unit->in_own_words) {
      units.push_back({limit.unit->text, limit.unit->span});
    }
  }
};

}  // namespace

std::vector<syntax::Name> written_units(const syntax::Expression& expression) {
  UnitCollector collector;
  collector.collect(expression);
  return std::move(collector.units);
}

}  // namespace eligo
