// Writes random programs as SQL, random patients as tables, and what `decide` says of them, for
// random_programs.py, which lets an engine decide the same.
//
//   random_cases SEED PROGRAMS PATIENTS DIALECT FOLDER

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "decide/decide.h"
#include "random_screening.h"
#include "sql/facts_rows.h"
#include "sql/facts_tables.h"
#include "sql/generate.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

using testing::RandomSource;

// Some of the results again, on other days, in other units and with more digits than a grid has.
void vary_results(RandomSource& random, const Vocabulary& vocabulary, Patient& patient) {
  for (Observation& one : patient.observations) {
    if (random.one_in(8)) one.plausible = false;
    if (random.one_in(5)) one.specimen = random.pick<const char*>({"urine", "serum", "plasma"});
    if (!one.value.single() || !one.analyte) continue;
    if (random.one_in(4)) {
      one.value =
          Interval::exactly(Rational(*one.value.single() + Rational(random.between(1, 9), 30)));
    }
    if (one.unit && one.unit_text == "mg/dL" && random.coin()) {
      one.unit_text = random.pick<const char*>({"mmol/L", "g/L", "mg/L", "kg/m2"});
      one.unit = vocabulary.units().parse(one.unit_text);
    }
  }
}

void add_vital(RandomSource& random, const Vocabulary& vocabulary, Patient& patient,
               const char* key, const char* unit, int low, int high) {
  Observation one;
  one.analyte = vocabulary.find(key);
  one.name = key;
  one.value = Interval::exactly(Rational(random.between(low, high)));
  one.value_text = decimal_text(*one.value.single());
  one.unit = vocabulary.units().parse(unit);
  one.unit_text = unit;
  one.unit_defaulted = random.one_in(6);
  if (!random.one_in(4)) {
    one.date = parse_date(
        date_text(testing::screening_day() - std::chrono::days{random.between(-20, 200)}));
  }
  one.path = std::string("/vitals/") + key;
  patient.observations.push_back(std::move(one));
}

void vary_records(RandomSource& random, Patient& patient) {
  for (Record& record : patient.records) {
    if (random.one_in(12)) record.doubt = "is not confirmed";
    if (random.one_in(8)) {
      record.start = parse_date(
          date_text(testing::screening_day() - std::chrono::days{random.between(-60, 60)}));
    }
    if (random.one_in(8)) record.end = parse_date(random.coin() ? "2026" : "2025-12-30");
    if (random.one_in(10)) record.list = RecordList::events;  // out of its place
    if (random.one_in(10)) record.name = "breast lump, maybe cancer";
  }
  for (const RecordList list : all_record_lists) {
    if (random.one_in(6)) patient.set_gap(list);
  }
}

void vary_facts(RandomSource& random, Patient& patient) {
  const std::vector<Fact> stated = patient.facts;
  for (Fact fact : stated) {
    if (random.coin()) continue;
    fact.value = random.coin();
    fact.date =
        parse_date(random.pick<const char*>({"2026-01-15", "2026-01", "2025", "2026-02-01"}));
    patient.facts.push_back(fact);
  }
}

// A patient with what two random ones have, and more.
ReadPatient varied_patient(RandomSource& random, const Vocabulary& vocabulary, int number) {
  ReadPatient read = testing::random_patient(random, vocabulary);
  Patient& patient = read.patient;
  if (random.coin()) {
    const Patient other = testing::random_patient(random, vocabulary).patient;
    patient.observations.insert(patient.observations.end(), other.observations.begin(),
                                other.observations.end());
    patient.records.insert(patient.records.end(), other.records.begin(), other.records.end());
  }
  if (random.coin()) read = testing::with_less_known(random, read);
  vary_results(random, vocabulary, patient);
  if (random.coin()) add_vital(random, vocabulary, patient, "weight", "kg", 40, 140);
  if (random.coin()) add_vital(random, vocabulary, patient, "height", "cm", 140, 200);
  if (random.one_in(4)) add_vital(random, vocabulary, patient, "weight", "[lb_av]", 90, 300);
  vary_records(random, patient);
  vary_facts(random, patient);
  if (random.one_in(20))
    patient.death = Death{random.coin() ? parse_date("2025") : std::nullopt, ""};
  if (random.one_in(6)) {
    patient.anchors[random.pick(std::vector<Anchor>(all_anchors.begin(), all_anchors.end()))] =
        testing::screening_day() + std::chrono::days{random.between(-40, 40)};
  }
  patient.id = fmt::format("P{}", number);
  std::map<std::string, bool, std::less<>> words;
  for (const auto& [key, holds] : patient.attestations) {
    words[fmt::format("T{}/{}", random.between(0, 3), key.substr(key.find('/') + 1))] = holds;
  }
  patient.attestations = words;
  return read;
}

// A criterion about the body mass index, which the random programs do not ask for.
void add_body_mass_index(RandomSource& random, const Vocabulary& vocabulary, Program& program) {
  ObservedInRange leaf;
  leaf.observation.analyte = *vocabulary.find("bmi");
  leaf.range.high = Bound{Rational(random.between(15, 40)), random.coin()};
  leaf.written = leaf.range;
  leaf.written_unit = "kg/m2";
  program.nodes.push_back({leaf, "bmi"});
  Criterion criterion;
  criterion.id = "I99";
  criterion.kind = CriterionKind::inclusion;
  criterion.root = NodeId{static_cast<std::uint32_t>(program.nodes.size() - 1)};
  program.criteria.push_back(std::move(criterion));
}

ScreeningOptions random_options(RandomSource& random) {
  ScreeningOptions options;
  options.as_of = testing::screening_day();
  options.strict = random.one_in(3);
  if (random.one_in(3)) options.max_age = Period{random.between(10, 400), Period::Unit::days};
  if (random.one_in(4)) {
    options.anchors[Anchor::enrollment] =
        options.as_of + std::chrono::days{random.between(-60, 60)};
  }
  return options;
}

const char* result_text(CriterionResult result) {
  switch (result) {
    case CriterionResult::pass:
      return "1";
    case CriterionResult::fail:
      return "0";
    case CriterionResult::unknown:
      return "";
  }
  return "";
}

void write(const std::string& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

// The units of the table `unit`, none of which needs quotes.
std::vector<Unit> units_in(const std::string& rows, const Vocabulary& vocabulary) {
  std::vector<Unit> units;
  std::istringstream lines(rows);
  for (std::string code; std::getline(lines, code);) {
    if (auto unit = vocabulary.units().parse_ucum(code)) units.push_back(*std::move(unit));
  }
  return units;
}

int write_cases(std::uint64_t seed, int programs_wanted, int patients_wanted,
                const std::string& dialect, const std::string& folder) {
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  if (!vocabulary) return 2;
  RandomSource random(seed);
  const ScreeningOptions options = random_options(random);
  std::vector<Program> programs;
  for (int i = 0; i < programs_wanted; ++i) {
    programs.push_back(testing::random_program(random, *vocabulary));
    programs.back().trial = fmt::format("T{}", i);
    if (random.one_in(10)) add_body_mass_index(random, *vocabulary, programs.back());
  }
  std::vector<const Program*> all;
  for (const Program& program : programs) all.push_back(&program);

  sql::SqlOptions wanted;
  wanted.dialect = *sql::dialect_named(dialect);
  wanted.screening = options;
  for (bool& taken : wanted.assume_complete) taken = random.one_in(3);
  sql::FactsWriter rows(*vocabulary);
  std::string criteria;
  std::string verdicts;
  for (int i = 0; i < patients_wanted; ++i) {
    ReadPatient read = varied_patient(random, *vocabulary, i);
    for (std::size_t list = 0; list < wanted.assume_complete.size(); ++list) {
      read.patient.assumed_complete[list] = wanted.assume_complete[list] &&
                                            !read.patient.complete[list] &&
                                            !read.patient.has_gap[list];
    }
    rows.add(read.patient);
    for (const Program& program : programs) {
      const Decision decision = decide(program, read, *vocabulary, options);
      for (const CriterionDecision& one : decision.criteria) {
        criteria += fmt::format("{},{},{},{}\n", program.trial, read.patient.id, one.id,
                                result_text(one.result));
      }
      verdicts +=
          fmt::format("{},{},{}\n", program.trial, read.patient.id, name_of(decision.verdict));
    }
  }
  rows.add_units();
  for (const sql::FactsTable& table : sql::facts_tables()) {
    const std::string text = rows.take(table.name);
    if (table.name == "unit") wanted.units = units_in(text, *vocabulary);
    write(fmt::format("{}/{}.csv", folder, table.name),
          sql::FactsWriter::header(table.name) + text);
  }
  write(fmt::format("{}/load_{}.sql", folder, dialect), sql::load_script(wanted.dialect));
  write(folder + "/manifest.json", fmt::format("{{\"patients\": {}}}\n", patients_wanted));
  const sql::SqlScript script = sql::generate_sql(all, *vocabulary, wanted);
  for (const sql::NotInSql& gap : script.left_out) {
    fmt::print(stderr, "{} {}: not in SQL: {}\n", gap.trial, gap.criterion, gap.what);
  }
  write(folder + "/screen.sql", script.text);
  write(folder + "/criteria.csv", criteria);
  write(folder + "/verdicts.csv", verdicts);
  return script.left_out.empty() ? 0 : 1;
}

}  // namespace
}  // namespace eligo

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fputs("random_cases SEED PROGRAMS PATIENTS DIALECT FOLDER\n", stderr);
    return 2;
  }
  return eligo::write_cases(std::stoull(argv[1]), std::stoi(argv[2]), std::stoi(argv[3]), argv[4],
                            argv[5]);
}
