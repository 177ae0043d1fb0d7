#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "command.h"

namespace {

// CLI11 reports a wrong command line by an exception; it ends here, in one status.
int run(int argc, char** argv) {
  CLI::App program{
      "Eligo screens patients against the criteria of clinical trials.\n"
      "It supports a decision that a qualified person makes."};
  program.name("eligo");
  program.set_version_flag("--version", ELIGO_VERSION);
  program.require_subcommand(0, 1);  // 1 would hide a misspelt command behind "is required"
  program.footer("Example: eligo screen rules/ --patients patients/");
  eligo::Run chosen;
  eligo::add_import(program, chosen);
  eligo::add_check(program, chosen);
  eligo::add_fmt(program, chosen);
  eligo::add_screen(program, chosen);
  eligo::add_explain(program, chosen);
  eligo::add_audit(program, chosen);
  eligo::add_report(program, chosen);
  eligo::add_serve(program, chosen);
  eligo::add_log(program, chosen);
  eligo::add_export(program, chosen);
  eligo::add_sql(program, chosen);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked_for_help = program.exit(error) == 0;
    return static_cast<int>(asked_for_help ? eligo::ExitStatus::done : eligo::ExitStatus::unusable);
  }
  if (!chosen) {
    std::fputs(
        "A command is required: import, check, fmt, screen, explain, audit, report, serve, log, "
        "export or sql\n"
        "Run with --help for more information.\n",
        stderr);
    return static_cast<int>(eligo::ExitStatus::unusable);
  }
  return static_cast<int>(chosen());
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that goes away is an output error like any other, not a signal.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // and so is a limit on the size of files
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "eligo: error: stopped: %s\n", error.what());
    return static_cast<int>(eligo::ExitStatus::unusable);
  }
}
