#include "told_patient.h"

#include <fmt/format.h>

#include <algorithm>

namespace eligo::testing {
namespace {

struct Measured {
  const char* analyte;
  std::vector<const char*> units;
  int low;  // of values in tenths of the first unit
  int high;
};

const std::vector<Measured>& measured() {
  static const std::vector<Measured> all = {
      {"hba1c", {"%", "mmol/mol"}, 50, 130},
      {"creatinine", {"mg/dL", "umol/L"}, 4, 40},
      {"c_peptide", {"ng/mL", "nmol/L"}, 0, 40},
      {"egfr", {"mL/min/{1.73_m2}"}, 200, 1200},
      {"alt", {"U/L"}, 50, 2000},
      {"ast", {"U/L"}, 50, 2000},
      {"platelets", {"10*3/uL", "10*9/L"}, 300, 4000},
      {"hemoglobin", {"g/dL", "g/L"}, 60, 180},
      {"crp", {"mg/L", "mg/dL"}, 0, 300},
      {"inr", {"1"}, 8, 40},
      {"ptt", {"s"}, 200, 900},
      {"weight", {"kg", "[lb_av]"}, 400, 1500},
      {"height", {"cm", "m"}, 1400, 2000},
      {"bmi", {"kg/m2"}, 160, 450},
      {"systolic", {"mm[Hg]"}, 900, 2000},
      {"diastolic", {"mm[Hg]"}, 500, 1200},
  };
  return all;
}

struct Listed {
  RecordList list;
  std::vector<const char*> terms;
};

const std::vector<Listed>& listed() {
  static const std::vector<Listed> all = {
      {RecordList::conditions,
       {"type_1_diabetes", "type_2_diabetes", "systemic_lupus_erythematosus", "lupus_nephritis",
        "hiv_infection", "hepatitis_b", "hypertension", "breast_cancer", "pancreatitis",
        "cholelithiasis", "peptic_ulcer_disease", "tuberculosis", "A name of no vocabulary"}},
      {RecordList::medications,
       {"insulin", "prednisone", "mycophenolate_mofetil", "metformin", "cyclophosphamide",
        "A drug of no vocabulary"}},
      {RecordList::procedures, {"liver_transplantation", "kidney_transplantation"}},
      {RecordList::events, {"hospital_admission", "clinical_trial_participation"}}};
  return all;
}

std::string random_day(RandomSource& random, Day screening_day) {
  return date_text(screening_day - std::chrono::days{random.between(-60, 3000)});
}

// A day, a month or a year; now and then nothing.
std::string random_date(RandomSource& random, Day screening_day) {
  if (random.one_in(10)) return {};
  const std::string day = random_day(random, screening_day);
  if (random.one_in(8)) return day.substr(0, 4);
  if (random.one_in(8)) return day.substr(0, 7);
  if (random.one_in(8)) return day + "T10:15:00+02:00";
  return day;
}

std::string tenths(int number) {
  return fmt::format("{}.{}", number / 10, number % 10);
}

void add_results(RandomSource& random, Day screening_day, ToldPatient& patient) {
  for (const Measured& one : measured()) {
    const int count = random.one_in(3) ? 0 : random.between(1, 2);
    for (int i = 0; i < count; ++i) {
      ToldResult result;
      result.analyte = one.analyte;
      const std::size_t unit =
          static_cast<std::size_t>(random.between(0, static_cast<int>(one.units.size()) - 1));
      result.unit = random.one_in(12) ? "" : one.units[unit];
      // In the second unit most values are far off or impossible; that is welcome.
      result.value = tenths(random.between(one.low, one.high));
      if (random.one_in(10)) {
        result.comparator = random.pick<const char*>({"<", "<=", ">=", ">"});
      }
      result.date = random_date(random, screening_day);
      if (random.one_in(3)) result.low = tenths(one.low);
      if (random.one_in(3)) result.high = tenths((one.low + one.high) / 2);
      patient.results.push_back(std::move(result));
    }
  }
  for (const char* test : {"hbsag", "pregnancy_test"}) {
    if (random.coin()) continue;
    patient.results.push_back({.analyte = test,
                               .value = random.coin() ? "positive" : "negative",
                               .date = random_date(random, screening_day)});
  }
}

void add_entry(RandomSource& random, Day screening_day, RecordList list, const char* term,
               ToldPatient& patient) {
  ToldEntry entry;
  entry.list = list;
  entry.term = term;
  entry.start = random_date(random, screening_day);
  const bool has_day = entry.start.size() == 10;
  if (has_day && random.one_in(3)) {
    const Day start = parse_date(entry.start)->earliest;
    entry.end = date_text(start + std::chrono::days{random.between(0, 200)});
  }
  // FHIR asks for the status of all but conditions.
  const bool may_lack_status = list == RecordList::conditions && entry.end.empty();
  if (!may_lack_status || !random.one_in(3)) {
    const bool ended = list == RecordList::procedures || !entry.end.empty() || random.coin();
    entry.status = ended ? "resolved" : "active";
  }
  if (list == RecordList::medications && random.coin()) {
    entry.dose = std::to_string(random.between(1, 130));
    entry.dose_unit = random.pick<const char*>({"mg", "[IU]"});
  }
  patient.entries.push_back(std::move(entry));
}

}  // namespace

ToldPatient random_told_patient(RandomSource& random, const Vocabulary& /*vocabulary*/,
                                Day screening_day) {
  ToldPatient patient;
  patient.id = "P";
  if (!random.one_in(8)) patient.sex = random.coin() ? "male" : "female";
  if (!random.one_in(8)) {
    const Day born = screening_day - std::chrono::days{random.between(15 * 365, 75 * 365)};
    patient.birth_date = date_text(born).substr(0, random.one_in(6) ? 4 : 10);
  }
  if (random.one_in(40)) patient.death_date = random_day(random, screening_day);
  add_results(random, screening_day, patient);
  for (const Listed& one : listed()) {
    for (const char* term : one.terms) {
      if (random.one_in(5)) add_entry(random, screening_day, one.list, term, patient);
    }
  }
  for (const char* fact : {"pregnant", "smoker"}) {
    if (random.coin()) continue;
    const bool can_hold = std::string_view(fact) != "pregnant" || patient.sex == "female";
    const std::string date =
        random.coin() ? date_text(screening_day) : random_day(random, screening_day);
    patient.facts.push_back({fact, can_hold && random.coin(), date});
  }
  random.shuffle(patient.results);
  random.shuffle(patient.entries);
  return patient;
}

}  // namespace eligo::testing
