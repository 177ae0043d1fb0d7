// What an InputReader does with a record, or with the part of an array that is one.

#include <fmt/format.h>

#include <utility>

#include "fhir/bundle_patients.h"
#include "fhir/input_reader.h"
#include "patient/profile_text.h"

namespace eligo {

namespace {

std::string base_name(const std::string& file) {
  return file.substr(file.find_last_of('/') + 1);
}

}  // namespace

void InputReader::read_part(RecordShape shape, const Part& part) {
  if (shape == RecordShape::bundle) {
    read_bundle_part(part);
  } else if (shape == RecordShape::resource) {
    read_resource_part(part);
  } else {
    read_profile_part(part);
  }
}

// An array of which at least the first element is FHIR.
void InputReader::read_array() {
  const std::string input = record_input();  // from here it is known to all parts
  scanner_.next();
  scanner_.take_mark();
  JsonToken after = JsonToken::open_array;
  for (std::size_t number = 0; !is_stopped_; ++number) {
    const std::string path = json_pointer_step(number);
    int c = scanner_.next();
    if (!begins_value(c)) {
      scanner_.fail_after(after);
      return reject(input, path, reason_text(scanner_.error()));
    }
    const RecordShape shape = c == '{' ? shape_of_record(bytes_) : RecordShape::other;
    read_part(shape, {path, 1});
    if (scanner_.is_lost()) return reject(input, "", "the rest of the array is not read");
    c = scanner_.next();
    if (c == ']') break;
    after = JsonToken::array_value;
    if (c != ',') {
      scanner_.fail_after(after);
      return reject(input, path, reason_text(scanner_.error()));
    }
    scanner_.take_mark();
  }
  if (is_stopped_) return;
  scanner_.take_mark();
  if (const auto fault = fault_behind()) reject(input, "", *fault);
}

void InputReader::read_bundle_part(const Part& part) {
  BundlePatients bundle(name_, part.path, *vocabulary_);
  std::optional<BundleFault> fault = bundle.read(scanner_, part.depth);
  if (bytes_.has_failed()) return;  // the Bundle is not all there, and that is reported
  if (!fault && part.depth == 0) {
    if (const auto why = fault_behind()) fault = BundleFault{"", *why};
  }
  const std::string input = record_input();
  if (fault) return reject(input, part.path + fault->path, fault->why);
  std::vector<Diagnostic> found;
  const bool goes_on = bundle.patients().finish(
      input, part.path,
      [&](PatientOrRejection record, const std::string&) {
        return sink_(std::move(record), name_);
      },
      found);
  diagnostics_.insert(diagnostics_.end(), found.begin(), found.end());
  is_stopped_ = is_stopped_ || !goes_on;
}

// A value of its own, with nothing behind it where it must be alone.
std::optional<JsonPiece> InputReader::cut_part(const Part& part) {
  std::optional<JsonPiece> piece = scanner_.cut(part.depth);
  if (bytes_.has_failed()) return std::nullopt;
  std::string why;
  if (!piece) {
    why = reason_text(scanner_.error());
  } else if (part.depth == 0) {
    why = fault_behind().value_or("");
  }
  if (why.empty()) return piece;
  reject(record_input(), part.path, why);
  return std::nullopt;
}

void InputReader::read_resource_part(const Part& part) {
  const std::optional<JsonPiece> piece = cut_part(part);
  if (!piece) return;
  Resource resource{piece->value,
                    piece->text,
                    by_lines_ ? fmt::format("{}:{}", name_, line_) : name_,
                    piece->begin.line,
                    piece->begin.column,
                    {}};
  if (resource.type().empty()) {
    return reject(record_input(), part.path + "/resourceType", "\"resourceType\" names no type");
  }
  resource.path = resource.id().empty() ? fmt::format("{}:{}#", base_name(name_), piece->begin.line)
                                        : fmt::format("{}/{}#", resource.type(), resource.id());
  has_single_resources_ = true;
  single_resources_.add(resource, "");
}

void InputReader::read_profile_part(const Part& part) {
  const std::optional<JsonPiece> piece = cut_part(part);
  if (piece) read_profile(piece->value, piece->text, piece->begin.line, record_input(), part.path);
}

// A line that is no FHIR: a profile, an array of profiles, or nothing that can be used.
void InputReader::read_profile_line() {
  std::string line(line_ahead(0));
  if (bytes_.has_failed()) return;  // the line is not all there
  if (line.size() > longest_record) return deliver(too_long_record(record_input()));
  RecordOrigin origin;
  origin.file = name_;
  origin.input = record_input();
  origin.first_line = line_;
  const SourceText text(name_, std::move(line));
  read_profile_value(parse_json(text), text, std::move(origin), *vocabulary_,
                     [&](PatientOrRejection record) {
                       deliver(std::move(record));
                       return !is_stopped_;
                     });
}

void InputReader::read_profile(const JsonValue& profile, const SourceText& text,
                               std::uint32_t first_line, const std::string& input,
                               const std::string& path) {
  RecordOrigin origin;
  origin.file = name_;
  origin.input = input;
  origin.path = path;
  origin.text = &text;
  origin.first_line = first_line;
  deliver(ProfileReader(origin, *vocabulary_).read(profile));
}

// What stands behind a record that must be all of its line, or of the input.
std::optional<std::string> InputReader::fault_behind() {
  if (scanner_.next() == ByteStream::end) return std::nullopt;
  scanner_.fail_after(JsonToken::root);
  return reason_text(scanner_.error());
}

}  // namespace eligo
