#include "decide/attestation.h"

#include <fmt/format.h>

#include <optional>
#include <type_traits>

#include "decide/evaluate.h"

namespace eligo {
namespace {

// What is attested of each node: that it holds, that it does not, or nothing.
using Senses = std::vector<std::optional<bool>>;

void pass_down(const Operation& operation, bool sense, Senses& senses) {
  std::visit(
      [&](const auto& node) {
        using T = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<T, Not>) {
          senses[node.operand.index] = !sense;
        } else if constexpr (std::is_same_v<T, Implies>) {
          senses[node.condition.index] = !sense;
          senses[node.consequence.index] = sense;
        } else if constexpr (!std::is_same_v<T, ExclusiveOr>) {
          for (const NodeId operand : operands_of(operation)) senses[operand.index] = sense;
        }
      },
      operation);
}

Finding attested(const Finding& open, bool node_holds, bool sentence_holds,
                 const std::string& path) {
  Finding finding;
  finding.truth = node_holds ? Truth::yes : Truth::no;
  finding.why = fmt::format("attested: the sentence {} for this patient",
                            sentence_holds ? "holds" : "does not hold");
  Evidence evidence;
  evidence.path = path;
  evidence.name = "attestation";
  evidence.value = sentence_holds ? "true" : "false";
  finding.evidence.push_back(std::move(evidence));
  finding.notes = open.notes;
  return finding;
}

}  // namespace

std::vector<Finding> with_attestation(const Screening& screening, std::vector<Finding> findings,
                                      NodeId root, bool sentence_holds, const std::string& path) {
  const Program& program = screening.program;
  Senses senses(program.nodes.size());
  senses[root.index] = sentence_holds;
  for (std::uint32_t index = root.index + 1; index-- > 0;) {
    if (senses[index]) pass_down(program.nodes[index].operation, *senses[index], senses);
  }
  for (std::uint32_t index = 0; index <= root.index; ++index) {
    if (!senses[index] || findings[index].truth != Truth::unknown) continue;
    if (!is_leaf(program.nodes[index].operation)) {
      findings[index] = evaluate_node(screening, findings, NodeId{index});
    }
    Finding& finding = findings[index];
    if (finding.truth == Truth::unknown && finding.ask && finding.ask->attestable) {
      finding = attested(finding, *senses[index], sentence_holds, path);
    }
  }
  return findings;
}

}  // namespace eligo
