#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "command.h"
#include "serve/override_log.h"
#include "text/unicode.h"

namespace eligo {
namespace {

struct LogOptions {
  std::string file;
  std::string expected;
  std::string format = "text";
  std::string out;
};

// What is not as it was written; empty where all is well.
std::string fault_of(const LogOptions& options, const LogContent& content) {
  if (content.fault) {
    return fmt::format("{}:{}: error: {}\n", options.file, content.fault->line,
                       content.fault->what);
  }
  if (!content.torn_tail.empty()) {
    return fmt::format(
        "{}:{}: error: the last line is cut short ({} bytes): a crash while it was written, or a "
        "change\n",
        options.file, content.lines + 1, content.torn_tail.size());
  }
  if (!options.expected.empty() && options.expected != content.last_hash) {
    return fmt::format(
        "{}:{}: error: the log ends in {}, not in {}: lines were added, or cut from its end\n",
        options.file, content.lines, content.last_hash, options.expected);
  }
  return {};
}

ExitStatus finish(Output& output, bool is_sound) {
  if (!output.finish()) {
    print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo log", output.why())});
    return ExitStatus::unusable;
  }
  return is_sound ? ExitStatus::done : ExitStatus::something_found;
}

ExitStatus verify(const LogOptions& options) {
  const Result<LogContent> content = read_override_log(options.file);
  print(content.diagnostics);
  if (!content) return ExitStatus::unusable;
  if (const std::string fault = fault_of(options, *content); !fault.empty()) {
    std::fputs(escape_controls(fault.substr(0, fault.size() - 1)).c_str(), stderr);
    std::fputs("\n", stderr);
    return ExitStatus::something_found;
  }
  Output output(options.out);
  output.write(fmt::format("{}: {} overrides, nothing changed\n", escape_controls(options.file),
                           content->overrides.size()));
  if (content->torn_lines > 0) {
    output.write(fmt::format("{} lines were cut short by a crash and are accounted for\n",
                             content->torn_lines));
  }
  output.write(fmt::format("last line {}\n", content->last_hash));
  return finish(output, true);
}

std::string text_of(const Override& one) {
  return fmt::format("{}  {}  {}  {}  {}: {} instead of {}, screened {}\n   {}: {}\n", one.sequence,
                     one.time, escape_controls(one.trial), escape_controls(one.patient),
                     escape_controls(one.criterion), one.result, one.machine, one.as_of,
                     escape_controls(one.name), escape_controls(one.reason));
}

ExitStatus show(const LogOptions& options) {
  const Result<LogContent> content = read_override_log(options.file);
  print(content.diagnostics);
  if (!content) return ExitStatus::unusable;
  Output output(options.out);
  for (const Override& one : content->overrides) {
    output.write(options.format == "text" ? text_of(one) : render_json(one) + "\n");
  }
  const std::string fault = fault_of(options, *content);
  if (!fault.empty()) {
    std::fputs(escape_controls(fault.substr(0, fault.size() - 1)).c_str(), stderr);
    std::fputs("\n", stderr);
  }
  return finish(output, fault.empty());
}

void add_file(CLI::App& command, LogOptions& options) {
  command.add_option("FILE", options.file, "a log that eligo serve --log wrote")->required();
  command.add_option("--out", options.out, "write the result to this file")->check(refuse_empty);
}

}  // namespace

void add_log(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<LogOptions>();
  CLI::App* command =
      program.add_subcommand("log", "What people overruled: verifies and shows such a log");
  command->require_subcommand(1);
  CLI::App* verifying = command->add_subcommand(
      "verify",
      "Finds the first line of a log that is not as it was written: any changed, removed, "
      "swapped or inserted byte");
  add_file(*verifying, *options);
  verifying
      ->add_option("--expect", options->expected,
                   "the hash that the log must end in, as an earlier verify printed it")
      ->type_name("HASH");
  verifying->footer(
      "Hashing alone cannot find lines cut from the end, nor a line that was forged with hashes "
      "worked "
      "out anew: keep the last hash elsewhere, and give it with --expect.\n"
      "Exit status: 0 nothing changed, 1 something did, 2 the file cannot be used.\n"
      "Example: eligo log verify overrides.ndjson");
  verifying->callback([options, &chosen] { chosen = [options] { return verify(*options); }; });
  CLI::App* showing =
      command->add_subcommand("show", "Lists the overrides up to the first line that was changed");
  add_file(*showing, *options);
  showing->add_option("--format", options->format, "text or ndjson")
      ->check(CLI::IsMember({"text", "ndjson"}))
      ->capture_default_str();
  showing->footer("Example: eligo log show overrides.ndjson");
  showing->callback([options, &chosen] { chosen = [options] { return show(*options); }; });
  command->footer("Example: eligo log verify overrides.ndjson");
}

}  // namespace eligo
