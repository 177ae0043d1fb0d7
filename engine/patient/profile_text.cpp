#include "patient/profile_text.h"

#include <fmt/format.h>

#include <utility>

namespace eligo {

namespace {

// A text that is not JSON is rejected as one record.
RejectedRecord rejected_text(const std::vector<Diagnostic>& diagnostics,
                             const RecordOrigin& origin) {
  std::string why;
  for (Diagnostic diagnostic : diagnostics) {
    if (diagnostic.place) diagnostic.place->position.line += origin.first_line - 1;
    why += (why.empty() ? "" : "; ") + reason_text(diagnostic);
  }
  return {origin.input, "", why.empty() ? "the text is not JSON" : why};
}

}  // namespace

bool read_profile_value(const Result<JsonValue>& value, const SourceText& text, RecordOrigin origin,
                        const Vocabulary& vocabulary, const PatientSink& sink) {
  origin.text = &text;
  if (!value) return sink(rejected_text(value.diagnostics, origin));
  const JsonArray* records = value->as_array();
  if (records == nullptr) return sink(ProfileReader(origin, vocabulary).read(*value));
  for (std::size_t i = 0; i < records->size(); ++i) {
    origin.path = json_pointer_step(i);
    if (!sink(ProfileReader(origin, vocabulary).read((*records)[i]))) return false;
  }
  return true;
}

bool read_profile_line(std::string line, const std::string& file, std::uint32_t number,
                       bool is_only_line, const Vocabulary& vocabulary, const PatientSink& sink) {
  RecordOrigin origin;
  origin.file = file;
  origin.input = line_input(file, number, is_only_line);
  origin.first_line = number;
  const SourceText text(file, std::move(line));
  return read_profile_value(parse_json(text), text, std::move(origin), vocabulary, sink);
}

std::string line_input(const std::string& file, std::uint32_t number, bool is_only_line) {
  return is_only_line ? file : fmt::format("{}:{}", file, number);
}

RejectedRecord too_long_record(const std::string& input) {
  return {input, "", fmt::format("the record is over {} MiB", longest_record >> 20U)};
}

std::string reason_text(const Diagnostic& diagnostic) {
  std::string text = diagnostic.message;
  if (diagnostic.place) {
    text += fmt::format(" (line {}, column {})", diagnostic.place->position.line,
                        diagnostic.place->position.column);
  }
  if (!diagnostic.help.empty()) text += "; " + diagnostic.help;
  return text;
}

}  // namespace eligo
