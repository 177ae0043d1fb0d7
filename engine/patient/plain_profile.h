#pragma once

// A profile of the ordinary sort, as the fast road over whole populations takes it: every name,
// code and unit is known, every value is a plain number, nothing calls for a warning. Whatever is
// otherwise is left to the ordinary reader (read_patients.h), which rules on it.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "patient/patient.h"
#include "patient/plain_decimal.h"

namespace eligo {

// A date without a time of day, as the days it may be, counted from 1970-01-01.
struct PlainDate {
  std::int32_t earliest = 0;
  std::int32_t latest = 0;
};

// The index of a unit in PlainProfileReader::units().
using PlainUnit = StrongId<struct PlainUnitTag>;

// What a record says of a value: it is that, or lies on one side of it ("< 60").
enum class PlainComparator : std::uint8_t { none, less, at_most, at_least, more };

// Whether results with a comparator are read, or left to the ordinary reader.
enum class OnComparator { leave, read };

// A result that is readable, measured in a unit that converts to its analyte's default unit, and
// one that a living adult can have.
struct PlainResult {
  ConceptId analyte;
  PlainDecimal value;
  PlainComparator comparator = PlainComparator::none;  // always, unless they are to be read
  PlainUnit unit;
  bool unit_defaulted = false;  // the record gave a bare number
  std::optional<PlainDate> date;
  std::optional<bool> fasting;
  std::string_view specimen;         // as recorded: "serum"; empty where it is not
  std::optional<PlainDecimal> high;  // the laboratory's reference limits, in `unit`
  std::optional<PlainDecimal> low;
};

struct PlainRecord {
  RecordList list{};
  ConceptId term;
  std::optional<PlainDate> start;
  std::optional<PlainDate> end;
  std::optional<bool> active;  // its status: active, or resolved
  bool has_outcome = false;
  bool has_dose = false;
};

struct PlainFact {
  ConceptId fact;
  bool value = false;
};

// The strings are in the record that was read.
struct PlainProfile {
  std::string_view id;
  std::optional<Sex> sex;
  std::optional<PlainDate> birth;
  std::optional<std::int32_t> as_of;  // days since 1970-01-01
  std::vector<PlainResult> results;   // labs, vitals and scores, in the order of the record
  std::vector<PlainRecord> records;
  std::vector<PlainFact> facts;
  std::array<bool, 4> complete{};  // by RecordList
};

// Reads plain profiles, remembering the names and units that it has met. One object serves one
// thread.
class PlainProfileReader {
 public:
  // The vocabulary must outlive the reader.
  explicit PlainProfileReader(const Vocabulary& vocabulary,
                              OnComparator on_comparator = OnComparator::leave);
  ~PlainProfileReader();
  PlainProfileReader(PlainProfileReader&&) noexcept;
  PlainProfileReader& operator=(PlainProfileReader&&) noexcept;

  // How many bytes behind a record must be readable, whatever they are.
  static std::size_t padding();

  // Reads one JSON object. False where the ordinary reader would reject it, warn of anything or
  // note anything, or where it holds what PlainProfile has no place for; `profile` then has no
  // meaning. `record` must be followed by padding() readable bytes.
  bool read(std::string_view record, PlainProfile& profile);

  // The units that results are given in, by PlainUnit. Grows with what is read.
  const std::vector<Unit>& units() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace eligo
