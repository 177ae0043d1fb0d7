// Condition: an entry of the conditions, or a fact where that is what its code means.

#include <array>

#include "fhir/entry.h"
#include "fhir/recorded_time.h"
#include "fhir/resource_readers.h"
#include "fhir/stated_fact.h"
#include "fhir/status_table.h"

namespace eligo {

namespace {

using enum StatusMeaning::Use;

constexpr std::array clinical_statuses = {
    StatusMeaning{"active", active},      StatusMeaning{"recurrence", active},
    StatusMeaning{"relapse", active},     StatusMeaning{"inactive", resolved},
    StatusMeaning{"remission", resolved}, StatusMeaning{"resolved", resolved}};

constexpr std::array verification_statuses = {
    StatusMeaning{"unconfirmed", doubtful, "is not confirmed"},
    StatusMeaning{"provisional", doubtful, "is only a provisional diagnosis"},
    StatusMeaning{"differential", doubtful, "is only one of several possible diagnoses"},
    StatusMeaning{"refuted", left_out, "refuted"},
    StatusMeaning{"entered-in-error", left_out, "entered in error"}};

std::string first_or_empty(const std::vector<std::string>& words) {
  return words.empty() ? std::string() : words.front();
}

}  // namespace

void read_condition(const Resource& resource, PatientParts& parts) {
  bool spoilt = false;
  const Element element(resource.json, resource.path, parts, spoilt);
  TimedEntry timed;
  Record& entry = timed.entry;
  entry.list = RecordList::conditions;
  entry.path = resource.path;
  const std::string verification = first_or_empty(plain_codes(element, "verificationStatus"));
  const std::string clinical = first_or_empty(plain_codes(element, "clinicalStatus"));
  if (verification != "confirmed" && !apply_status("Condition", verification, "verificationStatus",
                                                   verification_statuses, element, entry, parts)) {
    return;
  }
  if (!apply_status("Condition", clinical, "clinicalStatus", clinical_statuses, element, entry,
                    parts)) {
    return;
  }
  add_doubt(doubt_by_modifier(element, parts), entry);
  const RecordedTime onset = read_time(element, "onset", parts);
  const RecordedTime abatement = read_time(element, "abatement", parts);
  entry.start = onset.start;
  timed.start_age = onset.age;
  entry.end = abatement.end;
  timed.end_age = abatement.age;
  const CodedText coded = read_coded_text(element, "code", parts);
  if (drop_if_spoilt(element, entry.list, parts)) return;
  if (const std::optional<ConceptId> fact = fact_meant(coded, entry.list, parts)) {
    if (entry.status != "resolved" && entry.doubt.empty()) {
      const std::optional<PartialDate> recorded = element.date("recordedDate");
      parts.patient.facts.push_back(
          {*fact, true, entry.start ? entry.start : recorded, entry.path});
    } else {
      parts.note("Condition: a fact that may no longer hold", entry.path);
    }
    return;
  }
  add_timed_entry(std::move(timed), coded, resource.json, parts);
}

}  // namespace eligo
