// two-readings and same-readings: whether it matters which reading of a sentence is meant.

#include <fmt/format.h>

#include <algorithm>

#include "audit/proof_session.h"

namespace eligo {
namespace {

// Each doubles what is asked of the solver; sentences have one or two.
constexpr std::size_t most_questions = 6;

void collect_questions(const Program& program, NodeId node, std::vector<NodeId>& questions) {
  const Operation& operation = program[node].operation;
  if (std::holds_alternative<Question>(operation)) questions.push_back(node);
  for (const NodeId operand : operands_of(operation)) {
    collect_questions(program, operand, questions);
  }
}

bool is_same_question(const Program& program, NodeId a, NodeId b) {
  const Question& one = std::get<Question>(program[a].operation);
  const Question& other = std::get<Question>(program[b].operation);
  return one.kind == other.kind && one.words == other.words;
}

// Two readings of a criterion, by their order in the rule, and what they ask people.
struct Pair {
  std::size_t first = 0;
  std::size_t second = 0;
  z3::expr first_passes;
  z3::expr second_passes;
  std::vector<NodeId> questions;  // of both
};

NodeId root_of(const Criterion& criterion, std::size_t reading) {
  return reading == 0 ? *criterion.root : criterion.other_readings[reading - 1].root;
}

z3::expr passes(ProofSession& session, const Criterion& criterion, std::size_t reading) {
  const z3::expr holds = session.model().truth(root_of(criterion, reading));
  return criterion.kind == CriterionKind::exclusion ? !holds : holds;
}

std::vector<Pair> pairs_of(ProofSession& session, const Criterion& criterion) {
  std::vector<Pair> pairs;
  for (std::size_t a = 0; a <= criterion.other_readings.size(); ++a) {
    for (std::size_t b = a + 1; b <= criterion.other_readings.size(); ++b) {
      Pair pair{a, b, passes(session, criterion, a), passes(session, criterion, b), {}};
      collect_questions(session.program(), root_of(criterion, a), pair.questions);
      collect_questions(session.program(), root_of(criterion, b), pair.questions);
      pairs.push_back(std::move(pair));
    }
  }
  return pairs;
}

// That something holds however people answer.
z3::expr for_every_answer(ProofSession& session, const z3::expr& wanted,
                          const std::vector<NodeId>& questions) {
  z3::context& context = wanted.ctx();
  z3::expr_vector asked(context);
  for (const NodeId question : questions) asked.push_back(session.model().truth(question));
  z3::expr always = context.bool_val(true);
  for (std::size_t answers = 0; answers < (std::size_t{1} << questions.size()); ++answers) {
    z3::expr_vector answered(context);
    for (std::size_t i = 0; i < questions.size(); ++i) {
      answered.push_back(context.bool_val(((answers >> i) & 1U) != 0));
    }
    z3::expr under_answers = wanted;
    always = always && under_answers.substitute(asked, answered);
  }
  return always;
}

std::string reading_text(const ProofSession& session, const Criterion& criterion,
                         std::size_t reading) {
  return '"' + session.program()[root_of(criterion, reading)].text + '"';
}

// Reports a patient whom the two decide differently, whatever anybody answers.
bool add_difference(ProofSession& session, std::size_t index, const Pair& pair) {
  if (pair.questions.size() > most_questions) return false;
  const Criterion& criterion = session.criterion(index);
  for (const bool first_passes : {true, false}) {
    const z3::expr differ = first_passes ? pair.first_passes && !pair.second_passes
                                         : !pair.first_passes && pair.second_passes;
    const std::size_t passed = first_passes ? pair.first : pair.second;
    const std::size_t failed = first_passes ? pair.second : pair.first;
    const std::string message = fmt::format(
        "{} can be read in more than one way, and it matters which is meant: a patient passes as "
        "{} "
        "and fails as {}",
        session.named(index), reading_text(session, criterion, passed),
        reading_text(session, criterion, failed));
    if (session.add_with_witness(
            session.finding(AuditCode::two_readings, index, message,
                            "write the sentence so that only the reading that is meant is left"),
            {for_every_answer(session, differ, pair.questions)}, {},
            {{index, CriterionResult::pass, passed}, {index, CriterionResult::fail, failed}})) {
      return true;
    }
  }
  return false;
}

// Whether no patient is decided differently where one question has one answer.
bool is_same(ProofSession& session, const Pair& pair) {
  std::vector<z3::expr> wanted{pair.first_passes != pair.second_passes};
  for (const NodeId a : pair.questions) {
    for (const NodeId b : pair.questions) {
      if (a.index < b.index && is_same_question(session.program(), a, b)) {
        wanted.push_back(session.model().truth(a) == session.model().truth(b));
      }
    }
  }
  return session.model().is_possible(wanted) == Truth::no;
}

void prove_readings_of(ProofSession& session, std::size_t index) {
  const std::vector<Pair> pairs = pairs_of(session, session.criterion(index));
  const bool is_different = std::any_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
    return add_difference(session, index, pair);
  });
  if (is_different) return;
  const bool are_same = std::all_of(pairs.begin(), pairs.end(),
                                    [&](const Pair& pair) { return is_same(session, pair); });
  if (!are_same) return;
  session.add(session.finding(
      AuditCode::same_readings, index,
      fmt::format("{} can be read in more than one way, and no patient is decided differently",
                  session.named(index)),
      "keep one of the readings"));
}

}  // namespace

void prove_readings(ProofSession& session) {
  for (std::size_t index = 0; index < session.size(); ++index) {
    const Criterion& criterion = session.criterion(index);
    const bool has_readings = criterion.root && !criterion.other_readings.empty();
    if (has_readings && session.says_something(index)) prove_readings_of(session, index);
  }
}

}  // namespace eligo
