#pragma once

// What a trial's criteria do to a cohort: who is excluded by what, what is missing, how the limited
// values lie, and whom a relaxed limit would admit. Counts only; no patient can be told from it but
// by being alone in a cell.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "report/cohort/limit_moves.h"
#include "report/cohort/value_counts.h"
#include "report/screened/screened_patient.h"

namespace eligo {

// One criterion, in the order of the trial: header facts, inclusion, exclusion. A statement that
// another one contradicts fails only together with that one. Nobody who has died is counted here.
struct CohortCriterion {
  std::string id;
  CriterionKind kind{};
  std::string sentence;
  bool is_lost = false;          // the document lost its text
  std::size_t first_failed = 0;  // it is the first that the patient fails
  std::size_t failed = 0;
  std::size_t failed_alone = 0;   // it is the only one that the patient fails
  std::size_t only_obstacle = 0;  // and with it passed the patient would be eligible
  std::size_t open = 0;           // patients of whom it is not decided, whatever else fails
  // Of those who fail neither it nor any before it:
  std::size_t left_passing = 0;  // all of these criteria pass
  std::size_t left_open = 0;     // at least one of them is not decided
};

// Something to find out, over the undetermined patients.
struct CohortOpenItem {
  OpenKind kind{};
  std::string ask;
  std::vector<std::string> criteria;  // that it is asked for by, in the order of the trial
  std::size_t patients = 0;           // undetermined patients of whom it is open
  std::size_t in_smallest_set = 0;    // of these: it is in the smallest set that could settle them
  std::size_t settles = 0;            // of these: it alone makes up that set
};

// The values of one quantity that decided one criterion. Sides of the counts: 0 lies where the
// criterion admits, 1 where it does not.
struct CohortValues {
  std::size_t criterion = 0;  // by position
  std::string name;
  std::string unit;
  bool is_age = false;
  bool sides_are_of_range = false;  // neither side admits by itself: 0 is inside of the range
  struct Limit {
    Bound bound;
    bool is_low = false;  // of the range that the sentence names
    bool admits = false;  // whether that range admits
    friend bool operator==(const Limit&, const Limit&) = default;
  };
  std::vector<Limit> limits;
  ValueCounts counts;
  std::size_t given_as_range = 0;  // results such as "< 60", which are in no bar
  std::size_t ages_left_out = 0;   // 90 years and over, where that must not be shown
};

// Patients whom only one criterion keeps out, by how far one limit of it would have to be moved.
struct CohortCurve {
  std::size_t criterion = 0;
  RelaxedLimit limit;
  ValueCounts distances{ValueCounts::Rounding::up};  // in the limit's unit, not negative
  std::size_t unknown_distance = 0;                  // kept out by a result such as "< 60"
};

struct CohortReport {
  Disclosure disclosure{};
  std::string trial;
  std::string title;
  std::vector<std::string> withheld;  // what the document does not give: "inclusion criteria: …"
  bool has_criteria = false;          // besides the registry's header facts
  bool can_be_eligible = false;       // nothing of the document is lost
  bool is_strict = false;             // no assumption was used
  std::size_t assessed = 0;
  std::size_t rejected = 0;  // records that could not be read, in none of the counts
  std::size_t eligible = 0;
  std::size_t ineligible = 0;
  std::size_t undetermined = 0;
  std::size_t deceased = 0;      // of the ineligible
  std::optional<Day> first_day;  // of the screening dates
  std::optional<Day> last_day;
  std::vector<CohortCriterion> criteria;
  std::vector<CohortOpenItem> open;  // most patients settled first, then most patients
  std::size_t open_items_left_out = 0;
  // Undetermined patients by how many items their smallest sufficient set has; 0 where nothing
  // could settle them.
  std::map<std::size_t, std::size_t> by_items_needed;
  std::vector<CohortValues> values;
  std::vector<CohortCurve> curves;
};

// Counts one trial's decisions as they come. Its memory does not grow with the number of patients.
class CohortCollector {
 public:
  // Program and vocabulary must outlive it. `strict`: what the decisions were made with.
  CohortCollector(const Program& program, const Vocabulary& vocabulary, Disclosure disclosure,
                  bool strict);

  // `screened` must not be de-identified: what must not be shown is left out here.
  void add(const ScreenedPatient& screened, std::optional<Sex> sex);
  void add_rejected() { ++report_.rejected; }

  CohortReport report() const;

 private:
  void add_failures(const std::vector<CriterionResult>& counting);
  void add_open(const Decision& decision);
  void add_values(const ScreenedPatient& screened);
  void add_value(std::size_t criterion, const Comparison& comparison);
  void add_moves(const Decision& decision, const std::vector<CriterionResult>& results,
                 std::optional<Sex> sex);
  void add_move(std::size_t criterion, const LimitMove& move);

  const Program& program_;
  const Vocabulary& vocabulary_;
  CohortReport report_;
  std::map<std::pair<OpenKind, std::string>, CohortOpenItem> open_;
};

}  // namespace eligo
