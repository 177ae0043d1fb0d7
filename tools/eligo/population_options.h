#pragma once

// How a run over a whole population decides and writes, from the options of the command.

#include <string>
#include <vector>

#include "batch/screen_lines.h"
#include "rule_cache.h"
#include "screen_run.h"

namespace eligo {

batch::LineOptions line_options(const ScreenRun& run);

// How decisions and rejections are written in the format of the options; nothing for counts.
batch::LineRenderer line_renderer(const ScreenRun& run);

// A digest of everything that decides besides the patients: two runs with the same one over the
// same patients write the same bytes.
std::string digest_of_run(const ScreenRun& run, const PreparedRules& rules,
                          const std::vector<std::string>& files);

}  // namespace eligo
