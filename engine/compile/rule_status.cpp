#include "compile/rule_status.h"

#include <algorithm>
#include <type_traits>
#include <variant>
#include <vector>

namespace eligo {
namespace {

struct Parts {
  bool unread = false;
  bool human = false;
  bool computed = false;
};

void add_parts(const syntax::Expression& expression, Parts& parts);

template <typename Node>
void add_parts_of(const Node& node, Parts& parts) {
  if constexpr (std::is_same_v<Node, syntax::Chain> || std::is_same_v<Node, syntax::Group>) {
    for (const syntax::Expression& operand : node.operands) add_parts(operand, parts);
  } else if constexpr (std::is_same_v<Node, syntax::Negation> ||
                       std::is_same_v<Node, syntax::Assumed>) {
    add_parts(*node.operand, parts);
  } else if constexpr (std::is_same_v<Node, syntax::CaseSex>) {
    for (const syntax::CaseArm& arm : node.arms) add_parts(*arm.value, parts);
  } else if constexpr (std::is_same_v<Node, syntax::Unread>) {
    parts.unread = true;
  } else if constexpr (std::is_same_v<Node, syntax::Judgement> ||
                       std::is_same_v<Node, syntax::Attestation>) {
    parts.human = true;
  } else {
    parts.computed = true;
  }
}

void add_parts(const syntax::Expression& expression, Parts& parts) {
  std::visit([&](const auto& node) { add_parts_of(node, parts); }, expression.node);
}

}  // namespace

ReadingStatus status_of(const syntax::Expression& rule) {
  Parts parts;
  add_parts(rule, parts);
  if (parts.unread || (parts.human && parts.computed)) return ReadingStatus::partial;
  return parts.human ? ReadingStatus::human : ReadingStatus::computed;
}

}  // namespace eligo
