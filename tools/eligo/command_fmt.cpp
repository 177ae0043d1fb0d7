#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.h"
#include "input_files.h"
#include "language/format.h"
#include "language/parse.h"

namespace eligo {
namespace {

struct FmtOptions {
  std::vector<std::string> rules;
  bool check = false;
  bool quiet = false;
};

// What became of one file.
enum class Formatted { unchanged, changed, unusable };

Formatted format_file(const std::string& file, const FmtOptions& options, Output& output) {
  const Result<std::string> text = read_whole(file, largest_rule_text + 1);
  print(text.diagnostics);
  if (!text) return Formatted::unusable;
  const std::string name = file == "-" ? "standard input" : file;
  const Result<std::string> formatted = format_rules(SourceText(name, *text));
  print(formatted.diagnostics);
  if (!formatted) return Formatted::unusable;
  const bool changed = *formatted != *text;
  if (options.check) {
    if (changed) output.write(fmt::format("{}: would be laid out anew\n", name));
  } else if (file == "-") {
    output.write(*formatted);
  } else if (changed) {
    std::string why;
    if (!replace_file(file, *formatted, why)) {
      print({make_diagnostic(DiagnosticCode::unwritable_output, file, why)});
      return Formatted::unusable;
    }
    if (!options.quiet) output.write(fmt::format("{}: laid out anew\n", name));
  }
  return changed ? Formatted::changed : Formatted::unchanged;
}

ExitStatus format(const FmtOptions& options) {
  const Result<std::vector<std::string>> files = input_files(options.rules, {".eligo"});
  print(files.diagnostics);
  if (files->empty()) return ExitStatus::unusable;
  Output output{std::string()};
  bool found = !files.diagnostics.empty();
  for (const std::string& file : *files) {
    const Formatted result = format_file(file, options, output);
    found =
        found || result == Formatted::unusable || (options.check && result == Formatted::changed);
  }
  if (!output.finish()) {
    print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo fmt", output.why())});
    return ExitStatus::unusable;
  }
  return found ? ExitStatus::something_found : ExitStatus::done;
}

}  // namespace

void add_fmt(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<FmtOptions>();
  CLI::App* command = program.add_subcommand(
      "fmt", "Lays rule files out in the one canonical way; never changes what they mean");
  command
      ->add_option("RULES", options->rules,
                   "rule files, or folders of them; - reads standard input and writes the result "
                   "to standard output")
      ->required();
  command->add_flag("--check", options->check,
                    "change nothing; list the files that are not laid out so, exit status 1");
  add_quiet(*command, options->quiet, "do not list the files that were laid out anew");
  command->footer("Example: eligo fmt --check rules/");
  command->callback([options, &chosen] { chosen = [options] { return format(*options); }; });
}

}  // namespace eligo
