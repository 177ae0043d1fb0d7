#include "command.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <set>

#include "input_files.h"
#include "language/load.h"

namespace eligo {

void print(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    const std::string text = render(diagnostic);
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
}

std::string refuse_empty(const std::string& value) {
  return value.empty() ? "the value is empty" : "";
}

void add_quiet(CLI::App& command, bool& quiet, const std::string& what) {
  command.add_flag("--quiet", quiet, what);
  command.add_flag("--no-progress")->description("show no progress; this version never does");
}

TextStyle style_for_output(bool to_file) {
  constexpr std::size_t widest = 120;
  TextStyle style;
  if (to_file || ::isatty(STDOUT_FILENO) == 0) return style;
  const char* no_colour = std::getenv("NO_COLOR");
  style.colour = no_colour == nullptr || *no_colour == '\0';
  winsize window{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) {
    style.width = std::min<std::size_t>(window.ws_col, widest);
  }
  return style;
}

LoadedRules load_all_rules(const std::vector<std::string>& arguments,
                           const Vocabulary& vocabulary) {
  LoadedRules loaded;
  const Result<std::vector<std::string>> files = input_files(arguments, {".eligo"});
  print(files.diagnostics);
  loaded.all_usable = files.diagnostics.empty();
  std::set<std::string> trials;
  for (const std::string& file : *files) {
    Result<std::vector<Program>> programs = load_rules(file, vocabulary);
    print(programs.diagnostics);
    if (!programs) {
      loaded.all_usable = false;
      continue;
    }
    for (Program& program : *programs) {
      if (!trials.insert(program.trial).second) {
        print({make_diagnostic(DiagnosticCode::duplicate_trial, file,
                               fmt::format("trial {} was already read from another file; this one "
                                           "is not used",
                                           program.trial),
                               "give the trials different ids, or name only one of the files")});
        loaded.all_usable = false;
        continue;
      }
      loaded.programs.push_back(std::move(program));
    }
  }
  return loaded;
}

Diagnostic unknown_trial(const std::string& named_by, const std::string& trial) {
  return make_diagnostic(DiagnosticCode::invalid_option, named_by,
                         fmt::format("no rule file is about trial \"{}\"", trial),
                         "check the id; it stands behind \"trial\" in the rule file");
}

void add_screening_options(CLI::App& command, ScreeningChoice& choice) {
  command
      .add_option("--as-of", choice.as_of,
                  "the screening date, YYYY-MM-DD (default: the record's asOf, else today)")
      ->type_name("DATE")
      ->check(refuse_empty);
  command.add_flag("--strict", choice.strict,
                   "use no assumption: a result that needs one is unknown");
  add_quiet(command, choice.quiet, "on standard error only errors, no warnings about records");
}

Result<std::optional<Day>> chosen_day(const ScreeningChoice& choice) {
  using Chosen = Result<std::optional<Day>>;
  if (choice.as_of.empty()) return Chosen::success(std::nullopt);
  const std::optional<PartialDate> date = parse_date(choice.as_of);
  if (!date || !date->is_one_day()) {
    return Chosen::failure(make_diagnostic(DiagnosticCode::invalid_option, "--as-of",
                                           fmt::format("\"{}\" is not a day", choice.as_of),
                                           "write it as 2026-01-15"));
  }
  return Chosen::success(date->earliest);
}

namespace {

Day today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  return Day{std::chrono::year{local.tm_year + 1900} / (local.tm_mon + 1) / local.tm_mday};
}

}  // namespace

Day screening_day(const std::optional<Day>& chosen, const Patient& patient) {
  if (chosen) return *chosen;
  return patient.as_of ? *patient.as_of : today();
}

}  // namespace eligo
