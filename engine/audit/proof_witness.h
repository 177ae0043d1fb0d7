#pragma once

// A patient that the solver found, as a profile that people can read and Eligo can screen. Private
// to the proofs.

#include <optional>
#include <string>
#include <vector>

#include "audit/proof_model.h"
#include "decide/decision.h"

namespace eligo {

struct ExpectedResult {
  std::size_t criterion = 0;
  CriterionResult result{};
  std::size_t reading = 0;  // of the criterion: 0 for what decides, then each other one in order
};

// The profile of `patient`, with what `expected` criteria ask for and nothing else, such that
// screening it gives those results. Nothing where no profile that was tried does.
std::optional<std::string> witness_profile(const Program& program, const Vocabulary& vocabulary,
                                           const ProofTerms& terms, const FoundPatient& patient,
                                           const std::vector<ExpectedResult>& expected,
                                           const std::string& id);

// Whether screening a profile gives the results that are expected of it.
bool screens_as(const Program& program, const Vocabulary& vocabulary, const std::string& profile,
                const std::vector<ExpectedResult>& expected);

// What the rules of some criteria speak of, in all their readings.
struct TermsInUse {
  bool sex = false;
  std::vector<std::size_t> quantities;
  std::vector<std::size_t> records;
  std::vector<std::size_t> facts;
  std::vector<std::size_t> asked;     // criteria with a question, by position
  std::vector<std::size_t> by_names;  // those with records that the vocabulary has no name for
};
TermsInUse terms_in_use(const Program& program, const ProofTerms& terms,
                        const std::vector<std::size_t>& criteria);

}  // namespace eligo
