#pragma once

// A text that is one profile, or an array of them. Private to readers of profiles.

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

// The rejection of a line that is longer than a record may be.
RejectedRecord too_long_line(const std::string& file, std::uint32_t number, bool is_only_line);

}  // namespace eligo
