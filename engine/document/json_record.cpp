#include "document/json_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "document/json_string_text.h"
#include "document/study_record.h"
#include "text/json.h"

namespace eligo {

namespace {

// Collects the fields of one study; what is of another type than it should be is noted.
class StudyReader {
 public:
  StudyReader(const Document& document, const JsonValue& protocol)
      : content_(document.text.content()), protocol_(protocol) {}

  StudyFields fields() {
    StudyFields fields;
    fields.trial = text("identificationModule", "nctId");
    fields.brief_title = text("identificationModule", "briefTitle");
    fields.official_title = text("identificationModule", "officialTitle");
    fields.criteria = text("eligibilityModule", "eligibilityCriteria");
    fields.minimum_age = text("eligibilityModule", "minimumAge");
    fields.maximum_age = text("eligibilityModule", "maximumAge");
    fields.sex = text("eligibilityModule", "sex");
    add_healthy(fields);
    return fields;
  }

  std::vector<std::string> take_notes() { return std::move(notes_); }

 private:
  const JsonValue* member(std::string_view module, std::string_view name) const {
    const JsonValue* const found = protocol_.member(module);
    return found == nullptr ? nullptr : found->member(name);
  }

  std::optional<PlainText> text(std::string_view module, std::string_view name) {
    const JsonValue* const value = member(module, name);
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (value->as_string() == nullptr) {
      notes_.push_back(fmt::format("\"{}\" is {} where a string belongs; it is not read", name,
                                   json_kind_name(*value)));
      return std::nullopt;
    }
    return json_string_text(content_, value->span);
  }

  // "true" says little: the quote is the member, with its key.
  void add_healthy(StudyFields& fields) {
    constexpr std::string_view name = "healthyVolunteers";
    const JsonValue* const value = member("eligibilityModule", name);
    if (value == nullptr || value->as_bool() == nullptr) {
      fields.healthy = text("eligibilityModule", name);
      return;
    }
    const std::string key = json_string_literal(name);
    const std::size_t before = content_.rfind(key, value->span.begin);
    const std::size_t begin = before == std::string_view::npos ? value->span.begin : before;
    fields.accepts_healthy = *value->as_bool();
    fields.healthy.emplace();
    append_verbatim(*fields.healthy, content_.substr(begin, value->span.end - begin), begin);
  }

  std::string_view content_;
  const JsonValue& protocol_;
  std::vector<std::string> notes_;
};

// The studies that a file's value is or holds.
std::vector<const JsonValue*> studies_of(const JsonValue& root) {
  const JsonValue* const member = root.member("studies");
  const JsonArray* const array = member == nullptr ? root.as_array() : member->as_array();
  if (array == nullptr) return {&root};
  std::vector<const JsonValue*> studies;
  for (const JsonValue& study : *array) studies.push_back(&study);
  return studies;
}

Diagnostic no_study(const Document& document, const JsonValue& value, std::string_view what) {
  const Span begin{value.span.begin, value.span.begin + 1};
  return make_diagnostic(DiagnosticCode::no_study, document.text, begin,
                         fmt::format("{} has no \"protocolSection\" with its data", what),
                         "give a study record of the ClinicalTrials.gov API, version 2");
}

}  // namespace

Result<std::vector<RegistryRecord>> read_json_records(const Document& document) {
  using Records = Result<std::vector<RegistryRecord>>;
  JsonLimits limits;
  limits.string_bytes = largest_document;
  Result<JsonValue> root = parse_json(document.text, limits);
  if (!root) return Records::failure(std::move(root.diagnostics));
  std::vector<RegistryRecord> records;
  std::vector<Diagnostic> warnings;
  for (const JsonValue* const study : studies_of(*root)) {
    const JsonValue* const protocol = study->member("protocolSection");
    if (protocol == nullptr || protocol->as_object() == nullptr) {
      Diagnostic warning = no_study(document, *study, json_kind_name(*study));
      warning.code = DiagnosticCode::study_left_out;
      warnings.push_back(std::move(warning));
      continue;
    }
    StudyReader reader(document, *protocol);
    RegistryRecord record = study_record(document, reader.fields());
    std::vector<std::string> notes = reader.take_notes();
    record.notes.insert(record.notes.begin(), notes.begin(), notes.end());
    records.push_back(std::move(record));
  }
  if (records.empty()) return Records::failure(no_study(document, *root, "the JSON"));
  return Records::success(std::move(records), std::move(warnings));
}

}  // namespace eligo
