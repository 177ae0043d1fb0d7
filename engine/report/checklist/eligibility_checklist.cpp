#include "report/checklist/eligibility_checklist.h"

#include <fmt/format.h>

#include "report/decision_words.h"
#include "report/page/limit_drawing.h"

namespace eligo {
namespace {

ChecklistRow row_of(const ScreenedPatient& screened, std::size_t position) {
  const CriterionDecision& criterion = screened.decision.criteria[position];
  ChecklistRow row;
  row.id = criterion.id;
  row.sentence = criterion.text;
  row.place = place_words(criterion);
  row.result = criterion.result;
  row.found = criterion.why;
  if (row.found.empty()) {
    for (const Comparison& comparison : screened.comparisons[position]) {
      if (!row.found.empty()) row.found += "; ";
      row.found += drawing_words(comparison);
    }
  }
  for (const Evidence& evidence : criterion.evidence) {
    if (evidence.path.empty()) continue;
    row.sources.push_back(evidence.date.empty()
                              ? evidence.path
                              : fmt::format("{}, {}", evidence.path, evidence.date));
  }
  return row;
}

// Why a whole list is missing: an open item about it, rather than about one of its criteria.
std::string withheld_words(const Decision& decision, CriterionKind kind) {
  const std::string_view list = kind == CriterionKind::inclusion   ? "I"
                                : kind == CriterionKind::exclusion ? "E"
                                                                   : "R";
  for (const OpenItem& item : decision.open) {
    if (item.criterion != list) continue;
    return item.ask.empty()
               ? fmt::format("the document does not give the {} criteria", name_of(kind))
               : item.ask;
  }
  return {};
}

}  // namespace

EligibilityChecklist eligibility_checklist(const ScreenedPatient& screened) {
  const Decision& decision = screened.decision;
  EligibilityChecklist checklist;
  checklist.disclosure = screened.disclosure;
  checklist.trial = decision.trial;
  checklist.title = decision.title;
  checklist.patient = decision.patient;
  checklist.summary = decision.patient_summary;
  checklist.as_of = decision.as_of;
  for (const CriterionKind kind :
       {CriterionKind::inclusion, CriterionKind::exclusion, CriterionKind::registry}) {
    ChecklistPart part;
    part.kind = kind;
    part.withheld = withheld_words(decision, kind);
    for (std::size_t i = 0; i < decision.criteria.size(); ++i) {
      if (decision.criteria[i].kind == kind) part.rows.push_back(row_of(screened, i));
    }
    if (!part.rows.empty() || !part.withheld.empty()) checklist.parts.push_back(std::move(part));
  }
  return checklist;
}

}  // namespace eligo
