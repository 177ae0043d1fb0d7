// The example patients against the rule files, held against tables that were judged by reading:
// tests/golden/*.tsv and patients/README.md.

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <map>
#include <set>

#include "screened.h"
#include "tables.h"

namespace eligo::golden {
namespace {

constexpr std::array results = {CriterionResult::pass, CriterionResult::fail,
                                CriterionResult::unknown};

std::string shown(const Key& key) {
  return key.first + " in " + key.second;
}

std::string open_of(const Decision& decision) {
  std::string text = decision.why;
  for (const OpenItem& item : decision.open) text += "\n  " + item.criterion + ": " + item.ask;
  return text;
}

bool contains(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

// "NCT01374854/I8" in its two parts.
Key parts_of(const std::string& criterion) {
  const std::size_t slash = criterion.find('/');
  return {criterion.substr(0, slash),
          slash == std::string::npos ? std::string() : criterion.substr(slash + 1)};
}

std::size_t eligible_in(const std::string& trial) {
  std::size_t count = 0;
  for (const auto& [key, decision] : screened().decisions) {
    if (key.second == trial && decision.verdict == Verdict::eligible) ++count;
  }
  return count;
}

TEST(ExamplePatients, AreAllReadWithCodedIdsAndOneScreeningDate) {
  for (const std::string& problem : screened().problems) ADD_FAILURE() << problem;
  EXPECT_EQ(screened().programs.size(), 5U);
  EXPECT_GE(screened().patients.size(), 60U);
  for (const ReadPatient& patient : screened().patients) {
    EXPECT_EQ(patient.patient.id.substr(0, 2), "P-");
    ASSERT_TRUE(patient.patient.as_of.has_value()) << patient.patient.id;
    EXPECT_EQ(date_text(*patient.patient.as_of), "2026-01-15") << patient.patient.id;
  }
}

TEST(ExamplePatients, HaveTheVerdictsJudgedByReading) {
  std::set<Key> left;
  for (const auto& [key, decision] : screened().decisions) left.insert(key);
  for (const Row& row : table("expected_verdicts.tsv")) {
    const Key key{row[0], row[1]};
    if (left.erase(key) == 0) {
      ADD_FAILURE() << shown(key) << " stands twice in the table, or is no patient and trial";
      continue;
    }
    const Decision& decision = screened().decisions.at(key);
    EXPECT_EQ(name_of(decision.verdict), row[2]) << shown(key) << ": " << open_of(decision);
  }
  for (const Key& key : left) ADD_FAILURE() << "no expected verdict for " << shown(key);
}

TEST(ExamplePatients, HaveTheResultsJudgedByReading) {
  std::set<Key> seen;
  for (const Row& row : table("expected_results.tsv")) {
    EXPECT_TRUE(seen.insert({row[0], row[1]}).second) << row[0] << " " << row[1] << " twice";
    const auto [trial, id] = parts_of(row[1]);
    const auto decision = screened().decisions.find({row[0], trial});
    if (decision == screened().decisions.end()) {
      ADD_FAILURE() << "no decision on " << row[0] << " in " << trial;
      continue;
    }
    const CriterionDecision* criterion = criterion_of(decision->second, id);
    if (criterion == nullptr) continue;
    EXPECT_EQ(name_of(criterion->result), row[2])
        << row[0] << " " << row[1] << ": " << criterion->why;
    EXPECT_TRUE(contains(criterion->why, row[3]))
        << row[0] << " " << row[1] << " does not say \"" << row[3] << "\": " << criterion->why;
  }
}

TEST(ExamplePatients, ShowEveryCriterionPassingFailingAndOpen) {
  std::set<Key> seen;  // criterion, result
  std::set<std::string> criteria;
  for (const auto& [key, decision] : screened().decisions) {
    for (const CriterionDecision& criterion : decision.criteria) {
      criteria.insert(decision.trial + "/" + criterion.id);
      seen.insert({decision.trial + "/" + criterion.id, std::string(name_of(criterion.result))});
    }
  }
  std::set<Key> impossible;
  for (const Row& row : table("criterion_coverage_exceptions.tsv")) {
    EXPECT_TRUE(criteria.contains(row[0])) << row[0] << " is no criterion";
    EXPECT_FALSE(row[2].empty()) << row[0] << ": no reason";
    EXPECT_FALSE(seen.contains({row[0], row[1]})) << row[0] << " does occur as " << row[1];
    impossible.insert({row[0], row[1]});
  }
  for (const std::string& criterion : criteria) {
    for (const CriterionResult result : results) {
      const Key pair{criterion, std::string(name_of(result))};
      EXPECT_TRUE(seen.contains(pair) || impossible.contains(pair))
          << "no example patient shows " << criterion << " as " << name_of(result);
    }
  }
}

// The columns of the page's tables stand in this order.
const std::array<std::string, 5> readme_trials = {
    "NCT01374854", "NCT03580291", "003_fa63abf68c14ffa7", "NCT04125329", "ChiCTR2100045434"};

TEST(ExamplePatients, StandOnTheirPageWithReasonAndVerdicts) {
  std::map<Key, std::string> expected;
  for (const Row& row : table("expected_verdicts.tsv")) expected[{row[0], row[1]}] = row[2];
  std::set<std::string> left;
  for (const ReadPatient& patient : screened().patients) left.insert(patient.patient.id);
  std::set<std::string> reasons;
  for (const std::string& line :
       lines_of(std::filesystem::path(ELIGO_SOURCE_DIR) / "patients/README.md")) {
    if (line.rfind("| P-", 0) != 0) continue;
    // "", patient, reason, a verdict a trial, ""
    Row cells = split(line, '|');
    ASSERT_EQ(cells.size(), 4 + readme_trials.size()) << line;
    for (std::string& cell : cells) {
      if (cell.size() > 2) cell = cell.substr(1, cell.size() - 2);
    }
    EXPECT_EQ(left.erase(cells[1]), 1U) << cells[1] << " stands twice, or is no patient";
    EXPECT_FALSE(cells[2].empty()) << line;
    EXPECT_TRUE(reasons.insert(cells[2]).second) << "two patients for one reason: " << line;
    for (std::size_t i = 0; i < readme_trials.size(); ++i) {
      EXPECT_EQ(cells[3 + i], (expected[{cells[1], readme_trials[i]}])) << line;
    }
  }
  for (const std::string& id : left) ADD_FAILURE() << "patients/README.md does not list " << id;
}

TEST(Eligibility, OccursWhereATrialStatesAllItsCriteria) {
  EXPECT_GE(eligible_in("NCT01374854"), 3U);
  EXPECT_GE(eligible_in("003_fa63abf68c14ffa7"), 3U);
}

TEST(Eligibility, NeverOccursWhereCriteriaAreLost) {
  EXPECT_EQ(eligible_in("NCT03580291"), 0U);
  // Not because something else is always open: of this patient only the lost criteria are.
  const Decision& best = screened().decisions.at({"P-102", "NCT03580291"});
  for (const CriterionDecision& criterion : best.criteria) {
    const bool lost = criterion.id == "I1" || criterion.id == "E1";
    EXPECT_EQ(criterion.result == CriterionResult::pass, !lost) << criterion.id;
  }
}

TEST(Eligibility, IsNeverDecidedWhereCriteriaAreNotPublished) {
  std::size_t count = 0;
  for (const auto& [key, decision] : screened().decisions) {
    if (key.second != "NCT04125329" && key.second != "ChiCTR2100045434") continue;
    ++count;
    EXPECT_EQ(decision.verdict, Verdict::undetermined) << shown(key);
  }
  EXPECT_EQ(count, 2 * screened().patients.size());
}

// Whoever is eligible is so by lists that are complete or by somebody's word.
TEST(Eligibility, NeedsCompleteListsOrAttestations) {
  std::size_t were_eligible = 0;
  for (const ReadPatient& patient : screened().patients) {
    ReadPatient bare = patient;
    bare.patient.complete = {};
    bare.patient.attestations.clear();
    for (const Program& program : screened().programs) {
      const Key key{patient.patient.id, program.trial};
      if (screened().decisions.at(key).verdict == Verdict::eligible) ++were_eligible;
      EXPECT_NE(decided(program, bare).verdict, Verdict::eligible) << shown(key);
    }
  }
  EXPECT_GE(were_eligible, 6U);
}

std::string both(const Key& key, const CriterionDecision& lenient,
                 const CriterionDecision& strict) {
  return shown(key) + " " + lenient.id + "\nlenient: " + std::string(name_of(lenient.result)) +
         ", " + lenient.why + "\nstrict: " + std::string(name_of(strict.result)) + ", " +
         strict.why;
}

// Without assumptions a result that used one is unknown, unless somebody's word gives the same;
// every other result is as it was. Nothing that failed passes, and nothing that passed fails.
TEST(StrictScreening, LosesWhatRestsOnAnAssumptionAndFlipsNothing) {
  std::size_t lost = 0;
  for (const ReadPatient& patient : screened().patients) {
    for (const Program& program : screened().programs) {
      const Key key{patient.patient.id, program.trial};
      const Decision& lenient = screened().decisions.at(key);
      const Decision strict = decided(program, patient, true);
      EXPECT_TRUE(strict.assumptions.empty()) << shown(key);
      for (std::size_t i = 0; i < lenient.criteria.size(); ++i) {
        const CriterionDecision& with = lenient.criteria[i];
        const CriterionDecision& without = strict.criteria[i];
        const bool same = with.result == without.result;
        const bool unknown = without.result == CriterionResult::unknown;
        const bool attested = patient.patient.attestations.contains(program.trial + "/" + with.id);
        EXPECT_TRUE(same || (unknown && !with.assumptions.empty())) << both(key, with, without);
        EXPECT_TRUE(unknown || with.assumptions.empty() || attested) << both(key, with, without);
        EXPECT_FALSE(without.why.empty()) << both(key, with, without);
        if (!same) ++lost;
      }
    }
  }
  EXPECT_GT(lost, 1000U);
}

TEST(StrictScreening, CallsNobodyEligibleWhoseEligibilityRestedOnAnAssumption) {
  std::size_t by_assumption = 0;
  for (const ReadPatient& patient : screened().patients) {
    for (const Program& program : screened().programs) {
      const Key key{patient.patient.id, program.trial};
      const Decision& lenient = screened().decisions.at(key);
      if (lenient.verdict == Verdict::eligible && lenient.assumptions.empty()) continue;
      if (lenient.verdict == Verdict::eligible) ++by_assumption;
      EXPECT_NE(decided(program, patient, true).verdict, Verdict::eligible) << shown(key);
    }
  }
  EXPECT_GE(by_assumption, 6U);
}

// The case that the design shows: one criterion fails, two are open.
TEST(OpenQuestions, AreThoseThatStayWhereOneCriterionFails) {
  const Decision& decision = screened().decisions.at({"P-007", "NCT01374854"});
  EXPECT_EQ(decision.patient_summary, "woman, 34 years");
  std::set<std::string> failing;
  for (const CriterionDecision& criterion : decision.criteria) {
    if (criterion.result == CriterionResult::fail) failing.insert(criterion.id);
  }
  EXPECT_EQ(failing, std::set<std::string>{"E5"});
  ASSERT_EQ(decision.open.size(), 2U) << open_of(decision);
  EXPECT_EQ(decision.open[0].criterion, "I7");
  EXPECT_EQ(decision.open[0].kind, OpenKind::data);
  EXPECT_EQ(decision.open[0].ask, "fasting C-peptide");
  EXPECT_EQ(decision.open[1].criterion, "E31");
  EXPECT_EQ(decision.open[1].kind, OpenKind::judgement);
}

TEST(OpenQuestions, NameBothStatementsThatContradictEachOther) {
  const Decision& decision = screened().decisions.at({"P-005", "NCT01374854"});
  ASSERT_EQ(decision.open.size(), 1U) << open_of(decision);
  EXPECT_EQ(decision.open[0].kind, OpenKind::conflict);
  EXPECT_EQ((std::set{decision.open[0].criterion, decision.open[0].with}),
            (std::set<std::string>{"I1", "R.age"}));
}

// What was not used is said: a word that the data contradict, and a result from after the day.
TEST(Notes, NameWhatWasNotUsed) {
  const auto notes_of = [](const std::string& patient, const std::string& id) {
    std::string notes;
    const CriterionDecision* criterion =
        criterion_of(screened().decisions.at({patient, "NCT01374854"}), id);
    if (criterion == nullptr) return notes;
    for (const std::string& note : criterion->notes) notes += note + "\n";
    return notes;
  };
  EXPECT_TRUE(contains(notes_of("P-006", "E8"), "the data decide")) << notes_of("P-006", "E8");
  EXPECT_TRUE(contains(notes_of("P-097", "I8"), "the data decide")) << notes_of("P-097", "I8");
  EXPECT_TRUE(contains(notes_of("P-083", "I8"), "2026-01-20")) << notes_of("P-083", "I8");
  EXPECT_TRUE(contains(notes_of("P-082", "I7"), "fasting")) << notes_of("P-082", "I7");
  EXPECT_EQ(notes_of("P-001", "I8"), "");
}

}  // namespace
}  // namespace eligo::golden
