#pragma once

#include <string>
#include <vector>

#include "text/result.h"
#include "text/source_text.h"

namespace eligo {

struct CsvField {
  std::string text;
  Span span;
};

// One record of a CSV file, which may go over several lines where a field is quoted.
struct CsvRecord {
  std::vector<CsvField> fields;
  Span span;
};

// Reads CSV as RFC 4180 has it: commas between fields, quotes around those that hold a comma, a
// quote (written twice) or a line end; LF or CRLF. A byte order mark and blank lines are skipped.
// Reports a quote that does not close, and one that stands where none can.
std::vector<CsvRecord> read_csv(const SourceText& source, std::vector<Diagnostic>& diagnostics);

}  // namespace eligo
