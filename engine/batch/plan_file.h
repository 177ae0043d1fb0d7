#pragma once

// A plan as bytes, so that many trials need not be read and planned again for each patient. Gates
// and criteria are used where they stand in them: as this machine has them, for this build.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "batch/plan.h"

namespace eligo::batch {

// Everything of the plan but the programs.
std::string pack_plan(const Plan& plan);

// The plan that was packed, with the same vocabulary; who calls it sees to that, and sets
// Plan::program_of. Nothing where the bytes are no plan. They begin at a multiple of eight in
// memory. The plan points into them: `backing` keeps them where they are.
std::optional<Plan> unpack_plan(std::string_view bytes, const Vocabulary& vocabulary,
                                std::shared_ptr<const void> backing);

}  // namespace eligo::batch
