#include "fhir/entry.h"

#include <fmt/format.h>

#include <utility>

#include "patient/entry_rules.h"

namespace eligo {

void add_entry(Record entry, const CodedText& coded, const JsonValue& at, PatientParts& parts) {
  const auto kinds = kinds_in(entry.list);
  const NamedConcept named = identify(coded, kinds, parts);
  if (!named.contradicting.empty()) {
    parts.patient.set_gap(entry.list);
    return;
  }
  entry.term = named.meaning;
  entry.name = named.name;
  entry.own_name = named.own_name;
  if (!entry.term && !named.has_name) {
    // A code that nobody knows may be anything, and has no words to go by.
    parts.patient.set_gap(entry.list);
    parts.findings.warn(DiagnosticCode::unknown_name, entry.path, at,
                        named.name.empty()
                            ? std::string("an entry has neither a name nor a code; it is not used")
                            : fmt::format("{} is not known and there is no name beside it; the "
                                          "entry is not used",
                                          quoted(named.name)),
                        "write \"text\": and what it is called");
    return;
  }
  if (!entry.term) note_unknown_name(name_of(entry.list), entry.path, parts);
  keep_entry(std::move(entry), at, parts);
}

void keep_entry(Record entry, const JsonValue& at, PatientParts& parts) {
  const std::string contradiction = contradicting_dates(entry);
  if (contradiction.empty()) {
    parts.patient.records.push_back(std::move(entry));
    return;
  }
  parts.patient.set_gap(entry.list);
  parts.findings.warn(DiagnosticCode::conflicting_dates, entry.path, at, contradiction,
                      "correct the dates");
}

bool drop_if_spoilt(const Element& resource, RecordList list, PatientParts& parts) {
  if (!resource.is_spoilt()) return false;
  parts.patient.set_gap(list);
  return true;
}

std::string doubt_by_modifier(const Element& resource, PatientParts& parts) {
  if (!resource.has("modifierExtension")) return {};
  parts.findings.warn(DiagnosticCode::unknown_modifier, resource.path_of("modifierExtension"),
                      resource.place_of("modifierExtension"),
                      "an extension that is not known here says that it changes what this means");
  return "carries an extension that changes what it means";
}

void add_doubt(const std::string& why, Record& entry) {
  if (why.empty()) return;
  entry.doubt += (entry.doubt.empty() ? "" : " and ") + why;
}

void note_unknown_name(std::string_view what, const std::string& path, PatientParts& parts) {
  parts.note(fmt::format("{}: not in the vocabulary; matched by their words alone", what), path);
}

}  // namespace eligo
