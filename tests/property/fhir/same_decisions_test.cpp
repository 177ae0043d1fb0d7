// A fact is the same fact, whether a profile or a FHIR Bundle says it: random patients written in
// both ways are decided alike.

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "decide/decide.h"
#include "fhir/patient_files.h"
#include "language/load.h"
#include "told_patient.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::testing {
namespace {

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::uint64_t cases = 150;
#else
constexpr std::uint64_t cases = 4'000;
#endif

const Day screened_on{std::chrono::year{2026} / 1 / 15};

const Vocabulary& vocabulary() {
  static const Result<Vocabulary> standard = standard_vocabulary();
  return *standard;
}

std::vector<Program> trials() {
  std::vector<Program> programs;
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(ELIGO_SOURCE_DIR "/rules")) {
    if (file.path().extension() != ".eligo") continue;
    const Result<std::vector<Program>> loaded = load_rules(file.path(), vocabulary());
    if (loaded) programs.insert(programs.end(), loaded->begin(), loaded->end());
  }
  return programs;
}

PatientOrRejection read(const std::string& text) {
  std::optional<PatientOrRejection> only;
  const auto open = [&](const std::string&) { return std::make_unique<std::istringstream>(text); };
  read_patient_files({"input"}, open, vocabulary(),
                     [&](PatientOrRejection patient, const std::string&) {
                       EXPECT_FALSE(only) << text;
                       only = std::move(patient);
                       return true;
                     });
  if (!only) return RejectedRecord{"input", "", "no patient was read"};
  return *std::move(only);
}

std::string listing(const Decision& decision) {
  std::string text =
      decision.trial + " " + std::string(name_of(decision.verdict)) + ": " + decision.why + "\n";
  for (const CriterionDecision& criterion : decision.criteria) {
    text += "  " + criterion.id + " " + std::string(name_of(criterion.result)) + " (" +
            std::to_string(criterion.assumptions.size()) + " assumptions)\n";
  }
  // What is asked for is told in the words of the record, which differ.
  for (const OpenItem& item : decision.open) {
    text += "  " + item.criterion + ": " + std::string(name_of(item.kind)) + "\n";
  }
  return text;
}

TEST(FhirAndProfile, SaySameFactsWithTheSameDecisions) {
  const std::vector<Program> programs = trials();
  ASSERT_GE(programs.size(), 5u);
  std::size_t rejected = 0;
  std::size_t decided = 0;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    RandomSource random(seed);
    const ToldPatient told = random_told_patient(random, vocabulary(), screened_on);
    const std::string profile = as_profile(told, random, vocabulary());
    const std::string bundle = as_bundle(told, random, vocabulary());
    PatientOrRejection by_profile = read(profile);
    PatientOrRejection by_bundle = read(bundle);
    ASSERT_EQ(by_profile.index(), by_bundle.index()) << "seed " << seed << "\n"
                                                     << profile << "\n"
                                                     << bundle;
    if (std::holds_alternative<RejectedRecord>(by_profile)) {
      ++rejected;
      continue;
    }
    auto& one = std::get<ReadPatient>(by_profile);
    auto& other = std::get<ReadPatient>(by_bundle);
    // No Bundle can say that a list is complete; whoever runs the screening can.
    for (const RecordList list : all_record_lists) {
      const bool assumed = random.coin();
      one.patient.assumed_complete[static_cast<std::size_t>(list)] = assumed;
      other.patient.assumed_complete[static_cast<std::size_t>(list)] = assumed;
    }
    for (const Program& program : programs) {
      const ScreeningOptions options{.as_of = screened_on};
      const Decision first = decide(program, one, vocabulary(), options);
      const Decision second = decide(program, other, vocabulary(), options);
      ASSERT_EQ(listing(first), listing(second)) << "seed " << seed << "\n"
                                                 << profile << "\n"
                                                 << bundle;
      for (const CriterionDecision& criterion : first.criteria) {
        if (criterion.result != CriterionResult::unknown) ++decided;
      }
    }
  }
  // The law would hold of readers that read nothing, too.
  EXPECT_GT(decided, cases * 5);
  EXPECT_LT(rejected, cases / 10);
  RecordProperty("patients", static_cast<int>(cases));
  RecordProperty("decidedCriteria", static_cast<int>(decided));
}

}  // namespace
}  // namespace eligo::testing
