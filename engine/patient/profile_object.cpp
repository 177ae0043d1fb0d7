#include "patient/profile_object.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "vocabulary/nearest.h"

namespace eligo {

namespace {

// Letters and digits alone, in lower case: "birth_date" and "birthDate" become the same.
std::string bare_form(std::string_view key) {
  std::string bare;
  for (const char c : key) {
    if (c >= 'A' && c <= 'Z') {
      bare += static_cast<char>(c - 'A' + 'a');
    } else if (c != '_' && c != '-' && c != ' ' && c != '.') {
      bare += c;
    }
  }
  return bare;
}

std::string list_of_fields(std::span<const std::string_view> known) {
  std::string text;
  for (const std::string_view key : known) {
    text += (text.empty() ? "" : ", ") + std::string(key);
  }
  return text;
}

}  // namespace

std::string misspelt_field(std::string_view key, std::span<const std::string_view> known) {
  const std::string bare = bare_form(key);
  std::vector<std::string> forms;
  for (const std::string_view candidate : known) forms.push_back(bare_form(candidate));
  const std::vector<std::string> near = nearest(bare, forms, 1);
  if (near.empty()) return {};
  const auto found = std::find(forms.begin(), forms.end(), near.front());
  return std::string(known[static_cast<std::size_t>(found - forms.begin())]);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

ProfileObject::ProfileObject(const JsonValue& value, std::string path,
                             std::span<const std::string_view> known, RecordFindings& findings)
    : value_(&value), path_(std::move(path)), findings_(&findings) {
  report_unknown(known);
}

void ProfileObject::report_unknown(std::span<const std::string_view> known) {
  for (const auto& [key, member] : *value_->as_object()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::string meant = misspelt_field(key, known);
    if (meant.empty()) {
      findings_->warn(DiagnosticCode::unknown_profile_field, path_of(key), member,
                      fmt::format("the field {} is not known here and is not used", quoted(key)),
                      "the fields known here are " + list_of_fields(known));
    } else {
      spoilt_ = true;
      findings_->warn(
          DiagnosticCode::misspelt_field, path_of(key), member,
          fmt::format("the field {} is not known; what it belongs to is not used", quoted(key)),
          did_you_mean_one_of({meant}));
    }
  }
}

const JsonValue* ProfileObject::field(std::string_view key) const {
  const JsonValue* member = value_->member(key);
  return member == nullptr || member->is_null() ? nullptr : member;
}

void ProfileObject::report(std::string_view key, IfUnreadable otherwise, const std::string& message,
                           std::string help) {
  if (otherwise == IfUnreadable::drop_piece) {
    spoil(DiagnosticCode::unusable_value, key, message + "; what it belongs to is not used",
          std::move(help));
    return;
  }
  findings_->warn(DiagnosticCode::unusable_value, path_to_report(key), place_of_field(key),
                  message + "; it is not used", std::move(help));
}

void ProfileObject::spoil(DiagnosticCode code, std::string_view key, std::string message,
                          std::string help) {
  spoilt_ = true;
  findings_->warn(code, path_to_report(key), place_of_field(key), std::move(message),
                  std::move(help));
}

std::string ProfileObject::path_to_report(std::string_view key) const {
  return value_->member(key) == nullptr ? path_ : path_of(key);
}

const JsonValue& ProfileObject::place_of_field(std::string_view key) const {
  const JsonValue* member = value_->member(key);
  return member == nullptr ? *value_ : *member;
}

std::optional<std::string> ProfileObject::text(std::string_view key, IfUnreadable otherwise) {
  const JsonValue* member = field(key);
  if (member == nullptr) return std::nullopt;
  const std::string* text = member->as_string();
  if (text == nullptr) {
    std::string help = "write it in quotes";
    if (const JsonNumber* number = member->as_number()) {
      help = fmt::format("write \"{}\": \"{}\"", key, number->text);
    }
    report(key, otherwise,
           fmt::format("\"{}\" holds {}, not a string", key, json_kind_name(*member)), help);
    return std::nullopt;
  }
  const std::string_view kept = trimmed(*text);
  if (kept.empty()) return std::nullopt;
  return std::string(kept);
}

std::optional<Rational> ProfileObject::number(std::string_view key, IfUnreadable otherwise) {
  const JsonValue* member = field(key);
  if (member == nullptr) return std::nullopt;
  const JsonNumber* number = member->as_number();
  std::optional<Rational> value;
  if (number != nullptr) value = parse_decimal(number->text);
  if (!value) {
    report(key, otherwise,
           fmt::format("\"{}\" holds {}, not a number", key, json_kind_name(*member)),
           "write a number without quotes and without its unit, with a decimal point");
  }
  return value;
}

std::optional<bool> ProfileObject::flag(std::string_view key, IfUnreadable otherwise) {
  const JsonValue* member = field(key);
  if (member == nullptr) return std::nullopt;
  const bool* flag = member->as_bool();
  if (flag == nullptr) {
    report(key, otherwise,
           fmt::format("\"{}\" holds {}, not true or false", key, json_kind_name(*member)),
           "write true or false without quotes");
    return std::nullopt;
  }
  return *flag;
}

std::optional<PartialDate> ProfileObject::date(std::string_view key) {
  const JsonValue* member = field(key);
  if (member == nullptr) return std::nullopt;
  return read_profile_date(*member, key, path_of(key), *findings_);
}

std::optional<PartialDate> read_profile_date(const JsonValue& value, std::string_view key,
                                             const std::string& path, RecordFindings& findings) {
  constexpr std::string_view forms = "write a date in quotes as 2026-01-15, 2026-01 or 2026";
  const std::string* text = value.as_string();
  if (text == nullptr) {
    findings.reject(
        path, fmt::format("\"{}\" holds {}, not a date; {}", key, json_kind_name(value), forms));
    return std::nullopt;
  }
  std::optional<PartialDate> date = parse_date(*text);
  if (!date) {
    findings.reject(path, fmt::format("\"{}\" is {}, which is no date that exists between the "
                                      "years 1800 and 2299; {}",
                                      key, quoted(*text), forms));
  } else if (date->zone_missing) {
    findings.warn(
        DiagnosticCode::no_time_zone, path, value,
        fmt::format("\"{}\" gives a time of day without a time zone; it could be any", key),
        "write the zone behind the time: 2026-01-15T10:15+01:00, or Z for UTC");
  }
  return date;
}

}  // namespace eligo
