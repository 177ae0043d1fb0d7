#include "decide/verdict.h"

#include <algorithm>

#include "quantity/kleene.h"

namespace eligo {
namespace {

// What two statements that contradict each other make of the patient together.
//
//            pass     fail     unknown
//   pass     pass     unknown  unknown
//   fail     unknown  fail     unknown
//   unknown  unknown  unknown  unknown
CriterionResult both_statements(CriterionResult first, CriterionResult second) {
  return first == second ? first : CriterionResult::unknown;
}

}  // namespace

//   rule       yes    no     unknown
//   inclusion  pass   fail   unknown      (and the registry's header facts)
//   exclusion  fail   pass   unknown
CriterionResult result_of(CriterionKind kind, Truth truth) {
  const Truth passes = kind == CriterionKind::exclusion ? kleene_not(truth) : truth;
  switch (passes) {
    case Truth::yes:
      return CriterionResult::pass;
    case Truth::no:
      return CriterionResult::fail;
    case Truth::unknown:
      return CriterionResult::unknown;
  }
  return CriterionResult::unknown;
}

std::vector<CriterionResult> counting_results(const Program& program,
                                              const std::vector<CriterionResult>& results) {
  std::vector<CriterionResult> counting = results;
  for (const ConflictingStatements& conflict : program.conflicts) {
    const CriterionResult together =
        both_statements(results[conflict.first.index], results[conflict.second.index]);
    for (const CriterionIndex index : {conflict.first, conflict.second}) {
      // In several conflicts at once, one that leaves the statement open is enough.
      CriterionResult& counted = counting[index.index];
      counted = counted == results[index.index] ? together : both_statements(counted, together);
    }
  }
  return counting;
}

bool has_published_criteria(const Program& program) {
  return std::any_of(program.criteria.begin(), program.criteria.end(),
                     [](const Criterion& one) { return one.kind != CriterionKind::registry; });
}

Verdict verdict_of(const Program& program, const std::vector<CriterionResult>& counting) {
  if (!has_published_criteria(program)) return Verdict::undetermined;
  const auto is = [](CriterionResult wanted) {
    return [wanted](CriterionResult result) { return result == wanted; };
  };
  if (std::any_of(counting.begin(), counting.end(), is(CriterionResult::fail))) {
    return Verdict::ineligible;
  }
  const bool all_pass = std::all_of(counting.begin(), counting.end(), is(CriterionResult::pass));
  return all_pass && program.withheld.empty() ? Verdict::eligible : Verdict::undetermined;
}

}  // namespace eligo
