#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "decide/decide.h"
#include "exit_status.h"
#include "language/load.h"
#include "language/program.h"
#include "output.h"
#include "patient/patient.h"
#include "quantity/calendar.h"
#include "report/render_text.h"
#include "text/diagnostic.h"

namespace CLI {
class App;
}

namespace eligo {

// A command puts its options on the program and leaves behind what to run when it is chosen.
using Run = std::function<ExitStatus()>;
void add_import(CLI::App& program, Run& chosen);
void add_check(CLI::App& program, Run& chosen);
void add_fmt(CLI::App& program, Run& chosen);
void add_screen(CLI::App& program, Run& chosen);
void add_explain(CLI::App& program, Run& chosen);
void add_audit(CLI::App& program, Run& chosen);
void add_report(CLI::App& program, Run& chosen);
void add_serve(CLI::App& program, Run& chosen);
void add_log(CLI::App& program, Run& chosen);
void add_export(CLI::App& program, Run& chosen);
void add_sql(CLI::App& program, Run& chosen);

// What several commands share:

// Diagnostics go to standard error, as people read them.
void print(const std::vector<Diagnostic>& diagnostics);

// For options that a script fills in: what is wrong with a value that came out empty.
std::string refuse_empty(const std::string& value);

// --quiet, with what it leaves out, and --no-progress; null where a command never shows any.
void add_quiet(CLI::App& command, bool& quiet, const std::string& what,
               bool* no_progress = nullptr);

// How text for standard output is to look; `to_file` where it goes to a file.
TextStyle style_for_output(bool to_file);

// The programs of all rule files, each checked and its examples run. `usable` is false where a
// file had errors; its trials are then not among `programs`.
struct LoadedRules {
  std::vector<Program> programs;
  bool all_usable = true;
  std::vector<std::string> files;       // that were found, in the order in which they were read
  std::vector<Diagnostic> diagnostics;  // what was printed
};
// `expects` is told of each document before it is read.
LoadedRules load_all_rules(const std::vector<std::string>& arguments, const Vocabulary& vocabulary,
                           const ExpectsDocument& expects = {});

// What to say of a trial that no rule file is about, named by an option or an argument.
Diagnostic unknown_trial(const std::string& named_by, const std::string& trial);

// Options by which screening is narrowed and dated.
struct ScreeningChoice {
  std::vector<std::string> rules;
  std::vector<std::string> patients;
  std::vector<std::string> trials;           // only these; empty: all
  std::vector<std::string> patient_ids;      // only these; empty: all
  std::string as_of;                         // empty: the record's own, else today
  std::vector<std::string> anchors;          // "randomization=2026-02-01"
  std::string max_age;                       // "90d"; empty: results of any age
  std::vector<std::string> assume_complete;  // names of lists, or "all"
  std::string codes;                         // a site's own table of codes; empty: none
  bool strict = false;
  bool no_progress = false;
  bool quiet = false;  // of what is found in records only errors are printed
};
void add_screening_options(CLI::App& command, ScreeningChoice& choice);
// --patients, which must be given.
void add_patients(CLI::App& command, ScreeningChoice& choice);
// RULES and --patients, which must be given, and --trial and --patient, which narrow them.
void add_rules_and_patients(CLI::App& command, ScreeningChoice& choice);

// The vocabulary, with the site's own codes where the options name a table of them.
Result<Vocabulary> chosen_vocabulary(const ScreeningChoice& choice);
// How the options decide a patient; the screening date is still to be filled in.
Result<ScreeningOptions> chosen_screening(const ScreeningChoice& choice);
// Takes the lists that the options name as complete, where the record leaves that open.
void take_as_complete(const ScreeningChoice& choice, Patient& patient);

// The screening date that the options fix; nothing where each record decides.
Result<std::optional<Day>> chosen_day(const ScreeningChoice& choice);
Day today();
// The day on which a patient is screened: the chosen one, else the record's own, else today.
Day screening_day(const std::optional<Day>& chosen, const Patient& patient);

}  // namespace eligo
