#include "fhir/element.h"

#include <fmt/format.h>

#include "patient/profile_object.h"

namespace eligo {

const JsonValue* Element::member(std::string_view key) const {
  const JsonValue* value = json_->member(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

const JsonValue& Element::place_of(std::string_view key) const {
  const JsonValue* value = member(key);
  return value == nullptr ? *json_ : *value;
}

std::string Element::text(std::string_view key) const {
  const JsonValue* value = member(key);
  if (value == nullptr) return {};
  const std::string* text = value->as_string();
  if (text != nullptr) return std::string(trimmed(*text));
  report_type(*value, path_of(key), "a string");
  return {};
}

std::optional<bool> Element::flag(std::string_view key) const {
  const JsonValue* value = member(key);
  if (value == nullptr) return std::nullopt;
  if (const bool* flag = value->as_bool()) return *flag;
  report_type(*value, path_of(key), "true or false");
  return std::nullopt;
}

std::optional<Rational> Element::number(std::string_view key) const {
  const JsonValue* value = member(key);
  if (value == nullptr) return std::nullopt;
  std::optional<Rational> number;
  if (const JsonNumber* written = value->as_number()) number = parse_decimal(written->text);
  if (!number) report_type(*value, path_of(key), "a number");
  return number;
}

std::optional<PartialDate> Element::date(std::string_view key) const {
  const JsonValue* value = member(key);
  if (value == nullptr) return std::nullopt;
  return read_profile_date(*value, key, path_of(key), parts_->findings);
}

std::optional<Element> Element::child(std::string_view key) const {
  const JsonValue* value = member(key);
  if (value == nullptr) return std::nullopt;
  if (value->as_object() != nullptr) return Element(*value, path_of(key), *parts_, *spoilt_);
  report_type(*value, path_of(key), "an object");
  return std::nullopt;
}

std::vector<Element> Element::children(std::string_view key) const {
  std::vector<Element> elements;
  const JsonValue* value = member(key);
  if (value == nullptr) return elements;
  const JsonArray* array = value->as_array();
  if (array == nullptr) {
    report_type(*value, path_of(key), "an array");
    return elements;
  }
  for (std::size_t i = 0; i < array->size(); ++i) {
    const std::string path = path_of(key) + json_pointer_step(i);
    if ((*array)[i].as_object() != nullptr) {
      elements.emplace_back((*array)[i], path, *parts_, *spoilt_);
    } else {
      report_type((*array)[i], path, "an object");
    }
  }
  return elements;
}

void Element::report_type(const JsonValue& value, const std::string& path,
                          std::string_view wanted) const {
  *spoilt_ = true;
  parts_->findings.warn(DiagnosticCode::unusable_value, path, value,
                        fmt::format("this is {}, not {}; what it belongs to is not used",
                                    json_kind_name(value), wanted),
                        "write it as FHIR R4 has it");
}

PeriodDates read_period(const Element& period) {
  return {period.date("start"), period.date("end")};
}

}  // namespace eligo
