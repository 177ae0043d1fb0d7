#include "patient/plain_profile_records.h"

#include <optional>
#include <string_view>

#include "patient/plain_profile_keys.h"
#include "patient/plain_profile_results.h"
#include "patient/profile_object.h"

namespace eligo {
namespace {

NamePlace place_of(RecordList list) {
  switch (list) {
    case RecordList::conditions:
      return NamePlace::condition;
    case RecordList::medications:
      return NamePlace::medication;
    case RecordList::procedures:
      return NamePlace::procedure;
    case RecordList::events:
      break;
  }
  return NamePlace::event;
}

}  // namespace

struct PlainRecordReader::Fields {
  PlainRecord& record;  // written where it is to be kept
  PlainName name = {};
  std::optional<PlainDate> point = {};  // "date"
  std::string_view dose_unit = {};
  SeenFields seen = {};

  // Brings the dates together; false where they contradict each other.
  bool settle_dates() const {
    const bool is_point = record.list != RecordList::conditions;
    if (point) {
      if (record.start || (is_point && record.end)) return false;
      record.start = point;
      if (is_point) record.end = point;
    }
    return !record.start || !record.end || record.start->earliest <= record.end->latest;
  }
};

bool PlainRecordReader::take_list(RecordList list, std::vector<PlainRecord>& records) {
  return tokens_->take_array([&] {
    Fields fields{records.emplace_back()};
    fields.record.list = list;
    return take_entry(fields);
  });
}

bool PlainRecordReader::take_entry(Fields& fields) {
  if (!tokens_->take_object([&](std::string_view key) { return take_field(key, fields); })) {
    return false;
  }
  PlainRecord& record = fields.record;
  if (!names_->identify(place_of(record.list), fields.name, record.term)) return false;
  if (!fields.settle_dates()) return false;
  if (fields.dose_unit.empty()) return true;
  return record.has_dose && units_->is_dose_unit(fields.dose_unit);
}

bool PlainRecordReader::take_field(std::string_view key, Fields& fields) {
  PlainRecord& record = fields.record;
  const bool is_medication = record.list == RecordList::medications;
  const bool is_condition = record.list == RecordList::conditions;
  // A field that is null is as good as none.
  const auto text = [&](unsigned field, std::string_view& into) {
    return fields.seen.add(field) && (take_plain_text(*tokens_, into) || tokens_->take_null());
  };
  const auto date = [&](unsigned field, std::optional<PlainDate>& into) {
    return fields.seen.add(field) &&
           (tokens_->next() == '"' ? take_plain_date(*tokens_, into) : tokens_->take_null());
  };
  auto& codes = fields.name.codes;
  switch (short_key_of(key)) {
    case short_key("name"):
      return text(0, fields.name.name);
    case short_key("loinc"):
      return text(1, codes[static_cast<std::size_t>(CodeSystem::loinc)]);
    case short_key("snomed"):
      return text(2, codes[static_cast<std::size_t>(CodeSystem::snomed)]);
    case short_key("icd10"):
      return text(3, codes[static_cast<std::size_t>(CodeSystem::icd10)]);
    case short_key("rxnorm"):
      return text(4, codes[static_cast<std::size_t>(CodeSystem::rxnorm)]);
    case short_key("onset"):
      return is_condition && date(5, record.start);
    case short_key("start"):
      return !is_condition && date(5, record.start);
    case short_key("end"):
      return date(6, record.end);
    case short_key("date"):
      return !is_medication && date(7, fields.point);
    case short_key("status"):
      return fields.seen.add(8) && take_status(fields);
    case short_key("outcome"): {
      std::string_view outcome;
      if (is_medication || !text(9, outcome)) return false;
      record.has_outcome = !trimmed(outcome).empty();
      return true;
    }
    case short_key("dose"): {
      PlainDecimal dose;
      if (!is_medication || !fields.seen.add(10)) return false;
      if (!tokens_->take_decimal(dose)) return tokens_->take_null();
      record.has_dose = true;
      return dose.mantissa >= 0;
    }
    case short_key("unit"):
      return is_medication && text(11, fields.dose_unit);
    default:
      return false;
  }
}

bool PlainRecordReader::take_status(Fields& fields) {
  std::string_view word;
  if (!tokens_->take_string(word)) return tokens_->take_null();
  const bool is_ended = word == "completed" || word == "stopped" || word == "ended";
  if (word == "active") {
    fields.record.active = true;
    return true;
  }
  fields.record.active = false;
  return word == "resolved" || (is_ended && fields.record.list != RecordList::conditions);
}

}  // namespace eligo
