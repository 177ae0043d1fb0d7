#include "fhir/recorded_time.h"

#include <fmt/format.h>

#include <utility>

#include "fhir/entry.h"

namespace eligo {

namespace {

const JsonValue& nowhere() {
  static const JsonValue value{nullptr, {}};
  return value;
}

// What outlives the resource.
CodedText kept(CodedText coded) {
  for (RecordedCode& code : coded.codes) code.at = &nowhere();
  return coded;
}

std::optional<PartialDate> dates_of(const std::optional<AgeSpan>& age, const Patient& patient,
                                    const std::optional<PartialDate>& otherwise) {
  if (!age) return otherwise;
  return patient.birth_date ? days_at_age(*patient.birth_date, *age) : std::nullopt;
}

}  // namespace

RecordedTime read_time(const Element& resource, std::string_view prefix, PatientParts& parts) {
  const auto key = [&](std::string_view type) { return std::string(prefix) + std::string(type); };
  RecordedTime time;
  for (const std::string_view type : {"DateTime", "Instant"}) {
    if (!resource.has(key(type))) continue;
    time.start = resource.date(key(type));
    time.end = time.start;
    return time;
  }
  if (const std::optional<Element> period = resource.child(key("Period"))) {
    const PeriodDates dates = read_period(*period);
    time.start = dates.start;
    time.end = dates.end;
  } else if (const std::optional<Element> age = resource.child(key("Age"))) {
    time.age = read_age(*age, parts);
  } else if (const std::optional<Element> range = resource.child(key("Range"))) {
    time.age = read_age_range(*range, parts);
  } else if (resource.has(key("String"))) {
    parts.note(fmt::format("{}: words, not read as a time", key("String")),
               resource.path_of(key("String")));
  }
  return time;
}

void add_timed_entry(TimedEntry timed, const CodedText& coded, const JsonValue& at,
                     PatientParts& parts) {
  if (!timed.start_age && !timed.end_age) {
    add_entry(std::move(timed.entry), coded, at, parts);
    return;
  }
  parts.deferred.emplace_back([timed = std::move(timed), coded = kept(coded)](
                                  PatientParts& all, const SharedResources& /*shared*/) {
    Record entry = timed.entry;
    entry.start = dates_of(timed.start_age, all.patient, entry.start);
    entry.end = dates_of(timed.end_age, all.patient, entry.end);
    add_entry(std::move(entry), coded, nowhere(), all);
  });
}

}  // namespace eligo
