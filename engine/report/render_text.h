#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "decide/decision.h"
#include "patient/read_patients.h"

namespace eligo {

struct TextStyle {
  bool colour = false;      // terminal escape codes, never for a file
  std::size_t width = 100;  // columns to wrap at
};

// One decision as a coordinator reads it: the verdict, what fails, what is decided close to its
// limit, what is open, and how much passes.
std::string render_text(const Decision& decision, const TextStyle& style);

// The same with everything: each criterion's reasoning, evidence, conversions and assumptions.
// `criteria`: the ids of those to explain, empty for all; the verdict is that of the whole trial.
std::string render_explanation(const Decision& decision, const TextStyle& style,
                               const std::vector<std::string>& criteria = {});

std::string render_text(const RejectedRecord& rejected, const TextStyle& style);

}  // namespace eligo
