#include "fhir/status_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "fhir/entry.h"

namespace eligo {

bool apply_status(std::string_view type, const std::string& word, std::string_view key,
                  std::span<const StatusMeaning> table, const Element& resource, Record& entry,
                  PatientParts& parts) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const StatusMeaning& known) { return known.word == word; });
  if (found == table.end()) {
    if (word.empty()) return true;
    // It could say that the thing never was.
    parts.patient.set_gap(entry.list);
    parts.findings.warn(
        DiagnosticCode::status_not_understood, resource.path_of(key), resource.place_of(key),
        fmt::format("the {} {} is not understood; the entry is not used", key, quoted(word)),
        "write one of the words that FHIR R4 has for it");
    return false;
  }
  switch (found->use) {
    case StatusMeaning::Use::active:
      entry.status = "active";
      return true;
    case StatusMeaning::Use::resolved:
      entry.status = "resolved";
      return true;
    case StatusMeaning::Use::doubtful:
      add_doubt(std::string(found->why), entry);
      return true;
    case StatusMeaning::Use::left_out:
      break;
  }
  parts.note(fmt::format("{}: {}", type, found->why), entry.path);
  return false;
}

}  // namespace eligo
