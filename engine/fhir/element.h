#pragma once

// One JSON object of a resource with typed access to its members. Private to this stage.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fhir/patient_parts.h"
#include "quantity/calendar.h"
#include "quantity/rational.h"
#include "text/json.h"

namespace eligo {

// A member that is missing or null reads as nothing. So does one of another type than asked for,
// which is reported, and what was read is spoilt: it would mean something else without it.
class Element {
 public:
  Element(const JsonValue& json, std::string path, PatientParts& parts, bool& spoilt)
      : json_(&json), path_(std::move(path)), parts_(&parts), spoilt_(&spoilt) {}

  const JsonValue& json() const { return *json_; }
  const std::string& path() const { return path_; }
  std::string path_of(std::string_view key) const { return path_ + json_pointer_step(key); }
  bool is_spoilt() const { return *spoilt_; }

  const JsonValue* member(std::string_view key) const;
  bool has(std::string_view key) const { return member(key) != nullptr; }
  // The member, else the element itself, as the place of a report; and the path of that.
  const JsonValue& place_of(std::string_view key) const;
  std::string path_to(std::string_view key) const { return has(key) ? path_of(key) : path_; }

  std::string text(std::string_view key) const;  // trimmed; empty where there is none
  std::optional<bool> flag(std::string_view key) const;
  std::optional<Rational> number(std::string_view key) const;
  // A date that cannot be read rejects the patient.
  std::optional<PartialDate> date(std::string_view key) const;
  std::optional<Element> child(std::string_view key) const;
  std::vector<Element> children(std::string_view key) const;  // of an array of objects

 private:
  void report_type(const JsonValue& value, const std::string& path, std::string_view wanted) const;

  const JsonValue* json_;
  std::string path_;
  PatientParts* parts_;
  bool* spoilt_;
};

// The start and the end of a FHIR Period.
struct PeriodDates {
  std::optional<PartialDate> start;
  std::optional<PartialDate> end;
};
PeriodDates read_period(const Element& period);

}  // namespace eligo
