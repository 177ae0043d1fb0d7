#pragma once

// What an audit found about a trial's wording, in place in the document's text.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "audit/finding.h"
#include "document/document.h"
#include "language/program.h"

namespace eligo {

// A finding with its number in the report, from 1, in the order of the document.
struct NumberedFinding {
  std::size_t number = 0;
  AuditFinding finding;
};

// A piece of a line that the same findings are about.
struct MarkedPiece {
  std::string text;
  std::vector<std::size_t> findings;  // numbers; empty for words without one
  std::vector<std::size_t> ending;    // those of these whose words end here
};

struct WordingLine {
  std::uint32_t number = 0;
  bool follows_gap = false;  // lines before it are left out
  std::vector<MarkedPiece> pieces;
};

struct WordingReport {
  std::string trial;
  std::string title;
  std::string document;  // its name
  std::string document_sha256;
  std::size_t document_lines = 0;
  bool has_proofs = true;                 // whether the logic was looked into too
  std::vector<NumberedFinding> findings;  // that nobody accepts, those without a place last
  std::vector<NumberedFinding> accepted;
  std::vector<WordingLine> lines;  // the criteria, and those near a finding
};

WordingReport wording_report(const Program& program, const Document& document,
                             std::vector<AuditFinding> findings, bool has_proofs);

// How many of the report's findings that nobody accepts are of this severity.
std::size_t count_of(const WordingReport& report, Severity severity);

}  // namespace eligo
