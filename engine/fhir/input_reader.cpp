#include "fhir/input_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "fhir/bundle_stream.h"
#include "patient/input_shape.h"
#include "patient/profile_reader.h"

namespace eligo {

namespace {

constexpr std::size_t most_bytes = JsonScanner::piece_limit;

bool is_white_space(int c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

InputReader::InputReader(std::istream& input, std::string name, const Vocabulary& vocabulary,
                         PatientSet& single_resources, const PatientFileSink& sink)
    : name_(std::move(name)),
      vocabulary_(&vocabulary),
      single_resources_(single_resources),
      sink_(sink),
      bytes_(input),
      scanner_(bytes_, name_) {}

std::vector<Diagnostic> InputReader::read() {
  const RecordShape shape = shape_of_record(bytes_);
  by_lines_ = reads_by_lines();
  if (shape == RecordShape::other && !by_lines_) {
    read_profiles();
  } else {
    read_records();
    if (bytes_.has_failed() && !is_stopped_) {
      diagnostics_.push_back(
          make_diagnostic(DiagnosticCode::unreadable_file, name_,
                          "reading stopped with an error; what came after it is not read"));
    }
  }
  return std::move(diagnostics_);
}

// One profile over many lines, an array of them, and what is no JSON.
void InputReader::read_profiles() {
  const std::unique_ptr<std::istream> rest = bytes_.rest();
  std::vector<Diagnostic> found =
      read_patients(*rest, name_, *vocabulary_, [&](PatientOrRejection record) {
        deliver(std::move(record));
        return !is_stopped_;
      });
  diagnostics_ = std::move(found);
}

// The line that begins `from` bytes ahead; of one that is longer than a record may be, more than
// that is long.
std::string_view InputReader::line_ahead(std::size_t from) {
  std::size_t size = 0;
  while (size <= most_bytes) {
    const int c = bytes_.peek(from + size);
    if (c == ByteStream::end || c == '\n') break;
    ++size;
  }
  std::string_view line = bytes_.shown(from + size).substr(from);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// How far ahead the next byte stands that is no white space.
std::size_t InputReader::skip_white_space(std::size_t from) {
  std::size_t at = from;
  while (at < from + most_bytes && is_white_space(bytes_.peek(at))) ++at;
  return at;
}

// Whether each line is a record: the first one is, or is too long to be anything else, or is a
// broken one before one that is.
bool InputReader::reads_by_lines() {
  const std::size_t at = skip_white_space(0);
  const std::string_view line = line_ahead(at);
  const std::size_t end = at + line.size();
  const bool is_object = line.starts_with('{');
  if (line.size() > most_bytes) return is_object;
  if (classify_first_line(line) == FirstLine::whole_value) return true;
  return is_object && shape_of_record(bytes_) != RecordShape::other && second_line_is_record(end);
}

bool InputReader::second_line_is_record(std::size_t first_size) {
  const std::string line(line_ahead(skip_white_space(first_size)));
  if (!line.starts_with('{') || classify_first_line(line) != FirstLine::whole_value) return false;
  const Result<JsonValue> value = parse_json(SourceText("", line));
  return value && (value->member("resourceType") != nullptr || value->member("id") != nullptr);
}

void InputReader::read_records() {
  while (!is_stopped_) {
    bytes_.stop_at_line_end(false);
    if (!bytes_.take_blank_lines()) return;
    line_ = bytes_.position().line;
    record_input_.clear();
    bytes_.stop_at_line_end(by_lines_);
    read_record(shape_of_record(bytes_));
    is_first_ = false;
    if (is_stopped_ || !by_lines_) return;
    bytes_.take_line();
    scanner_.start_anew();
  }
}

void InputReader::read_record(RecordShape shape) {
  if (shape == RecordShape::other) {
    read_profile_line();
  } else if (shape == RecordShape::array) {
    read_array();
  } else {
    scanner_.next();
    read_part(shape, {});
  }
}

// What the record that is being read is called: where it is all of the input, as that is.
const std::string& InputReader::record_input() {
  if (!record_input_.empty()) return record_input_;
  record_input_ = by_lines_ ? fmt::format("{}:{}", name_, line_) : name_;
  if (!by_lines_ || !is_first_) return record_input_;
  const std::size_t line_size = line_ahead(0).size();
  if (line_size > most_bytes) return record_input_;
  bytes_.stop_at_line_end(false);
  if (bytes_.peek(skip_white_space(line_size)) == ByteStream::end) record_input_ = name_;
  bytes_.stop_at_line_end(true);
  return record_input_;
}

void InputReader::reject(const std::string& input, const std::string& path, std::string why) {
  deliver(RejectedRecord{input, path, std::move(why)});
}

void InputReader::deliver(PatientOrRejection record) {
  if (!is_stopped_) is_stopped_ = !sink_(std::move(record), name_);
}

}  // namespace eligo
