#include "decide/attestation.h"

#include <fmt/format.h>

#include <algorithm>

#include "decide/evaluate.h"

namespace eligo {
namespace {

// What the decided parts of an open expression rest on: without those assumptions they would be
// open too.
void add_assumptions(const Program& program, const std::vector<Finding>& findings, NodeId node,
                     std::vector<std::string>& assumptions) {
  const Finding& finding = findings[node.index];
  for (const std::string& assumption : finding.assumptions) {
    if (std::find(assumptions.begin(), assumptions.end(), assumption) == assumptions.end()) {
      assumptions.push_back(assumption);
    }
  }
  if (finding.truth != Truth::unknown) return;
  for (const NodeId operand : operands_of(program[node].operation)) {
    add_assumptions(program, findings, operand, assumptions);
  }
}

}  // namespace

std::optional<Finding> settled_by_word(const Screening& screening,
                                       const std::vector<Finding>& findings, NodeId root,
                                       bool sentence_holds, const std::string& path) {
  const std::vector<NodeId> leaves = resting_on(screening.program, findings, root);
  const bool within_reach = std::all_of(leaves.begin(), leaves.end(), [&](NodeId leaf) {
    const Finding& finding = findings[leaf.index];
    return finding.truth != Truth::unknown || (finding.ask && finding.ask->attestable);
  });
  if (!within_reach) return std::nullopt;
  Finding settled;
  settled.truth = sentence_holds ? Truth::yes : Truth::no;
  settled.why = fmt::format("attested: the sentence {} for this patient",
                            sentence_holds ? "holds" : "does not hold");
  Evidence evidence;
  evidence.path = path;
  evidence.name = "attestation";
  evidence.value = sentence_holds ? "true" : "false";
  settled.evidence.push_back(std::move(evidence));
  settled.notes = findings[root.index].notes;
  add_assumptions(screening.program, findings, root, settled.assumptions);
  return settled;
}

}  // namespace eligo
