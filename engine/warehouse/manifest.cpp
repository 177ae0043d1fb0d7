#include "warehouse/manifest.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "text/json.h"
#include "warehouse/failure.h"

namespace eligo::warehouse {
namespace {

bool is_text(const JsonValue* value, std::string_view text) {
  return value != nullptr && value->as_string() != nullptr && *value->as_string() == text;
}

bool is_number(const JsonValue* value, std::string_view text) {
  return value != nullptr && value->as_number() != nullptr && value->as_number()->text == text;
}

std::uint64_t count_in(const JsonValue* value) {
  std::uint64_t count = 0;
  if (value == nullptr || value->as_number() == nullptr) return 0;
  const std::string& digits = value->as_number()->text;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

}  // namespace

Result<std::optional<Manifest>> manifest_of(const std::string& folder) {
  using Read = Result<std::optional<Manifest>>;
  const std::string name = (std::filesystem::path(folder) / "manifest.json").string();
  std::ifstream file(name, std::ios::binary);
  if (!file) return Read::success(std::nullopt);
  std::ostringstream text;
  text << file.rdbuf();
  const Result<JsonValue> json = parse_json(SourceText(name, text.str()));
  if (!json) return Read::failure(json.diagnostics);
  const JsonValue* tables = json->member("tables");
  if (!is_text(json->member("layout"), "facts") || !is_number(json->member("version"), "1") ||
      tables == nullptr || tables->as_array() == nullptr) {
    return Read::failure(failure(name, "this is no manifest of the layout facts, version 1",
                                 "write the folder with eligo export"));
  }
  Manifest manifest;
  for (const JsonValue& table : *tables->as_array()) {
    if (const std::string* one = table.as_string()) manifest.files.insert(*one);
  }
  manifest.patients = count_in(json->member("patients"));
  manifest.rejected = count_in(json->member("rejected"));
  return Read::success(std::move(manifest));
}

}  // namespace eligo::warehouse
