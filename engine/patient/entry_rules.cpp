#include "patient/entry_rules.h"

#include <fmt/format.h>

namespace eligo {

std::array<ConceptKind, 4> kinds_in(RecordList list) {
  using enum ConceptKind;
  switch (list) {
    case RecordList::conditions:
      return {condition, event, procedure, medication};
    case RecordList::medications:
      return {medication, procedure, event, condition};
    case RecordList::procedures:
      return {procedure, event, medication, condition};
    case RecordList::events:
      break;
  }
  return {event, procedure, condition, medication};
}

std::string contradicting_dates(const Record& record) {
  if (!record.start || !record.end || record.start->earliest <= record.end->latest) return {};
  return fmt::format("the entry ends on {}, before it begins on {}; it is not used",
                     record.end->text, record.start->text);
}

void set_dose_unit(const std::string& text, const std::string& path, const JsonValue& at,
                   const Vocabulary& vocabulary, RecordFindings& findings, Record& record) {
  record.dose_unit_text = text;
  record.dose_unit = vocabulary.units().parse(text);
  if (record.dose_unit) return;
  findings.warn(DiagnosticCode::unit_not_understood, path, at,
                fmt::format("{} is not a unit that is known; the dose is not used", quoted(text)),
                did_you_mean_one_of(vocabulary.units().nearest(text)));
  record.dose.reset();
}

}  // namespace eligo
