#pragma once

// The units of plain profiles, and the values that are usual in them. Private to this stage.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "patient/plain_profile.h"
#include "patient/remembered_texts.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// A unit of an analyte's results.
struct PlainMeasure {
  PlainUnit unit;
  bool is_assumed = false;  // the default unit, of which a bare number says nothing
  // All values between are ones that a living adult can have; of others, PlainUnits::is_usual
  // knows.
  double low = 0;
  double high = 0;

  bool is_surely_usual(const PlainDecimal& value) const {
    const double nearest = nearest_double(value);
    return nearest > low && nearest < high;
  }
};

class PlainUnits {
 public:
  // The vocabulary must outlive the object.
  explicit PlainUnits(const Vocabulary& vocabulary);

  // The unit that `text` writes, for results of `analyte`, and its default unit, for results
  // without one. Null where the ordinary reader would not use such a result, or warn, and for
  // analytes whose results have names.
  const PlainMeasure* measure(ConceptId analyte, std::string_view text);
  const PlainMeasure* default_measure(ConceptId analyte);
  // Whether a dose may have the unit `text`.
  bool is_dose_unit(std::string_view text);

  // Whether a living adult can have `value`.
  bool is_usual(ConceptId analyte, const PlainMeasure& measure, const PlainDecimal& value) const;

  const std::vector<Unit>& units() const { return units_; }

 private:
  std::optional<PlainMeasure> read_measure(ConceptId analyte, const Unit& unit);
  PlainUnit number_of(const Unit& unit);

  const Vocabulary* vocabulary_;
  std::vector<Unit> units_;
  RememberedTexts<PlainMeasure> measures_;  // at the index of the analyte
  RememberedTexts<bool> dose_units_;
  struct DefaultMeasure {
    bool is_read = false;
    std::optional<PlainMeasure> measure;
  };
  std::vector<DefaultMeasure> default_measures_;  // by analyte
};

}  // namespace eligo
