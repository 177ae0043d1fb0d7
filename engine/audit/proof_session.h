#pragma once

// What the checks of one trial share. Private to the proofs.

#include <span>
#include <string>
#include <vector>

#include "audit/proof.h"
#include "audit/proof_model.h"
#include "audit/proof_reliance.h"
#include "audit/proof_witness.h"

namespace eligo {

class ProofSession {
 public:
  ProofSession(const Program& program, const Document& document, const Vocabulary& vocabulary,
               const ProofTerms& terms, ProofModel& model, Proofs& proofs,
               const AuditOptions& options);

  const Program& program() const { return program_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const ProofTerms& terms() const { return terms_; }
  ProofModel& model() { return model_; }
  const Criterion& criterion(std::size_t index) const { return program_.criteria[index]; }
  std::size_t size() const { return program_.criteria.size(); }
  const TermsInUse& use(std::size_t index) const { return uses_[index]; }

  // Whether a person stands behind the rules.
  bool is_reviewed() const { return is_reviewed_; }
  // How far a proof may rest on the criterion; on the whole where its rules were reviewed.
  Reliance reliance(std::size_t index) const { return reliance_[index]; }
  // Whether the criterion is one that anything can be proved of: it is relied on whole, its text is
  // there, and it speaks of something that records hold.
  bool says_something(std::size_t index) const;
  // The same, or only limits of it are relied on: who passes it has what the model says is needed.
  bool asks_for_something(std::size_t index) const;
  // Whether two criteria speak of one quantity, one fact, or records of which one is the other's.
  bool share_a_subject(std::size_t a, std::size_t b) const;

  // A finding at a criterion's words.
  AuditFinding finding(AuditCode code, std::size_t index, std::string message,
                       std::string suggestion = {}) const;
  // A finding about the trial, at no words.
  AuditFinding trial_finding(AuditCode code, std::string message, std::string suggestion) const;
  void add(AuditFinding finding) { proofs_.findings.push_back(std::move(finding)); }
  // Adds the finding with a patient who is as `wanted` says and shows the results; nothing where
  // there is none. Returns whether it was added.
  bool add_with_witness(AuditFinding finding, std::vector<z3::expr> wanted,
                        std::vector<z3::expr> preferred,
                        const std::vector<ExpectedResult>& expected);
  // Wishes that make a patient of these criteria ordinary and short to write.
  std::vector<z3::expr> ordinary(const std::vector<std::size_t>& criteria);

  // "I3 (\"HbA1c ≤7 %\")", with long words cut short.
  std::string named(std::size_t index) const;
  // "creatinine 1.5 mg/dL", "age 50 years"
  std::string quantity_words(std::size_t quantity, const Interval& values) const;
  bool has_finding(AuditCode code, std::size_t index) const;
  bool is_declared_conflict(std::size_t a, std::size_t b) const;

 private:
  // Whether records that `a` speaks of make a fact true that `b` speaks of.
  bool makes_a_fact(std::size_t a, std::size_t b) const;
  std::string subject_of(const Quantity& quantity) const;

  const Program& program_;
  const Document& document_;
  const Vocabulary& vocabulary_;
  const ProofTerms& terms_;
  ProofModel& model_;
  Proofs& proofs_;
  bool is_reviewed_;
  std::vector<TermsInUse> uses_;    // by criterion
  std::vector<Reliance> reliance_;  // by criterion
  std::size_t witnesses_ = 0;
};

// The checks. Each adds its findings.
void prove_each_criterion(ProofSession& session);  // always, never
// The same of pairs of limits as the words state them, of criteria that it found nothing of.
void prove_limit_pairs(ProofSession& session, std::span<const LimitPair> pairs);
void prove_satisfiable(ProofSession& session);  // unsatisfiable
void prove_conflicts(ProofSession& session);    // conflict
void prove_gaps(ProofSession& session);         // boundary-gap
void prove_redundant(ProofSession& session);    // redundant
void prove_readings(ProofSession& session);     // two-readings, same-readings

}  // namespace eligo
