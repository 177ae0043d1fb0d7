#pragma once

// One patient's profile as a whole. Private to this stage; others call read_patient.

#include <string>
#include <string_view>

#include "patient/entry_reader.h"
#include "patient/observation_reader.h"
#include "patient/record_findings.h"

namespace eligo {

class ProfileReader {
 public:
  ProfileReader(RecordOrigin origin, const Vocabulary& vocabulary);
  // The readers refer to the patient inside.
  ProfileReader(const ProfileReader&) = delete;
  ProfileReader& operator=(const ProfileReader&) = delete;

  // To be called once.
  PatientOrRejection read(const JsonValue& profile);

 private:
  using FieldFunction = void (ProfileReader::*)(const JsonValue& value, const std::string& path);
  struct Field {
    std::string_view key;
    FieldFunction read;
  };
  static std::span<const Field> fields();

  void read_field(std::string_view key, const JsonValue& value);
  void read_id(const JsonValue& value, const std::string& path);
  void read_sex(const JsonValue& value, const std::string& path);
  void read_birth_date(const JsonValue& value, const std::string& path);
  void read_age(const JsonValue& value, const std::string& path);
  void read_as_of(const JsonValue& value, const std::string& path);
  void read_deceased(const JsonValue& value, const std::string& path);
  void read_anchors(const JsonValue& value, const std::string& path);
  void read_labs(const JsonValue& value, const std::string& path);
  void read_vitals(const JsonValue& value, const std::string& path);
  template <RecordList list>
  void read_records(const JsonValue& value, const std::string& path);
  void read_facts(const JsonValue& value, const std::string& path);
  void read_attestations(const JsonValue& value, const std::string& path);
  void read_complete(const JsonValue& value, const std::string& path);
  void ignore(const JsonValue& value, const std::string& path);

  void read_shorthand(std::string_view name, const JsonValue& value, const std::string& path);
  void read_fact(std::string_view name, ConceptId fact, const JsonValue& value,
                 const std::string& path);
  void report_unknown_field(std::string_view name, const JsonValue& value, const std::string& path);
  // The whole day at `path`; nothing, and a rejection, for anything else. `what` names it.
  std::optional<Day> whole_day_at(const JsonValue& value, std::string_view key,
                                  std::string_view what, const std::string& path);
  // The array or object at `path`; null where it is null, or another type, which is rejected.
  const JsonArray* list_at(const JsonValue& value, const std::string& path);
  const JsonObject* group_at(const JsonValue& value, const std::string& path);

  const Vocabulary* vocabulary_;
  RecordFindings findings_;
  Patient patient_;
  std::vector<ConceptId> contradicted_facts_;
  ObservationReader observations_;
  EntryReader entries_;
};

}  // namespace eligo
