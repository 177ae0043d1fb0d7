#pragma once

// What was decided about one patient and one trial, with everything that an explanation needs.
// It refers to nothing: program, patient and vocabulary may be gone when it is read.

#include <optional>
#include <string>
#include <vector>

#include "language/program.h"
#include "patient/read_patients.h"
#include "quantity/truth.h"

namespace eligo {

enum class CriterionResult { pass, fail, unknown };
enum class Verdict { eligible, ineligible, undetermined };
std::string_view name_of(CriterionResult result);
std::string_view name_of(Verdict verdict);

// A piece of the record that a decision rests on.
struct Evidence {
  std::string path;   // JSON Pointer into the patient's record
  std::string name;   // as recorded
  std::string value;  // as recorded: "8.1", "< 60", "positive"; empty for records and facts
  std::string unit;   // as recorded
  std::string date;   // as recorded; empty where there is none
  // Days from the recorded date to the screening date; unset where the date is no single day.
  std::optional<int> age_days = {};
  // The value in the unit that it was compared in, where that differs from the recorded one.
  struct Converted {
    std::string value;
    std::string unit;
    std::string step;    // "÷ 88.4"
    std::string source;  // where the factor comes from
    friend bool operator==(const Converted&, const Converted&) = default;
  };
  std::optional<Converted> as;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

enum class OpenKind { data, attestation, judgement, conflict, source };
std::string_view name_of(OpenKind kind);

// Something that would settle what is open.
struct OpenItem {
  std::string criterion;  // "I7"; for a withheld list "I" or "E"
  OpenKind kind{};
  std::string ask;               // what to find out: "fasting C-peptide"
  std::string with;              // for a conflict: the other statement's id
  bool in_smallest_set = false;  // it belongs to the smallest set that could settle the verdict
  friend bool operator==(const OpenItem&, const OpenItem&) = default;
};

// One step of the reasoning; a leaf has no parts.
struct Reason {
  Truth truth = Truth::unknown;  // of the rule's expression, before inclusion or exclusion
  std::string rule;              // the expression, in the rule language
  std::string why;               // a sentence: "HbA1c 8.1 % on 2026-01-02 is at least 7.5 %"
  std::vector<Evidence> evidence;
  std::vector<Reason> parts;
};

// How far a decided numeric comparison is from its limit.
struct Margin {
  std::string text;   // "0.06 mg/dL over the limit"
  Rational relative;  // distance ÷ limit, not negative
};

// What time alone will do to a criterion, if nothing else is recorded.
struct Turn {
  Day from;                  // the first day on which the result is another one
  CriterionResult result{};  // the result from that day on
  std::string why;           // "28 days after the last dose"
};

// What another reading of a criterion's sentence says of the patient.
struct OtherReadingResult {
  std::string rule;     // in the rule language
  std::string because;  // why the words allow it
  CriterionResult result{};
};

struct CriterionDecision {
  std::string id;
  CriterionKind kind{};
  std::string text;  // the document's sentence
  std::string document;
  std::uint32_t line = 0;
  std::uint32_t column = 0;  // where in the line the sentence begins; 0: with it
  CriterionResult result = CriterionResult::unknown;
  std::string why;                 // one sentence or two: what decided it, or what is missing
  std::vector<Evidence> evidence;  // of the parts that decided it, or were seen where none did
  std::vector<std::string> assumptions;
  std::vector<OpenItem> open;      // what would settle it; empty where it is decided
  std::vector<std::string> notes;  // results not used and why, attestations that data overrode, ...
  std::optional<Margin> nearest;   // the closest limit among the comparisons that decided it
  std::vector<Turn> turns;         // later days on which it changes, the next one first
  // Every other reading of the sentence, in the order of the rule. `result` is that of the first;
  // where assumptions are off it is what all of them agree on, else unknown.
  std::vector<OtherReadingResult> other_readings;
  Reason reason;
};

// The first day on which no criterion fails any more, by time alone.
struct EarliestDay {
  Day day;
  Verdict verdict{};                  // on that day: eligible or undetermined
  std::vector<std::string> criteria;  // those that fail until then
};

// That the patient had died by the screening date, or may have.
struct Deceased {
  std::string why;   // "the patient died on 2025-03-01"
  std::string date;  // as recorded; empty where it is not
  std::string path;  // JSON Pointer into the patient's record
};

struct Decision {
  std::string trial;
  std::string title;
  std::string patient;
  std::string patient_summary;  // "woman, 34 years"
  Day as_of;
  Verdict verdict = Verdict::undetermined;
  std::string why;                   // one sentence on the verdict
  std::optional<Deceased> deceased;  // then nothing else makes the verdict
  std::vector<CriterionDecision> criteria;
  std::vector<OpenItem> open;            // over all criteria, the smallest sufficient set first
  std::vector<std::string> assumptions;  // "I8: the text gives no unit; …"
  std::vector<Diagnostic> warnings;      // about the record
  std::vector<UnusedParts> notes;        // what of the record screening leaves out
  // The criteria whose readings would make another verdict; empty where none would.
  std::vector<std::string> hangs_on_readings;
  std::optional<EarliestDay> earliest;  // for an ineligible patient whom time alone could admit
};

}  // namespace eligo
