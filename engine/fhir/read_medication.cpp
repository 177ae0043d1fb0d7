// MedicationRequest, MedicationStatement, MedicationAdministration: entries of the medications.

#include <array>

#include "fhir/entry.h"
#include "fhir/medication.h"
#include "fhir/recorded_time.h"
#include "fhir/resource_readers.h"
#include "fhir/status_table.h"

namespace eligo {

namespace {

using enum StatusMeaning::Use;

constexpr StatusMeaning unclear = {"unknown", doubtful, "has a status that is not known"};
constexpr StatusMeaning unstated = {"", doubtful, "has no status"};
constexpr StatusMeaning on_hold = {"on-hold", doubtful, "is on hold"};
constexpr StatusMeaning in_error = {"entered-in-error", left_out, "entered in error"};

constexpr std::array request_statuses = {StatusMeaning{"active", active},
                                         StatusMeaning{"completed", resolved},
                                         StatusMeaning{"stopped", resolved},
                                         StatusMeaning{"cancelled", left_out, "cancelled"},
                                         StatusMeaning{"draft", left_out, "a draft"},
                                         on_hold,
                                         in_error,
                                         unclear,
                                         unstated};

constexpr std::array statement_statuses = {StatusMeaning{"active", active},
                                           StatusMeaning{"completed", resolved},
                                           StatusMeaning{"stopped", resolved},
                                           StatusMeaning{"intended", left_out, "only intended"},
                                           StatusMeaning{"not-taken", left_out, "not taken"},
                                           on_hold,
                                           in_error,
                                           unclear,
                                           unstated};

constexpr std::array administration_statuses = {StatusMeaning{"in-progress", active},
                                                StatusMeaning{"completed", resolved},
                                                StatusMeaning{"stopped", resolved},
                                                StatusMeaning{"not-done", left_out, "not done"},
                                                on_hold,
                                                in_error,
                                                unclear,
                                                unstated};

// What a request is worth, by its intent. Only an order says that the patient is given it.
constexpr std::array intents = {StatusMeaning{"proposal", left_out, "a proposal, not an order"},
                                StatusMeaning{"plan", left_out, "a plan, not an order"},
                                StatusMeaning{"option", left_out, "an option, not an order"},
                                StatusMeaning{"", doubtful, "does not say whether it was ordered"}};

bool is_order(std::string_view intent) {
  return intent == "order" || intent == "original-order" || intent == "instance-order" ||
         intent == "reflex-order" || intent == "filler-order";
}

Record medication_at(const Resource& resource) {
  Record entry;
  entry.list = RecordList::medications;
  entry.path = resource.path;
  return entry;
}

// The bounds of the only dosage.
PeriodDates dosage_bounds(const Element& resource) {
  const std::vector<Element> dosages = resource.children("dosageInstruction");
  if (dosages.size() != 1) return {};
  const std::optional<Element> timing = dosages.front().child("timing");
  const std::optional<Element> repeat = timing ? timing->child("repeat") : std::nullopt;
  const std::optional<Element> bounds = repeat ? repeat->child("boundsPeriod") : std::nullopt;
  return bounds ? read_period(*bounds) : PeriodDates{};
}

}  // namespace

void read_medication_request(const Resource& resource, PatientParts& parts) {
  bool spoilt = false;
  const Element element(resource.json, resource.path, parts, spoilt);
  Record entry = medication_at(resource);
  const std::string intent = element.text("intent");
  if (!apply_status("MedicationRequest", element.text("status"), "status", request_statuses,
                    element, entry, parts)) {
    return;
  }
  if (!is_order(intent) &&
      !apply_status("MedicationRequest", intent, "intent", intents, element, entry, parts)) {
    return;
  }
  if (element.flag("doNotPerform").value_or(false)) {
    parts.note("MedicationRequest: an order not to give it", entry.path);
    return;
  }
  add_doubt(doubt_by_modifier(element, parts), entry);
  const PeriodDates bounds = dosage_bounds(element);
  entry.start = bounds.start ? bounds.start : element.date("authoredOn");
  entry.end = bounds.end;
  read_daily_dose(element, "dosageInstruction", entry, parts);
  add_medication(entry, element, parts);
}

void read_medication_statement(const Resource& resource, PatientParts& parts) {
  bool spoilt = false;
  const Element element(resource.json, resource.path, parts, spoilt);
  Record entry = medication_at(resource);
  if (!apply_status("MedicationStatement", element.text("status"), "status", statement_statuses,
                    element, entry, parts)) {
    return;
  }
  add_doubt(doubt_by_modifier(element, parts), entry);
  const RecordedTime time = read_time(element, "effective", parts);
  entry.start = time.start;
  // A single date says when it was taken, not when that ended.
  if (!element.has("effectiveDateTime")) entry.end = time.end;
  read_daily_dose(element, "dosage", entry, parts);
  add_medication(entry, element, parts);
}

void read_medication_administration(const Resource& resource, PatientParts& parts) {
  bool spoilt = false;
  const Element element(resource.json, resource.path, parts, spoilt);
  Record entry = medication_at(resource);
  if (!apply_status("MedicationAdministration", element.text("status"), "status",
                    administration_statuses, element, entry, parts)) {
    return;
  }
  add_doubt(doubt_by_modifier(element, parts), entry);
  const RecordedTime time = read_time(element, "effective", parts);
  entry.start = time.start;
  if (entry.status != "active") entry.end = time.end;
  add_medication(entry, element, parts);
}

}  // namespace eligo
