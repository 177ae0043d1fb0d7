#pragma once

// A text that is one profile, or an array of them, as every reader of profiles takes it.

#include "patient/profile_reader.h"
#include "patient/read_patients.h"
#include "text/json.h"
#include "text/source_text.h"

namespace eligo {

// How much of a record is read; a longer one is rejected.
inline constexpr std::size_t longest_record = std::size_t{16} << 20U;

// Hands on each profile of a parsed text, until `sink` returns false; a text that is not JSON is
// one rejected record. False where the sink did not want to go on.
bool read_profile_value(const Result<JsonValue>& value, const SourceText& text, RecordOrigin origin,
                        const Vocabulary& vocabulary, const PatientSink& sink);

// The same for a line of NDJSON. `number` is the line's in the file; the record of the only line of
// a file is called as the file is.
bool read_profile_line(std::string line, const std::string& file, std::uint32_t number,
                       bool is_only_line, const Vocabulary& vocabulary, const PatientSink& sink);

// What a rejection calls a line of NDJSON: "file:7", or the file where it has no other.
std::string line_input(const std::string& file, std::uint32_t number, bool is_only_line);

// The rejection of a record that is longer than longest_record.
RejectedRecord too_long_record(const std::string& input);

// A diagnostic in one line, as rejections give it.
std::string reason_text(const Diagnostic& diagnostic);

}  // namespace eligo
