// Procedure: an entry of the procedures.

#include <array>

#include "fhir/entry.h"
#include "fhir/recorded_time.h"
#include "fhir/resource_readers.h"
#include "fhir/status_table.h"

namespace eligo {

namespace {

using enum StatusMeaning::Use;

constexpr std::array statuses = {
    StatusMeaning{"completed", resolved},
    StatusMeaning{"in-progress", active},
    StatusMeaning{"not-done", left_out, "not done"},
    StatusMeaning{"preparation", left_out, "only being prepared"},
    StatusMeaning{"entered-in-error", left_out, "entered in error"},
    StatusMeaning{"on-hold", doubtful, "is on hold"},
    StatusMeaning{"stopped", doubtful, "was stopped before it was done"},
    StatusMeaning{"unknown", doubtful, "has a status that is not known"},
    StatusMeaning{"", doubtful, "has no status"}};

}  // namespace

void read_procedure(const Resource& resource, PatientParts& parts) {
  bool spoilt = false;
  const Element element(resource.json, resource.path, parts, spoilt);
  TimedEntry timed;
  Record& entry = timed.entry;
  entry.list = RecordList::procedures;
  entry.path = resource.path;
  if (!apply_status("Procedure", element.text("status"), "status", statuses, element, entry,
                    parts)) {
    return;
  }
  add_doubt(doubt_by_modifier(element, parts), entry);
  const RecordedTime performed = read_time(element, "performed", parts);
  entry.start = performed.start;
  timed.start_age = performed.age;
  if (entry.status != "active") {
    entry.end = performed.end;
    timed.end_age = performed.age;
  }
  const CodedText coded = read_coded_text(element, "code", parts);
  if (drop_if_spoilt(element, entry.list, parts)) return;
  add_timed_entry(std::move(timed), coded, resource.json, parts);
}

}  // namespace eligo
