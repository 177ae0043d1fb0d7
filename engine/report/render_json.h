#pragma once

#include <string>
#include <vector>

#include "decide/decision.h"
#include "patient/read_patients.h"
#include "text/diagnostic.h"

namespace eligo {

// One decision as a JSON object on one line (contract section 5; schemas/result.schema.json).
// `with_reasoning` adds each criterion's whole reasoning as a tree.
std::string render_json(const Decision& decision, bool with_reasoning = false);

// {"rejected": {"input", "path", "why"}} on one line.
std::string render_json(const RejectedRecord& rejected);

class JsonWriter;
// The members of a value as recorded: a number as JSON has it, with the comparator of "< 60" beside
// it; any other text as a string. Nothing where it is empty.
void write_recorded_value(JsonWriter& json, const std::string& value);

// One diagnostic as a JSON object on one line.
std::string render_json(const Diagnostic& diagnostic);

}  // namespace eligo
