#include "report/render_audit_sarif.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "report/json_writer.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

void write_text(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name).begin_object().key("text").string(text).end_object();
}

void write_rule(JsonWriter& json, AuditCode code) {
  json.begin_object().key("id").string(slug_of(code));
  write_text(json, "shortDescription", meaning_of(code));
  json.key("help").begin_object();
  json.key("text").string(page_of(code)).key("markdown").string(page_of(code)).end_object();
  json.key("defaultConfiguration").begin_object();
  json.key("level").string(name_of(severity_of(code))).end_object();
  json.end_object();
}

// What a URI may hold as it is in the names of a path (RFC 3986).
bool is_plain_in_uri(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

// A path as a URI: relative where it is relative or within `folder`.
std::string uri_of(const std::string& file, const std::string& folder) {
  fs::path path = fs::path(file).lexically_normal();
  bool is_file_uri = false;
  if (path.is_absolute()) {
    const fs::path within = path.lexically_relative(folder);
    is_file_uri = within.empty() || *within.begin() == "..";
    if (!is_file_uri) path = within;
  }
  std::string uri = is_file_uri ? "file://" : "";
  for (const char c : path.generic_string()) {
    uri += is_plain_in_uri(c) ? std::string(1, c)
                              : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

void write_place(JsonWriter& json, const ReportedFinding& reported, const std::string& folder) {
  const AuditFinding& finding = reported.finding;
  json.key("physicalLocation").begin_object();
  json.key("artifactLocation").begin_object();
  json.key("uri").string(uri_of(reported.file, folder)).end_object();
  if (finding.line > 0) {
    json.key("region").begin_object();
    json.key("startLine").number(std::to_string(finding.line));
    json.key("startColumn").number(std::to_string(finding.column));
    json.key("endColumn").number(std::to_string(finding.column + finding.length));
    json.end_object();
  }
  json.end_object();
  json.key("logicalLocations").begin_array().begin_object();
  json.key("fullyQualifiedName");
  json.string(finding.criterion.empty() ? finding.trial : finding.trial + "/" + finding.criterion);
  json.end_object().end_array();
}

void write_properties(JsonWriter& json, const AuditFinding& finding) {
  json.key("properties").begin_object();
  json.key("trial").string(finding.trial).member("criterion", finding.criterion);
  json.member("suggestion", finding.suggestion);
  if (!finding.witness.empty()) json.key("witness").value(finding.witness);
  json.end_object();
}

std::size_t index_of(AuditCode code) {
  const std::vector<AuditCode>& codes = all_audit_codes();
  return static_cast<std::size_t>(
      std::distance(codes.begin(), std::find(codes.begin(), codes.end(), code)));
}

void write_notification(JsonWriter& json, const Diagnostic& problem) {
  json.begin_object().key("level").string(name_of(severity_of(problem.code)));
  const std::string where = problem.source.empty() ? "" : problem.source + ": ";
  write_text(json, "message", where + problem.message);
  json.key("descriptor").begin_object().key("id").string(slug_of(problem.code)).end_object();
  json.end_object();
}

}  // namespace

std::string render_sarif_head(std::string_view version) {
  JsonWriter rules;
  rules.begin_array();
  for (const AuditCode code : all_audit_codes()) write_rule(rules, code);
  rules.end_array();
  JsonWriter number;
  number.string(version);
  return fmt::format(
      "{{\n\"$schema\":\"{}\",\n\"version\":\"2.1.0\",\n\"runs\":[{{\n\"tool\":{{\"driver\":{{"
      "\"name\":\"eligo\",\"version\":{},\"rules\":{}}}}},\n"
      "\"columnKind\":\"unicodeCodePoints\",\n\"results\":[",
      schema, number.text(), rules.text());
}

std::string render_sarif(const ReportedFinding& reported, const std::string& folder) {
  const AuditFinding& finding = reported.finding;
  JsonWriter json;
  json.begin_object().key("ruleId").string(slug_of(finding.code));
  json.key("ruleIndex").number(std::to_string(index_of(finding.code)));
  json.key("level").string(name_of(severity_of(finding.code)));
  write_text(
      json, "message",
      finding.suggestion.empty() ? finding.message : finding.message + "; " + finding.suggestion);
  json.key("locations").begin_array().begin_object();
  write_place(json, reported, folder);
  json.end_object().end_array();
  json.key("suppressions").begin_array();
  if (!finding.accepted_because.empty()) {
    json.begin_object().key("kind").string("external");
    json.key("justification").string(finding.accepted_because).end_object();
  }
  json.end_array();
  write_properties(json, finding);
  json.end_object();
  return json.text();
}

std::string render_sarif_tail(const std::vector<Diagnostic>& problems) {
  JsonWriter json;
  json.begin_array().begin_object().key("executionSuccessful").boolean(true);
  if (!problems.empty()) {
    json.key("toolExecutionNotifications").begin_array();
    for (const Diagnostic& problem : problems) write_notification(json, problem);
    json.end_array();
  }
  json.end_object().end_array();
  return fmt::format("],\n\"invocations\":{}\n}}]\n}}\n", json.text());
}

}  // namespace eligo
