#include "patient/record_findings.h"

#include <fmt/format.h>

#include <utility>

namespace eligo {

namespace {

// A record can hold more mistakes than anybody reads; the rest are counted.
constexpr std::size_t most_listed = 200;
constexpr std::size_t most_errors_listed = 20;
constexpr std::size_t most_suggestions = 20;
constexpr std::size_t most_quoted_bytes = 80;

std::string_view beginning(std::string_view text) {
  if (text.size() <= most_quoted_bytes) return text;
  std::size_t end = most_quoted_bytes;
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (end > 0 && continues(end)) --end;
  return text.substr(0, end);
}

}  // namespace

RecordFindings::RecordFindings(RecordOrigin origin, const Vocabulary& vocabulary)
    : origin_(std::move(origin)), vocabulary_(&vocabulary), suggestions_left_(most_suggestions) {}

void RecordFindings::reject(const std::string& path, const std::string& why) {
  ++error_count_;
  if (error_count_ == 1) {
    first_error_path_ = origin_.path + path;
    first_error_input_ = origin_.input;
    why_ = why;
  } else if (error_count_ <= most_errors_listed) {
    why_ += path.empty() ? "; " + why : fmt::format("; {}: {}", path, why);
  }
}

void RecordFindings::warn(DiagnosticCode code, const std::string& path, const JsonValue& at,
                          std::string message, std::string help) {
  if (warnings_.size() >= most_listed) {
    ++unlisted_warnings_;
    return;
  }
  Diagnostic diagnostic = make_diagnostic(code, origin_.file, std::move(message), std::move(help));
  diagnostic.json_path = origin_.path + path;
  set_place(diagnostic, origin_, at.span);
  warnings_.push_back(std::move(diagnostic));
}

RejectedRecord RecordFindings::rejection() const {
  std::string why = why_;
  if (error_count_ > most_errors_listed) {
    why += fmt::format("; and {} more", error_count_ - most_errors_listed);
  }
  return {first_error_input_, first_error_path_, std::move(why)};
}

std::vector<Diagnostic> RecordFindings::take_warnings() {
  if (unlisted_warnings_ > 0) {
    Diagnostic rest = make_diagnostic(
        DiagnosticCode::more_findings, origin_.file,
        fmt::format("{} more findings about this record are not listed", unlisted_warnings_));
    rest.json_path = origin_.path;
    warnings_.push_back(std::move(rest));
    unlisted_warnings_ = 0;
  }
  return std::move(warnings_);
}

std::string RecordFindings::suggested_names(std::string_view name) {
  if (suggestions_left_ == 0) return {};
  --suggestions_left_;
  return did_you_mean_one_of(vocabulary_->nearest_names(name));
}

void set_place(Diagnostic& diagnostic, const RecordOrigin& origin, Span span) {
  if (origin.text == nullptr) return;
  diagnostic.place = place_of(*origin.text, span);
  diagnostic.place->source = origin.file;
  Position& position = diagnostic.place->position;
  if (position.line == 1) position.column += origin.first_column - 1;
  position.line += origin.first_line - 1;
}

std::string shortened(std::string_view text) {
  const std::string_view kept = beginning(text);
  return kept.size() == text.size() ? std::string(text) : std::string(kept) + "…";
}

std::string quoted(std::string_view text) {
  return json_string_literal(shortened(text));
}

std::string did_you_mean_one_of(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "did you mean " : " or ") + json_string_literal(name);
  }
  return text.empty() ? text : text + "?";
}

}  // namespace eligo
