#pragma once

// Which decisions differ from those made before: in an earlier run, or by rules as they were before
// an amendment.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/screened/screened_patient.h"

namespace eligo {

// The results of one trial's criteria for one patient, as an earlier run or other rules had them.
struct EarlierDecision {
  Verdict verdict{};
  std::map<std::string, CriterionResult> results;  // by id; those that are not named passed
  bool has_all = false;  // `results` has every criterion, also those that passed
};

struct CriterionChange {
  std::string id;
  std::optional<CriterionResult> before;  // unset for a criterion that was not there
  std::optional<CriterionResult> after;   // unset for one that is no longer there
  friend bool operator==(const CriterionChange&, const CriterionChange&) = default;
};

// A patient and trial with another verdict, or that came or went.
struct ChangedDecision {
  std::size_t trial = 0;
  std::string patient;  // de-identified: the code
  std::optional<Verdict> before;
  std::optional<Verdict> after;
  std::vector<CriterionChange> criteria;
};

// One criterion over all patients: how many went from one result to another.
struct CriterionShift {
  std::string id;
  // [before][after], by CriterionResult.
  std::array<std::array<std::size_t, 3>, 3> patients{};
  std::size_t changed() const;
};

// What an amendment did to a sentence. One of the two texts is empty for one that came or went.
struct SentenceChange {
  std::string id;         // now; before, where it went
  std::string before_id;  // where it differs from `id`
  std::string before;
  std::string after;
  std::string before_rule;  // where the sentence stayed and its rule changed
  std::string after_rule;
};

struct TrialChanges {
  std::string trial;
  std::string title;
  std::size_t compared = 0;
  std::size_t came = 0;
  std::size_t went = 0;
  // [before][after], by Verdict.
  std::array<std::array<std::size_t, 3>, 3> verdicts{};
  std::size_t same_verdict_other_results = 0;  // patients
  std::vector<CriterionShift> criteria;        // that changed for anybody
  std::vector<SentenceChange> sentences;       // of an amended rule file
  std::size_t changed_verdicts() const;
};

struct Changes {
  Disclosure disclosure{};
  std::string against;  // what was compared with, by name
  std::string against_sha256;
  bool is_amendment = false;  // other rules and the same patients, else an earlier run
  std::vector<TrialChanges> trials;
  std::vector<ChangedDecision> decisions;  // trial by trial
  std::size_t unread_lines = 0;            // of the earlier run
  std::vector<std::string> other_trials;   // only in what was compared with, by id
};

// Collects the differences as decisions come.
class ChangeCollector {
 public:
  ChangeCollector(const std::vector<const Program*>& programs, Disclosure disclosure);

  // `before`: null where there was none. `decision` has everything; `shown_as` is what the patient
  // may be called.
  void add(std::size_t trial, const Decision& decision, const std::string& shown_as,
           const EarlierDecision* before);
  void add_gone(std::size_t trial, const std::string& shown_as, const EarlierDecision& before);

  // To be called once, in the end.
  Changes take();
  Changes& changes() { return changes_; }

 private:
  void count(TrialChanges& trial, const CriterionChange& change);

  Changes changes_;
};

// The criteria of two states of a trial, brought together: one whose very sentence is there before
// is the same, whatever its number; else the one of the same number is.
struct MatchedCriteria {
  std::map<std::string, std::string> before_of;  // by the id now
  std::vector<SentenceChange> changes;           // in the order of the trial now; then what went
};
MatchedCriteria matched_criteria(const Program& before, const Program& after);

// What `decision`, by the rules as they were, says of the criteria as they are called now. One that
// is no longer there keeps its id, with "(before)" behind it where that now names another.
EarlierDecision as_called_now(const Decision& decision, const MatchedCriteria& matched);

}  // namespace eligo
