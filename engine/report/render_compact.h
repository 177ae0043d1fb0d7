#pragma once

// Decisions in a line each, without the reasoning: for whole populations.

#include <string>
#include <string_view>
#include <vector>

#include "decide/decision.h"
#include "patient/read_patients.h"

namespace eligo {

struct CompactDecision {
  std::string_view trial;
  std::string_view patient;
  Day as_of;
  Verdict verdict{};
  std::vector<std::string_view> failing;  // ids of criteria
  std::vector<std::string_view> unknown;
};

// {"trial":"NCT01374854","patient":"P-001","asOf":"2026-01-15","verdict":"undetermined",
//  "fails":[],"open":["I7"]}, with a line end.
void append_compact_json(const CompactDecision& decision, std::string& to);

// The same as a row of a table; ids are separated by spaces.
void append_compact_csv(const CompactDecision& decision, std::string& to);
std::string compact_csv_header();
// A record that could not be read, in the same columns: what it is in place of the patient, why in
// the last one.
void append_compact_csv(const RejectedRecord& rejected, std::string& to);

}  // namespace eligo
