#include "text/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/excerpt.h"
#include "text/unicode.h"

namespace eligo {
namespace {

struct CodeFacts {
  std::string_view slug;
  Severity severity;
  std::string_view meaning;
};

constexpr std::array code_facts = {
#define DIAGNOSTIC(name, slug, severity, meaning) CodeFacts{slug, Severity::severity, meaning},
#include "text/diagnostic_codes.def"
#undef DIAGNOSTIC
};

const CodeFacts& facts_of(DiagnosticCode code) {
  return code_facts[static_cast<std::size_t>(code)];
}

// How much of a line is kept: a line of megabytes would drown the message.
constexpr std::uint32_t kept_code_points = 240;  // on each side of the place

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Moves `offset` by up to `count` code points, within [0, text.size()]. A code point has at most
// four bytes, also in a text that is not UTF-8.
std::size_t step_back(std::string_view text, std::size_t offset, std::uint32_t count) {
  for (; count > 0 && offset > 0; --count) {
    int bytes = 0;
    do {
      --offset;
      ++bytes;
    } while (offset > 0 && bytes < 4 && is_continuation(text[offset]));
  }
  return offset;
}
std::size_t step_forward(std::string_view text, std::size_t offset, std::uint32_t count) {
  for (; count > 0 && offset < text.size(); --count) {
    int bytes = 0;
    do {
      ++offset;
      ++bytes;
    } while (offset < text.size() && bytes < 4 && is_continuation(text[offset]));
  }
  return offset;
}

}  // namespace

std::string_view slug_of(DiagnosticCode code) {
  return facts_of(code).slug;
}
Severity severity_of(DiagnosticCode code) {
  return facts_of(code).severity;
}
std::string_view meaning_of(DiagnosticCode code) {
  return facts_of(code).meaning;
}

const std::vector<DiagnosticCode>& all_diagnostic_codes() {
  static const std::vector<DiagnosticCode> codes = {
#define DIAGNOSTIC(name, slug, severity, meaning) DiagnosticCode::name,
#include "text/diagnostic_codes.def"
#undef DIAGNOSTIC
  };
  return codes;
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

Place place_of(const SourceText& source, Span span) {
  const auto size = static_cast<std::uint32_t>(source.content().size());
  const std::uint32_t begin = std::min(span.begin, size);
  const Position position = source.position(begin);
  const std::string_view line = source.line_text(position.line);
  const std::size_t in_line =
      std::min<std::size_t>(begin - source.line_start(position.line), line.size());
  const std::size_t end_in_line =
      std::clamp<std::size_t>(in_line + (std::max(span.end, begin) - begin), in_line, line.size());

  const std::size_t kept_begin = step_back(line, in_line, kept_code_points);
  const std::size_t kept_end = step_forward(line, in_line, kept_code_points);
  const auto kept_before =
      static_cast<std::uint32_t>(code_point_count(line.substr(kept_begin, in_line - kept_begin)));

  Place place;
  place.source = source.name();
  place.position = position;
  place.line_text = std::string(line.substr(kept_begin, kept_end - kept_begin));
  place.text_column = position.column > kept_before ? position.column - kept_before : 1;
  place.cut_after = kept_end < line.size();
  const std::size_t underlined = code_point_count(line.substr(in_line, end_in_line - in_line));
  place.length = static_cast<std::uint32_t>(std::max<std::size_t>(underlined, 1));
  return place;
}

Diagnostic make_diagnostic(DiagnosticCode code, const SourceText& source, Span span,
                           std::string message, std::string help) {
  Diagnostic diagnostic = make_diagnostic(code, source.name(), std::move(message), std::move(help));
  diagnostic.place = place_of(source, span);
  return diagnostic;
}

Diagnostic make_diagnostic(DiagnosticCode code, std::string source_name, std::string message,
                           std::string help) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.source = std::move(source_name);
  diagnostic.help = std::move(help);
  return diagnostic;
}

bool has_error(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return severity_of(diagnostic.code) == Severity::error;
  });
}

std::string render(const Diagnostic& diagnostic) {
  std::string where =
      escape_controls(diagnostic.place ? diagnostic.place->source : diagnostic.source);
  if (diagnostic.place) {
    where +=
        fmt::format(":{}:{}", diagnostic.place->position.line, diagnostic.place->position.column);
  }
  if (!where.empty()) where += ": ";
  std::string text = fmt::format("{}{}: {}", where, name_of(severity_of(diagnostic.code)),
                                 escape_controls(diagnostic.message));
  if (!diagnostic.json_path.empty()) text += " at " + escape_controls(diagnostic.json_path);
  text += fmt::format(" [{}]\n", slug_of(diagnostic.code));
  if (diagnostic.place) text += excerpt_of(*diagnostic.place);
  if (!diagnostic.help.empty()) text += fmt::format("help: {}\n", escape_controls(diagnostic.help));
  return text;
}

}  // namespace eligo
