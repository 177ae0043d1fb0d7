#include "audit/proof_witness.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/proof_profile.h"
#include "decide/decide.h"
#include "text/json.h"

namespace eligo {
namespace {

void add_once(std::vector<std::size_t>& list, std::size_t one) {
  if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
}

struct UseCollector {
  const Program& program;
  const ProofTerms& terms;
  TermsInUse& use;
  bool asks = false;
  bool has_own_names = false;

  void visit(NodeId node) {
    const Operation& operation = program[node].operation;
    if (std::holds_alternative<Question>(operation)) asks = true;
    if (std::holds_alternative<BySex>(operation)) use.sex = true;
    const ProofLeaf& leaf = terms.leaves[node.index];
    if (leaf.sex) use.sex = true;
    if (leaf.fact) add_once(use.facts, *leaf.fact);
    for (const std::size_t record : leaf.records) {
      add_once(use.records, record);
      if (!terms.records[record].own_names.empty()) has_own_names = true;
    }
    if (leaf.quantity) {
      add_once(use.quantities, *leaf.quantity);
      for (const std::size_t record : terms.quantities[*leaf.quantity].records) {
        add_once(use.records, record);
      }
    }
    for (const NodeId operand : operands_of(operation)) visit(operand);
  }
};

}  // namespace

TermsInUse terms_in_use(const Program& program, const ProofTerms& terms,
                        const std::vector<std::size_t>& criteria) {
  TermsInUse use;
  for (const std::size_t criterion : criteria) {
    const std::optional<NodeId>& root = program.criteria[criterion].root;
    if (!root) continue;
    UseCollector collector{program, terms, use};
    collector.visit(*root);
    for (const OtherReading& other : program.criteria[criterion].other_readings) {
      collector.visit(other.root);
    }
    if (collector.asks) add_once(use.asked, criterion);
    if (collector.has_own_names) add_once(use.by_names, criterion);
  }
  return use;
}

bool screens_as(const Program& program, const Vocabulary& vocabulary, const std::string& profile,
                const std::vector<ExpectedResult>& expected) {
  const SourceText text("witness", profile);
  const Result<JsonValue> json = parse_json(text);
  if (!json) return false;
  const PatientOrRejection read = read_patient(*json, "witness", vocabulary);
  const auto* patient = std::get_if<ReadPatient>(&read);
  if (patient == nullptr || !patient->patient.as_of) return false;
  const Decision decision =
      decide(program, *patient, vocabulary, {.as_of = *patient->patient.as_of});
  return std::all_of(expected.begin(), expected.end(), [&](const ExpectedResult& one) {
    const CriterionDecision& made = decision.criteria[one.criterion];
    return one.result ==
           (one.reading == 0 ? made.result : made.other_readings[one.reading - 1].result);
  });
}

std::optional<std::string> witness_profile(const Program& program, const Vocabulary& vocabulary,
                                           const ProofTerms& terms, const FoundPatient& patient,
                                           const std::vector<ExpectedResult>& expected,
                                           const std::string& id) {
  std::vector<std::size_t> criteria;
  for (const ExpectedResult& one : expected) criteria.push_back(one.criterion);
  TermsInUse use = terms_in_use(program, terms, criteria);
  // What tells two readings apart is data: somebody's word would be about both.
  for (const ExpectedResult& one : expected) {
    if (one.reading > 0) std::erase(use.asked, one.criterion);
  }
  // The model knows ages and onsets in whole units: a day of birth within the year is tried out.
  for (const int days_since_birthday : {100, 200, 300, 20, 350}) {
    const std::string profile = profile_of(
        {program, vocabulary, terms, patient, use, std::chrono::days{days_since_birthday}}, id);
    if (screens_as(program, vocabulary, profile, expected)) return profile;
  }
  return std::nullopt;
}

}  // namespace eligo
