#include "batch/plain_parts.h"

#include "decide/leaves.h"

namespace eligo::batch {
namespace {

std::int32_t number_of(Day day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

// Nothing for a moment of a day: its order among other moments is finer than days.
std::optional<PlainDate> plain_date(const PartialDate& date) {
  constexpr std::int64_t seconds_a_day = 86'400;
  const bool whole_days = date.first_second % seconds_a_day == 0 &&
                          (date.last_second + 1) % seconds_a_day == 0 && !date.zone_missing;
  if (!whole_days) return std::nullopt;
  return PlainDate{number_of(date.earliest), number_of(date.latest)};
}

// A decimal of at most 15 digits and 15 places; nothing for any other number.
std::optional<PlainDecimal> plain_decimal(const Rational& number) {
  constexpr int digits = 15;
  if (!is_exact_decimal(number, digits)) return std::nullopt;
  PlainDecimal decimal;
  Rational scaled = number;
  while (scaled.get_den() != 1) {
    if (decimal.places == digits) return std::nullopt;
    scaled *= 10;
    ++decimal.places;
  }
  const mpz_class limit("1000000000000000");
  if (abs(scaled.get_num()) >= limit) return std::nullopt;
  decimal.mantissa = scaled.get_num().get_si();
  return decimal;
}

// What an interval says as one decimal: itself, or the side of it that the value lies on.
struct OneSided {
  Rational value;
  PlainComparator comparator = PlainComparator::none;
};
std::optional<OneSided> one_sided(const Interval& interval) {
  if (const auto single = interval.single()) return OneSided{*single};
  if (interval.low && interval.high) return std::nullopt;
  if (interval.low) {
    return OneSided{interval.low->value,
                    interval.low->inclusive ? PlainComparator::at_least : PlainComparator::more};
  }
  if (interval.high) {
    return OneSided{interval.high->value,
                    interval.high->inclusive ? PlainComparator::at_most : PlainComparator::less};
  }
  return std::nullopt;
}

// Whether an adult can have the value, so that nobody's age matters to its use.
bool is_usable_at_any_age(const Observation& observation, const Rational& value,
                          const Vocabulary& vocabulary) {
  const auto converted =
      vocabulary.to_default_unit(*observation.analyte, Interval::exactly(value), *observation.unit);
  return converted &&
         lies_in(converted->value, vocabulary[*observation.analyte].plausible_adult) == Truth::yes;
}

std::optional<PlainResult> plain_result(const Observation& observation,
                                        const Vocabulary& vocabulary) {
  const bool is_measured = observation.readable && observation.plausible && observation.analyte &&
                           observation.unit && !observation.named_result;
  if (!is_measured) return std::nullopt;
  const std::optional<OneSided> stated = one_sided(observation.value);
  const auto decimal = stated ? plain_decimal(stated->value) : std::nullopt;
  if (!decimal || !is_usable_at_any_age(observation, stated->value, vocabulary)) {
    return std::nullopt;
  }
  PlainResult result;
  result.analyte = *observation.analyte;
  result.value = *decimal;
  result.comparator = stated->comparator;
  result.unit_defaulted = observation.unit_defaulted;
  result.fasting = observation.fasting;
  result.specimen = observation.specimen;
  if (observation.date) {
    result.date = plain_date(*observation.date);
    if (!result.date) return std::nullopt;
  }
  const auto take_limit = [](const std::optional<Rational>& limit,
                             std::optional<PlainDecimal>& plain) {
    if (limit) plain = plain_decimal(*limit);
    return !limit || plain;
  };
  if (!take_limit(observation.high, result.high) || !take_limit(observation.low, result.low)) {
    return std::nullopt;
  }
  return result;
}

std::optional<PlainRecord> plain_record(const Record& record, const Vocabulary& vocabulary) {
  if (!record.term || !record.doubt.empty()) return std::nullopt;
  if (!is_in_its_list(record.list, vocabulary[*record.term].kind)) return std::nullopt;
  PlainRecord plain;
  plain.list = record.list;
  plain.term = *record.term;
  const auto take_date = [](const std::optional<PartialDate>& date,
                            std::optional<PlainDate>& taken) {
    if (date) taken = PlainDate{number_of(date->earliest), number_of(date->latest)};
  };
  take_date(record.start, plain.start);
  take_date(record.end, plain.end);
  if (!record.status.empty()) plain.active = record.status == name_of(RecordStatus::active);
  plain.has_outcome = !record.outcome.empty();
  plain.has_dose = record.dose.has_value();
  return plain;
}

}  // namespace

bool is_in_its_list(RecordList list, ConceptKind kind) {
  switch (kind) {
    case ConceptKind::condition:
    case ConceptKind::medication:
    case ConceptKind::procedure:
    case ConceptKind::event:
      return list_of(kind) == list;
    default:
      return false;
  }
}

PlainParts plain_parts_of(const Patient& patient, Day as_of, const Vocabulary& vocabulary) {
  PlainParts parts;
  parts.plain.sex = patient.sex;
  for (const Observation& observation : patient.observations) {
    std::optional<PlainResult> result = plain_result(observation, vocabulary);
    if (!result) {
      parts.other_results.push_back(observation.analyte);
      continue;
    }
    result->unit = PlainUnit{static_cast<std::uint32_t>(parts.units.size())};
    parts.units.push_back(&*observation.unit);
    parts.plain.results.push_back(*result);
  }
  for (const Record& record : patient.records) {
    if (const auto plain = plain_record(record, vocabulary)) {
      parts.plain.records.push_back(*plain);
    } else {
      parts.other_records.push_back({record.list, record.term, record.name});
    }
  }
  for (const Fact& fact : patient.facts) parts.other_facts.push_back(fact.fact);
  parts.plain.complete = patient.complete;
  parts.birth = birth_days(patient, as_of);
  return parts;
}

}  // namespace eligo::batch
