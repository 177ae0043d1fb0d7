#include "report/wording/wording_report.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace eligo {
namespace {

constexpr std::uint32_t lines_around = 3;
constexpr std::size_t longest_line =
    20000;  // bytes; of longer ones what findings are about is shown

bool has_place(const AuditFinding& finding) {
  return finding.line > 0 && !finding.is_in_rule_file;
}

// The byte at which code point `column` (from 1) of the line begins; the end where it has fewer.
std::size_t byte_of_column(std::string_view line, std::size_t column) {
  std::size_t begun = 0;
  for (std::size_t byte = 0; byte < line.size(); ++byte) {
    const bool begins = (static_cast<unsigned char>(line[byte]) & 0xC0U) != 0x80U;
    if (begins && ++begun == column) return byte;
  }
  return line.size();
}

struct Mark {
  std::size_t begin = 0;  // bytes of the line
  std::size_t end = 0;
  std::size_t number = 0;
};

// The line cut where a mark begins or ends.
std::vector<MarkedPiece> pieces_of(std::string_view line, const std::vector<Mark>& marks) {
  std::set<std::size_t> cuts = {0, line.size()};
  for (const Mark& mark : marks) cuts.insert({mark.begin, mark.end});
  std::vector<MarkedPiece> pieces;
  for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
    const std::size_t end = *std::next(cut);
    MarkedPiece piece;
    piece.text = std::string(line.substr(*cut, end - *cut));
    for (const Mark& mark : marks) {
      if (mark.begin > *cut || mark.end < end) continue;
      piece.findings.push_back(mark.number);
      if (mark.end == end) piece.ending.push_back(mark.number);
    }
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

// The findings about a line, whether they are accepted or not.
std::vector<const NumberedFinding*> findings_of_line(const WordingReport& report,
                                                     std::uint32_t number) {
  std::vector<const NumberedFinding*> found;
  for (const auto* list : {&report.findings, &report.accepted}) {
    for (const NumberedFinding& one : *list) {
      if (has_place(one.finding) && one.finding.line == number) found.push_back(&one);
    }
  }
  return found;
}

// `text_column`: the column of the document's line at which `line` begins.
std::vector<Mark> marks_of(const std::vector<const NumberedFinding*>& findings,
                           std::string_view line, std::uint32_t text_column) {
  std::vector<Mark> marks;
  for (const NumberedFinding* one : findings) {
    const std::uint32_t written = std::max(one->finding.column, text_column);
    const std::size_t column = written - text_column + 1;
    const std::size_t begin = byte_of_column(line, column);
    const std::size_t end =
        one->finding.length == 0 ? line.size() : byte_of_column(line, column + one->finding.length);
    if (begin < end) marks.push_back({begin, end, one->number});
  }
  return marks;
}

// The lines to show: all of the criteria's, and those near a finding.
std::set<std::uint32_t> lines_to_show(const Program& program, const Document& document,
                                      const WordingReport& report) {
  std::set<std::uint32_t> lines;
  const std::uint32_t last = document.text.line_count();
  const auto add_around = [&](std::uint32_t line, std::uint32_t around) {
    const std::uint32_t from = line > around ? line - around : 1;
    for (std::uint32_t one = from; one <= std::min(line + around, last); ++one) lines.insert(one);
  };
  for (const Criterion& criterion : program.criteria) {
    if (criterion.line > 0) add_around(criterion.line, 1);
    for (const CriterionPart& part : criterion.parts) {
      if (part.line > 0) add_around(part.line, 1);
    }
  }
  for (const auto* list : {&report.findings, &report.accepted}) {
    for (const NumberedFinding& one : *list) {
      if (has_place(one.finding)) add_around(one.finding.line, lines_around);
    }
  }
  return lines;
}

void add_lines(const Program& program, const Document& document, WordingReport& report) {
  std::uint32_t last_shown = 0;
  for (const std::uint32_t number : lines_to_show(program, document, report)) {
    const std::string_view line = document.text.line_text(number);
    const std::vector<const NumberedFinding*> findings = findings_of_line(report, number);
    const bool follows_gap = number != last_shown + 1;
    last_shown = number;
    if (line.size() <= longest_line) {
      report.lines.push_back({number, follows_gap, pieces_of(line, marks_of(findings, line, 1))});
      continue;
    }
    for (const NumberedFinding* one : findings) {
      const std::string& part = one->finding.line_text;
      report.lines.push_back(
          {number, true, pieces_of(part, marks_of({one}, part, one->finding.text_column))});
    }
  }
}

}  // namespace

WordingReport wording_report(const Program& program, const Document& document,
                             std::vector<AuditFinding> findings, bool has_proofs) {
  WordingReport report;
  report.trial = program.trial;
  report.title = program.title;
  report.document = program.document;
  report.document_sha256 = document.sha256;
  report.document_lines = document.text.line_count();
  report.has_proofs = has_proofs;
  std::stable_sort(findings.begin(), findings.end(),
                   [](const AuditFinding& left, const AuditFinding& right) {
                     if (has_place(left) != has_place(right)) return has_place(left);
                     return has_place(left) &&
                            std::pair(left.line, left.column) < std::pair(right.line, right.column);
                   });
  std::size_t number = 0;
  for (const bool accepted : {false, true}) {
    for (const AuditFinding& finding : findings) {
      if (finding.accepted_because.empty() == accepted) continue;
      (accepted ? report.accepted : report.findings).push_back({++number, finding});
    }
  }
  add_lines(program, document, report);
  return report;
}

std::size_t count_of(const WordingReport& report, Severity severity) {
  return static_cast<std::size_t>(std::count_if(
      report.findings.begin(), report.findings.end(),
      [&](const NumberedFinding& one) { return severity_of(one.finding.code) == severity; }));
}

}  // namespace eligo
