#include "report/wording/render_wording.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/page/page.h"
#include "text/diagnostic.h"

namespace eligo {
namespace {

struct SeverityWords {
  std::string sign;
  std::string word;
  std::string css_class;
};

SeverityWords words_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return {"✕", "error", "fail"};
    case Severity::warning:
      return {"!", "warning", "open"};
    case Severity::note:
      return {"i", "note", "note"};
  }
  return {"i", "note", "note"};
}

const AuditFinding& finding_of(const WordingReport& report, std::size_t number) {
  const std::size_t open = report.findings.size();
  return number <= open ? report.findings[number - 1].finding
                        : report.accepted[number - open - 1].finding;
}

// The gravest of what a piece is marked with; what is accepted is the least.
std::string class_of(const WordingReport& report, const std::vector<std::size_t>& numbers) {
  std::string found = "accepted";
  int gravest = 0;
  for (const std::size_t number : numbers) {
    const AuditFinding& finding = finding_of(report, number);
    if (!finding.accepted_because.empty()) continue;
    const Severity severity = severity_of(finding.code);
    const int grave = severity == Severity::error ? 3 : severity == Severity::warning ? 2 : 1;
    if (grave > gravest) {
      gravest = grave;
      found = words_of(severity).css_class;
    }
  }
  return found;
}

std::string place_of(const AuditFinding& finding) {
  if (finding.is_in_rule_file) {
    return finding.line > 0 ? fmt::format("rule file, line {}", finding.line) : "rule file";
  }
  return finding.line > 0 ? fmt::format("line {}", finding.line) : "the whole trial";
}

Fields finding_fields(const NumberedFinding& one) {
  const AuditFinding& finding = one.finding;
  const SeverityWords words = words_of(severity_of(finding.code));
  Fields fields;
  fields.set("number", std::to_string(one.number));
  fields.set("sign", words.sign);
  fields.set("word", words.word);
  fields.set("class", words.css_class);
  fields.set("code", std::string(slug_of(finding.code)));
  fields.set("criterion", optional_text(finding.criterion));
  fields.set("place", place_of(finding));
  fields.set("has_mark", finding.line > 0 && !finding.is_in_rule_file);
  fields.set("message", finding.message);
  fields.set("suggestion", optional_text(finding.suggestion));
  fields.set("witness", optional_text(finding.witness));
  fields.set("because", optional_text(finding.accepted_because));
  return fields;
}

Fields piece_fields(const WordingReport& report, const MarkedPiece& piece) {
  Fields fields;
  fields.set("text", piece.text);
  fields.set("marked", !piece.findings.empty());
  fields.set("class", class_of(report, piece.findings));
  fields.set("ending", list_of_fields(piece.ending, [](std::size_t number) {
               return Fields(std::to_string(number));
             }));
  return fields;
}

Fields fields_of(const WordingReport& report, const Provenance& provenance) {
  Fields fields;
  fields.set("trial", report.trial);
  fields.set("title", optional_text(report.title));
  fields.set("document", report.document);
  fields.set("document_sha256", report.document_sha256);
  fields.set("errors", std::to_string(count_of(report, Severity::error)));
  fields.set("warnings", std::to_string(count_of(report, Severity::warning)));
  fields.set("notes", std::to_string(count_of(report, Severity::note)));
  fields.set("accepted_count", std::to_string(report.accepted.size()));
  fields.set("wording_only", !report.has_proofs);
  fields.set("has_findings", !report.findings.empty());
  fields.set("findings", list_of_fields(report.findings, finding_fields));
  fields.set("has_accepted", !report.accepted.empty());
  fields.set("accepted", list_of_fields(report.accepted, finding_fields));
  fields.set("lines", list_of_fields(report.lines, [&](const WordingLine& line) {
               Fields one;
               one.set("number", std::to_string(line.number));
               one.set("gap", line.follows_gap && line.number > 1);
               one.set("pieces", list_of_fields(line.pieces, [&](const MarkedPiece& piece) {
                         return piece_fields(report, piece);
                       }));
               return one;
             }));
  const bool is_part = report.lines.size() < report.document_lines;
  fields.set("part", is_part
                         ? Fields(fmt::format(
                               "{} of {} lines are shown: the criteria, and those near a finding",
                               report.lines.size(), report.document_lines))
                         : Fields(false));
  fields.set("version", provenance.version);
  fields.set("rule_file", provenance.rule_file);
  fields.set("rules", provenance.rules_sha256);
  return fields;
}

}  // namespace

std::string render_html(const WordingReport& report, const Provenance& provenance) {
  PageHead head;
  head.title = report.trial + " · wording";
  head.running_head = head.title;
  return html_page(head, fill_html("wording.html.mustache", fields_of(report, provenance)),
                   Fields(false));
}

std::string render_markdown(const WordingReport& report, const Provenance& provenance) {
  return fill_markdown("wording.md.mustache", fields_of(report, provenance));
}

Table table_of(const WordingReport& report) {
  Table table;
  table.name = "Wording";
  table.columns = {
      {"no", 6},   {"trial", 18}, {"criterion", 10}, {"severity", 10},   {"code", 20},
      {"line", 8}, {"column", 8}, {"message", 70},   {"suggestion", 60}, {"acceptedBecause", 40}};
  for (const auto* list : {&report.findings, &report.accepted}) {
    for (const NumberedFinding& one : *list) {
      const AuditFinding& finding = one.finding;
      table.rows.push_back({one.number, finding.trial, finding.criterion,
                            std::string(name_of(severity_of(finding.code))),
                            std::string(slug_of(finding.code)), std::size_t{finding.line},
                            std::size_t{finding.column}, finding.message, finding.suggestion,
                            finding.accepted_because});
    }
  }
  return table;
}

}  // namespace eligo
