#pragma once

// A FHIR resource and where it stands. Private to this stage.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "text/diagnostic.h"
#include "text/json.h"
#include "text/source_text.h"

namespace eligo {

struct Resource {
  const JsonValue& json;   // an object with a "resourceType"
  const SourceText& text;  // the JSON text that `json` was parsed from
  std::string input;       // the file, as diagnostics name it; with ":line" for a line of NDJSON
  // Where `text` begins in the file. Only what stands on the first line of `text` is moved to the
  // side by the column: place_in_file() has the right place of any span.
  std::uint32_t first_line = 1;
  std::uint32_t first_column = 1;
  // What evidence paths begin with: in a Bundle a JSON Pointer into it, "/entry/12/resource"; of a
  // data set of single resources "Observation/o-1#", so that a path reads
  // "Observation/o-1#/valueQuantity"; of one without an id "Observation.ndjson:17#".
  std::string path;

  std::string_view type() const;  // "Observation"
  std::string_view id() const;    // empty where it has none
};

// The resources that belong to no patient and that a patient's resources refer to, reduced to what
// is used of them: by "Medication/123" and, in a Bundle, also by the entry's fullUrl, both as
// plain_reference() writes them.
struct SharedResources {
  std::map<std::string, JsonValue, std::less<>> medications;  // the CodeableConcept of each
};

// The reference to the patient that a resource is about, from subject, patient or individual;
// nothing where it has none, or one to something else ("Group/1", "#contained"). Written as
// plain_reference() has it.
std::optional<std::string> patient_reference(const JsonValue& resource);

// A reference in the form in which references are compared: "Patient/1" for that, for
// "Patient/1/_history/2" and for "https://example.org/fhir/Patient/1"; others ("urn:uuid:…") as
// they are.
std::string plain_reference(std::string_view reference);

// The place of a span of resource.text in the file.
Place place_in_file(const Resource& resource, Span span);
// The same for a text that begins at `begin` of the file.
Place place_in_file(const SourceText& text, Position begin, Span span);
// Makes a place in such a text one in the file.
void move_place(Place& place, Position begin);

}  // namespace eligo
