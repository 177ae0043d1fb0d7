#pragma once

// The cells of a row that hold results: which result a column's pattern selects, and its place
// among the column's limits. Private to this stage.

#include <optional>
#include <vector>

#include "batch/row.h"
#include "batch/unit_steps.h"

namespace eligo::batch {

class ResultCells {
 public:
  ResultCells(const Plan& plan, const Vocabulary& vocabulary, const ScreeningOptions& options);

  // Fills the row's cells. Gives the columns of which only the reference can say more.
  const std::vector<ColumnId>& fill(Row& row);

 private:
  // What the record has for a column, as far as it was read.
  struct Candidate {
    enum class State : std::uint8_t { none, one, unclear };
    State state = State::none;
    const PlainResult* result = nullptr;
  };

  void see(const Row& row, const PlainResult& result);
  void see_body_mass(const Row& row);
  void put_one_sided(Row& row, ColumnId column, Place place, PlainComparator comparator);
  void touch(ColumnId column, Candidate candidate);
  bool is_fit(const Row& row, ColumnId column, const PlainResult& result) const;
  Truth is_in_time(const Row& row, const ObservationPattern& pattern,
                   const std::optional<PlainDate>& date) const;
  Day anchor_day(const Row& row, Anchor anchor) const;
  // Nothing where only the reference can say.
  std::optional<Place> place_of(const Row& row, ColumnId column, const PlainResult& result);
  std::optional<Place> place_of_value(const Row& row, ColumnId column, const PlainResult& result);
  const UnitStep& step_of(const Row& row, ColumnId column, PlainUnit unit);

  const Plan& plan_;
  const Vocabulary& vocabulary_;
  const ScreeningOptions& options_;
  std::vector<Candidate> candidates_;  // by ColumnId
  std::vector<ColumnId> touched_;
  std::vector<ColumnId> unclear_;
  std::vector<bool> is_about_urine_;                       // by ColumnId
  std::vector<bool> is_refused_;                           // by ColumnId: left to the reference
  std::vector<UnitSteps> steps_;                           // by ColumnId
  std::vector<std::vector<const UnitStep*>> plain_steps_;  // by ColumnId and PlainUnit
  std::vector<ColumnId> body_mass_columns_;
  std::optional<ConceptId> weight_;
  std::optional<ConceptId> height_;
};

}  // namespace eligo::batch
