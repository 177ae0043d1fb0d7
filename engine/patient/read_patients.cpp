#include "patient/read_patients.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "patient/input_shape.h"
#include "patient/line_reader.h"
#include "patient/profile_text.h"
#include "text/source_text.h"

namespace eligo {

namespace {

constexpr std::size_t whole_limit = std::size_t{256} << 20U;

// UTF-16 and UTF-32 show at once: by their byte order mark, or by NUL bytes beside ASCII.
bool is_wide_text(std::string_view start) {
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return true;
  return start.size() >= 2 && (start[0] == '\0' || start[1] == '\0');
}

class InputReader {
 public:
  InputReader(std::istream& input, const std::string& name, const Vocabulary& vocabulary,
              const PatientSink& sink)
      : name_(name), vocabulary_(vocabulary), sink_(sink), lines_(input, longest_record) {}

  std::vector<Diagnostic> read() {
    const bool has_content = lines_.skip_blank_lines();
    if (has_content) read_content();
    if (lines_.has_failed()) {
      return {make_diagnostic(DiagnosticCode::unreadable_file, name_,
                              "reading stopped with an error; what came after it is not read")};
    }
    if (has_content) return {};
    return {make_diagnostic(DiagnosticCode::empty_input, name_, "the input holds nothing",
                            "give a patient profile: {\"id\": \"P-001\", …}")};
  }

 private:
  void read_content() {
    const std::string_view line = lines_.peek_line();
    if (is_wide_text(line)) {
      reject(name_, "the input is UTF-16 or UTF-32; save it as UTF-8");
      return;
    }
    const FirstLine first = classify_first_line(line);
    const bool is_too_long = line.size() > longest_record;
    // An array can be a whole file on one line; an object over the limit is one record too large.
    const bool may_be_array = line[line.find_first_not_of(" \t\r")] == '[';
    if (first == FirstLine::whole_value || (is_too_long && !may_be_array)) {
      read_lines();
    } else {
      read_whole(may_be_array);
    }
  }

  void read_whole(bool may_be_array) {
    const std::uint32_t first_line = lines_.line_number();
    std::optional<std::string> rest = lines_.take_rest(whole_limit);
    if (lines_.has_failed()) return;
    if (!rest) {
      reject(name_, fmt::format("the input is over {} MiB; write one profile a line (NDJSON)",
                                whole_limit >> 20U));
      return;
    }
    RecordOrigin origin;
    origin.file = name_;
    origin.input = name_;
    origin.first_line = first_line;
    const SourceText text(name_, std::move(*rest));
    const Result<JsonValue> value = parse_json(text);
    if (!value && !may_be_array && second_line_is_profile(text.content())) {
      lines_.give_back(std::string(text.content()));
      read_lines();
    } else {
      stopped_ = !read_profile_value(value, text, origin, vocabulary_, sink_);
    }
  }

  void read_lines() {
    bool is_only_line = true;
    while (!stopped_ && lines_.skip_blank_lines()) {
      LineReader::Line line = lines_.take_line();
      // A line that the stream broke off in is not all there.
      if (lines_.has_failed()) return;
      if (is_only_line) is_only_line = !lines_.skip_blank_lines();
      read_line(std::move(line), is_only_line);
    }
  }

  void read_line(LineReader::Line line, bool is_only_line) {
    if (line.is_too_long) {
      deliver(too_long_record(line_input(name_, line.number, is_only_line)));
      return;
    }
    stopped_ = !read_profile_line(std::move(line.text), name_, line.number, is_only_line,
                                  vocabulary_, sink_);
  }

  void reject(const std::string& input, std::string why) {
    deliver(RejectedRecord{input, "", std::move(why)});
  }

  void deliver(PatientOrRejection record) {
    if (!stopped_) stopped_ = !sink_(std::move(record));
  }

  const std::string& name_;
  const Vocabulary& vocabulary_;
  const PatientSink& sink_;
  LineReader lines_;
  bool stopped_ = false;
};

}  // namespace

std::vector<Diagnostic> read_patients(std::istream& input, const std::string& name,
                                      const Vocabulary& vocabulary, const PatientSink& sink) {
  return InputReader(input, name, vocabulary, sink).read();
}

}  // namespace eligo
