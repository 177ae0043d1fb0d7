#include "patient/result_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "patient/profile_object.h"
#include "text/unicode.h"

namespace eligo {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string named_results_text(const Concept& analyte) {
  std::string text;
  for (const std::string& name : analyte.named_results) {
    text += (text.empty() ? "" : ", ") + json_string_literal(name);
  }
  return text;
}

// A number at the beginning of a text, and what follows it.
struct LeadingNumber {
  std::string_view comparator;
  std::string_view number;
  std::string_view rest;
};

LeadingNumber leading_number(std::string_view text) {
  LeadingNumber parts;
  for (const std::string_view comparator : {"<=", ">=", "<", ">"}) {
    if (!text.starts_with(comparator)) continue;
    parts.comparator = comparator;
    text = trimmed(text.substr(comparator.size()));
    break;
  }
  std::size_t end = text.starts_with('-') ? 1 : 0;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '.' || text[end] == ',')) ++end;
  parts.number = text.substr(0, end);
  parts.rest = trimmed(text.substr(end));
  return parts;
}

bool has_comma_between_digits(std::string_view number) {
  const std::size_t comma = number.find(',');
  return comma != std::string_view::npos && comma > 0 && is_digit(number[comma - 1]) &&
         comma + 1 < number.size() && is_digit(number[comma + 1]);
}

// How to write a number that stands in a string.
std::string how_to_write(const LeadingNumber& parts, const std::string& number) {
  std::string help = "write \"value\": " + number;
  if (!parts.comparator.empty()) {
    help += fmt::format(", \"comparator\": \"{}\"", parts.comparator);
  }
  if (!parts.rest.empty()) help += ", \"unit\": " + quoted(parts.rest);
  return help;
}

// What a number says, where it is a result: the value, or the values on one side of it.
void set_number(const Rational& value, const std::string& text, std::string_view comparator,
                Observation& observation) {
  observation.value_text = text;
  observation.value = Interval::exactly(value);
  if (comparator.empty()) return;
  observation.value_text = fmt::format("{} {}", comparator, text);
  const Bound bound{value, comparator.ends_with('=')};
  if (comparator.starts_with('<')) {
    observation.value = Interval{std::nullopt, bound};
  } else {
    observation.value = Interval{bound, std::nullopt};
  }
}

class ResultValueReader {
 public:
  ResultValueReader(const JsonValue& value, std::string_view comparator, const std::string& path,
                    const Concept& analyte, RecordFindings& findings, Observation& observation)
      : value_(value),
        comparator_(comparator),
        path_(path),
        analyte_(analyte),
        findings_(findings),
        observation_(observation) {}

  bool read() {
    if (const JsonNumber* number = value_.as_number()) {
      return analyte_.named_results.empty() ? read_number(*number) : read_position(*number);
    }
    if (const std::string* text = value_.as_string()) {
      return analyte_.named_results.empty() ? refuse_text(*text) : read_name(*text);
    }
    return refuse(fmt::format("the value of {} is {}", analyte_.name, json_kind_name(value_)),
                  what_to_write());
  }

 private:
  bool read_number(const JsonNumber& number) {
    const std::optional<Rational> value = parse_decimal(number.text);
    if (!value) return refuse("the value is over the limits for numbers", "write fewer digits");
    set_number(*value, number.text, comparator_, observation_);
    return true;
  }

  // A number stands for a named result only on a scale.
  bool read_position(const JsonNumber& number) {
    const std::vector<std::string>& names = analyte_.named_results;
    const auto count = static_cast<std::uint32_t>(names.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      if (names[i] == number.text) return keep_named(i, number.text);
    }
    // Where a result is called "0", the numbers are names and not places on the scale.
    const bool numbers_are_names = std::any_of(
        names.begin(), names.end(), [](const std::string& n) { return parse_decimal(n); });
    const std::optional<Rational> value = parse_decimal(number.text);
    for (std::uint32_t i = 0; i < count && analyte_.ordered_results && !numbers_are_names; ++i) {
      if (value && *value == i + 1) return keep_named(i, number.text);
    }
    return refuse(fmt::format("{} is no result of {}", quoted(number.text), analyte_.name),
                  what_to_write());
  }

  bool read_name(const std::string& text) {
    const std::string folded = folded_name(text);
    for (std::uint32_t i = 0; i < analyte_.named_results.size(); ++i) {
      if (folded_name(analyte_.named_results[i]) == folded && !folded.empty()) {
        return keep_named(i, std::string(trimmed(text)));
      }
    }
    return refuse(fmt::format("{} is no result of {}", quoted(text), analyte_.name),
                  what_to_write());
  }

  bool keep_named(std::uint32_t position, std::string text) {
    if (!comparator_.empty()) {
      return refuse("a named result takes no comparator", "leave the comparator out");
    }
    observation_.named_result = position;
    observation_.value_text = std::move(text);
    if (analyte_.ordered_results) observation_.value = Interval::exactly(position + 1);
    return true;
  }

  bool refuse_text(const std::string& text) {
    const LeadingNumber parts = leading_number(trimmed(text));
    if (has_comma_between_digits(parts.number)) return refuse_comma(text, parts);
    if (parse_decimal(parts.number)) {
      return refuse(fmt::format("the value is the string {}, not a number", quoted(text)),
                    how_to_write(parts, std::string(parts.number)));
    }
    return refuse(fmt::format("the value is the string {}, not a number", quoted(text)),
                  what_to_write());
  }

  // A comma may be a decimal comma or part thousands: a record is never guessed at.
  bool refuse_comma(const std::string& text, const LeadingNumber& parts) {
    std::string number(parts.number);
    std::string help = "write a decimal point and no commas between thousands";
    if (number.find(',') == number.rfind(',') && number.find('.') == std::string::npos) {
      number[number.find(',')] = '.';
      if (parse_decimal(number))
        help += "; if it is a decimal comma, " + how_to_write(parts, number);
    }
    findings_.warn(DiagnosticCode::decimal_comma, path_, value_,
                   fmt::format("the value {} has a comma; the result is not used", quoted(text)),
                   std::move(help));
    return false;
  }

  std::string what_to_write() const {
    if (analyte_.named_results.empty()) {
      return "write a number without quotes and its unit beside it: \"value\": 8.1, \"unit\": \"" +
             (analyte_.unit ? analyte_.unit->text : std::string("1")) + "\"";
    }
    return "write one of " + named_results_text(analyte_);
  }

  bool refuse(std::string message, std::string help) {
    findings_.warn(DiagnosticCode::unusable_value, path_, value_,
                   std::move(message) + "; the result is not used", std::move(help));
    return false;
  }

  const JsonValue& value_;
  std::string_view comparator_;
  const std::string& path_;
  const Concept& analyte_;
  RecordFindings& findings_;
  Observation& observation_;
};

}  // namespace

bool read_result_value(const JsonValue& value, std::string_view comparator, const std::string& path,
                       const Vocabulary& vocabulary, RecordFindings& findings,
                       Observation& observation) {
  return ResultValueReader(value, comparator, path, vocabulary[*observation.analyte], findings,
                           observation)
      .read();
}

bool read_own_result_value(const JsonValue& value, std::string_view comparator,
                           Observation& observation) {
  const JsonNumber* number = value.as_number();
  if (number == nullptr) return false;
  const std::optional<Rational> read = parse_decimal(number->text);
  if (!read) return false;
  set_number(*read, number->text, comparator, observation);
  return true;
}

bool is_comparator(std::string_view text) {
  return text == "<" || text == "<=" || text == ">=" || text == ">";
}

}  // namespace eligo
