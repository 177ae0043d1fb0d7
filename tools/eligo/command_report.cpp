#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "chosen_programs.h"
#include "command.h"
#include "command_report_decide.h"
#include "command_report_digests.h"
#include "command_report_kinds.h"
#include "document/safe_file_name.h"
#include "input_files.h"
#include "patient_stream.h"

namespace eligo {
namespace {

using Kinds = std::vector<std::unique_ptr<ReportKind>>;

const std::vector<std::string>& all_formats() {
  static const std::vector<std::string> formats = {"html", "md", "pdf", "csv", "xlsx"};
  return formats;
}

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (const ReportKindEntry& kind : report_kinds()) names.push_back(kind.name);
  return names;
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::optional<Diagnostic> option_fault(const ReportOptions& options) {
  const auto fault = [](std::string what, std::string help) {
    return make_diagnostic(DiagnosticCode::invalid_option, "eligo report", std::move(what),
                           std::move(help));
  };
  if (options.deidentify && options.key.empty() && !options.counts_only) {
    return fault("--deidentify goes with --key",
                 "name a file with a secret of 16 bytes or more; whoever keeps it can find a "
                 "patient's code again");
  }
  const bool compares = !options.since.empty() || !options.against.empty();
  if (compares && options.counts_only) {
    return fault("--since and --against name patients, and --counts-only names none",
                 "leave one of the two away");
  }
  if (!compares && contains(options.kinds, "changes")) {
    return fault("changes need something to compare with", "name it by --since or --against");
  }
  if (options.hide_small && !options.counts_only) {
    return fault("--hide-small goes with --counts-only", "add --counts-only");
  }
  for (const ReportKindEntry& kind : report_kinds()) {
    if (options.counts_only && kind.names_patients && contains(options.kinds, kind.name)) {
      return fault(fmt::format("--counts-only writes nothing about single patients, and {} is {}",
                               kind.name, kind.does),
                   "leave one of the two away");
    }
  }
  return std::nullopt;
}

// The kinds that the options ask for.
std::vector<const ReportKindEntry*> chosen_kinds(const ReportOptions& options) {
  std::vector<const ReportKindEntry*> chosen;
  for (const ReportKindEntry& kind : report_kinds()) {
    if (options.counts_only && kind.names_patients) continue;
    if (options.kinds.empty() || contains(options.kinds, kind.name)) chosen.push_back(&kind);
  }
  return chosen;
}

// Whether every kind that was asked for by name can be written in one of the formats.
bool formats_fit(const ReportOptions& options, const std::set<std::string>& formats) {
  for (const ReportKindEntry& kind : report_kinds()) {
    if (!contains(options.kinds, kind.name)) continue;
    const bool fits = std::any_of(kind.formats.begin(), kind.formats.end(),
                                  [&](const std::string& one) { return formats.contains(one); });
    if (fits) continue;
    print({make_diagnostic(
        DiagnosticCode::invalid_option, "--format",
        fmt::format("{} cannot be written as {}", kind.name, fmt::join(formats, ", ")),
        fmt::format("it is written as {}", fmt::join(kind.formats, ", ")))});
    return false;
  }
  return true;
}

std::optional<PatientCodes> read_key(const std::string& file) {
  constexpr std::size_t most_bytes = 1U << 16U;
  const Result<std::string> content = read_whole(file, most_bytes);
  print(content.diagnostics);
  if (!content) return std::nullopt;
  std::string key = *content;
  while (!key.empty() && (key.back() == '\n' || key.back() == '\r')) key.pop_back();
  std::optional<PatientCodes> codes = PatientCodes::keyed(std::move(key));
  if (!codes) {
    print({make_diagnostic(
        DiagnosticCode::invalid_option, "--key",
        fmt::format("{} holds fewer than {} bytes: a code could be found by trying keys", file,
                    PatientCodes::shortest_key),
        "make one by: head -c 32 /dev/urandom | base64 > FILE")});
  }
  return codes;
}

// What changes decisions, in words.
std::vector<std::string> option_words(const ScreeningChoice& choice) {
  std::vector<std::string> words;
  if (choice.strict) words.emplace_back("no assumption is used (--strict)");
  if (!choice.max_age.empty()) {
    words.push_back(
        fmt::format("results are used up to {} old where the sentence sets no time "
                    "(--max-age)",
                    choice.max_age));
  }
  for (const std::string& anchor : choice.anchors) {
    words.push_back(fmt::format("times are counted from {} (--anchor)", anchor));
  }
  if (!choice.assume_complete.empty()) {
    words.push_back(
        fmt::format("taken as complete where the record does not say: {} "
                    "(--assume-complete)",
                    fmt::join(choice.assume_complete, ", ")));
  }
  if (!choice.codes.empty()) {
    words.push_back(fmt::format("the site's own codes, SHA-256 {} (--codes)",
                                sha256_of_file(choice.codes).value_or("not known")));
  }
  return words;
}

// What every page says of itself; sets up the index too.
void add_provenance(const PatientDigests& patients, ReportRun& run) {
  Provenance& all = run.provenance;
  all.version = ELIGO_VERSION;
  all.input_sha256 = sha256_of_all(patients.inputs());
  all.input_files = patients.inputs().size();
  all.options = option_words(run.options.choice);
  std::vector<IndexInput> rule_files;
  for (const Program* program : run.programs) {
    Provenance of_trial = all;
    of_trial.rule_file = std::filesystem::path(program->rule_file).filename().string();
    of_trial.rules_sha256 = sha256_of_file(program->rule_file).value_or("not known");
    rule_files.push_back({of_trial.rule_file, of_trial.rules_sha256});
    IndexTrial trial;
    trial.trial = program->trial;
    trial.title = program->title;
    trial.rule_file = of_trial.rule_file;
    trial.rules_sha256 = of_trial.rules_sha256;
    run.index.trials.push_back(std::move(trial));
    run.provenance_of_trial.push_back(std::move(of_trial));
  }
  all.rules_sha256 = sha256_of_all(rule_files);
  if (rule_files.size() == 1) all.rule_file = rule_files.front().name;
  run.index.disclosure = run.disclosure;
  run.index.small = run.options.hide_small ? SmallCounts::hidden : SmallCounts::shown;
  run.index.inputs = patients.inputs();
}

// Hands decisions to the kinds, and keeps what the pages that lead to theirs need.
class Reporter {
 public:
  Reporter(ReportRun& run, const std::vector<const ReportKindEntry*>& entries) : run_(run) {
    for (const ReportKindEntry* entry : entries) {
      kinds_.push_back(entry->make(run));
      names_patients_ = names_patients_ || entry->names_patients;
    }
    for (const Program* program : run.programs) {
      lists_.push_back({run.disclosure, program->trial, program->title, {}});
    }
  }

  bool names_patients() const { return names_patients_; }
  void add_rejected() {
    ++run_.index.rejected;
    for (const auto& kind : kinds_) kind->add_rejected();
  }

  void add(const DecidedPatient& patient) {
    ++run_.index.patients;
    for (std::size_t trial = 0; trial < patient.trials.size(); ++trial) {
      add(trial, patient.trials[trial], patient);
    }
  }

  // Writes what is over all patients, and the pages that lead to the others.
  void finish() {
    for (const auto& kind : kinds_) kind->finish();
    for (std::size_t trial = 0; trial < lists_.size(); ++trial) {
      if (!lists_[trial].rows.empty()) write_list(trial);
    }
    run_.folder.write("index.html", render_html(run_.index, run_.provenance));
  }

 private:
  void add(std::size_t trial, const ScreenedPatient& full, const DecidedPatient& decided) {
    count(full.decision.verdict, run_.index.trials[trial]);
    const Patient& patient = decided.patient.read.patient;
    ScreenedPatient deidentified_one;
    const bool is_other = run_.disclosure == Disclosure::deidentified && names_patients_;
    if (is_other) {
      const std::string code = run_.codes ? run_.codes->code_of(patient.id) : std::string();
      deidentified_one = deidentified(*run_.programs[trial], full, code);
    }
    const ScreenedPatient& screened = is_other ? deidentified_one : full;
    run_.links_of_patient.clear();
    for (const auto& kind : kinds_) {
      kind->add({trial, screened, patient.id, full, decided.patient.read, decided.screening});
    }
    if (!run_.links_of_patient.empty()) list(trial, screened.decision);
  }

  static void count(Verdict verdict, IndexTrial& trial) {
    switch (verdict) {
      case Verdict::eligible:
        ++trial.eligible;
        break;
      case Verdict::ineligible:
        ++trial.ineligible;
        break;
      case Verdict::undetermined:
        ++trial.undetermined;
        break;
    }
  }

  void list(std::size_t trial, const Decision& decision) {
    PatientListRow row;
    row.patient = decision.patient;
    row.summary = decision.patient_summary;
    row.as_of = decision.as_of;
    row.verdict = decision.verdict;
    row.fail = count_of(decision, CriterionResult::fail);
    row.open = count_of(decision, CriterionResult::unknown);
    row.links = run_.links_of_patient;
    lists_[trial].rows.push_back(std::move(row));
  }

  void write_list(std::size_t trial) {
    const std::string name = "patients/" + safe_file_name(lists_[trial].trial, ".html");
    const std::string page = render_html(lists_[trial], name, run_.provenance_of_trial[trial]);
    std::vector<IndexLink> link;
    run_.write_file(name, page, "patients, with their pages", link);
    std::vector<IndexLink>& links = run_.index.trials[trial].links;
    links.insert(links.begin(), link.begin(), link.end());
  }

  ReportRun& run_;
  Kinds kinds_;
  bool names_patients_ = false;
  std::vector<PatientList> lists_;  // by trial
};

// Screens everybody and writes the reports.
ExitStatus make_reports(const ReportOptions& options, ReportRun& run,
                        const ScreeningOptions& chosen, const std::optional<Day>& day,
                        bool rules_usable) {
  Reporter reporter(run, chosen_kinds(options));
  // What time will change is on pages about patients only, and takes longer than deciding.
  PatientDecider decider(run, chosen, reporter.names_patients(),
                         [&](const DecidedPatient& patient) { reporter.add(patient); });
  const auto report_patient = [&](const DatedPatientOrRejection& record) {
    if (const auto* patient = std::get_if<DatedPatient>(&record)) {
      decider.add(*patient);
    } else {
      reporter.add_rejected();
    }
    return true;
  };
  const bool inputs_usable = for_each_patient(options.choice, day, run.vocabulary, report_patient);
  decider.finish();
  if (run.index.patients == 0) {
    print({make_diagnostic(DiagnosticCode::empty_input, "--patients", "no patient was read",
                           "name a file that holds patient profiles; --patient narrows to ids")});
    return ExitStatus::unusable;
  }
  reporter.finish();
  const bool all_written = run.folder.finish();
  const std::string said =
      fmt::format("{}/index.html: {} files about {} patients in {} trials\n", options.out,
                  run.folder.written(), run.index.patients, run.programs.size());
  if (!options.choice.quiet) std::fputs(said.c_str(), stdout);
  return all_written && inputs_usable && rules_usable ? ExitStatus::done
                                                      : ExitStatus::something_found;
}

ExitStatus report(const ReportOptions& options) {
  if (const auto fault = option_fault(options)) {
    print({*fault});
    return ExitStatus::unusable;
  }
  const std::vector<std::string> usual = {"html", "csv", "xlsx"};
  const std::vector<std::string>& named = options.formats.empty() ? usual : options.formats;
  const std::set<std::string> formats(named.begin(), named.end());
  if (!formats_fit(options, formats)) return ExitStatus::unusable;
  const Result<Vocabulary> vocabulary = chosen_vocabulary(options.choice);
  const Result<std::optional<Day>> day = chosen_day(options.choice);
  const Result<ScreeningOptions> chosen = chosen_screening(options.choice);
  for (const auto& found : {vocabulary.diagnostics, day.diagnostics, chosen.diagnostics}) {
    print(found);
  }
  if (!vocabulary || !day || !chosen) return ExitStatus::unusable;

  std::optional<PatientCodes> codes;
  if (!options.key.empty() && !(codes = read_key(options.key))) return ExitStatus::unusable;
  std::optional<PdfPrinter> printer;
  if (formats.contains("pdf") && !(printer = PdfPrinter::find())) {
    print({make_diagnostic(DiagnosticCode::no_browser, "--format pdf",
                           "there is no Chromium to print with",
                           "install the package chromium, or name the program in ELIGO_CHROMIUM; "
                           "the HTML pages print from any browser")});
    return ExitStatus::unusable;
  }
  const LoadedRules rules = load_all_rules(options.choice.rules, *vocabulary);
  const std::vector<const Program*> programs = chosen_programs(rules, options.choice);
  if (programs.empty()) return ExitStatus::unusable;
  PatientDigests patients;
  if (!patients.take(options.choice.patients)) return ExitStatus::unusable;
  ReportFolder folder(options.out);
  if (!folder.open(options.deidentify || options.counts_only)) return ExitStatus::unusable;
  ReportRun run{
      *vocabulary,
      programs,
      options,
      formats,
      options.deidentify || options.counts_only ? Disclosure::deidentified : Disclosure::full,
      std::move(codes),
      std::move(printer),
      {},
      {},
      folder,
      {},
      {}};
  add_provenance(patients, run);
  return make_reports(options, run, *chosen, *day, rules.all_usable);
}

std::string kinds_in_words() {
  std::vector<std::string> words;
  for (const ReportKindEntry& kind : report_kinds()) {
    words.push_back(fmt::format("{} ({})", kind.name, kind.does));
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

}  // namespace

void add_report(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* command =
      program.add_subcommand("report", "The reports that people file, print and read");
  add_rules_and_patients(*command, options->choice);
  command->add_option("--out", options->out, "the folder to write into; made where it is not there")
      ->required()
      ->check(refuse_empty);
  command
      ->add_option("--kind", options->kinds,
                   "which reports, separated by commas (default: all): " + kinds_in_words())
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember(kind_names()));
  command
      ->add_option("--format", options->formats,
                   "in which formats, separated by commas: html, md, pdf (by an installed "
                   "Chromium), csv, xlsx (default: html, and csv and xlsx for tables)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember(all_formats()));
  command->add_flag("--deidentify", options->deidentify,
                    "codes for patients, years for dates, 90+ for great age, no free text; goes "
                    "with --key, into a new folder");
  command
      ->add_option("--key", options->key,
                   "a file with a secret, 16 bytes or more, that codes of patients are made with; "
                   "without one the screening log numbers them")
      ->type_name("FILE")
      ->check(refuse_empty);
  command->add_flag("--counts-only", options->counts_only,
                    "only counts, nothing about a single patient; into a new folder");
  command->add_flag("--hide-small", options->hide_small,
                    "with --counts-only: counts from 1 to 10 are shown as such, others to the "
                    "nearest ten");
  command
      ->add_option("--since", options->since,
                   "with changes: what an earlier eligo screen --format ndjson wrote, in full or "
                   "--compact")
      ->type_name("FILE")
      ->check(refuse_empty);
  command
      ->add_option("--against", options->against,
                   "with changes: the rule files, or folders of them, as they were before an "
                   "amendment; may be repeated")
      ->type_name("RULES")
      ->allow_extra_args(false)
      ->check(refuse_empty);
  add_screening_options(*command, options->choice);
  command->footer("Example: eligo report rules/ --patients patients/ --out reports/");
  command->callback([options, &chosen] { chosen = [options] { return report(*options); }; });
}

}  // namespace eligo
