#include "compared_readers.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "text/json.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::testing {
namespace {

std::int32_t number_of(Day day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

bool same(const std::optional<PlainDate>& plain, const std::optional<PartialDate>& date) {
  if (!plain || !date) return plain.has_value() == date.has_value();
  constexpr std::int64_t day_seconds = 86'400;
  return plain->earliest == number_of(date->earliest) && plain->latest == number_of(date->latest) &&
         date->first_second == plain->earliest * day_seconds &&
         date->last_second == (plain->latest + 1) * day_seconds - 1 && !date->zone_missing;
}

bool same(const std::optional<PlainDecimal>& plain, const std::optional<Rational>& number) {
  if (!plain || !number) return plain.has_value() == number.has_value();
  return exactly(*plain) == *number;
}

Interval value_of(const PlainResult& result) {
  const Rational value = exactly(result.value);
  switch (result.comparator) {
    case PlainComparator::less:
      return {std::nullopt, Bound{value, false}};
    case PlainComparator::at_most:
      return {std::nullopt, Bound{value, true}};
    case PlainComparator::at_least:
      return {Bound{value, true}, std::nullopt};
    case PlainComparator::more:
      return {Bound{value, false}, std::nullopt};
    case PlainComparator::none:
      break;
  }
  return Interval::exactly(value);
}

std::string difference(const PlainResult& plain, const Unit& unit, const Observation& observation) {
  if (observation.analyte != plain.analyte) return "analyte";
  if (observation.value != value_of(plain)) return "value";
  if (!observation.readable || !observation.plausible) return "use";
  if (observation.named_result) return "named result";
  if (!observation.unit || !observation.unit->same_as(unit)) return "unit";
  if (observation.unit_defaulted != plain.unit_defaulted) return "default unit";
  if (!same(plain.date, observation.date)) return "date";
  if (observation.fasting != plain.fasting) return "fasting";
  if (observation.specimen != plain.specimen) return "specimen";
  if (!same(plain.high, observation.high)) return "high";
  if (!same(plain.low, observation.low)) return "low";
  return {};
}

std::string difference(const PlainRecord& plain, const Record& record) {
  if (record.list != plain.list) return "list";
  if (record.term != plain.term) return "term";
  if (!same(plain.start, record.start)) return "start";
  if (!same(plain.end, record.end)) return "end";
  const std::string status = !plain.active ? "" : *plain.active ? "active" : "resolved";
  if (record.status != status) return "status";
  if (record.outcome.empty() == plain.has_outcome) return "outcome";
  if (record.dose.has_value() != plain.has_dose) return "dose";
  if (!record.doubt.empty()) return "doubt";
  return {};
}

bool same(const PlainFact& plain, const Fact& fact) {
  return fact.fact == plain.fact && fact.value == plain.value && !fact.date;
}

std::string difference_of_head(const PlainProfile& plain, const Patient& patient) {
  if (patient.id != plain.id) return "id";
  if (patient.sex != plain.sex) return "sex";
  if (!same(plain.birth, patient.birth_date)) return "birthDate";
  if (patient.age_years || patient.death) return "age or death";
  const auto as_of = patient.as_of ? std::optional(number_of(*patient.as_of)) : std::nullopt;
  if (as_of != plain.as_of) return "asOf";
  if (!patient.anchors.empty() || !patient.attestations.empty()) return "anchors or attestations";
  if (patient.complete != plain.complete) return "complete";
  if (patient.has_gap != std::array<bool, 4>{}) return "gaps";
  return {};
}

}  // namespace

const Vocabulary& vocabulary() {
  static const Vocabulary read = [] {
    Result<Vocabulary> standard = standard_vocabulary();
    for (const Diagnostic& finding : standard.diagnostics) ADD_FAILURE() << render(finding);
    return std::move(*standard);
  }();
  return read;
}

std::optional<Patient> read_without_remark(std::string_view record) {
  const Result<JsonValue> value = parse_json(SourceText("record", std::string(record)));
  if (!value) return std::nullopt;
  PatientOrRejection read = read_patient(*value, "record", vocabulary());
  auto* patient = std::get_if<ReadPatient>(&read);
  if (patient == nullptr || !patient->warnings.empty() || !patient->notes.empty()) {
    return std::nullopt;
  }
  return std::move(patient->patient);
}

std::string difference(const PlainProfile& plain, const std::vector<Unit>& units,
                       const Patient& patient) {
  if (std::string head = difference_of_head(plain, patient); !head.empty()) return head;
  if (patient.observations.size() != plain.results.size()) return "number of results";
  for (std::size_t i = 0; i < plain.results.size(); ++i) {
    const PlainResult& result = plain.results[i];
    if (result.unit.index >= units.size()) return "number of a unit";
    const std::string found = difference(result, units[result.unit.index], patient.observations[i]);
    if (!found.empty()) return "result " + std::to_string(i) + ": " + found;
  }
  if (patient.records.size() != plain.records.size()) return "number of records";
  for (std::size_t i = 0; i < plain.records.size(); ++i) {
    const std::string found = difference(plain.records[i], patient.records[i]);
    if (!found.empty()) return "record " + std::to_string(i) + ": " + found;
  }
  const bool same_facts =
      std::equal(plain.facts.begin(), plain.facts.end(), patient.facts.begin(), patient.facts.end(),
                 [](const auto& a, const auto& b) { return same(a, b); });
  return same_facts ? "" : "facts";
}

bool ComparedReaders::is_plain(std::string_view record) {
  // What stands behind a record must not matter: it ends where it ends, and would go on here.
  std::string room(record);
  room.append(PlainProfileReader::padding(), record.size() % 2 == 0 ? '}' : '1');
  if (!reader_.read(std::string_view(room).substr(0, record.size()), profile_)) return false;
  const std::optional<Patient> patient = read_without_remark(record);
  if (!patient) {
    ADD_FAILURE() << "plain, but the ordinary reader has something to say about it:\n" << record;
  } else if (const std::string found = difference(profile_, reader_.units(), *patient);
             !found.empty()) {
    ADD_FAILURE() << "the readers differ in " << found << ":\n" << record;
  }
  return true;
}

}  // namespace eligo::testing
