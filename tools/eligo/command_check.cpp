#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.h"
#include "decide/examples.h"
#include "input_files.h"
#include "language/load.h"
#include "report/render_json.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

struct CheckOptions {
  std::vector<std::string> rules;
  std::string format = "text";
  std::string out;
  bool quiet = false;
};

struct CheckedFile {
  std::string summary;
  std::vector<Diagnostic> diagnostics;
};

CheckedFile check_file(const std::string& file, const Vocabulary& vocabulary) {
  CheckedFile checked;
  Result<std::vector<Program>> programs = load_rules(file, vocabulary);
  checked.diagnostics = std::move(programs.diagnostics);
  std::size_t criteria = 0;
  std::size_t examples = 0;
  if (programs) {
    for (const Program& program : *programs) {
      criteria += program.criteria.size();
      examples += program.examples.size();
      std::vector<Diagnostic> wrong = run_examples(program, vocabulary);
      checked.diagnostics.insert(checked.diagnostics.end(), wrong.begin(), wrong.end());
    }
  }
  const std::string found = checked.diagnostics.empty()
                                ? "nothing found"
                                : fmt::format("{} found", checked.diagnostics.size());
  checked.summary =
      programs ? fmt::format("{}: {} criteria, {} examples, {}\n", file, criteria, examples, found)
               : fmt::format("{}: not usable, {}\n", file, found);
  return checked;
}

ExitStatus check(const CheckOptions& options) {
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  const Result<std::vector<std::string>> files = input_files(options.rules, {".eligo"});
  print(vocabulary.diagnostics);
  print(files.diagnostics);
  if (!vocabulary || files->empty()) return ExitStatus::unusable;

  Output output(options.out);
  bool found = !files.diagnostics.empty();
  std::string json;
  const auto add_to_json = [&json](const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) {
      json += (json.empty() ? "\n  " : ",\n  ") + render_json(diagnostic);
    }
  };
  add_to_json(files.diagnostics);
  for (const std::string& file : *files) {
    const CheckedFile checked = check_file(file, *vocabulary);
    found = found || !checked.diagnostics.empty();
    if (options.format == "text") {
      print(checked.diagnostics);
      if (!options.quiet) output.write(checked.summary);
      continue;
    }
    add_to_json(checked.diagnostics);
  }
  if (options.format == "json") output.write("[" + json + (json.empty() ? "]\n" : "\n]\n"));
  if (!output.finish()) {
    print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo check", output.why())});
    return ExitStatus::unusable;
  }
  return found ? ExitStatus::something_found : ExitStatus::done;
}

}  // namespace

void add_check(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = program.add_subcommand(
      "check",
      "Parses and checks rule files: names, types, units, quotes against the document, "
      "examples");
  command->add_option("RULES", options->rules, "rule files, or folders of them")->required();
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_option("--out", options->out, "write the result to this file")->check(refuse_empty);
  add_quiet(*command, options->quiet, "no line on what each file holds; only what was found");
  command->footer("Example: eligo check rules/");
  command->callback([options, &chosen] { chosen = [options] { return check(*options); }; });
}

}  // namespace eligo
