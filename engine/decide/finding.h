#pragma once

// What the evaluator found at one node of a program. Private to this stage.

#include <optional>
#include <string>
#include <vector>

#include "decide/decide.h"
#include "decide/decision.h"

namespace eligo {

// What would settle a leaf that is unknown.
struct Ask {
  OpenKind kind{};
  std::string text;
  // Whether somebody's word can settle it. It cannot stand in for a measured value.
  bool attestable = false;
};

struct Finding {
  Truth truth = Truth::unknown;
  // The assumptions that this truth rests on; empty where it would hold without any. Only for a
  // decided truth.
  std::vector<std::string> assumptions;
  // For a node with operands: those that decided it, or all where none did.
  std::vector<NodeId> deciding;
  // For a leaf:
  std::string why;
  std::vector<Evidence> evidence;
  std::vector<std::string> notes;
  std::optional<Margin> nearest;
  std::optional<Ask> ask;  // set where a leaf is unknown and something would settle it
};

// Everything that a decision is made from.
struct Screening {
  const Program& program;
  const Patient& patient;
  const Vocabulary& vocabulary;
  const ScreeningOptions& options;
};

}  // namespace eligo
