// The cases of the folder cases/: what is proved of each, and what its witnesses screen as.

#include <gtest/gtest.h>

#include <set>

#include "language/load.h"
#include "proof_case.h"

namespace eligo::testing {
namespace {

std::vector<std::filesystem::path> case_files() {
  std::set<std::filesystem::path> files;
  const std::filesystem::path folder = ELIGO_SOURCE_DIR "/tests/audit/proofs/cases";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".case") files.insert(entry.path());
  }
  return {files.begin(), files.end()};
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST(ProofCases, are_proved_and_their_witnesses_show_it) {
  const auto files = case_files();
  EXPECT_GE(files.size(), 20U);
  for (const auto& file : files) {
    const ProofCase proof_case = read_case_file(file);
    const Proofs proofs = prove_trial(proof_case.program, proof_case.document, vocabulary());
    EXPECT_EQ(joined(lines_of(proof_case, proofs)), joined(proof_case.expected)) << file;
    EXPECT_EQ(proofs.refuted_by_screening, 0U) << file;
  }
}

TEST(ProofCases, are_the_same_in_every_run) {
  for (const auto& file : case_files()) {
    const ProofCase proof_case = read_case_file(file);
    const auto once = prove(proof_case.program, proof_case.document, vocabulary());
    const auto again = prove(proof_case.program, proof_case.document, vocabulary());
    ASSERT_EQ(once.size(), again.size()) << file;
    for (std::size_t i = 0; i < once.size(); ++i) {
      EXPECT_EQ(once[i].message, again[i].message) << file;
      EXPECT_EQ(once[i].witness, again[i].witness) << file;
    }
  }
}

TEST(Proofs, are_left_out_where_they_are_not_wanted) {
  const ProofCase never = read_case("inclusion 1: hba1c <= 7 % and hba1c >= 9.5 %\n");
  AuditOptions options;
  options.prove = false;
  EXPECT_TRUE(prove(never.program, never.document, vocabulary(), options).empty());
  options.prove = true;
  EXPECT_FALSE(prove(never.program, never.document, vocabulary(), options).empty());
}

TEST(Proofs, stand_at_the_words_of_their_sentence) {
  const ProofCase never = read_case(
      "inclusion 1: age >= 18 years\ninclusion 2 \"HbA1c ≤7% and ≥9.5%\": hba1c <= 7 % and hba1c "
      ">= 9.5 %\n");
  const auto findings = prove(never.program, never.document, vocabulary());
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].line, 2U);
  EXPECT_EQ(findings[0].column, 1U);
  EXPECT_EQ(findings[0].length, 19U);
  EXPECT_EQ(findings[0].line_text, "HbA1c ≤7% and ≥9.5%");
  EXPECT_EQ(findings[0].document, "case.txt");
  EXPECT_EQ(findings[0].trial, "CASE");
}

// Eleven pigeons in ten holes: no short search settles that they do not fit.
TEST(Proofs, say_where_the_solver_ran_out_of_time) {
  std::string criteria;
  const auto drug = [](int k) { return "\"drug " + std::to_string(k) + "\""; };
  std::string all;
  for (int pigeon = 0; pigeon < 11; ++pigeon) {
    std::string any;
    for (int hole = 0; hole < 10; ++hole) {
      if (hole > 0) any += " or ";
      any += "medication(" + drug(pigeon * 10 + hole) + ")";
    }
    criteria += "inclusion " + std::to_string(pigeon + 1) + ": " + any + "\n";
  }
  for (int hole = 0; hole < 10; ++hole) {
    std::string any;
    for (int a = 0; a < 11; ++a) {
      for (int b = a + 1; b < 11; ++b) {
        if (!any.empty()) any += " or ";
        any +=
            "(medication(" + drug(a * 10 + hole) + ") and medication(" + drug(b * 10 + hole) + "))";
      }
    }
    criteria += "exclusion " + std::to_string(hole + 1) + ": " + any + "\n";
  }
  const ProofCase pigeons = read_case(criteria);
  AuditOptions options;
  options.query_limit = std::chrono::milliseconds(5);
  const auto findings = prove(pigeons.program, pigeons.document, vocabulary(), options);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, AuditCode::unproven);
  EXPECT_NE(findings[0].message.find("5 ms"), std::string::npos) << findings[0].message;
  EXPECT_TRUE(findings[0].criterion.empty());
}

// The five trials that the project was built on.
std::vector<std::string> proofs_of(const std::string& trial) {
  const std::filesystem::path folder = std::filesystem::path(ELIGO_SOURCE_DIR "/rules") / trial;
  const auto programs = load_rules(folder / (trial + ".eligo"), vocabulary());
  EXPECT_TRUE(programs);
  const auto document = read_document(folder / (trial + ".txt"));
  EXPECT_TRUE(document);
  const ProofCase proof_case{programs->front(), *document, {}};
  const Proofs proofs = prove_trial(proof_case.program, proof_case.document, vocabulary());
  EXPECT_EQ(proofs.refuted_by_screening, 0U);
  return lines_of(proof_case, proofs);
}

TEST(FiveTrials, the_ages_that_contradict_have_a_witness) {
  EXPECT_EQ(joined(proofs_of("NCT01374854")),
            "conflict I1: R.age fail, R.sex pass, I1 pass\nredundant E24\nredundant I4\n"
            "two-readings E12: E12 fail or pass\n");
}

TEST(FiveTrials, a_share_of_the_glomeruli_may_be_of_the_crescents_alone) {
  EXPECT_EQ(joined(proofs_of("NCT03580291")), "two-readings E5: E5 pass or fail\n");
}

TEST(FiveTrials, no_other_is_called_impossible) {
  for (const char* trial : {"003_fa63abf68c14ffa7", "ChiCTR2100045434", "NCT04125329"}) {
    EXPECT_EQ(joined(proofs_of(trial)), "") << trial;
  }
}

}  // namespace
}  // namespace eligo::testing
