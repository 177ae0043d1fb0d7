#include "fhir/bundle_patients.h"

#include <fmt/format.h>

#include <utility>

namespace eligo {

std::optional<BundleFault> BundlePatients::read(JsonScanner& scanner, std::size_t depth) {
  const auto fault = read_bundle(scanner, depth, [&](const JsonPiece& entry, std::size_t number) {
    return add(entry, number);
  });
  if (fault || deletions_ == 0 || !patients_.is_empty()) return fault;
  return BundleFault{"",
                     "the Bundle holds deletions alone; an export names such files under "
                     "\"deleted\" in its manifest.json"};
}

std::optional<BundleFault> BundlePatients::add(const JsonPiece& entry, std::size_t number) {
  if (deleted_by(entry.value)) {
    ++deletions_;
    return std::nullopt;
  }
  const JsonValue* json = entry.value.member("resource");
  if (json == nullptr) return std::nullopt;  // an answer to a request, say
  const std::string path = fmt::format("/entry/{}/resource", number);
  if (json->as_object() == nullptr) {
    return BundleFault{path,
                       fmt::format("a resource is an object; this is {}", json_kind_name(*json))};
  }
  const Resource resource{*json,       entry.text, input_, entry.begin.line, entry.begin.column,
                          path_ + path};
  if (resource.type().empty()) {
    const std::string why = "the resource has no \"resourceType\"";
    if (patients_.reject(resource, resource.path, why)) return std::nullopt;
    return BundleFault{path, why};
  }
  patients_.add(resource, text_member(entry.value, "fullUrl"));
  if (!patients_.fault()) return std::nullopt;
  return BundleFault{path, patients_.fault()->why};
}

std::string_view text_member(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.member(key);
  const std::string* text = value == nullptr ? nullptr : value->as_string();
  return text == nullptr ? std::string_view{} : std::string_view(*text);
}

std::optional<std::string> deleted_by(const JsonValue& entry) {
  const JsonValue* request = entry.member("request");
  if (request == nullptr || text_member(*request, "method") != "DELETE") return std::nullopt;
  return plain_reference(text_member(*request, "url"));
}

}  // namespace eligo
