// Encounter and ResearchSubject: entries of the events.

#include <algorithm>
#include <array>

#include "fhir/entry.h"
#include "fhir/resource_readers.h"
#include "fhir/status_table.h"

namespace eligo {

namespace {

using enum StatusMeaning::Use;

constexpr std::array encounter_statuses = {
    StatusMeaning{"arrived", active},
    StatusMeaning{"triaged", active},
    StatusMeaning{"in-progress", active},
    StatusMeaning{"onleave", active},
    StatusMeaning{"finished", resolved},
    StatusMeaning{"planned", left_out, "only planned"},
    StatusMeaning{"cancelled", left_out, "cancelled"},
    StatusMeaning{"entered-in-error", left_out, "entered in error"},
    StatusMeaning{"unknown", doubtful, "has a status that is not known"},
    StatusMeaning{"", doubtful, "has no status"}};

constexpr std::array subject_statuses = {
    StatusMeaning{"on-study", active},
    StatusMeaning{"on-study-intervention", active},
    StatusMeaning{"on-study-observation", active},
    StatusMeaning{"follow-up", active},
    StatusMeaning{"off-study", resolved},
    StatusMeaning{"withdrawn", resolved},
    StatusMeaning{"candidate", left_out, "not in the study yet"},
    StatusMeaning{"potential-candidate", left_out, "not in the study yet"},
    StatusMeaning{"pending-on-study", left_out, "not in the study yet"},
    StatusMeaning{"screening", left_out, "not in the study yet"},
    StatusMeaning{"eligible", left_out, "not in the study yet"},
    StatusMeaning{"ineligible", left_out, "never in the study"},
    StatusMeaning{"not-registered", left_out, "never in the study"},
    StatusMeaning{"", doubtful, "has no status"}};

constexpr std::array event_kinds = {ConceptKind::event};

// The event that an encounter of this class is; empty for a visit that is none.
std::string_view event_of_class(std::string_view code) {
  if (code == "IMP" || code == "ACUTE" || code == "NONAC" || code == "inpatient") {
    return "hospital admission";
  }
  return code == "EMER" ? "emergency room visit" : "";
}

// A visit that is no event. One of a class that nobody knows may have been a hospital stay.
void note_visit(const std::string& code, const std::string& path, PatientParts& parts) {
  static constexpr std::array<std::string_view, 11> visits = {
      "AMB", "FLD",        "HH",         "VR",         "OBSENC",  "PRENC",
      "SS",  "ambulatory", "outpatient", "urgentcare", "wellness"};
  if (std::find(visits.begin(), visits.end(), code) != visits.end()) {
    parts.note("Encounter: neither a hospital stay nor an emergency", path);
  } else {
    parts.patient.set_gap(RecordList::events);
    parts.note("Encounter: of no class that is known", path);
  }
}

void add_event(Record entry, std::string_view name, const Element& element, PatientParts& parts) {
  if (const std::optional<Element> period = element.child("period")) {
    const PeriodDates dates = read_period(*period);
    entry.start = dates.start;
    entry.end = dates.end;
  }
  if (drop_if_spoilt(element, entry.list, parts)) return;
  entry.name = name;
  entry.term = parts.vocabulary.match(name, event_kinds);
  if (!entry.term) entry.own_name = parts.vocabulary.comparable_name(name);
  keep_entry(std::move(entry), element.json(), parts);
}

Record event_at(const Resource& resource) {
  Record entry;
  entry.list = RecordList::events;
  entry.path = resource.path;
  return entry;
}

}  // namespace

void read_encounter(const Resource& resource, PatientParts& parts) {
  bool spoilt = false;
  const Element element(resource.json, resource.path, parts, spoilt);
  const std::optional<Element> class_coding = element.child("class");
  const std::string_view event = event_of_class(class_coding ? class_coding->text("code") : "");
  if (event.empty()) {
    note_visit(class_coding ? class_coding->text("code") : std::string(), resource.path, parts);
    return;
  }
  Record entry = event_at(resource);
  if (!apply_status("Encounter", element.text("status"), "status", encounter_statuses, element,
                    entry, parts)) {
    return;
  }
  add_doubt(doubt_by_modifier(element, parts), entry);
  add_event(std::move(entry), event, element, parts);
}

void read_research_subject(const Resource& resource, PatientParts& parts) {
  bool spoilt = false;
  const Element element(resource.json, resource.path, parts, spoilt);
  Record entry = event_at(resource);
  if (!apply_status("ResearchSubject", element.text("status"), "status", subject_statuses, element,
                    entry, parts)) {
    return;
  }
  add_doubt(doubt_by_modifier(element, parts), entry);
  add_event(std::move(entry), "participation in a clinical trial", element, parts);
}

}  // namespace eligo
