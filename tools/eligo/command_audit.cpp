#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <optional>

#include "command.h"
#include "command_audit_inputs.h"
#include "progress.h"
#include "report/render_audit_json.h"
#include "report/render_audit_sarif.h"
#include "report/render_audit_text.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

struct AuditChoice {
  std::vector<std::string> inputs;
  std::vector<std::string> trials;
  std::string format = "text";
  std::string out;
  std::string fail_on;
  std::string explain;
  bool is_explanation = false;
  bool no_proofs = false;
  bool quiet = false;
  bool no_progress = false;
  AuditOptions options;
  std::uint32_t time_limit = static_cast<std::uint32_t>(AuditOptions().query_limit.count());
};

// Writes findings in the chosen form, as they come. What stands before the first is written with
// it, so that nothing is where there was nothing to audit.
class FindingWriter {
 public:
  FindingWriter(const AuditChoice& choice, Output& output)
      : choice_(choice),
        output_(output),
        style_(style_for_output(!choice.out.empty())),
        folder_(std::filesystem::current_path().string()) {}

  void write(const ReportedFinding& reported) {
    begin();
    if (choice_.format == "text") {
      output_.write(render_text(reported, style_));
      return;
    }
    output_.write(first_ ? "\n  " : ",\n  ");
    output_.write(choice_.format == "json" ? render_json(reported)
                                           : render_sarif(reported, folder_));
    first_ = false;
  }

  void end(const AuditCounts& counts, const std::vector<Diagnostic>& problems) {
    begin();
    if (choice_.format == "text" && !choice_.quiet) output_.write(render_text(counts));
    if (choice_.format != "text" && !first_) output_.write("\n");
    if (choice_.format == "json") output_.write("]\n");
    if (choice_.format == "sarif") output_.write(render_sarif_tail(problems));
  }

 private:
  void begin() {
    if (begun_) return;
    begun_ = true;
    if (choice_.format == "json") output_.write("[");
    if (choice_.format == "sarif") output_.write(render_sarif_head(ELIGO_VERSION));
  }

  const AuditChoice& choice_;
  Output& output_;
  TextStyle style_;
  std::string folder_;  // that relative paths start from
  bool begun_ = false;
  bool first_ = true;
};

std::vector<Diagnostic> chosen_to_print(const std::vector<Diagnostic>& diagnostics, bool quiet) {
  std::vector<Diagnostic> chosen = diagnostics;
  std::erase_if(chosen, [quiet](const Diagnostic& diagnostic) {
    return quiet && severity_of(diagnostic.code) != Severity::error;
  });
  return chosen;
}

// What all inputs came to.
struct AuditRun {
  AuditCounts counts;
  std::vector<Diagnostic> problems;
  std::size_t passed_over = 0;
};

void audit_all(const AuditChoice& choice, const std::vector<AuditInput>& inputs,
               InputAuditor& auditor, FindingWriter& writer, const Output& output, AuditRun& run) {
  Progress progress(!choice.no_progress && !choice.quiet, "files", inputs.size());
  for (const AuditInput& input : inputs) {
    const AuditedInput audited = auditor.audit(input);
    run.counts.trials += audited.trials;
    run.counts.rejected += audited.was_rejected ? 1 : 0;
    run.passed_over += audited.is_no_document ? 1 : 0;
    const std::vector<Diagnostic> shown = chosen_to_print(audited.diagnostics, choice.quiet);
    if (!shown.empty()) progress.clear();
    print(shown);
    run.problems.insert(run.problems.end(), audited.diagnostics.begin(), audited.diagnostics.end());
    if (!audited.findings.empty()) progress.clear_for_result();
    for (const AuditedInput::Finding& one : audited.findings) {
      run.counts.add(one.finding);
      writer.write({one.finding, one.file, one.rule_file, one.is_standard_input});
    }
    if (output.failed()) break;
    progress.step();
  }
  progress.clear();
}

void tell_what_was_passed_over(const AuditRun& run, bool quiet) {
  if (run.passed_over == 0 || quiet) return;
  const std::string text = fmt::format(
      "{} of the folders' files {} nothing about a trial and {} passed over\n", run.passed_over,
      run.passed_over == 1 ? "holds" : "hold", run.passed_over == 1 ? "was" : "were");
  std::fwrite(text.data(), 1, text.size(), stderr);
}

bool fails(const AuditChoice& choice, const AuditCounts& counts) {
  if (choice.fail_on == "error") return counts.has(Severity::error);
  if (choice.fail_on == "warning") return counts.has(Severity::warning);
  return choice.fail_on == "note" && counts.has(Severity::note);
}

ExitStatus cannot_write(const Output& output) {
  print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo audit", output.why())});
  return ExitStatus::unusable;
}

ExitStatus audit_inputs_of(const AuditChoice& choice) {
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  const Result<std::vector<AuditInput>> inputs = audit_inputs(choice.inputs);
  print(vocabulary.diagnostics);
  print(inputs.diagnostics);
  if (!vocabulary || inputs->empty()) return ExitStatus::unusable;

  AuditOptions options = choice.options;
  options.prove = !choice.no_proofs;
  options.query_limit = std::chrono::milliseconds(choice.time_limit);
  Output output(choice.out);
  FindingWriter writer(choice, output);
  InputAuditor auditor(*vocabulary, options, choice.trials);
  AuditRun run;
  run.problems = inputs.diagnostics;
  run.counts.rejected = inputs.diagnostics.size();
  audit_all(choice, *inputs, auditor, writer, output, run);
  const std::vector<std::string> not_met = auditor.trials_not_met();
  for (const std::string& trial : not_met) {
    print({make_diagnostic(DiagnosticCode::invalid_option, "--trial",
                           fmt::format("no rule file and no document is about trial \"{}\"", trial),
                           "check the id; findings name it")});
  }
  tell_what_was_passed_over(run, choice.quiet);
  if (run.counts.trials == 0) {
    if (output.failed()) return cannot_write(output);
    if (run.problems.empty() && not_met.empty()) {
      print({make_diagnostic(DiagnosticCode::empty_input, "eligo audit", "no trial was read",
                             "name rule files or registry documents")});
    }
    return ExitStatus::unusable;
  }
  writer.end(run.counts, run.problems);
  if (!output.finish()) return cannot_write(output);
  if (!not_met.empty()) return ExitStatus::unusable;
  return run.counts.rejected > 0 || fails(choice, run.counts) ? ExitStatus::something_found
                                                              : ExitStatus::done;
}

Diagnostic unknown_code(const std::string& written) {
  const std::string near = similar_codes(written);
  return make_diagnostic(
      DiagnosticCode::invalid_option, "--explain",
      fmt::format("\"{}\" is no code of a finding", written),
      near.empty() ? "eligo audit --explain list names all of them" : "did you mean " + near + "?");
}

ExitStatus explain(const AuditChoice& choice) {
  Output output(choice.out);
  if (choice.explain.empty() || choice.explain == "list") {
    output.write(render_code_list(style_for_output(!choice.out.empty())));
  } else if (const std::optional<AuditCode> code = audit_code_named(choice.explain)) {
    output.write(render_page(*code));
  } else {
    print({unknown_code(choice.explain)});
    return ExitStatus::unusable;
  }
  return output.finish() ? ExitStatus::done : cannot_write(output);
}

ExitStatus audit(const AuditChoice& choice) {
  if (choice.is_explanation) return explain(choice);
  if (!choice.inputs.empty()) return audit_inputs_of(choice);
  print({make_diagnostic(DiagnosticCode::invalid_option, "eligo audit", "nothing to audit is named",
                         "name rule files, documents or folders of them, or use --explain")});
  return ExitStatus::unusable;
}

void add_audit_options(CLI::App& command, AuditChoice& choice) {
  command
      .add_option("--fail-on", choice.fail_on,
                  "exit with status 1 where something of this severity, or a graver one, is found "
                  "that no rule file accepts: error, warning or note")
      ->type_name("LEVEL")
      ->check(CLI::IsMember({"error", "warning", "note"}));
  command.add_flag("--no-proofs", choice.no_proofs, "only the wording; do not ask the solver");
  command
      .add_option("--time-limit", choice.time_limit,
                  "milliseconds that the solver may take for one question; where it takes longer "
                  "that is a finding")
      ->type_name("MS")
      ->check(CLI::Range(1U, 3600000U))
      ->capture_default_str();
  command.add_option("--trial", choice.trials, "only this trial; may be repeated")
      ->allow_extra_args(false);
  command.add_option("--format", choice.format, "text, json or sarif")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->capture_default_str();
  command.add_option("--out", choice.out, "write the result to this file")->check(refuse_empty);
  command.add_flag("--quiet", choice.quiet,
                   "no totals and no progress; on standard error only errors");
  command.add_flag("--no-progress", choice.no_progress, "show no progress on a terminal");
}

}  // namespace

void add_audit(CLI::App& program, Run& chosen) {
  auto choice = std::make_shared<AuditChoice>();
  CLI::App* command = program.add_subcommand(
      "audit",
      "Finds what is wrong with the wording and the logic of criteria. Documents without rules are "
      "imported first.");
  command->add_option("RULES_OR_DOCUMENTS", choice->inputs,
                      "rule files, registry documents, folders of them, or - for a document on "
                      "standard input");
  CLI::Option* explained =
      command
          ->add_option("--explain", choice->explain,
                       "print the page of a finding's code; without one, or with list, all codes")
          ->type_name("CODE")
          ->expected(0, 1);
  add_audit_options(*command, *choice);
  command->footer("Example: eligo audit rules/ --format sarif --out audit.sarif");
  command->callback([choice, explained, &chosen] {
    choice->is_explanation = explained->count() > 0;
    chosen = [choice] { return audit(*choice); };
  });
}

}  // namespace eligo
