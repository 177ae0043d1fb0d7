#pragma once

#include <optional>

#include "decide/decision.h"
#include "language/program.h"
#include "patient/read_patients.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

struct ScreeningOptions {
  Day as_of;            // the screening date
  bool strict = false;  // no assumption is used: a result that needs one is unknown
  // How old a result may be where the sentence gives no time; unset: any age.
  std::optional<Period> max_age = {};
  // Days of the trial that the run states; they go before those of the record.
  AnchorDays anchors = {};
};

// Decides one patient against one trial, evaluating every branch. The reference for every faster
// path. Total: whatever the record holds, there is a decision.
Decision decide(const Program& program, const ReadPatient& patient, const Vocabulary& vocabulary,
                const ScreeningOptions& options);

}  // namespace eligo
