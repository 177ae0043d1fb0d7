#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "command.h"

namespace eligo {

void add_commands_to_come(CLI::App& program, Run& chosen) {
  const std::vector<std::pair<std::string, std::string>> commands = {
      {"report", "the reports people file, print and read"},
  };
  for (const auto& [name, does] : commands) {
    CLI::App* command =
        program.add_subcommand(name, fmt::format("{} (not in version {})", does, ELIGO_VERSION));
    command->allow_extras();
    command->footer(
        "Until then: eligo import, eligo check, eligo fmt, eligo screen, eligo explain, "
        "eligo audit");
    command->callback([&chosen, name = name] {
      chosen = [name] {
        print({make_diagnostic(DiagnosticCode::not_in_this_version, "eligo " + name,
                               fmt::format("version {} does not have this command", ELIGO_VERSION),
                               "it has import, check, fmt, screen, explain and audit")});
        return ExitStatus::unusable;
      };
    });
  }
}

}  // namespace eligo
