#include "batch/screen_population.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <thread>

#include "fhir/patient_files.h"
#include "input_files.h"
#include "interruption.h"
#include "open_patients.h"
#include "patient/profile_text.h"
#include "population_options.h"
#include "population_output.h"
#include "rate_progress.h"
#include "replayed_stream.h"
#include "rule_cache.h"
#include "screen_run.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

unsigned thread_count(const ScreenOptions& options) {
  if (options.threads > 0) return options.threads;
  return std::max(1U, std::thread::hardware_concurrency());
}

// The digest of everything read so far, with one more chunk.
std::array<std::uint64_t, 2> chained(const std::array<std::uint64_t, 2>& before,
                                     const std::array<std::uint64_t, 2>& chunk) {
  const std::array<std::uint64_t, 4> both = {before[0], before[1], chunk[0], chunk[1]};
  const XXH128_hash_t digest = XXH3_128bits(both.data(), sizeof both);
  return {digest.high64, digest.low64};
}

// The lines of FHIR in a file of profiles, each with its number.
struct FhirLines {
  std::string text;
  std::uint32_t next_line = 1;
};

// How many bytes are to be read; 0 where that is not known.
std::uint64_t bytes_of(const std::vector<std::string>& files) {
  std::uint64_t sum = 0;
  for (const std::string& file : files) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file, error);
    if (error || file.ends_with(".gz") || file.ends_with(".zst")) return 0;
    sum += size;
  }
  return sum;
}

// Ten thousand trials take milliseconds to be given back piece by piece; the system takes them all
// at once. Not for a run that failed, whose output has to be put away; and under the sanitizers a
// run goes on to its own end.
void end_program(ExitStatus status) {
#ifdef __SANITIZE_ADDRESS__
  static_cast<void>(status);
#else
  std::fflush(nullptr);
  std::_Exit(static_cast<int>(status));
#endif
}

class PopulationRun {
 public:
  PopulationRun(const ScreenRun& run, const PreparedRules& rules,
                const Result<std::vector<std::string>>& files)
      : run_(run),
        rules_(rules),
        options_(run.options),
        files_(*files),
        not_found_(files.diagnostics),
        plan_(rules.plan),
        line_options_(line_options(run)),
        renderer_(line_renderer(run)),
        population_(plan_, run.vocabulary, line_options_, renderer_, thread_count(options_)),
        done_(plan_, renderer_.counted()),
        output_(options_),
        progress_(!options_.choice.no_progress && !options_.choice.quiet, bytes_of(files_)) {}

  // Nothing where the rules turned out not to be those of the files; nothing was said then.
  std::optional<ExitStatus> screen() {
    expect_interruption();
    if (!rules_.still_hold && !begin()) return ExitStatus::unusable;
    screen_files();
    if (!begin()) {
      if (has_wrong_rules_) return std::nullopt;
      return ExitStatus::unusable;
    }
    if (was_interrupted()) return stopped();
    if (!output_.failed() && done_.counts.patients == 0 && done_.rejected == 0) {
      print({make_diagnostic(DiagnosticCode::empty_input, "--patients", "no patient was read",
                             "name a file that holds patient profiles; --patient narrows to ids")});
      return ExitStatus::unusable;
    }
    progress_.clear();
    if (!are_rules_unchanged()) return ExitStatus::unusable;
    output_.write_end(done_, plan_);
    if (!output_.finish()) {
      report_failure();
      return ExitStatus::unusable;
    }
    const bool all_usable = done_.all_usable && rules_.all_usable && not_found_.empty();
    return all_usable ? ExitStatus::done : ExitStatus::something_found;
  }

 private:
  // What must be before anything is said: the rules are the right ones, and the output is open.
  bool begin() {
    if (!is_begun_) {
      is_begun_ = true;
      has_wrong_rules_ = rules_.still_hold && !rules_.still_hold();
      if (has_wrong_rules_) return false;
      print(not_found_);
      is_open_ = open();
    }
    return is_open_;
  }

  bool open() {
    if (options_.resume) done_.run = digest_of_run(run_, rules_, files_);
    const auto patients = output_.open(done_, files_.size());
    if (!patients) return output_.failed() ? report_failure() : refuse(output_.refusal());
    auto patient = patients->begin();
    for (std::size_t i = 0; i < done_.patients.size(); ++i) {
      const std::uint32_t number = population_.number_of_input(files_[i]);
      for (std::uint64_t n = 0; n < done_.patients[i]; ++n) {
        population_.patients().add(*patient++, number);
      }
    }
    return !options_.resume || (done_.input == 0 && done_.offset == 0) || skip_what_is_done();
  }

  bool refuse(const std::string& why) {
    print({make_diagnostic(DiagnosticCode::invalid_option, "--resume", why,
                           fmt::format("to start anew, remove {}.resume, {}.part and {}.patients",
                                       options_.out, options_.out, options_.out))});
    return false;
  }

  bool report_failure() {
    print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo screen", output_.why())});
    return false;
  }

  bool are_rules_unchanged() const {
    if (!rules_.on_demand) return true;
    const std::vector<std::string> changed = rules_.on_demand->changed_files();
    for (const std::string& file : changed) {
      print(
          {make_diagnostic(DiagnosticCode::changed_rules, file,
                           "the rule file changed during the run, which is void", "run it again")});
    }
    return changed.empty();
  }

  void write(std::string_view text) {
    progress_.clear();
    output_.write(text, done_);
  }

  ExitStatus stopped() {
    progress_.clear();
    output_.keep(done_);
    print({make_diagnostic(
        DiagnosticCode::unwritable_output, "eligo screen", "the run was interrupted",
        output_.is_resumable() ? "the same command goes on where it stopped"
                               : "nothing is left of it; --resume makes a run that can go on")});
    return ExitStatus::unusable;
  }

  void screen_files() {
    std::vector<std::string> others;
    for (std::uint32_t i = done_.input; i < files_.size() && !is_over(); ++i) {
      if (!screen_lines_of(i)) others.push_back(files_[i]);
    }
    if (!others.empty() && !is_over()) screen_others(others);
    for (const std::string& id : options_.choice.patient_ids) {
      if (is_over() || population_.patients().contains(batch::digest_of(id))) continue;
      done_.all_usable = false;
      tell({make_diagnostic(DiagnosticCode::invalid_option, "--patients",
                            fmt::format("there is no patient \"{}\" that can be used", id),
                            "check the id and the files")});
    }
  }

  bool is_over() const { return (is_begun_ && !is_open_) || output_.failed() || was_interrupted(); }

  // What was read before the run was stopped must be there as it was.
  bool skip_what_is_done() {
    std::array<std::uint64_t, 2> digest{};
    for (std::uint32_t i = 0; i <= done_.input; ++i) {
      population_.number_of_input(files_[i]);
      auto input = open_patients(files_[i]);
      auto lines = input ? std::make_unique<batch::LineChunks>(*input, longest_record) : nullptr;
      if (!lines) return refuse(files_[i] + " cannot be read");
      if (!batch::begins_as_profile_lines(lines->start())) continue;
      std::uint64_t offset = 0;
      while (i < done_.input || offset < done_.offset) {
        const std::optional<batch::LineChunk> chunk = lines->next();
        if (!chunk) break;
        offset = chunk->offset + chunk->size;
        digest = chained(digest, batch::digest_of(*chunk));
      }
      if (i == done_.input && offset != done_.offset) return refuse_changed_input();
      if (i == done_.input) begun_ = {std::move(input), std::move(lines)};
    }
    return digest == done_.input_digest || refuse_changed_input();
  }

  bool refuse_changed_input() {
    return refuse("the patients that the stopped run has read are not what they were");
  }

  // False where the file holds something else than lines of profiles.
  bool screen_lines_of(std::uint32_t number) {
    const std::string& file = files_[number];
    if (begun_.lines == nullptr) {
      begun_.input = open_patients(file);
      if (!begun_.input) return false;
      begun_.lines = std::make_unique<batch::LineChunks>(*begun_.input, longest_record);
      if (!batch::begins_as_profile_lines(begun_.lines->start())) {
        // What was read of standard input cannot be read again.
        if (file == "-") {
          replayed_ = std::string(begun_.lines->start());
          replayed_input_ = std::move(begun_.input);
        }
        begun_ = {};
        return false;
      }
      done_.input = number;
      done_.offset = 0;
    }
    const Begun begun = std::exchange(begun_, {});
    FhirLines fhir;
    const bool is_read =
        population_.screen_lines(*begun.lines, file, [&](const batch::ScreenedPart& part) {
          set_fhir_apart(part.screened, file, fhir);
          return take(part);
        });
    if (!fhir.text.empty()) fhir_lines_.emplace(file, std::move(fhir.text));
    if (is_read) return fhir_lines_.count(file) == 0;
    done_.all_usable = false;
    tell({make_diagnostic(DiagnosticCode::unreadable_file, file,
                          "reading stopped with an error; what came after it is not read")});
    return true;
  }

  // Lines of FHIR between profiles are read with the FHIR files, each where it stands.
  void set_fhir_apart(batch::ScreenedChunk& screened, const std::string& file, FhirLines& fhir) {
    constexpr std::size_t most_bytes = std::size_t{64} << 20U;
    for (batch::FhirLine& line : screened.fhir) {
      const bool is_kept =
          !output_.is_resumable() && fhir.text.size() + line.text.size() < most_bytes;
      if (is_kept) {
        fhir.text.append(line.number - fhir.next_line, '\n');
        fhir.text += line.text + "\n";
        fhir.next_line = line.number + 1;
        continue;
      }
      ++screened.rejected;
      RejectedRecord rejected{fmt::format("{}:{}", file, line.number), "",
                              "FHIR in a file of profiles; put it into a file of its own"};
      if (renderer_.rejection) renderer_.rejection(rejected, screened.text);
      screened.messages.emplace_back(std::move(rejected));
    }
  }

  bool take(const batch::ScreenedPart& part) {
    done_.offset = part.end;
    done_.input_digest = chained(done_.input_digest, part.screened.input_digest);
    take_screened(part.screened);
    if (!is_open_) return false;
    progress_.show(done_.counts.patients + done_.rejected, bytes_before(done_.input) + part.end);
    output_.keep(part.screened.patients, done_);
    const auto now = std::chrono::steady_clock::now();
    if (now - kept_ > std::chrono::seconds(1)) {
      kept_ = now;
      output_.keep(done_);
    }
    return !is_over();
  }

  std::uint64_t bytes_before(std::uint32_t input) const {
    return bytes_of({files_.begin(), files_.begin() + input});
  }

  void take_screened(batch::ScreenedChunk& screened) {
    if (!begin()) return;
    for (const auto& message : screened.messages) say(message);
    done_.rejected += screened.rejected;
    done_.counts += screened.counts;
    write(screened.text);
  }

  void tell(const std::vector<Diagnostic>& diagnostics) {
    if (!begin()) return;
    progress_.clear();
    print(diagnostics);
  }

  void say(const std::variant<RejectedRecord, Diagnostic>& message) {
    if (const auto* warning = std::get_if<Diagnostic>(&message)) {
      const bool is_error = severity_of(warning->code) == Severity::error;
      if (is_error) done_.all_usable = false;
      if (options_.choice.quiet && !is_error) return;
      tell({*warning});
      return;
    }
    const auto& rejected = std::get<RejectedRecord>(message);
    done_.all_usable = false;
    Diagnostic diagnostic =
        make_diagnostic(DiagnosticCode::rejected_record, rejected.input, rejected.why);
    diagnostic.json_path = rejected.path;
    tell({diagnostic});
  }

  // FHIR, arrays and single profiles, patient by patient.
  void screen_others(const std::vector<std::string>& files) {
    if (output_.is_resumable()) {
      done_.all_usable = false;
      tell({make_diagnostic(
          DiagnosticCode::invalid_option, "--resume",
          fmt::format("{} is not a file of profiles a line; it is not screened", files.front()),
          "only NDJSON of profiles can be gone on with; leave --resume out")});
      return;
    }
    batch::ScreenedChunk screened(plan_, renderer_.counted());
    const auto open_file = [&](const std::string& file) -> std::unique_ptr<std::istream> {
      if (const auto lines = fhir_lines_.find(file); lines != fhir_lines_.end()) {
        return std::make_unique<std::istringstream>(std::move(lines->second));
      }
      if (file != "-" || !replayed_input_) return open_patients(file);
      return std::make_unique<ReplayedStream>(std::move(replayed_), std::move(replayed_input_));
    };
    const std::vector<Diagnostic> found = read_patient_files(
        files, open_file, run_.vocabulary,
        [&](PatientOrRejection record, const std::string& input) {
          screen_other(std::move(record), input, screened);
          if (screened.counts.patients >= 1000 || screened.messages.size() >= 1000) {
            take_screened(screened);
            screened = batch::ScreenedChunk(plan_, renderer_.counted());
            progress_.show(done_.counts.patients + done_.rejected, 0);
          }
          return !is_over();
        });
    population_.finish(screened);
    take_screened(screened);
    for (const Diagnostic& finding : found) {
      if (!options_.choice.quiet || severity_of(finding.code) == Severity::error) tell({finding});
    }
    if (has_error(found)) done_.all_usable = false;
  }

  void screen_other(PatientOrRejection record, const std::string& input,
                    batch::ScreenedChunk& screened) {
    auto* read = std::get_if<ReadPatient>(&record);
    if (read == nullptr) {
      population_.reject(std::get<RejectedRecord>(std::move(record)), screened);
      return;
    }
    Patient& patient = read->patient;
    const auto& chosen = line_options_.patients;
    if (!chosen.empty() && !chosen.contains(patient.id)) return;
    const std::uint32_t number = population_.number_of_input(input);
    if (const auto first = population_.patients().add(batch::digest_of(patient.id), number)) {
      population_.reject(batch::read_before(patient.id, input, population_.input_name(*first)),
                         screened);
      return;
    }
    const Day as_of = screening_day(run_.day, patient);
    if (patient.birth_date && patient.birth_date->earliest > as_of) {
      population_.reject(batch::born_later(patient, input, as_of), screened);
      return;
    }
    for (const Diagnostic& warning : read->warnings) screened.messages.emplace_back(warning);
    take_as_complete(options_.choice, patient);
    population_.screen_patient(std::move(*read), as_of, screened);
  }

  struct Begun {
    std::unique_ptr<std::istream> input;
    std::unique_ptr<batch::LineChunks> lines;
  };

  const ScreenRun& run_;
  const PreparedRules& rules_;
  const ScreenOptions& options_;
  const std::vector<std::string> files_;
  const std::vector<Diagnostic> not_found_;
  const batch::Plan& plan_;
  const batch::LineOptions line_options_;
  const batch::LineRenderer renderer_;
  batch::PopulationScreen population_;
  Checkpoint done_;
  PopulationOutput output_;
  RateProgress progress_;
  bool is_begun_ = false;  // by begin(), and what came of it
  bool is_open_ = false;
  bool has_wrong_rules_ = false;
  Begun begun_;                                    // an input whose beginning was read
  std::map<std::string, std::string> fhir_lines_;  // by file
  std::string replayed_;                           // the beginning of standard input
  std::unique_ptr<std::istream> replayed_input_;   // and the rest of it
  std::chrono::steady_clock::time_point kept_ = std::chrono::steady_clock::now();
};

}  // namespace

ExitStatus screen_population(const ScreenRun& run, RulePreparation& preparation) {
  const std::vector<std::string>& inputs = run.options.choice.patients;
  const Result<std::vector<std::string>> files = input_files(inputs, patient_file_endings());
  // Kept rules are checked beside the work, where that can be done again with others.
  const bool can_be_read_again = std::none_of(inputs.begin(), inputs.end(), [](const auto& input) {
    return !std::filesystem::is_regular_file(input) && !std::filesystem::is_directory(input);
  });
  const auto screen_with = [&](RuleCheck check) -> std::optional<ExitStatus> {
    const auto rules = preparation.prepare(run.vocabulary, run.screening, check);
    if (!rules) return ExitStatus::unusable;
    PopulationRun population(run, *rules, files);
    const std::optional<ExitStatus> status = population.screen();
    if (status && *status != ExitStatus::unusable) end_program(*status);
    return status;
  };
  std::optional<ExitStatus> status;
  if (can_be_read_again) status = screen_with(RuleCheck::beside_use);
  if (!status) status = screen_with(RuleCheck::before_use);
  return *status;
}

}  // namespace eligo
