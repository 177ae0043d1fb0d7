#include "fhir/resource.h"

namespace eligo {

namespace {

std::string_view text_member(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.member(key);
  const std::string* text = value == nullptr ? nullptr : value->as_string();
  return text == nullptr ? std::string_view{} : std::string_view(*text);
}

bool is_uppercase_word(std::string_view text) {
  return !text.empty() && text.front() >= 'A' && text.front() <= 'Z';
}

// Whether a plain reference can be one to a patient.
bool may_be_patient(std::string_view reference) {
  if (reference.empty() || reference.front() == '#') return false;
  if (reference.starts_with("Patient/")) return true;
  if (reference.find(':') != std::string_view::npos) return true;  // "urn:uuid:…", "https://…"
  // "Group/1" is to a resource of another type.
  return !(is_uppercase_word(reference) && reference.find('/') != std::string_view::npos);
}

}  // namespace

std::string_view Resource::type() const {
  return text_member(json, "resourceType");
}

std::string_view Resource::id() const {
  return text_member(json, "id");
}

std::string plain_reference(std::string_view reference) {
  const std::string_view version = "/_history/";
  const std::string_view plain = reference.substr(0, reference.find(version));
  const std::size_t last = plain.rfind('/');
  if (last == std::string_view::npos || last == 0) return std::string(plain);
  const std::size_t before = plain.rfind('/', last - 1);
  const std::size_t type = before == std::string_view::npos ? 0 : before + 1;
  if (!is_uppercase_word(plain.substr(type)) || last + 1 == plain.size()) {
    return std::string(plain);
  }
  return std::string(plain.substr(type));
}

std::optional<std::string> patient_reference(const JsonValue& resource) {
  for (const std::string_view key : {"subject", "patient", "individual"}) {
    const JsonValue* about = resource.member(key);
    if (about == nullptr) continue;
    std::string reference = plain_reference(text_member(*about, "reference"));
    if (may_be_patient(reference)) return reference;
  }
  return std::nullopt;
}

void move_place(Place& place, Position begin) {
  if (place.position.line == 1) {
    place.position.column += begin.column - 1;
    place.text_column += begin.column - 1;
  }
  place.position.line += begin.line - 1;
}

Place place_in_file(const SourceText& text, Position begin, Span span) {
  Place place = place_of(text, span);
  move_place(place, begin);
  return place;
}

Place place_in_file(const Resource& resource, Span span) {
  return place_in_file(resource.text, {resource.first_line, resource.first_column}, span);
}

}  // namespace eligo
