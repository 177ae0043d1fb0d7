#pragma once

// What to find out next: the patients who may still be eligible, those with the fewest open
// questions first.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "report/screened/screened_patient.h"

namespace eligo {

// A question, once for all patients who have it.
struct WorkListAsk {
  OpenKind kind{};
  std::string ask;  // de-identified: the criterion's own words
  friend auto operator<=>(const WorkListAsk&, const WorkListAsk&) = default;
};

// One trial that a patient may be eligible for.
struct WorkListTrial {
  std::size_t trial = 0;  // by position
  // The fewest questions whose answers could make the patient eligible, in the order of the
  // criteria, by position in WorkList::asks.
  std::vector<std::uint32_t> needed;
  std::vector<std::string> criteria;  // that are not decided
};

struct WorkListPatient {
  std::string patient;  // de-identified: the code
  std::string summary;
  Day as_of;
  std::vector<WorkListTrial> trials;  // the fewest questions first

  std::size_t fewest() const;
};

struct WorkListTrialTotals {
  std::string trial;
  std::string title;
  std::size_t listed = 0;
  std::size_t not_to_be_settled = 0;  // undetermined, and no answer could make them eligible
};

struct WorkList {
  Disclosure disclosure{};
  std::vector<WorkListTrialTotals> trials;
  std::vector<WorkListAsk> asks;
  std::vector<WorkListPatient> patients;  // the fewest questions first, then by id
};

class WorkListCollector {
 public:
  // The programs must outlive it.
  WorkListCollector(const std::vector<const Program*>& programs, Disclosure disclosure);

  // Patient by patient, each with all its trials one after another. `screened` is as it may be
  // shown, `full` the same with everything.
  void add(std::size_t trial, const ScreenedPatient& screened, const ScreenedPatient& full);

  // To be called once, in the end.
  WorkList take();

 private:
  std::uint32_t position_of(WorkListAsk ask);

  const std::vector<const Program*>& programs_;
  WorkList list_;
  std::map<WorkListAsk, std::uint32_t> positions_;
  std::string current_;  // the id of the last patient of the list, as recorded
};

}  // namespace eligo
