#include "patient/plain_profile_results.h"

#include <optional>

#include "patient/plain_profile_date.h"
#include "patient/plain_profile_keys.h"

namespace eligo {
namespace {

// Of the laboratory's reference limits, the lower must surely not be the higher one.
bool are_in_order(const PlainDecimal& low, const PlainDecimal& high) {
  return nearest_double(low) < nearest_double(high);
}

}  // namespace

struct PlainResultReader::Fields {
  PlainResult& result;  // written where it is to be kept
  PlainName name = {};
  std::string_view unit = {};
  bool has_value = false;
  bool is_named_by_key = false;
  SeenFields seen = {};
};

bool take_plain_text(JsonTokens& tokens, std::string_view& text) {
  return tokens.take_string(text) && !text.empty();
}

bool take_plain_date(JsonTokens& tokens, std::optional<PlainDate>& date) {
  std::string_view text;
  return tokens.take_string(text) && read_plain_date(text, date.emplace());
}

bool PlainResultReader::take_list(NamePlace place, std::vector<PlainResult>& results) {
  return tokens_->take_array([&] {
    Fields fields{results.emplace_back()};
    return take_fields(fields) && names_->identify(place, fields.name, fields.result.analyte) &&
           is_plain(fields);
  });
}

bool PlainResultReader::take_vitals(std::vector<PlainResult>& results) {
  if (tokens_->next() == '[') return take_list(NamePlace::vital, results);
  const std::uint64_t object = names_->begin_object();
  return tokens_->take_object([&](std::string_view key) {
    const PlainMember* member = names_->member(MemberPlace::vitals, key, object);
    if (member == nullptr) return false;
    const ConceptId analyte = *member->observed;
    if (tokens_->next() != '[') return take_named(analyte, results);
    return tokens_->take_array([&] { return take_named(analyte, results); });
  });
}

bool PlainResultReader::take_named(ConceptId analyte, std::vector<PlainResult>& results) {
  Fields fields{results.emplace_back()};
  fields.is_named_by_key = true;
  if (tokens_->next() != '{') {
    fields.result.analyte = analyte;
    fields.has_value = tokens_->take_decimal(fields.result.value);
    return is_plain(fields);
  }
  return take_fields(fields) &&
         names_->identify_result(analyte, fields.name, fields.result.analyte) && is_plain(fields);
}

bool PlainResultReader::take_fields(Fields& fields) {
  return tokens_->take_object([&](std::string_view key) { return take_field(key, fields); });
}

bool PlainResultReader::take_field(std::string_view key, Fields& fields) {
  PlainResult& result = fields.result;
  // A field that is null is as good as none, but for the value.
  const auto text = [&](unsigned field, std::string_view& into) {
    return fields.seen.add(field) && (take_plain_text(*tokens_, into) || tokens_->take_null());
  };
  const auto number = [&](unsigned field, std::optional<PlainDecimal>& into) {
    if (!fields.seen.add(field)) return false;
    PlainDecimal value;
    if (!tokens_->take_decimal(value)) return tokens_->take_null();
    into = value;
    return true;
  };
  auto& codes = fields.name.codes;
  switch (short_key_of(key)) {
    case short_key("name"):
      return !fields.is_named_by_key && text(0, fields.name.name);
    case short_key("value"):
      fields.has_value = tokens_->take_decimal(result.value);
      return fields.has_value && fields.seen.add(1);
    case short_key("unit"):
      return text(2, fields.unit);
    case short_key("date"):
      return fields.seen.add(3) && (tokens_->next() == '"' ? take_plain_date(*tokens_, result.date)
                                                           : tokens_->take_null());
    case short_key("loinc"):
      return text(4, codes[static_cast<std::size_t>(CodeSystem::loinc)]);
    case short_key("snomed"):
      return text(5, codes[static_cast<std::size_t>(CodeSystem::snomed)]);
    case short_key("icd10"):
      return text(6, codes[static_cast<std::size_t>(CodeSystem::icd10)]);
    case short_key("rxnorm"):
      return text(7, codes[static_cast<std::size_t>(CodeSystem::rxnorm)]);
    case short_key("fasting"):
      return fields.seen.add(8) &&
             (tokens_->next() == 'n' ? tokens_->take_null()
                                     : tokens_->take_bool(result.fasting.emplace()));
    case short_key("specimen"):
      return text(9, result.specimen) &&
             (result.specimen.empty() || names_->is_specimen(result.specimen));
    case short_key("high"):
      return number(10, result.high);
    case short_key("low"):
      return number(11, result.low);
    default:
      return key == "comparator" && take_comparator(fields);
  }
}

bool PlainResultReader::take_comparator(Fields& fields) {
  std::string_view sign;
  if (!fields.seen.add(12)) return false;
  if (!tokens_->take_string(sign)) return tokens_->take_null();
  PlainComparator& comparator = fields.result.comparator;
  if (sign == "<") {
    comparator = PlainComparator::less;
  } else if (sign == "<=") {
    comparator = PlainComparator::at_most;
  } else if (sign == ">=") {
    comparator = PlainComparator::at_least;
  } else if (sign == ">") {
    comparator = PlainComparator::more;
  } else {
    return false;
  }
  return on_comparator_ == OnComparator::read;
}

bool PlainResultReader::is_plain(const Fields& fields) {
  if (!fields.has_value) return false;
  PlainResult& result = fields.result;
  const PlainMeasure* measure = fields.unit.empty() ? units_->default_measure(result.analyte)
                                                    : units_->measure(result.analyte, fields.unit);
  if (measure == nullptr) return false;
  const bool is_exact = result.comparator == PlainComparator::none;
  if (!measure->is_surely_usual(result.value) &&
      !(is_exact && units_->is_usual(result.analyte, *measure, result.value))) {
    return false;
  }
  if (result.high && result.low && !are_in_order(*result.low, *result.high)) return false;
  result.unit = measure->unit;
  result.unit_defaulted = measure->is_assumed;
  return true;
}

}  // namespace eligo
