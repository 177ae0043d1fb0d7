#pragma once

// The decisions that a script of `eligo sql` left in the session that ran it.

#include <functional>
#include <vector>

#include "batch/counts.h"
#include "patient/read_patients.h"
#include "report/render_compact.h"
#include "sql/dialect.h"
#include "warehouse/connection.h"
#include "warehouse/place.h"

namespace eligo {

struct WarehouseRun {
  warehouse::Connection& connection;
  const warehouse::Place& place;
  warehouse::Layout layout;
  const std::vector<const Program*>& programs;
  Day as_of;
};

// What the decisions add up to. `counts` is of a plan of the same programs, and counts nobody yet.
Result<warehouse::Done> count_decisions(const WarehouseRun& run, batch::Counts& counts);

// The records with a birth after the screening date.
Result<std::vector<RejectedRecord>> records_born_later(const WarehouseRun& run);

// Each decision of each patient, in the order of patients' ids and of the programs, until `sink`
// returns false: without its reasoning, or as the JSON that engine/warehouse/README.md shows.
Result<warehouse::Done> visit_compact(const WarehouseRun& run,
                                      const std::function<bool(const CompactDecision&)>& sink);
Result<warehouse::Done> visit_json(const WarehouseRun& run,
                                   const std::function<bool(const std::string&)>& sink);

}  // namespace eligo
