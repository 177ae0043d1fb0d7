#pragma once

#include <optional>
#include <string>

#include "document/registry_record.h"
#include "language/syntax_tree.h"

namespace eligo::compile {

// The youngest and the oldest age that a reading admits, as decimals of one unit.
struct AgeEnds {
  std::optional<std::string> least;
  std::optional<std::string> most;
  std::string unit;
};

// The ends of the age range that `means` asks for; nothing where it asks for none, or for ages in
// several units.
std::optional<AgeEnds> age_ends(const syntax::Expression& means);

// Whether both limit the same end of the age, in the same unit, and differ there.
bool ages_differ(const AgeEnds& one, const AgeEnds& other);

}  // namespace eligo::compile
