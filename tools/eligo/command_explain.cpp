#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "command.h"
#include "decide/decide.h"
#include "decide/outlook.h"
#include "patient_stream.h"
#include "report/render_json.h"
#include "report/render_text.h"

namespace eligo {
namespace {

struct ExplainOptions {
  std::string trial;
  std::string patient;
  std::vector<std::string> criteria;  // only these; empty: all
  ScreeningChoice choice;
  std::string format = "text";
  std::string out;
};

const Program* program_of(const LoadedRules& rules, const std::string& trial) {
  const auto found = std::find_if(rules.programs.begin(), rules.programs.end(),
                                  [&](const Program& program) { return program.trial == trial; });
  return found == rules.programs.end() ? nullptr : &*found;
}

bool all_criteria_known(const Program& program, const ExplainOptions& options) {
  bool known = true;
  for (const std::string& id : options.criteria) {
    const bool found = std::any_of(program.criteria.begin(), program.criteria.end(),
                                   [&](const Criterion& criterion) { return criterion.id == id; });
    if (found) continue;
    known = false;
    print({make_diagnostic(DiagnosticCode::invalid_option, "--criterion",
                           fmt::format("{} has no criterion \"{}\"", program.trial, id),
                           "ids are as I8, E31 or R.age")});
  }
  return known;
}

// The verdict and what is open stay those of the whole trial.
void narrow_to(const std::vector<std::string>& criteria, Decision& decision) {
  if (criteria.empty()) return;
  std::erase_if(decision.criteria, [&](const CriterionDecision& criterion) {
    return std::find(criteria.begin(), criteria.end(), criterion.id) == criteria.end();
  });
}

ExitStatus explain(ExplainOptions options) {
  const Result<Vocabulary> vocabulary = chosen_vocabulary(options.choice);
  const Result<std::optional<Day>> day = chosen_day(options.choice);
  print(vocabulary.diagnostics);
  const Result<ScreeningOptions> chosen = chosen_screening(options.choice);
  print(day.diagnostics);
  print(chosen.diagnostics);
  if (!vocabulary || !day || !chosen) return ExitStatus::unusable;
  const LoadedRules rules = load_all_rules(options.choice.rules, *vocabulary);
  const Program* program = program_of(rules, options.trial);
  if (program == nullptr) {
    print({unknown_trial("TRIAL", options.trial)});
    return ExitStatus::unusable;
  }
  if (!all_criteria_known(*program, options)) return ExitStatus::unusable;
  options.choice.patient_ids = {options.patient};
  Output output(options.out);
  bool found = false;
  const auto explain_patient = [&](const DatedPatientOrRejection& record) {
    const auto* patient = std::get_if<DatedPatient>(&record);
    if (patient == nullptr) return true;
    found = true;
    ScreeningOptions screening = *chosen;
    screening.as_of = patient->as_of;
    Decision decision = decide(*program, patient->read, *vocabulary, screening);
    add_outlook(*program, patient->read, *vocabulary, screening, decision);
    if (options.format == "json") narrow_to(options.criteria, decision);
    output.write(options.format == "json"
                     ? render_json(decision, true) + "\n"
                     : render_explanation(decision, style_for_output(!options.out.empty()),
                                          options.criteria));
    return !output.failed();
  };
  const bool inputs_usable = for_each_patient(options.choice, *day, *vocabulary, explain_patient);
  if (!found) return ExitStatus::unusable;
  if (!output.finish()) {
    print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo explain", output.why())});
    return ExitStatus::unusable;
  }
  return rules.all_usable && inputs_usable ? ExitStatus::done : ExitStatus::something_found;
}

}  // namespace

void add_explain(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = program.add_subcommand(
      "explain", "One decision in full: reasoning, sentences, evidence, conversions, what is open");
  command->add_option("TRIAL", options->trial, "the trial's id")->required();
  command->add_option("PATIENT", options->patient, "the patient's id")->required();
  command->add_option("--rules", options->choice.rules, "rule files, or folders of them")
      ->required();
  add_patients(*command, options->choice);
  command->add_option("--criterion", options->criteria, "only this criterion; may be repeated")
      ->allow_extra_args(false);
  add_screening_options(*command, options->choice);
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_option("--out", options->out, "write the result to this file")->check(refuse_empty);
  command->footer("Example: eligo explain NCT01374854 P-001 --rules rules/ --patients patients/");
  command->callback([options, &chosen] { chosen = [options] { return explain(*options); }; });
}

}  // namespace eligo
