#pragma once

#include <string>
#include <vector>

#include "report/page/provenance.h"
#include "report/screened/screened_patient.h"

namespace eligo {

// A row to be answered by a person: nothing in it is answered beforehand.
struct ChecklistRow {
  std::string id;
  std::string sentence;  // verbatim; empty where the document lost it
  std::string place;
  CriterionResult result{};          // what screening found
  std::string found;                 // in words
  std::vector<std::string> sources;  // places in the record, each with its date
};

struct ChecklistPart {
  CriterionKind kind{};
  std::vector<ChecklistRow> rows;
  std::string withheld;  // why the document does not give this list; else empty
};

struct EligibilityChecklist {
  Disclosure disclosure{};
  std::string trial;
  std::string title;
  std::string patient;
  std::string summary;
  Day as_of;
  std::vector<ChecklistPart> parts;  // inclusion, exclusion, registry: those that have something
};

EligibilityChecklist eligibility_checklist(const ScreenedPatient& screened);

std::string render_html(const EligibilityChecklist& checklist, const Provenance& provenance);
std::string render_markdown(const EligibilityChecklist& checklist, const Provenance& provenance);

}  // namespace eligo
