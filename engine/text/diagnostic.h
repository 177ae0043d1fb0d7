#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/source_text.h"
#include "text/span.h"

namespace eligo {

enum class Severity { error, warning, note };

enum class DiagnosticCode {
#define DIAGNOSTIC(name, slug, severity, meaning) name,
#include "text/diagnostic_codes.def"
#undef DIAGNOSTIC
};

// The stable name of a code, as users see it in brackets: "unknown-unit".
std::string_view slug_of(DiagnosticCode code);
// How grave a finding with this code is.
Severity severity_of(DiagnosticCode code);
// What a code means, in a line.
std::string_view meaning_of(DiagnosticCode code);
// Every code there is, in the order of diagnostic_codes.def.
const std::vector<DiagnosticCode>& all_diagnostic_codes();

std::string_view name_of(Severity severity);  // "error", "warning", "note"

// Where a diagnostic points: one line of a source, with the part to underline.
struct Place {
  std::string source;             // the file's name
  Position position;              // where the underlined part begins
  std::string line_text;          // the line, for display; of a very long one, the part around it
  std::uint32_t text_column = 1;  // the column at which line_text begins
  bool cut_after = false;         // the line goes on after line_text
  std::uint32_t length = 1;       // code points to underline, within that line
};

// The place of `span` in `source`; a span over several lines is underlined to its line's end.
Place place_of(const SourceText& source, Span span);

// One thing wrong with an input, complete in itself: it outlives the text it is about.
struct Diagnostic {
  DiagnosticCode code{};
  std::string message;         // what was seen, in a sentence without a full stop
  std::optional<Place> place;  // unset where no place in a text can be named
  std::string source;          // the file's name, also where `place` is unset
  std::string json_path;       // JSON Pointer into a record; empty where it is not about one
  std::string help;            // what to write instead; may be empty
};

Diagnostic make_diagnostic(DiagnosticCode code, const SourceText& source, Span span,
                           std::string message, std::string help = {});
Diagnostic make_diagnostic(DiagnosticCode code, std::string source_name, std::string message,
                           std::string help = {});

bool has_error(const std::vector<Diagnostic>& diagnostics);

// "file:line:column: severity: message [code]", the source line, a caret line, and the help.
// Control and bidirectional characters of the source are shown escaped. Ends with a newline.
std::string render(const Diagnostic& diagnostic);

}  // namespace eligo
