#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/screened/screened_patient.h"

namespace eligo {

// A piece of the record that a criterion's result rests on, as a sheet shows it.
struct SheetEvidence {
  std::string value;      // "129 umol/L", or the recorded name of an entry
  std::string converted;  // "1.46 mg/dL (÷ 88.4)"; empty where nothing was converted
  std::string date;       // as recorded
  std::string path;       // JSON Pointer into the record
};

struct SheetCriterion {
  std::string id;
  CriterionKind kind{};
  std::string sentence;  // verbatim; empty where the document lost it
  std::string place;     // "NCT01374854.txt line 144"
  CriterionResult result{};
  std::string why;
  std::vector<SheetEvidence> evidence;
  std::vector<Comparison> comparisons;
  std::vector<std::string> assumptions;
  std::vector<std::string> notes;
  std::vector<std::string> readings;  // what other readings of the sentence say
  std::string next_turn;  // "passes from 2026-01-27: …"; empty where nothing comes soon
};

// Close to a limit, whichever side it is on.
struct NearMiss {
  std::size_t criterion = 0;  // position in the sheet's criteria
  Comparison comparison;
  Distance distance;
};

// Something to find out, for all criteria that it would settle.
struct ToDo {
  OpenKind kind{};
  std::string ask;  // "fasting C-peptide"
  std::string why;  // "no fasting C-peptide on record"; empty where it says no more than the ask
  std::vector<std::string> criteria;
  std::vector<std::string> sentences;  // of those criteria, where there is no ask
  bool in_smallest_set = false;
};

// One page a patient and trial.
struct PatientSheet {
  Disclosure disclosure{};
  std::string trial;
  std::string title;
  std::string patient;
  std::string summary;  // "woman, 34 years"
  Day as_of;
  Verdict verdict{};
  std::string why;  // one sentence on the verdict
  std::size_t fail = 0;
  std::size_t open = 0;
  std::size_t pass = 0;
  std::string deceased;                  // "the patient died on 2025-03-01 (/deceased)"; else empty
  std::string earliest;                  // from which day time alone would admit; else empty
  std::string hangs_on;                  // that another reading makes another verdict; else empty
  std::vector<SheetCriterion> criteria;  // in the order of the trial
  std::vector<std::size_t> failing;      // positions in criteria: exclusions first
  std::vector<NearMiss> near;            // the closest first
  std::vector<ToDo> to_do;               // the smallest set that could settle the verdict first
  std::vector<std::string> conflicts;
  std::vector<std::string> assumptions;  // "I8: the text gives no unit; …"
  std::vector<std::string> warnings;     // about the record
  std::vector<std::string> left_out;     // of the record, with the reason
};

PatientSheet patient_sheet(const ScreenedPatient& screened);

}  // namespace eligo
