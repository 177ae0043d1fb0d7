#pragma once

// One JSON object of a profile with the fields that it may have. For the stages that read
// records.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "patient/record_findings.h"
#include "quantity/calendar.h"
#include "quantity/rational.h"

namespace eligo {

// What becomes of a piece of the record when one of its fields cannot be read.
enum class IfUnreadable {
  drop_field,  // the piece stands without the field
  drop_piece,  // without the field the piece would mean something else
};

class ProfileObject {
 public:
  // Reports every field that is not `known`. One that looks like a misspelt known field spoils the
  // object: what it says would be read without what that field was to say. `path` is of the object.
  ProfileObject(const JsonValue& value, std::string path, std::span<const std::string_view> known,
                RecordFindings& findings);

  // Whether a field could not be read without which the piece must not be used.
  bool is_spoilt() const { return spoilt_; }
  const std::string& path() const { return path_; }
  std::string path_of(std::string_view key) const { return path_ + json_pointer_step(key); }

  // The field's value; null where it is missing or null.
  const JsonValue* field(std::string_view key) const;
  // The object itself, for its place.
  const JsonValue& value() const { return *value_; }

  // Each reads a field; nothing where it is missing, null, or of another type, which is reported.
  // Texts are trimmed; a blank one is nothing.
  std::optional<std::string> text(std::string_view key, IfUnreadable otherwise);
  std::optional<Rational> number(std::string_view key, IfUnreadable otherwise);
  std::optional<bool> flag(std::string_view key, IfUnreadable otherwise);
  // A date that cannot be read rejects the record.
  std::optional<PartialDate> date(std::string_view key);

  // Reports that a field cannot be used.
  void report(std::string_view key, IfUnreadable otherwise, const std::string& message,
              std::string help);
  // The same for what has a code of its own and spoils the object.
  void spoil(DiagnosticCode code, std::string_view key, std::string message, std::string help);

 private:
  // Of the field, or of the object where the field is missing.
  std::string path_to_report(std::string_view key) const;
  const JsonValue& place_of_field(std::string_view key) const;
  void report_unknown(std::span<const std::string_view> known);

  const JsonValue* value_;
  std::string path_;
  RecordFindings* findings_;
  bool spoilt_ = false;
};

// Reads a date of a profile. One that cannot be read rejects the record; a time of day without a
// zone is reported.
std::optional<PartialDate> read_profile_date(const JsonValue& value, std::string_view key,
                                             const std::string& path, RecordFindings& findings);

// The known field that `key` is a misspelling of, case and punctuation aside; empty for none.
std::string misspelt_field(std::string_view key, std::span<const std::string_view> known);

// `text` without white space at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace eligo
