#include "command.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <set>

#include "input_files.h"
#include "vocabulary/site_codes.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

constexpr std::string_view every_list = "all";

}  // namespace

void print(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    const std::string text = render(diagnostic);
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
}

std::string refuse_empty(const std::string& value) {
  return value.empty() ? "the value is empty" : "";
}

void add_quiet(CLI::App& command, bool& quiet, const std::string& what, bool* no_progress) {
  command.add_flag("--quiet", quiet, what);
  if (no_progress != nullptr) {
    command.add_flag("--no-progress", *no_progress, "do not show how far a long run is");
  } else {
    command.add_flag("--no-progress")->description("accepted; this command never shows progress");
  }
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

LoadedRules load_all_rules(const std::vector<std::string>& arguments, const Vocabulary& vocabulary,
                           const ExpectsDocument& expects) {
  LoadedRules loaded;
  const auto say = [&](std::vector<Diagnostic> diagnostics) {
    print(diagnostics);
    loaded.diagnostics.insert(loaded.diagnostics.end(),
                              std::make_move_iterator(diagnostics.begin()),
                              std::make_move_iterator(diagnostics.end()));
  };
  Result<std::vector<std::string>> files = input_files(arguments, {".eligo"});
  loaded.all_usable = files.diagnostics.empty();
  say(std::move(files.diagnostics));
  loaded.files = *std::move(files);
  std::set<std::string> trials;
  for (const std::string& file : loaded.files) {
    Result<std::vector<Program>> programs = load_rules(file, vocabulary, expects);
    say(std::move(programs.diagnostics));
    if (!programs) {
      loaded.all_usable = false;
      continue;
    }
    for (Program& program : *programs) {
      if (!trials.insert(program.trial).second) {
        say({make_diagnostic(DiagnosticCode::duplicate_trial, file,
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

namespace {

std::string refuse_unknown_list(const std::string& name) {
  const bool is_known =
      name == every_list || std::any_of(all_record_lists.begin(), all_record_lists.end(),
                                        [&](RecordList list) { return name_of(list) == name; });
  if (is_known) return {};
  return fmt::format("\"{}\" is no list; write conditions, medications, procedures, events or all",
                     name);
}

Diagnostic unusable_anchor(std::string what) {
  return make_diagnostic(DiagnosticCode::invalid_option, "--anchor", std::move(what),
                         "write it as randomization=2026-02-01; the names are enrollment, "
                         "randomization, screening and first_dose");
}

// Takes in "randomization=2026-02-01", or says what is wrong with it.
std::optional<Diagnostic> take_in_anchor(const std::string& text, AnchorDays& anchors) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    return unusable_anchor(fmt::format("\"{}\" has no \"=\" between a name and a day", text));
  }
  const std::string name = text.substr(0, equals);
  const std::string day = text.substr(equals + 1);
  const std::optional<Anchor> anchor = anchor_named(name);
  if (!anchor) return unusable_anchor(fmt::format("\"{}\" is no day of a trial", name));
  const std::optional<PartialDate> date = parse_date(day);
  if (!date || !date->is_one_day()) {
    return unusable_anchor(fmt::format("\"{}\" is not a day", day));
  }
  const auto [known, is_new] = anchors.emplace(*anchor, date->earliest);
  if (is_new || known->second == date->earliest) return std::nullopt;
  return unusable_anchor(fmt::format("two days are given for {}: {} and {}", name,
                                     date_text(known->second), date_text(date->earliest)));
}

}  // namespace

Result<Vocabulary> chosen_vocabulary(const ScreeningChoice& choice) {
  constexpr std::size_t most_bytes = std::size_t{16} << 20U;
  Result<Vocabulary> vocabulary = standard_vocabulary();
  if (!vocabulary || choice.codes.empty()) return vocabulary;
  const Result<std::string> csv = read_whole(choice.codes, most_bytes);
  if (!csv) return Result<Vocabulary>::failure(csv.diagnostics);
  if (csv->size() == most_bytes) {
    return Result<Vocabulary>::failure(
        make_diagnostic(DiagnosticCode::unreadable_file, choice.codes,
                        "has 16 MiB or more, which is no table of codes", "name a CSV file"));
  }
  return with_site_codes(*std::move(vocabulary), SourceText(choice.codes, *csv));
}

Result<ScreeningOptions> chosen_screening(const ScreeningChoice& choice) {
  ScreeningOptions options{};
  options.strict = choice.strict;
  for (const std::string& anchor : choice.anchors) {
    if (auto wrong = take_in_anchor(anchor, options.anchors)) {
      return Result<ScreeningOptions>::failure(*std::move(wrong));
    }
  }
  if (!choice.max_age.empty()) {
    options.max_age = parse_period(choice.max_age);
    if (!options.max_age) {
      return Result<ScreeningOptions>::failure(
          make_diagnostic(DiagnosticCode::invalid_option, "--max-age",
                          fmt::format("\"{}\" is not a length of time", choice.max_age),
                          "write it as 90d, 12 weeks, 3 months or 1 year"));
    }
  }
  return Result<ScreeningOptions>::success(std::move(options));
}

void take_as_complete(const ScreeningChoice& choice, Patient& patient) {
  for (const RecordList list : all_record_lists) {
    const auto index = static_cast<std::size_t>(list);
    const bool is_named = std::any_of(
        choice.assume_complete.begin(), choice.assume_complete.end(),
        [&](const std::string& name) { return name == every_list || name == name_of(list); });
    if (is_named && !patient.complete[index] && !patient.has_gap[index]) {
      patient.assumed_complete[index] = true;
    }
  }
}

void add_patients(CLI::App& command, ScreeningChoice& choice) {
  command
      .add_option(
          "--patients", choice.patients,
          "patient profiles or FHIR R4 (Bundles, bulk exports): JSON or NDJSON files, folders, "
          "or - for standard input")
      ->required();
}

void add_rules_and_patients(CLI::App& command, ScreeningChoice& choice) {
  command.add_option("RULES", choice.rules, "rule files, or folders of them")->required();
  add_patients(command, choice);
  command.add_option("--trial", choice.trials, "only this trial; may be repeated")
      ->allow_extra_args(false);
  command.add_option("--patient", choice.patient_ids, "only this patient; may be repeated")
      ->allow_extra_args(false);
}

void add_screening_options(CLI::App& command, ScreeningChoice& choice) {
  command
      .add_option("--as-of", choice.as_of,
                  "the screening date, YYYY-MM-DD (default: the record's asOf, else today)")
      ->type_name("DATE")
      ->check(refuse_empty);
  command
      .add_option("--anchor", choice.anchors,
                  "a day that times are counted back from, as randomization=2026-02-01; also "
                  "enrollment, screening, first_dose; may be repeated (default: the record's "
                  "anchors, else the screening date)")
      ->type_name("NAME=DATE")
      ->allow_extra_args(false)
      ->check(refuse_empty);
  command
      .add_option("--max-age", choice.max_age,
                  "how old a result may be where its sentence does not say, as 90d, 12 weeks, "
                  "3 months or 1 year (default: any age)")
      ->type_name("TIME")
      ->check(refuse_empty);
  command
      .add_option("--assume-complete", choice.assume_complete,
                  "take these lists as complete where the record does not say: conditions, "
                  "medications, procedures, events or all, separated by commas; an assumption "
                  "that every result resting on it names")
      ->type_name("LISTS")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(refuse_unknown_list);
  command
      .add_option("--codes", choice.codes,
                  "a table of the site's own codes, CSV with the columns system, code, concept; "
                  "they go before those of the vocabulary")
      ->type_name("FILE")
      ->check(refuse_empty);
  command.add_flag("--strict", choice.strict,
                   "use no assumption: a result that needs one is unknown");
  add_quiet(command, choice.quiet, "on standard error only errors, no warnings about records",
            &choice.no_progress);
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

Day today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  return Day{std::chrono::year{local.tm_year + 1900} / (local.tm_mon + 1) / local.tm_mday};
}

Day screening_day(const std::optional<Day>& chosen, const Patient& patient) {
  if (chosen) return *chosen;
  return patient.as_of ? *patient.as_of : today();
}

}  // namespace eligo
