#pragma once

// Results of laboratory tests, vital signs and scores. Private to this stage.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "patient/observation_keeper.h"
#include "patient/patient.h"
#include "patient/profile_object.h"
#include "patient/record_findings.h"

namespace eligo {

// Reads the observations of one profile.
class ObservationReader {
 public:
  ObservationReader(const Vocabulary& vocabulary, RecordFindings& findings,
                    std::vector<Observation>& observations)
      : vocabulary_(&vocabulary),
        findings_(&findings),
        keeper_(vocabulary, findings, observations) {}

  // "labs", or "vitals" written as a list: an array of objects that name themselves.
  void read_list(const JsonArray& list, const std::string& path,
                 std::span<const ConceptKind> kinds);
  // "vitals" written as an object: by name a number, an object, or an array of these.
  void read_group(const JsonObject& group, const std::string& path,
                  std::span<const ConceptKind> kinds);
  // One value that stands under the name of an analyte: a number or an object.
  void read_named(std::string_view name, ConceptId analyte, const JsonValue& value,
                  const std::string& path);

 private:
  void read_member(std::string_view name, const JsonValue& value, const std::string& path,
                   std::span<const ConceptKind> kinds);
  // The same under a name that the vocabulary does not know.
  void read_own(std::string_view name, const JsonValue& value, const std::string& path,
                std::span<const ConceptKind> kinds);
  void read_under_name(std::string_view name, Observation observation, const JsonValue& value,
                       std::span<const ConceptKind> kinds);
  void read_entry(const JsonValue& entry, const std::string& path,
                  std::span<const ConceptKind> kinds);
  void read_fields(ProfileObject& object, Observation observation);
  void read_unit(ProfileObject& object, Observation& observation);
  void read_limits(ProfileObject& object, Observation& observation);
  void report_unknown_name(const NamedConcept& named, const std::string& path, const JsonValue& at);

  const Vocabulary* vocabulary_;
  RecordFindings* findings_;
  ObservationKeeper keeper_;
};

}  // namespace eligo
