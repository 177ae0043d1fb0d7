#pragma once

// The time elements of resources that come in several forms: onset[x], abatement[x], performed[x],
// effective[x]. Private to this stage.

#include <optional>
#include <string_view>

#include "fhir/age_dates.h"
#include "fhir/codeable_concept.h"

namespace eligo {

// A time as recorded: dates, or the patient's age, which is one when the birth date is known.
struct RecordedTime {
  std::optional<PartialDate> start;  // of a single date, that
  std::optional<PartialDate> end;    // the same
  std::optional<AgeSpan> age;        // then the dates are unset
};

// `prefix` + DateTime, Instant, Period, Age or Range. Words (String) say nothing, and are noted.
RecordedTime read_time(const Element& resource, std::string_view prefix, PatientParts& parts);

// The entry with its times: of a condition the beginning of `begin` and the end of `end`.
struct TimedEntry {
  Record entry;
  std::optional<AgeSpan> start_age;
  std::optional<AgeSpan> end_age;
};

// Adds the entry, at the end where its ages need the birth date.
void add_timed_entry(TimedEntry timed, const CodedText& coded, const JsonValue& at,
                     PatientParts& parts);

}  // namespace eligo
