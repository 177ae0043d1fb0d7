#pragma once

// The part of reading a result that is the same however it was written: its value and its unit,
// whether it can be, and what is kept of it. For the stages that read records.

#include <string>
#include <string_view>
#include <vector>

#include "patient/named_concept.h"
#include "patient/patient.h"
#include "patient/record_findings.h"

namespace eligo {

// Whether a missing unit says the same as `unit`: a pure number has none.
bool says_nothing(const Unit& unit);

// Adds the results of one record to it. What cannot be used is reported. A result is then kept
// without its value, so that an older one does not pass for the newest.
class ObservationKeeper {
 public:
  ObservationKeeper(const Vocabulary& vocabulary, RecordFindings& findings,
                    std::vector<Observation>& observations)
      : vocabulary_(&vocabulary), findings_(&findings), observations_(&observations) {}

  // Sets the unit from its text. False where the analyte needs one and the text is none that is
  // known; how_to_write_unit then says what to write.
  bool set_unit(const std::string& text, Observation& observation) const;
  std::string how_to_write_unit(const std::string& text, const Observation& observation) const;
  // Sets the analyte's default unit, where there is one, for a result that gives none.
  void set_default_unit(Observation& observation) const;

  // Reads a number or a named result; see read_result_value.
  bool read_value(const JsonValue& value, std::string_view comparator, const std::string& path,
                  Observation& observation) const;
  // Takes out reference limits that contradict each other, which is reported at `path`.
  void check_limits(Observation& observation, const std::string& path, const JsonValue& at) const;

  // Keeps a result that was read. A unit that its analyte cannot have and a value that nobody can
  // have are reported.
  void keep(Observation observation, const JsonValue& at);
  // Keeps what is known of a result that cannot be used; `value` may be null.
  void keep_unreadable(Observation observation, const JsonValue* value);
  // The same for a result of which it is not clear whose it is.
  void keep_contradictory(Observation observation, const NamedConcept& named);

 private:
  const Vocabulary* vocabulary_;
  RecordFindings* findings_;
  std::vector<Observation>* observations_;
};

}  // namespace eligo
