#pragma once

#include <string>

#include "report/render_audit.h"
#include "report/render_text.h"

namespace eligo {

// "path:line:column: severity: message [code]", the document's line with a caret under the words,
// what to write instead, and the witness with what to do with it. Of an accepted finding the first
// line, and the reason. Control characters of the document are made visible.
std::string render_text(const ReportedFinding& reported, const TextStyle& style);

// "5 trials: 8 errors, 13 warnings, 20 notes; 1 accepted", with a line end.
std::string render_text(const AuditCounts& counts);

// The page of a code, for a terminal or a file: Markdown as it is written.
std::string render_page(AuditCode code);

// Every code in a table: severity, code, meaning.
std::string render_code_list(const TextStyle& style);

}  // namespace eligo
