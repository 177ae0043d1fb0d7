#pragma once

// The logic over the leaves of one trial. Private to this stage.

#include <map>
#include <string>
#include <utility>

#include "sql/leaf_sql.h"

namespace eligo::sql {

// A leaf as a column of the trial.
struct LeafColumn {
  int number = 0;  // in eligo_leaf
  Word word = Word::never;
};
using LeafColumns = std::map<NodeId, LeafColumn>;

// Statements that put the results of a trial's criteria into eligo_found.
std::string trial_sql(const Context& context, const Program& program, const LeafColumns& leaves);

}  // namespace eligo::sql
