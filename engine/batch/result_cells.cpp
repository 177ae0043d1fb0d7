#include "batch/result_cells.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "text/unicode.h"

namespace eligo::batch {
namespace {

const ResultColumn* results_of(const Column& column) {
  return std::get_if<ResultColumn>(&column.quantity);
}

Day day_of(std::int32_t number) {
  return Day{std::chrono::days{number}};
}

// The place of a multiple of a laboratory's own reference limit.
std::optional<Place> place_of_multiple(const LimitTable& limits, const PlainResult& result,
                                       const std::optional<PlainDecimal>& reference) {
  if (!reference || reference->mantissa <= 0) return missing;
  const double near = nearest_double(result.value) / nearest_double(*reference);
  return limits.place_of(near, std::abs(near),
                         [&] { return Rational(exactly(result.value) / exactly(*reference)); });
}

}  // namespace

ResultCells::ResultCells(const Plan& plan, const Vocabulary& vocabulary,
                         const ScreeningOptions& options)
    : plan_(plan),
      vocabulary_(vocabulary),
      options_(options),
      candidates_(plan.columns.size()),
      plain_steps_(plan.columns.size()),
      weight_(vocabulary.find("weight")),
      height_(vocabulary.find("height")) {
  const std::optional<ConceptId> body_mass_index = vocabulary.find("bmi");
  for (std::uint32_t i = 0; i < plan.columns.size(); ++i) {
    const ResultColumn* column = results_of(plan.columns[i]);
    const ConceptId analyte = column == nullptr ? ConceptId{} : column->pattern.analyte;
    steps_.emplace_back(analyte, vocabulary);
    is_about_urine_.push_back(folded_name(vocabulary[analyte].name).find("urin") !=
                              std::string::npos);
    // Strictly, what happens between the screening and a later day of the trial is not assumed.
    is_refused_.push_back(column != nullptr && options.strict && column->pattern.window &&
                          !options.anchors.empty());
    if (column != nullptr && analyte == body_mass_index) body_mass_columns_.push_back({i});
  }
}

const std::vector<ColumnId>& ResultCells::fill(Row& row) {
  for (const ColumnId column : touched_) candidates_[column.index] = {};
  touched_.clear();
  unclear_.clear();
  for (const PlainResult& result : row.profile.results) see(row, result);
  if (row.parts != nullptr) {
    for (const std::optional<ConceptId>& analyte : row.parts->other_results) {
      if (!analyte) continue;
      for (const ColumnId column : plan_.columns_of[analyte->index]) {
        touch(column, {Candidate::State::unclear, nullptr});
      }
    }
  }
  see_body_mass(row);
  for (const ColumnId column : touched_) {
    const Candidate& candidate = candidates_[column.index];
    const bool is_clear = candidate.state == Candidate::State::one && !is_refused_[column.index];
    const auto place = is_clear ? place_of(row, column, *candidate.result) : std::nullopt;
    if (!place) {
      unclear_.push_back(column);
    } else if (candidate.result->comparator == PlainComparator::none) {
      row.block.cells_of(column)[row.number] = *place;
    } else if (*place != missing) {
      put_one_sided(row, column, *place, candidate.result->comparator);
    }
  }
  return unclear_;
}

// A value that is only known to lie on one side of `place`.
void ResultCells::put_one_sided(Row& row, ColumnId column, Place place,
                                PlainComparator comparator) {
  const bool is_on_limit = place % 2 == 1;
  PlaceRange side{0, std::numeric_limits<Place>::max()};
  switch (comparator) {
    case PlainComparator::none:
      side = {place, place};
      break;
    case PlainComparator::less:
      side.high = static_cast<Place>(is_on_limit ? place - 1 : place);
      break;
    case PlainComparator::at_most:
      side.high = place;
      break;
    case PlainComparator::at_least:
      side.low = place;
      break;
    case PlainComparator::more:
      side.low = static_cast<Place>(is_on_limit ? place + 1 : place);
      break;
  }
  row.block.one_sided[column.index].push_back({row.number, side});
}

void ResultCells::touch(ColumnId column, Candidate candidate) {
  Candidate& known = candidates_[column.index];
  if (known.state == Candidate::State::none) touched_.push_back(column);
  known = candidate;
}

// Where no index is recorded, it follows from weight and height.
void ResultCells::see_body_mass(const Row& row) {
  if (body_mass_columns_.empty() || !weight_ || !height_) return;
  const auto has = [&](ConceptId analyte) {
    return std::any_of(
        row.profile.results.begin(), row.profile.results.end(),
        [&](const PlainResult& result) { return vocabulary_.is_kind_of(result.analyte, analyte); });
  };
  if (row.parts == nullptr && !(has(*weight_) && has(*height_))) return;
  for (const ColumnId column : body_mass_columns_) {
    if (candidates_[column.index].state == Candidate::State::none) {
      touch(column, {Candidate::State::unclear, nullptr});
    }
  }
}

void ResultCells::see(const Row& row, const PlainResult& result) {
  for (const ColumnId column : plan_.columns_of[result.analyte.index]) {
    Candidate& known = candidates_[column.index];
    if (known.state == Candidate::State::unclear || !is_fit(row, column, result)) continue;
    if (known.state == Candidate::State::none) {
      touch(column, {Candidate::State::one, &result});
      continue;
    }
    // Which of two is the newest is plain only where both have a date and one is later.
    const std::optional<PlainDate>& known_date = known.result->date;
    const bool both_dated = known_date && result.date;
    const bool is_later = both_dated && known_date->latest < result.date->earliest;
    const bool is_earlier = both_dated && result.date->latest < known_date->earliest;
    if (is_later) {
      known.result = &result;
    } else if (!is_earlier) {
      known = {Candidate::State::unclear, nullptr};
    }
  }
}

Day ResultCells::anchor_day(const Row& row, Anchor anchor) const {
  const auto given = options_.anchors.find(anchor);
  return given == options_.anchors.end() ? row.as_of : given->second;
}

bool ResultCells::is_fit(const Row& row, ColumnId column, const PlainResult& result) const {
  const ObservationPattern& pattern = results_of(plan_.columns[column.index])->pattern;
  if (result.date && result.date->earliest > row.as_of_number) return false;
  if (result.date && pattern.window &&
      result.date->earliest > number_of(anchor_day(row, pattern.window->anchor))) {
    return false;
  }
  if (pattern.fasting && result.fasting != true) return false;
  if (result.specimen.empty()) return true;
  if (pattern.specimen) return result.specimen == name_of(*pattern.specimen);
  return result.specimen != name_of(Specimen::urine) || is_about_urine_[column.index];
}

Truth ResultCells::is_in_time(const Row& row, const ObservationPattern& pattern,
                              const std::optional<PlainDate>& date) const {
  if (!pattern.window && !options_.max_age) {
    return date && date->latest > row.as_of_number ? Truth::unknown : Truth::yes;
  }
  if (!date) return Truth::unknown;
  DayRange days{row.as_of, row.as_of};
  if (pattern.window) {
    const Day anchor = anchor_day(row, pattern.window->anchor);
    days = {before(anchor, pattern.window->period), std::min(anchor, row.as_of)};
  } else {
    days.first = before(row.as_of, *options_.max_age);
  }
  const Day earliest = day_of(date->earliest);
  const Day latest = day_of(date->latest);
  if (latest < days.first || earliest > days.last) return Truth::no;
  return earliest >= days.first && latest <= days.last ? Truth::yes : Truth::unknown;
}

std::optional<Place> ResultCells::place_of(const Row& row, ColumnId column,
                                           const PlainResult& result) {
  const ResultColumn& wanted = *results_of(plan_.columns[column.index]);
  if (is_in_time(row, wanted.pattern, result.date) != Truth::yes) return missing;
  const LimitTable& limits = plan_.columns[column.index].limits;
  switch (wanted.scale) {
    case LimitScale::upper_reference_limit:
      return place_of_multiple(limits, result, result.high);
    case LimitScale::lower_reference_limit:
      return place_of_multiple(limits, result, result.low);
    case LimitScale::absolute:
      return place_of_value(row, column, result);
  }
  return std::nullopt;
}

std::optional<Place> ResultCells::place_of_value(const Row& row, ColumnId column,
                                                 const PlainResult& result) {
  if (options_.strict && result.unit_defaulted) return missing;
  const UnitStep& step = step_of(row, column, result.unit);
  if (!step.converts) return missing;
  if (step.multiply <= 0 && result.comparator != PlainComparator::none) return std::nullopt;
  const LimitTable& limits = plan_.columns[column.index].limits;
  const double value = nearest_double(result.value);
  const auto exact = [&] {
    return Rational(step.exact.multiply * exactly(result.value) + step.exact.add);
  };
  if (step.is_identity) return limits.place_of_decimal(value, exact);
  const double scaled = value * step.multiply;
  return limits.place_of(scaled + step.add, std::abs(scaled) + std::abs(step.add), exact);
}

const UnitStep& ResultCells::step_of(const Row& row, ColumnId column, PlainUnit unit) {
  if (row.parts != nullptr) return steps_[column.index].step_from(row.unit(unit));
  std::vector<const UnitStep*>& known = plain_steps_[column.index];
  if (known.size() <= unit.index) known.resize(unit.index + 1, nullptr);
  const UnitStep*& step = known[unit.index];
  if (step == nullptr) step = &steps_[column.index].step_from(row.unit(unit));
  return *step;
}

}  // namespace eligo::batch
