#include "decide/examples.h"

#include <fmt/format.h>

#include "decide/decide.h"
#include "text/json.h"

namespace eligo {
namespace {

Diagnostic wrong_example(const Example& example, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = DiagnosticCode::wrong_example;
  diagnostic.message = std::move(message);
  diagnostic.place = example.place;
  diagnostic.source = example.place.source;
  return diagnostic;
}

std::optional<Diagnostic> run(const Program& program, const Example& example,
                              const Vocabulary& vocabulary) {
  const SourceText text("example", example.profile);
  const Result<JsonValue> json = parse_json(text);
  if (!json) return wrong_example(example, "the example does not make a patient profile");
  PatientOrRejection read = read_patient(*json, "example", vocabulary);
  if (const auto* rejected = std::get_if<RejectedRecord>(&read)) {
    return wrong_example(example, "the example is no patient that could be: " + rejected->why);
  }
  const ReadPatient& patient = std::get<ReadPatient>(read);
  const Decision decision =
      decide(program, patient, vocabulary, {.as_of = *patient.patient.as_of, .strict = false});
  const CriterionDecision& made = decision.criteria[example.criterion.index];
  if (name_of(made.result) == example.expected) return std::nullopt;
  return wrong_example(
      example, fmt::format("the example expects {}, but {} is {}: {}", example.expected, made.id,
                           name_of(made.result), made.why));
}

}  // namespace

std::vector<Diagnostic> run_examples(const Program& program, const Vocabulary& vocabulary) {
  std::vector<Diagnostic> wrong;
  for (const Example& example : program.examples) {
    if (std::optional<Diagnostic> diagnostic = run(program, example, vocabulary)) {
      wrong.push_back(std::move(*diagnostic));
    }
  }
  return wrong;
}

}  // namespace eligo
