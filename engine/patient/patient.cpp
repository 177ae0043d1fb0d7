#include "patient/patient.h"

namespace eligo {

std::string_view name_of(RecordList list) {
  switch (list) {
    case RecordList::conditions:
      return "conditions";
    case RecordList::medications:
      return "medications";
    case RecordList::procedures:
      return "procedures";
    case RecordList::events:
      return "events";
  }
  return "";
}

RecordList list_of(ConceptKind kind) {
  switch (kind) {
    case ConceptKind::medication:
      return RecordList::medications;
    case ConceptKind::procedure:
      return RecordList::procedures;
    case ConceptKind::event:
      return RecordList::events;
    case ConceptKind::condition:
    case ConceptKind::laboratory:
    case ConceptKind::vital:
    case ConceptKind::score:
    case ConceptKind::fact:
      break;
  }
  return RecordList::conditions;
}

}  // namespace eligo
