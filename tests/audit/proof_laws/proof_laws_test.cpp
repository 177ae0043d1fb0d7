// What is proved of random trials, against random patients: no patient contradicts a proof, and
// every witness shows what is claimed. A failure names its seed.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "audit/proof.h"
#include "document/document.h"
#include "random_screening.h"
#include "text/json.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::testing {
namespace {

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::uint64_t trials = 100;
#else
constexpr std::uint64_t trials = 500;
#endif
constexpr int patients_a_trial = 60;

const Vocabulary& vocabulary() {
  static const Result<Vocabulary> standard = standard_vocabulary();
  return *standard;
}

// Names that no vocabulary will ever know, in place of those that one may learn.
constexpr const char* unknown_result = "mystery width";
constexpr const char* unknown_diagnosis = "mystery syndrome";

void rename(RecordPattern& pattern) {
  if (pattern.kinds.front() != ConceptKind::condition) return;
  for (OwnName& name : pattern.own_names) {
    name = {unknown_diagnosis, vocabulary().comparable_name(unknown_diagnosis)};
  }
}

Program with_unknown_names(Program program) {
  for (Node& node : program.nodes) {
    std::visit(
        [](auto& operation) {
          if constexpr (requires { operation.observation.name; }) {
            operation.observation.name = {unknown_result,
                                          vocabulary().comparable_name(unknown_result)};
          }
          if constexpr (requires { operation.record; }) rename(operation.record);
        },
        node.operation);
  }
  return program;
}

void rename(Patient& patient) {
  for (Observation& one : patient.observations) {
    if (!one.own_name.empty()) one.own_name = vocabulary().comparable_name(unknown_result);
  }
  for (Record& one : patient.records) {
    if (one.name == "Moyamoya syndrome") {
      one.own_name = vocabulary().comparable_name(unknown_diagnosis);
      one.name = unknown_diagnosis;
    }
  }
}

// A patient of whom the claims are made: the sex is known, nothing began before birth, and nobody's
// word stands in for the data.
ReadPatient known_patient(RandomSource& random) {
  ReadPatient read = random_patient(random, vocabulary());
  Patient& patient = read.patient;
  if (!patient.sex) patient.sex = random.coin() ? Sex::male : Sex::female;
  patient.attestations.clear();
  rename(patient);
  for (Fact& fact : patient.facts) {
    const auto& only = vocabulary()[fact.fact].only_sex;
    if (only && *only != *patient.sex) fact.value = false;
  }
  std::erase_if(patient.records, [&](const Record& record) {
    if (!record.start) return false;
    if (patient.birth_date) return record.start->earliest < patient.birth_date->latest;
    if (!patient.age_years) return false;
    const int age = static_cast<int>(patient.age_years->get_d());
    return record.start->earliest < before(screening_day(), Period{age, Period::Unit::years});
  });
  return read;
}

std::size_t position_of(const Program& program, const std::string& id) {
  const auto found = std::find_if(program.criteria.begin(), program.criteria.end(),
                                  [&](const Criterion& one) { return one.id == id; });
  EXPECT_NE(found, program.criteria.end()) << id;
  return static_cast<std::size_t>(found - program.criteria.begin());
}

// The criteria that a message names, other than the one it is about.
std::vector<std::size_t> named_in(const Program& program, const AuditFinding& finding) {
  std::vector<std::size_t> named;
  for (std::size_t i = 0; i < program.criteria.size(); ++i) {
    const std::string& id = program.criteria[i].id;
    if (id != finding.criterion && finding.message.find(id + " (") != std::string::npos) {
      named.push_back(i);
    }
  }
  return named;
}

bool has_reading(const CriterionDecision& criterion, CriterionResult result) {
  return criterion.result == result ||
         std::any_of(criterion.other_readings.begin(), criterion.other_readings.end(),
                     [&](const OtherReadingResult& other) { return other.result == result; });
}

bool readings_part(const CriterionDecision& criterion) {
  return has_reading(criterion, CriterionResult::pass) &&
         has_reading(criterion, CriterionResult::fail);
}

void check_against(const Program& program, const AuditFinding& finding, const Decision& decision,
                   std::uint64_t seed) {
  const auto what = [&] { return finding.message + "\nseed " + std::to_string(seed); };
  if (finding.code == AuditCode::unsatisfiable) {
    EXPECT_NE(decision.verdict, Verdict::eligible) << what();
    return;
  }
  if (finding.criterion.empty()) return;
  const std::size_t about = position_of(program, finding.criterion);
  const CriterionResult result = decision.criteria[about].result;
  switch (finding.code) {
    case AuditCode::never:
      EXPECT_NE(result, CriterionResult::pass) << what() << "\n" << decision.criteria[about].why;
      break;
    case AuditCode::always:
      EXPECT_NE(result, CriterionResult::fail) << what() << "\n" << decision.criteria[about].why;
      break;
    case AuditCode::redundant: {
      const std::vector<std::size_t> premises = named_in(program, finding);
      EXPECT_FALSE(premises.empty()) << what();
      const bool all_pass = std::all_of(premises.begin(), premises.end(), [&](std::size_t one) {
        return decision.criteria[one].result == CriterionResult::pass;
      });
      EXPECT_FALSE(all_pass && result == CriterionResult::fail) << what();
      break;
    }
    case AuditCode::same_readings:
      EXPECT_FALSE(readings_part(decision.criteria[about])) << what();
      break;
    case AuditCode::conflict:
      if (finding.message.starts_with("no patient can pass both")) {
        const std::size_t other = named_in(program, finding).front();
        EXPECT_FALSE(result == CriterionResult::pass &&
                     decision.criteria[other].result == CriterionResult::pass)
            << what();
      }
      break;
    default:
      break;
  }
}

Decision screened_witness(const Program& program, const AuditFinding& finding) {
  const SourceText text("witness", finding.witness);
  const auto json = parse_json(text);
  EXPECT_TRUE(json) << finding.witness;
  const auto read = read_patient(*json, "witness", vocabulary());
  const auto& patient = std::get<ReadPatient>(read);
  return decide(program, patient, vocabulary(), {.as_of = *patient.patient.as_of});
}

TEST(ProofLaws, NoPatientContradictsAProof) {
  std::map<AuditCode, std::size_t> found;
  std::size_t refuted = 0;
  std::size_t witnesses = 0;
  const Result<Document> document = document_of("TRIAL.txt", "no words\n");
  for (std::uint64_t seed = 0; seed < trials; ++seed) {
    RandomSource random(seed);
    const Program program = with_unknown_names(random_program(random, vocabulary()));
    const Proofs proofs = prove_trial(program, *document, vocabulary());
    refuted += proofs.refuted_by_screening;
    for (const AuditFinding& finding : proofs.findings) ++found[finding.code];
    if (proofs.findings.empty()) continue;
    for (int i = 0; i < patients_a_trial; ++i) {
      const ReadPatient patient = known_patient(random);
      const Decision decision = decide(program, patient, vocabulary(), {.as_of = screening_day()});
      for (const AuditFinding& finding : proofs.findings) {
        check_against(program, finding, decision, seed);
      }
    }
    for (const AuditFinding& finding : proofs.findings) {
      if (finding.witness.empty()) continue;
      ++witnesses;
      const Decision decision = screened_witness(program, finding);
      const CriterionDecision& at = decision.criteria[position_of(program, finding.criterion)];
      if (finding.code == AuditCode::two_readings) {
        EXPECT_TRUE(readings_part(at)) << finding.message << "\n" << finding.witness;
        continue;
      }
      const CriterionResult about = at.result;
      EXPECT_NE(about, CriterionResult::unknown) << finding.message << "\n" << finding.witness;
      const std::vector<std::size_t> others = named_in(program, finding);
      for (const std::size_t other : others) {
        const CriterionResult result = decision.criteria[other].result;
        EXPECT_NE(result, CriterionResult::unknown) << finding.message << "\n" << finding.witness;
        EXPECT_NE(result, about) << finding.message << "\n" << finding.witness;
      }
    }
  }
  for (const AuditCode code :
       {AuditCode::never, AuditCode::always, AuditCode::unsatisfiable, AuditCode::conflict,
        AuditCode::redundant, AuditCode::two_readings, AuditCode::same_readings}) {
    EXPECT_GT(found[code], 0U) << static_cast<int>(code);
  }
  EXPECT_GT(witnesses, trials / 100);
  RecordProperty("refuted_by_screening", static_cast<int>(refuted));
  RecordProperty("witnesses", static_cast<int>(witnesses));
  // A claim that its own witness does not show is no proof, and rare.
  EXPECT_LT(refuted, witnesses / 4);
}

}  // namespace
}  // namespace eligo::testing
