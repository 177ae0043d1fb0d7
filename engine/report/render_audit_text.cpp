#include "report/render_audit_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "report/text_layout.h"
#include "text/excerpt.h"
#include "text/unicode.h"

namespace eligo {
namespace {

Tone tone_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Tone::bad;
    case Severity::warning:
      return Tone::open;
    case Severity::note:
      return Tone::strong;
  }
  return Tone::plain;
}

std::string place_text(const ReportedFinding& reported) {
  const AuditFinding& finding = reported.finding;
  std::string text = escape_controls(reported.file);
  if (finding.line > 0) text += fmt::format(":{}:{}", finding.line, finding.column);
  return text + ": ";
}

std::string heading(const ReportedFinding& reported, const TextStyle& style) {
  const AuditFinding& finding = reported.finding;
  const Severity severity = severity_of(finding.code);
  const bool is_accepted = !finding.accepted_because.empty();
  const std::string about =
      finding.criterion.empty() ? finding.trial : finding.trial + " " + finding.criterion;
  return fmt::format("{}{}: {}: {} [{}]\n", place_text(reported),
                     toned(is_accepted ? "accepted" : name_of(severity),
                           is_accepted ? Tone::faint : tone_of(severity), style),
                     escape_controls(about), escape_controls(finding.message),
                     slug_of(finding.code));
}

std::string excerpt(const AuditFinding& finding) {
  if (finding.line == 0) return {};
  Place place;
  place.position = {finding.line, finding.column};
  place.line_text = finding.line_text;
  place.text_column = finding.text_column;
  place.length = finding.length;
  return excerpt_of(place);
}

// A path as a shell takes it.
std::string shell_word(const std::string& path) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-./:+").find(c) != std::string_view::npos;
  };
  if (!path.empty() && std::all_of(path.begin(), path.end(), is_plain)) return path;
  std::string word = "'";
  for (const char c : path) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string witness_text(const ReportedFinding& reported) {
  const AuditFinding& finding = reported.finding;
  if (finding.witness.empty()) return {};
  const std::string screen =
      fmt::format("eligo screen {} --trial {} --patients witness.json",
                  reported.rule_file.empty() ? "drafts" : shell_word(reported.rule_file),
                  shell_word(finding.trial));
  const std::string import =
      reported.rule_file.empty()
          ? fmt::format("eligo import {} --out drafts && ",
                        reported.is_standard_input ? "DOCUMENT" : shell_word(reported.file))
          : "";
  return fmt::format("witness: {}\nto see it, save that patient as witness.json: {}{}\n",
                     escape_controls(finding.witness), escape_controls(import),
                     escape_controls(screen));
}

}  // namespace

std::string render_text(const ReportedFinding& reported, const TextStyle& style) {
  const AuditFinding& finding = reported.finding;
  std::string text = heading(reported, style);
  if (!finding.accepted_because.empty()) {
    return text + fmt::format("accepted: {}\n", escape_controls(finding.accepted_because));
  }
  text += excerpt(finding);
  if (!finding.suggestion.empty()) {
    text += fmt::format("help: {}\n", escape_controls(finding.suggestion));
  }
  return text + witness_text(reported);
}

std::string render_text(const AuditCounts& counts) {
  std::string text = counted(counts.trials, "trial", "trials") + ": ";
  text += counts.has(Severity::note)
              ? fmt::format("{}, {}, {}", counted(counts.errors, "error", "errors"),
                            counted(counts.warnings, "warning", "warnings"),
                            counted(counts.notes, "note", "notes"))
              : "nothing found";
  if (counts.accepted > 0) text += fmt::format("; {} accepted", counts.accepted);
  if (counts.rejected > 0)
    text += fmt::format("; {} rejected", counted(counts.rejected, "input", "inputs"));
  return text + "\n";
}

std::string render_page(AuditCode code) {
  std::string page(page_of(code));
  if (!page.ends_with('\n')) page += '\n';
  return page;
}

std::string render_code_list(const TextStyle& style) {
  std::string text;
  for (const AuditCode code : all_audit_codes()) {
    const Severity severity = severity_of(code);
    const std::string_view name = name_of(severity);
    text += fmt::format("{}{:{}}{:<18}{}\n", toned(name, tone_of(severity), style), "",
                        9 - name.size(), slug_of(code), meaning_of(code));
  }
  return text;
}

}  // namespace eligo
