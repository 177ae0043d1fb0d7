#pragma once

// What the leaves of a program speak of, each thing once: quantities, records and facts. Private to
// the proofs.

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "language/program.h"

namespace eligo {

// A number that a patient has. Leaves with the same quantity always see the same number.
struct Quantity {
  enum class Kind {
    result,        // the newest result, in the analyte's default unit or in multiples of a limit
    named_result,  // the newest result's position among the analyte's named results, from 0
    own_result,    // of a name that the vocabulary does not know, in the rule's unit
    age,           // completed units
    onset_age,     // completed units
    duration,      // units; a whole number on the day so many units after the onset
    dose,          // the sum of current doses
  };
  Kind kind{};
  // Of results. Of a window only the anchor tells quantities apart: it is the newest result that
  // is in the window or not, never an older one.
  ResultConditions conditions;
  std::optional<ConceptId> analyte;
  OwnName own_name;
  std::string unit;  // of own results and doses, as the rule writes it; of results, UCUM
  LimitScale scale{};
  RecordPattern record;  // of onset ages, durations and doses
  Period::Unit time_unit{};

  Interval possible;        // what a living person can have
  Interval possible_adult;  // the same from 18 years on
  bool whole = false;       // only whole numbers
  // Whether its values are whole numbers as people count them, though a record may hold others.
  bool is_counted = false;
  std::vector<std::size_t> records;        // of doses: without any of these the sum is 0
  std::vector<std::string> written_units;  // in which rules state limits of it
};

// What a leaf is true of: all of what is set holds. A leaf without any of it (a question) is free.
struct ProofLeaf {
  std::optional<Sex> sex;               // the patient is of this sex
  std::optional<std::size_t> quantity;  // the quantity lies in one of the ranges
  std::vector<Interval> ranges;
  std::vector<std::size_t> records;  // one of these is recorded; empty: no record is asked for
  std::optional<std::size_t> fact;
};

struct ProofTerms {
  std::vector<Quantity> quantities;
  // Each of one term, of one own name, or of any.
  std::vector<RecordPattern> records;
  std::vector<ConceptId> facts;
  std::vector<std::pair<std::size_t, std::size_t>> record_makes_fact;
  std::vector<ProofLeaf> leaves;  // by NodeId
};

ProofTerms proof_terms(const Program& program, const Vocabulary& vocabulary);

// What a living person's results of an analyte can be, in its default unit; unlimited where its
// kinds have limits of their own.
Interval possible_results(const Vocabulary& vocabulary, ConceptId analyte);

// The age in years among the quantities; added where there is none.
std::size_t age_in_years(ProofTerms& terms);

}  // namespace eligo
