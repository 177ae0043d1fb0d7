// Immunization: an entry of the medications.

#include <array>

#include "fhir/entry.h"
#include "fhir/recorded_time.h"
#include "fhir/resource_readers.h"
#include "fhir/status_table.h"
#include "patient/profile_object.h"
#include "text/unicode.h"

namespace eligo {

namespace {

using enum StatusMeaning::Use;

constexpr std::array statuses = {StatusMeaning{"completed", resolved},
                                 StatusMeaning{"not-done", left_out, "not done"},
                                 StatusMeaning{"entered-in-error", left_out, "entered in error"},
                                 StatusMeaning{"", doubtful, "has no status"}};

// The conditions that vaccines are named after must not be taken for them.
constexpr std::array vaccine_kinds = {ConceptKind::medication, ConceptKind::procedure,
                                      ConceptKind::event};

bool is_named_as_product(std::string_view name) {
  const std::string folded = folded_name(name);
  for (const std::string_view word :
       {"vaccin", "globulin", "toxoid", "antitoxin", "immunization"}) {
    if (folded.find(word) != std::string::npos) return true;
  }
  return false;
}

// "Influenza, seasonal, injectable" names a vaccine by what it protects from.
std::vector<std::string> vaccine_names(const std::vector<std::string>& names) {
  std::vector<std::string> vaccines;
  const auto add = [&](std::string_view name) {
    const std::string plain(trimmed(name));
    if (plain.empty()) return;
    vaccines.push_back(is_named_as_product(plain) ? plain : plain + " vaccine");
  };
  for (const std::string& name : names) add(name);
  for (const std::string& name : names) add(std::string_view(name).substr(0, name.find(',')));
  return vaccines;
}

}  // namespace

void read_immunization(const Resource& resource, PatientParts& parts) {
  bool spoilt = false;
  const Element element(resource.json, resource.path, parts, spoilt);
  Record entry;
  entry.list = RecordList::medications;
  entry.path = resource.path;
  if (!apply_status("Immunization", element.text("status"), "status", statuses, element, entry,
                    parts)) {
    return;
  }
  add_doubt(doubt_by_modifier(element, parts), entry);
  const RecordedTime time = read_time(element, "occurrence", parts);
  entry.start = time.start;
  entry.end = time.end;
  CodedText coded = read_coded_text(element, "vaccineCode", parts);
  coded.names = vaccine_names(coded.names);
  if (drop_if_spoilt(element, entry.list, parts)) return;
  const NamedConcept named = identify(coded, vaccine_kinds, parts);
  if (named.contradicting.empty() && named.has_name) {
    entry.term = named.meaning;
    entry.name = named.name;
    entry.own_name = named.own_name;
    if (!entry.term) note_unknown_name("vaccines", entry.path, parts);
    keep_entry(std::move(entry), resource.json, parts);
  } else if (named.contradicting.empty()) {
    add_entry(std::move(entry), coded, resource.json, parts);
  } else {
    parts.patient.set_gap(entry.list);
  }
}

}  // namespace eligo
