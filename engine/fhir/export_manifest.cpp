#include "fhir/export_manifest.h"

#include <fmt/format.h>

#include <string_view>

#include "fhir/bundle_patients.h"
#include "fhir/byte_stream.h"
#include "text/json.h"

namespace eligo {

namespace {

// The last part of an address, without what is asked of it; empty where that names no file.
std::string file_of(std::string_view url) {
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  const std::string_view name = path.substr(path.find_last_of("/\\") + 1);
  return name == "." || name == ".." ? std::string() : std::string(name);
}

// The files of a list of objects with "url"; nothing where it is none.
std::optional<std::vector<std::string>> files_of(const JsonValue* list) {
  std::vector<std::string> files;
  if (list == nullptr) return files;
  const JsonArray* entries = list->as_array();
  if (entries == nullptr) return std::nullopt;
  for (const JsonValue& entry : *entries) {
    std::string file = file_of(text_member(entry, "url"));
    if (file.empty()) return std::nullopt;
    files.push_back(std::move(file));
  }
  return files;
}

// "Patient/1", and not a search such as "Observation?status=final".
bool names_one_resource(std::string_view reference) {
  const std::size_t slash = reference.find('/');
  return slash != std::string_view::npos && slash > 0 && slash + 1 < reference.size() &&
         reference.find('?') == std::string_view::npos &&
         reference.find('/', slash + 1) == std::string_view::npos;
}

}  // namespace

std::optional<ExportManifest> read_export_manifest(const SourceText& text) {
  const Result<JsonValue> value = parse_json(text);
  if (!value || value->member("output") == nullptr || value->member("resourceType") != nullptr) {
    return std::nullopt;
  }
  auto output = files_of(value->member("output"));
  auto deleted = files_of(value->member("deleted"));
  if (!output || !deleted) return std::nullopt;
  return ExportManifest{std::move(*output), std::move(*deleted)};
}

std::optional<std::string> read_deletions(std::istream& input, const std::string& name,
                                          std::set<std::string>& deleted) {
  ByteStream bytes(input);
  JsonScanner scanner(bytes, name);
  const auto add = [&](const JsonPiece& entry, std::size_t number) -> std::optional<BundleFault> {
    const auto reference = deleted_by(entry.value);
    if (!reference || !names_one_resource(*reference)) {
      return BundleFault{fmt::format("/entry/{}", number),
                         "the entry requests no DELETE of one resource, such as \"Patient/1\""};
    }
    deleted.insert(*reference);
    return std::nullopt;
  };
  while (bytes.take_blank_lines()) {
    const std::uint32_t line = bytes.position().line;
    if (scanner.next() != '{') return fmt::format("line {}: it is no Bundle of deletions", line);
    if (const auto fault = read_bundle(scanner, 0, add)) {
      return fmt::format("the Bundle in line {}{}: {}", line,
                         fault->path.empty() ? "" : " at " + fault->path, fault->why);
    }
  }
  if (bytes.has_failed()) return "reading stopped with an error";
  return std::nullopt;
}

}  // namespace eligo
