#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "chosen_programs.h"
#include "command.h"
#include "decide/decide.h"
#include "decide/outlook.h"
#include "patient_stream.h"
#include "report/render_csv.h"
#include "report/render_json.h"
#include "report/render_text.h"
#include "rule_cache.h"
#include "screen_run.h"

namespace eligo {
namespace {

// What the decisions add up to.
struct Counts {
  std::map<std::string, std::array<std::size_t, 3>> by_trial;  // by Verdict
  std::size_t patients = 0;
  std::size_t rejected = 0;

  void add(const Decision& decision) {
    ++by_trial[decision.trial][static_cast<std::size_t>(decision.verdict)];
  }
};

std::string summary_table(const Counts& counts) {
  std::size_t widest = 5;
  for (const auto& [trial, verdicts] : counts.by_trial) widest = std::max(widest, trial.size());
  std::string text = fmt::format("{:<{}}  {:>8}  {:>10}  {:>12}\n", "trial", widest, "eligible",
                                 "ineligible", "undetermined");
  for (const auto& [trial, verdicts] : counts.by_trial) {
    text += fmt::format("{:<{}}  {:>8}  {:>10}  {:>12}\n", trial, widest,
                        verdicts[static_cast<std::size_t>(Verdict::eligible)],
                        verdicts[static_cast<std::size_t>(Verdict::ineligible)],
                        verdicts[static_cast<std::size_t>(Verdict::undetermined)]);
  }
  text += fmt::format("{} patients screened", counts.patients);
  if (counts.rejected > 0) text += fmt::format(", {} records rejected", counts.rejected);
  return text + "\n";
}

// Writes decisions in the chosen format, as they come.
class DecisionWriter {
 public:
  DecisionWriter(const ScreenOptions& options, Output& output)
      : options_(options), output_(output), style_(style_for_output(!options.out.empty())) {}

  void write(const Decision& decision) {
    begin();
    counts_.add(decision);
    if (options_.format == "text") {
      if (!options_.summary) output_.write(render_text(decision, style_) + "\n");
    } else if (options_.format == "csv") {
      output_.write(render_csv(decision));
    } else {
      write_object(render_json(decision));
    }
  }
  void write(const RejectedRecord& rejected) {
    begin();
    ++counts_.rejected;
    if (options_.format == "text") {
      output_.write(render_text(rejected, style_));
    } else if (options_.format == "csv") {
      output_.write(render_csv(rejected));
    } else {
      write_object(render_json(rejected));
    }
  }
  void end() {
    if (options_.format == "json") output_.write(first_ ? "]\n" : "\n]\n");
    if (options_.format == "text") output_.write(summary_table(counts_));
  }
  Counts& counts() { return counts_; }

 private:
  // What stands before the first result; where there is none, nothing is written at all.
  void begin() {
    if (begun_) return;
    begun_ = true;
    if (options_.format == "csv") output_.write(csv_header());
    if (options_.format == "json") output_.write("[");
  }
  void write_object(const std::string& object) {
    if (options_.format == "ndjson") {
      output_.write(object + "\n");
      return;
    }
    output_.write(first_ ? "\n  " : ",\n  ");
    output_.write(object);
    first_ = false;
  }

  const ScreenOptions& options_;
  Output& output_;
  TextStyle style_;
  Counts counts_;
  bool begun_ = false;
  bool first_ = true;
};

// Whether decisions are wanted without their reasoning, which are made in columns.
bool is_population(const ScreenOptions& options) {
  return options.compact || options.format == "counts";
}

// What is wrong with options that do not go together; empty where they do.
std::string option_fault(const ScreenOptions& options) {
  const bool has_lines = options.format == "ndjson" || options.format == "csv";
  if (options.compact && !has_lines) return "--compact goes with --format ndjson or csv";
  if (!options.reasons.empty() && !(options.compact && options.format == "ndjson")) {
    return "--reasons-for goes with --format ndjson --compact";
  }
  if (options.resume && !is_population(options))
    return "--resume goes with --format counts or --compact";
  if (options.resume && options.out.empty()) return "--resume goes with --out";
  return {};
}

ExitStatus screen(const ScreenOptions& options) {
  if (const std::string fault = option_fault(options); !fault.empty()) {
    print({make_diagnostic(DiagnosticCode::invalid_option, "eligo screen", fault)});
    return ExitStatus::unusable;
  }
  std::optional<RulePreparation> preparation;
  if (is_population(options)) preparation.emplace(options);
  const Result<Vocabulary> vocabulary = chosen_vocabulary(options.choice);
  const Result<std::optional<Day>> day = chosen_day(options.choice);
  print(vocabulary.diagnostics);
  const Result<ScreeningOptions> chosen = chosen_screening(options.choice);
  print(day.diagnostics);
  print(chosen.diagnostics);
  if (!vocabulary || !day || !chosen) return ExitStatus::unusable;
  if (preparation) return screen_population({options, *vocabulary, *chosen, *day}, *preparation);
  const LoadedRules rules = load_all_rules(options.choice.rules, *vocabulary);
  const std::vector<const Program*> programs = chosen_programs(rules, options.choice);
  if (programs.empty()) return ExitStatus::unusable;

  Output output(options.out);
  DecisionWriter writer(options, output);
  const auto screen_patient = [&](const DatedPatientOrRejection& record) {
    if (const auto* rejected = std::get_if<RejectedRecord>(&record)) {
      writer.write(*rejected);
      return !output.failed();
    }
    const DatedPatient& patient = std::get<DatedPatient>(record);
    ++writer.counts().patients;
    ScreeningOptions screening = *chosen;
    screening.as_of = patient.as_of;
    for (const Program* program : programs) {
      Decision decision = decide(*program, patient.read, *vocabulary, screening);
      add_outlook(*program, patient.read, *vocabulary, screening, decision);
      writer.write(decision);
    }
    return !output.failed();
  };
  const bool inputs_usable = for_each_patient(options.choice, *day, *vocabulary, screen_patient);
  if (writer.counts().patients == 0 && writer.counts().rejected == 0 && !output.failed()) {
    print({make_diagnostic(DiagnosticCode::empty_input, "--patients", "no patient was read",
                           "name a file that holds patient profiles; --patient narrows to ids")});
    return ExitStatus::unusable;
  }
  writer.end();
  if (!output.finish()) {
    print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo screen", output.why())});
    return ExitStatus::unusable;
  }
  return inputs_usable && rules.all_usable ? ExitStatus::done : ExitStatus::something_found;
}

}  // namespace

void add_screen(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ScreenOptions>();
  CLI::App* command = program.add_subcommand("screen", "Screens every patient against every trial");
  add_rules_and_patients(*command, options->choice);
  add_screening_options(*command, options->choice);
  command
      ->add_option("--format", options->format,
                   "text, json, ndjson, csv, or counts: two tables, tab-separated")
      ->check(CLI::IsMember({"text", "json", "ndjson", "csv", "counts"}))
      ->capture_default_str();
  command->add_flag("--summary", options->summary, "with text: only the counts a trial");
  command->add_flag("--compact", options->compact,
                    "with ndjson or csv: a line a decision, without the reasoning");
  command
      ->add_option("--reasons-for", options->reasons,
                   "with --compact: decisions of this verdict in full, as without it; may be "
                   "repeated")
      ->check(CLI::IsMember({"eligible", "ineligible", "undetermined"}))
      ->allow_extra_args(false);
  command
      ->add_option("--threads", options->threads,
                   "for counts and --compact (default: as many as the machine has)")
      ->check(CLI::Range(1U, 1024U));
  command->add_flag("--resume", options->resume,
                    "for counts and --compact with --out: keep what is done beside it, and go on "
                    "where a stopped run ended");
  command
      ->add_option("--cache", options->cache,
                   "for counts and --compact: a folder that keeps the rules prepared, so that the "
                   "next run with the same rules starts at once; it is made where it is not there")
      ->type_name("FOLDER")
      ->check(refuse_empty);
  command->add_option("--out", options->out, "write the result to this file")->check(refuse_empty);
  command->footer("Example: eligo screen rules/ --patients patients/ --format csv --out out.csv");
  command->callback([options, &chosen] { chosen = [options] { return screen(*options); }; });
}

}  // namespace eligo
