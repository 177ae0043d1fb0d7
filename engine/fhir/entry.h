#pragma once

// What all resources have in common that become entries of a patient's lists. Private to this
// stage.

#include <string>
#include <string_view>

#include "fhir/codeable_concept.h"
#include "fhir/element.h"

namespace eligo {

// Adds `entry` under what `coded` means. `at` is the resource, for reports; `path` in it says where
// it stands. One that cannot be used is reported and leaves a gap in its list.
void add_entry(Record entry, const CodedText& coded, const JsonValue& at, PatientParts& parts);

// An entry whose meaning is settled already.
void keep_entry(Record entry, const JsonValue& at, PatientParts& parts);

// Reports that an entry cannot be used because a part of it has a wrong type, and leaves a gap.
// False where nothing is wrong.
bool drop_if_spoilt(const Element& resource, RecordList list, PatientParts& parts);

// Why an extension that changes what the resource means leaves it in doubt, which is reported;
// empty where there is none.
std::string doubt_by_modifier(const Element& resource, PatientParts& parts);

// Adds a reason to doubt to those that there are.
void add_doubt(const std::string& why, Record& entry);

// The names by which the notes call a name that nobody knows.
void note_unknown_name(std::string_view what, const std::string& path, PatientParts& parts);

}  // namespace eligo
