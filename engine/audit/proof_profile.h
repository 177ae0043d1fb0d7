#pragma once

// Writes a patient that the solver found as a profile. Private to the proofs.

#include <chrono>
#include <string>

#include "audit/proof_model.h"
#include "audit/proof_witness.h"

namespace eligo {

struct ProfileRequest {
  const Program& program;
  const Vocabulary& vocabulary;
  const ProofTerms& terms;
  const FoundPatient& patient;
  const TermsInUse& use;                  // only this is written
  std::chrono::days days_since_birthday;  // where the age leaves it open
};

// The day on which every witness is screened.
Day witness_day();

// A profile in JSON, on one line, the same for the same request.
std::string profile_of(const ProfileRequest& request, const std::string& id);

// Its parts, each a member of the profile's object with its key, or nothing.
std::string results_of(const ProfileRequest& request);  // proof_profile_results.cpp
std::vector<std::string> records_of(const ProfileRequest& request, Day birth);
Day birth_of(const ProfileRequest& request);

}  // namespace eligo
