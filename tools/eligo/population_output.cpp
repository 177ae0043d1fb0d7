#include "population_output.h"

#include <fmt/format.h>

#include <chrono>

#include "population_counts.h"
#include "report/render_compact.h"

namespace eligo {

std::optional<std::vector<batch::PatientDigest>> PopulationOutput::open(Checkpoint& done,
                                                                        std::size_t inputs) {
  if (!options_.resume) {
    plain_ = std::make_unique<Output>(options_.out);
    write_header(done);
    return std::vector<batch::PatientDigest>{};
  }
  resumable_ = std::make_unique<ResumableOutput>(options_.out);
  const std::optional<std::string> left = resumable_->left_checkpoint();
  if (!left) {
    resumable_->open(nullptr, {});
    write_header(done);
    if (failed()) return std::nullopt;
    return std::vector<batch::PatientDigest>{};
  }
  const std::optional<Checkpoint> checkpoint = parse_checkpoint(*left, done);
  if (!checkpoint || checkpoint->run != done.run || checkpoint->input >= inputs) {
    refusal_ = "the rules, the options or the list of inputs are not those of the stopped run";
    return std::nullopt;
  }
  done = *checkpoint;
  std::vector<batch::PatientDigest> patients =
      resumable_->open(&*checkpoint, [&](std::string_view text) { digest_.add(text); });
  if (failed()) return std::nullopt;
  return patients;
}

void PopulationOutput::write_header(Checkpoint& done) {
  if (options_.format == "csv") write(compact_csv_header(), done);
}

void PopulationOutput::write(std::string_view text, Checkpoint& done) {
  if (text.empty()) return;
  if (options_.format == "ndjson") digest_.add(text);  // its last line has the digest
  done.output_bytes += text.size();
  if (plain_) {
    plain_->write(text);
  } else {
    resumable_->write(text);
  }
}

void PopulationOutput::keep(const std::vector<batch::PatientDigest>& patients, Checkpoint& done) {
  if (!resumable_) return;
  resumable_->write(patients);
  done.patients.resize(done.input + 1);
  done.patients.back() += patients.size();
}

void PopulationOutput::keep(const Checkpoint& done) {
  if (resumable_) resumable_->keep(done);
}

void PopulationOutput::write_end(Checkpoint& done, const batch::Plan& plan) {
  if (options_.format == "counts") write(counts_tables(plan, done.counts, done.rejected), done);
  if (options_.format == "ndjson") write(end_line(done), done);
}

std::string PopulationOutput::end_line(const Checkpoint& done) {
  std::uint64_t eligible = 0;
  std::uint64_t ineligible = 0;
  for (const batch::TrialCounts& trial : done.counts.trials) {
    eligible += trial.eligible;
    ineligible += trial.ineligible;
  }
  const std::uint64_t decisions = done.counts.patients * done.counts.trials.size();
  return fmt::format(
      "{{\"end\":{{\"patients\":{},\"rejected\":{},\"trials\":{},\"eligible\":{},"
      "\"ineligible\":{},\"undetermined\":{},\"sha256\":\"{}\"}}}}\n",
      done.counts.patients, done.rejected, done.counts.trials.size(), eligible, ineligible,
      decisions - eligible - ineligible, digest_.finish());
}

bool PopulationOutput::finish() {
  return plain_ ? plain_->finish() : resumable_->finish();
}

bool PopulationOutput::failed() const {
  return plain_ ? plain_->failed() : resumable_ && resumable_->failed();
}

std::string PopulationOutput::why() const {
  return plain_ ? plain_->why() : resumable_->why();
}

}  // namespace eligo
