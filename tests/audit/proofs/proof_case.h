#pragma once

// Cases of proofs as people read them: criteria in the rule language, and what is proved of them.
//
//   registry age: age from 18 to 40 years
//   inclusion 1: age from 18 to 65 years
//   inclusion 2 "the sentence, where it matters": hba1c <= 7 %
//   conflict inclusion 1, registry age
//   ---
//   conflict I1: I1 pass, R.age fail
//   redundant E2
//
// Below the line stands every finding that is expected, with the results of its witness; one about
// the trial with the criteria that it names ("unsatisfiable of I1, E2"); nothing where nothing is
// found. Where a sentence has other readings ("inclusion 1: …; or means … because "…""), the
// witness shows what each says: "I1 pass or fail". Lines that begin with # are comments.

#include <filesystem>
#include <string>
#include <vector>

#include "audit/proof.h"

namespace eligo::testing {

const Vocabulary& vocabulary();

// Criteria as the program that they are, and the document that they quote.
struct ProofCase {
  Program program;
  Document document;
  std::vector<std::string> expected;  // the lines below the line, sorted
};

ProofCase read_case(const std::string& text);
ProofCase read_case_file(const std::filesystem::path& file);

// The findings as such lines, sorted. Every witness is screened for the results that it shows.
std::vector<std::string> lines_of(const ProofCase& proof_case, const Proofs& proofs);

}  // namespace eligo::testing
