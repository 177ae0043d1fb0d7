#pragma once

// manifest.json of a folder that `eligo export` wrote. Private to this stage.

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "text/result.h"

namespace eligo::warehouse {

struct Manifest {
  std::set<std::string> files;  // of the tables
  std::uint64_t patients = 0;   // in the table of that name
  std::uint64_t rejected = 0;   // records that were not exported
};

// Nothing where the folder has none.
Result<std::optional<Manifest>> manifest_of(const std::string& folder);

}  // namespace eligo::warehouse
