#include "patient/entry_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "patient/entry_rules.h"
#include "patient/named_concept.h"
#include "text/unicode.h"

namespace eligo {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array condition_fields = {"name"sv,  "loinc"sv, "snomed"sv, "icd10"sv,  "rxnorm"sv,
                                         "onset"sv, "date"sv,  "end"sv,    "status"sv, "outcome"sv};
constexpr std::array medication_fields = {"name"sv,  "loinc"sv, "snomed"sv, "icd10"sv, "rxnorm"sv,
                                          "start"sv, "end"sv,   "status"sv, "dose"sv,  "unit"sv};
constexpr std::array event_fields = {"name"sv, "loinc"sv, "snomed"sv, "icd10"sv,  "rxnorm"sv,
                                     "date"sv, "start"sv, "end"sv,    "status"sv, "outcome"sv};

std::span<const std::string_view> fields_of(RecordList list) {
  switch (list) {
    case RecordList::conditions:
      return condition_fields;
    case RecordList::medications:
      return medication_fields;
    case RecordList::procedures:
    case RecordList::events:
      break;
  }
  return event_fields;
}

// The field in which an entry of a list says when it began.
std::string_view start_field(RecordList list) {
  return list == RecordList::conditions ? "onset" : "start";
}

// What a status word says of an entry; nothing for a word that is not understood.
std::optional<std::string> status_meant(RecordList list, std::string_view word) {
  const std::string folded = folded_name(word);
  if (folded == "active" || folded == "resolved") return folded;
  const bool is_ended = folded == "completed" || folded == "stopped" || folded == "ended";
  if (list != RecordList::conditions && is_ended) return "resolved";
  return std::nullopt;
}

std::string_view status_words(RecordList list) {
  return list == RecordList::conditions
             ? "write \"active\" or \"resolved\"; leave out what the patient does not have"
             : "write \"active\", \"resolved\", \"completed\", \"stopped\" or \"ended\"; leave out "
               "what did not happen";
}

}  // namespace

void EntryReader::read_list(RecordList list, const JsonArray& entries, const std::string& path) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    read_entry(list, entries[i], path + json_pointer_step(i));
  }
}

void EntryReader::read_entry(RecordList list, const JsonValue& entry, const std::string& path) {
  if (entry.as_object() == nullptr) {
    patient_->set_gap(list);
    const std::string* text = entry.as_string();
    findings_->warn(
        DiagnosticCode::unusable_value, path, entry,
        fmt::format("an entry of \"{}\" is {}, not an object; it is not used", name_of(list),
                    json_kind_name(entry)),
        fmt::format("write {{\"name\": {}}}", text == nullptr ? std::string("…") : quoted(*text)));
    return;
  }
  ProfileObject object(entry, path, fields_of(list), *findings_);
  Record record;
  record.list = list;
  record.path = path;
  const bool is_named = read_term(object, record);
  read_dates(object, record);
  read_status(object, record);
  read_dose(object, record);
  if (!is_named || object.is_spoilt()) {
    patient_->set_gap(list);
  } else {
    patient_->records.push_back(std::move(record));
  }
}

// False where the entry cannot be used, which is reported.
bool EntryReader::read_term(ProfileObject& object, Record& record) {
  const std::string name = object.text("name", IfUnreadable::drop_piece).value_or("");
  const auto kinds = kinds_in(record.list);
  const NamedConcept named = identify(object, name, kinds, *vocabulary_, *findings_);
  if (!named.contradicting.empty()) return false;
  record.name = named.name;
  record.own_name = named.own_name;
  record.term = named.meaning;
  if (named.meaning || object.is_spoilt()) return true;
  if (!named.has_name) {
    // A code that nobody knows may be anything, and has no words to go by.
    findings_->warn(DiagnosticCode::unknown_name, object.path(), object.value(),
                    named.name.empty()
                        ? std::string("an entry has neither a name nor a code; it is not used")
                        : fmt::format("{} is not known and there is no name beside it; the entry "
                                      "is not used",
                                      quoted(named.name)),
                    "write \"name\": and what it is called");
    return false;
  }
  findings_->warn(DiagnosticCode::name_not_in_vocabulary, object.path_of("name"),
                  *object.field("name"),
                  fmt::format("{} is not in the vocabulary; it can only be matched by its words",
                              quoted(named.name)),
                  findings_->suggested_names(named.name));
  return true;
}

void EntryReader::read_dates(ProfileObject& object, Record& record) {
  const std::string_view start_key = start_field(record.list);
  record.start = object.date(start_key);
  record.end = object.date("end");
  if (record.list != RecordList::medications) {
    const std::optional<PartialDate> date = object.date("date");
    const bool is_point = record.list != RecordList::conditions;
    if (date && (record.start || (is_point && record.end))) {
      object.spoil(DiagnosticCode::conflicting_dates, "date",
                   fmt::format("\"date\" stands beside \"{}\"; the entry is not used",
                               record.start ? start_key : "end"),
                   fmt::format("write either \"date\" or \"{}\" and \"end\"", start_key));
    } else if (date) {
      record.start = date;
      if (is_point) record.end = date;
    }
  }
  const std::string contradiction = contradicting_dates(record);
  if (!contradiction.empty()) {
    object.spoil(DiagnosticCode::conflicting_dates, "end", contradiction, "correct the dates");
  }
}

void EntryReader::read_status(ProfileObject& object, Record& record) {
  record.outcome = object.text("outcome", IfUnreadable::drop_field).value_or("");
  const std::optional<std::string> word = object.text("status", IfUnreadable::drop_piece);
  if (!word) return;
  const std::optional<std::string> status = status_meant(record.list, *word);
  if (status) {
    record.status = *status;
    return;
  }
  // It could say that the thing never was: "refuted", "not-done", "planned".
  object.spoil(DiagnosticCode::status_not_understood, "status",
               fmt::format("the status {} is not understood; the entry is not used", quoted(*word)),
               std::string(status_words(record.list)));
}

void EntryReader::read_dose(ProfileObject& object, Record& record) {
  if (record.list != RecordList::medications) return;
  record.dose = object.number("dose", IfUnreadable::drop_field);
  if (record.dose && *record.dose < 0) {
    object.report("dose", IfUnreadable::drop_field, "a dose is below zero", {});
    record.dose.reset();
  }
  const std::optional<std::string> unit = object.text("unit", IfUnreadable::drop_field);
  if (!unit) return;
  set_dose_unit(*unit, object.path_of("unit"), *object.field("unit"), *vocabulary_, *findings_,
                record);
}

}  // namespace eligo
