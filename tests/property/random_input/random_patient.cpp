#include <algorithm>

#include "random_screening.h"

namespace eligo::testing {
namespace {

ConceptId named(const Vocabulary& vocabulary, const char* key) {
  return *vocabulary.find(key);
}

// On or before the screening date, and a partial one surely so: whether an entry counts that may
// lie after it is a question of the screening date, not of how much is known.
std::optional<PartialDate> random_date(RandomSource& random) {
  if (random.one_in(8)) return std::nullopt;
  const Day day = screening_day() - std::chrono::days{random.between(0, 9000)};
  const std::string text = date_text(day);
  if (text.starts_with("2026")) return parse_date(text);
  if (random.one_in(6)) return parse_date(text.substr(0, 4));
  if (random.one_in(6)) return parse_date(text.substr(0, 7));
  return parse_date(text);
}

void add_number(RandomSource& random, const Vocabulary& vocabulary, Patient& patient,
                const char* key, const char* unit) {
  if (random.one_in(4)) return;
  Observation observation;
  observation.analyte = named(vocabulary, key);
  observation.name = key;
  const int value = random.between(50, 220);
  observation.value = Interval::exactly(Rational(value));
  observation.value_text = std::to_string(value);
  observation.unit = vocabulary.units().parse(unit);
  observation.unit_text = unit;
  observation.unit_defaulted = random.one_in(5);
  if (random.one_in(6)) {
    observation.value.high.reset();
    observation.value_text = ">= " + observation.value_text;
  }
  observation.date = random_date(random);
  if (!random.one_in(4)) observation.fasting = random.coin();
  if (random.coin()) observation.high = Rational(random.between(60, 120));
  if (random.coin()) observation.low = Rational(random.between(20, 60));
  observation.path = std::string("/labs/") + key;
  patient.observations.push_back(std::move(observation));
}

void add_named(RandomSource& random, const Vocabulary& vocabulary, Patient& patient) {
  if (random.one_in(3)) return;
  Observation observation;
  observation.analyte = named(vocabulary, "hbsag");
  observation.name = "HBsAg";
  observation.named_result = static_cast<std::uint32_t>(random.between(0, 1));
  observation.value_text = *observation.named_result == 0 ? "negative" : "positive";
  observation.date = random_date(random);
  observation.path = "/labs/hbsag";
  patient.observations.push_back(std::move(observation));
}

// A result whose name no vocabulary has, in some unit, in one that nobody defined, or in none.
void add_own_number(RandomSource& random, const Vocabulary& vocabulary, Patient& patient) {
  if (random.one_in(3)) return;
  Observation observation;
  observation.name = "Tumour size";
  observation.own_name = vocabulary.comparable_name(observation.name);
  const int value = random.between(1, 60);
  observation.value = Interval::exactly(Rational(value));
  observation.value_text = std::to_string(value);
  observation.unit_text = random.pick<const char*>({"mm", "cm", "kg", "finger breadths", ""});
  observation.unit = vocabulary.units().parse(observation.unit_text);
  if (random.one_in(6)) {
    observation.value.low.reset();
    observation.value_text = "<= " + observation.value_text;
  }
  observation.date = random_date(random);
  if (random.coin()) observation.high = Rational(random.between(10, 40));
  observation.readable = !random.one_in(10);
  observation.path = "/labs/own";
  patient.observations.push_back(std::move(observation));
}

void add_record(RandomSource& random, const Vocabulary& vocabulary, Patient& patient,
                RecordList list, const char* key) {
  if (!random.one_in(3)) return;
  Record record;
  record.list = list;
  record.name = key;
  record.term = vocabulary.find(key);
  if (!record.term) record.own_name = vocabulary.comparable_name(key);
  record.start = random_date(random);
  if (random.one_in(4) && record.start) record.end = record.start;
  if (!record.end && !random.one_in(3)) record.status = random.coin() ? "active" : "resolved";
  if (random.one_in(3)) record.outcome = random.coin() ? "excised" : "recurrent";
  if (list == RecordList::medications && random.coin()) {
    record.dose = Rational(random.between(5, 130));
    record.dose_unit = vocabulary.units().parse("[IU]/d");
    record.dose_unit_text = "[IU]/d";
  }
  record.path = std::string("/") + std::string(name_of(list)) + "/" + key;
  patient.records.push_back(std::move(record));
}

}  // namespace

Day screening_day() {
  return Day{std::chrono::year{2026} / 1 / 15};
}

ReadPatient random_patient(RandomSource& random, const Vocabulary& vocabulary) {
  ReadPatient read;
  Patient& patient = read.patient;
  patient.id = "P";
  if (!random.one_in(5)) patient.sex = random.coin() ? Sex::male : Sex::female;
  patient.sex_path = "/sex";
  if (!random.one_in(5)) {
    const Day born = screening_day() - std::chrono::days{random.between(4000, 25000)};
    patient.birth_date = parse_date(date_text(born));
    patient.age_path = "/birthDate";
  } else if (random.coin()) {
    patient.age_years = Rational(random.between(10, 70));
    patient.age_path = "/age";
  }
  add_number(random, vocabulary, patient, "glucose", "mg/dL");
  add_number(random, vocabulary, patient, "alt", "U/L");
  add_named(random, vocabulary, patient);
  add_own_number(random, vocabulary, patient);
  for (const char* key :
       {"breast_cancer", "hiv_infection", "type_1_diabetes", "hypertension", "Moyamoya syndrome"}) {
    add_record(random, vocabulary, patient, RecordList::conditions, key);
  }
  for (const char* key : {"prednisone", "insulin", "Mystery drug"}) {
    add_record(random, vocabulary, patient, RecordList::medications, key);
  }
  add_record(random, vocabulary, patient, RecordList::events, "hospital_admission");
  if (random.one_in(4)) {
    Record unknown_name;
    unknown_name.list = RecordList::conditions;
    unknown_name.name = "a name outside every vocabulary";
    unknown_name.own_name = unknown_name.name;
    unknown_name.path = "/conditions/x";
    patient.records.push_back(std::move(unknown_name));
  }
  for (const char* key : {"pregnant", "smoker"}) {
    if (random.coin()) continue;
    const ConceptId fact = named(vocabulary, key);
    const bool can_hold = !vocabulary[fact].only_sex || vocabulary[fact].only_sex == patient.sex;
    patient.facts.push_back({fact, can_hold && random.coin(), std::nullopt, key});
  }
  for (int number = 1; number <= 6; ++number) {
    if (!random.one_in(6)) continue;
    const std::string id = (random.coin() ? "I" : "E") + std::to_string(number);
    patient.attestations["TRIAL/" + id] = random.coin();
  }
  for (bool& complete : patient.complete) complete = random.coin();
  return read;
}

ReadPatient with_less_known(RandomSource& random, const ReadPatient& patient) {
  ReadPatient less = patient;
  Patient& known = less.patient;
  if (random.one_in(4)) known.sex.reset();
  if (random.one_in(4)) known.age_years.reset();
  if (known.birth_date && random.one_in(3)) {
    known.birth_date = random.coin()
                           ? std::nullopt
                           : parse_date(known.birth_date->text.substr(0, random.coin() ? 4 : 7));
  }
  std::erase_if(known.observations, [&](const Observation&) { return random.one_in(4); });
  for (Observation& observation : known.observations) {
    if (random.one_in(4)) observation.high.reset();
    if (random.one_in(4)) observation.low.reset();
    if (random.one_in(4)) observation.fasting.reset();
  }
  // What a list holds can only be missing where nobody says that it is complete.
  for (const RecordList list : all_record_lists) {
    if (!random.one_in(3)) continue;
    known.complete[static_cast<std::size_t>(list)] = false;
    std::erase_if(known.records,
                  [&](const Record& record) { return record.list == list && random.coin(); });
  }
  for (Record& record : known.records) {
    if (random.one_in(5)) record.start.reset();
    if (random.one_in(5)) record.outcome.clear();
    if (random.one_in(5)) record.status.clear();
    if (random.one_in(5)) record.dose.reset();
  }
  std::erase_if(known.facts, [&](const Fact&) { return random.one_in(3); });
  std::erase_if(known.attestations, [&](const auto&) { return random.one_in(3); });
  return less;
}

ReadPatient reordered(RandomSource& random, const ReadPatient& patient) {
  ReadPatient result = patient;
  random.shuffle(result.patient.observations);
  random.shuffle(result.patient.records);
  random.shuffle(result.patient.facts);
  return result;
}

}  // namespace eligo::testing
