#pragma once

// A patient as a solver sees one: a number a quantity, a truth a record, a fact and a question, and
// what is known to hold between them. Private to the proofs; throws z3::exception.

#include <z3++.h>

#include <chrono>
#include <optional>
#include <vector>

#include "audit/proof_terms.h"

namespace eligo {

// A patient that the solver found.
struct FoundPatient {
  bool is_male = false;
  std::vector<Rational> quantities;  // by ProofTerms::quantities
  std::vector<bool> records;         // by ProofTerms::records
  std::vector<bool> facts;           // by ProofTerms::facts
  std::vector<bool> nodes;           // the truth of each node, by NodeId
};

class ProofModel {
 public:
  ProofModel(const Program& program, const Vocabulary& vocabulary, const ProofTerms& terms,
             std::chrono::milliseconds query_limit);

  // Whether a patient passes a criterion; true for one whose text is lost.
  const z3::expr& passes(std::size_t criterion) const { return passes_[criterion]; }
  // What is relied on to hold for everybody who passes it: all of it, unless rely_on said
  // otherwise.
  const z3::expr& needed(std::size_t criterion) const { return needed_[criterion]; }
  void rely_on(std::size_t criterion, const std::vector<NodeId>& parts);
  z3::expr truth(NodeId node) const { return nodes_[node.index]; }
  z3::expr equals(std::size_t quantity, const Rational& value);
  z3::expr lies_between(std::size_t quantity, const Interval& range);
  z3::expr same(std::size_t quantity, std::size_t other);
  z3::expr recorded(std::size_t record) const { return records_[record]; }
  // A number that nothing is known of, the same one each time.
  z3::expr any_number() { return context_.real_const("any"); }
  z3::expr within(const z3::expr& value, const Interval& range);

  // Whether some patient is as `wanted` says: yes, no, or unknown where the limit was reached.
  Truth is_possible(const std::vector<z3::expr>& wanted);
  // Such a patient, who is also as `preferred` says as far as that can be, the first first.
  std::optional<FoundPatient> find(const std::vector<z3::expr>& wanted,
                                   const std::vector<z3::expr>& preferred);
  // Of criteria that no patient passes together, by what is relied on, some that no patient passes
  // together, such that any patient can pass all but one of them; nothing where the limit was
  // reached.
  std::optional<std::vector<std::size_t>> smallest_clash(std::vector<std::size_t> criteria);

  // Whether the limit was reached by any question so far.
  bool ran_out_of_time() const { return ran_out_of_time_; }

 private:
  void make_symbols();
  void state_limits();
  void state_ages();
  void state_onsets();
  void state_records();
  void make_nodes();
  z3::expr number(const Rational& value);
  z3::expr any_recorded(const std::vector<std::size_t>& records);
  z3::expr leaf(const ProofLeaf& leaf, const Operation& operation);
  z3::expr operation_of(const Operation& operation, const ProofLeaf& leaf);
  z3::expr_vector operands(const std::vector<NodeId>& nodes) const;
  std::optional<std::size_t> find_quantity(Quantity::Kind kind, Period::Unit unit) const;
  FoundPatient patient_of(const z3::model& model) const;

  const Program& program_;
  const Vocabulary& vocabulary_;
  const ProofTerms& terms_;
  z3::context context_;
  z3::solver solver_;
  z3::expr is_male_;
  std::vector<z3::expr> quantities_;
  std::vector<z3::expr> records_;
  std::vector<z3::expr> facts_;
  std::vector<z3::expr> nodes_;
  std::vector<z3::expr> passes_;
  std::vector<z3::expr> needed_;
  bool ran_out_of_time_ = false;
};

}  // namespace eligo
