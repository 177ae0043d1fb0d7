#pragma once

// Screens the lines of an input of profiles (NDJSON), chunk by chunk. What the ordinary reader and
// the reference evaluator would say of a line is said of it here.

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "batch/counts.h"
#include "batch/line_chunks.h"
#include "batch/row_writer.h"
#include "patient/read_patients.h"

namespace eligo::batch {

// One patient and one trial.
struct RowDecision {
  const Plan& plan;
  TrialIndex index;  // of the trial
  std::string_view patient;
  Day as_of;
  Verdict verdict{};
  std::span<const std::uint32_t> failing;  // criteria, by position
  std::span<const std::uint32_t> unknown;

  const PlannedTrial& trial() const { return plan.trials[index.index]; }
};

// Reads the whole patient of a decision again, for those whose reasons are wanted.
using WholePatient = std::function<const ReadPatient&()>;

// Writes a result line; empty functions where only the counts are wanted.
struct LineRenderer {
  std::function<void(const RowDecision&, const WholePatient&, std::string& to)> decision;
  std::function<void(const RejectedRecord&, std::string& to)> rejection;
  // Where lines are written, their criteria are not counted.
  CountsOf counted() const { return decision ? CountsOf::verdicts : CountsOf::criteria; }
  bool asks_for_patients = false;  // else `decision` must not use its WholePatient
};

struct LineOptions {
  ScreeningOptions screening;  // its screening date is not used
  std::optional<Day> as_of;    // of everybody; else the record's own
  Day today;                   // where the record has none
  std::array<bool, 4> assumed_complete{};
  std::set<std::string, std::less<>> patients;  // only these; empty: all
};

// Two patients are the same where their ids are: kept as 128 bits of a digest.
struct PatientDigest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend auto operator<=>(const PatientDigest&, const PatientDigest&) = default;
};

// A line of FHIR between profiles, for the reader of FHIR.
struct FhirLine {
  std::uint32_t number = 0;
  std::string text;
};

struct ScreenedChunk {
  ScreenedChunk(const Plan& plan, CountsOf of) : counts(plan, of) {}

  Counts counts;
  std::string text;  // the result lines, in the order of the input
  std::uint64_t rejected = 0;
  std::array<std::uint64_t, 2> input_digest{};  // of the chunk's bytes
  // What is to be said of the lines, in their order.
  std::vector<std::variant<RejectedRecord, Diagnostic>> messages;
  std::vector<FhirLine> fhir;
  std::vector<PatientDigest> patients;  // chosen, whether they were then rejected or not
};

// By which position among the chunk's chosen patients a patient is known to have been read before,
// and what to say of that.
using KnownPatients =
    std::map<std::size_t,
             std::function<RejectedRecord(const std::string& id, const std::string& input)>>;

// One object serves one thread.
class LineScreener {
 public:
  // All arguments must outlive the screener.
  LineScreener(const Plan& plan, const Vocabulary& vocabulary, const LineOptions& options,
               const LineRenderer& renderer);
  ~LineScreener();

  // Screens the lines of a chunk of `file`.
  ScreenedChunk screen(const LineChunk& chunk, const std::string& file, const KnownPatients& known);
  // Screens one patient of an input that is not lines of profiles.
  void screen(ReadPatient patient, Day as_of, ScreenedChunk& result);
  void reject(RejectedRecord rejected, ScreenedChunk& result);
  // Decides what is still waiting in the block. To be called behind the last patient.
  void finish(ScreenedChunk& result);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

// The rejections of a patient that was read before, and of one born after the screening date.
RejectedRecord read_before(const std::string& id, const std::string& input,
                           const std::string& first_input);
RejectedRecord born_later(const Patient& patient, const std::string& input, Day as_of);

// The digest of a patient's id, and of a chunk's bytes.
PatientDigest digest_of(std::string_view id);
std::array<std::uint64_t, 2> digest_of(const LineChunk& chunk);

// Whether an input that begins so is lines of profiles: its first line is an object that is all of
// the line and no FHIR, and another line follows.
bool begins_as_profile_lines(std::string_view start);

}  // namespace eligo::batch
