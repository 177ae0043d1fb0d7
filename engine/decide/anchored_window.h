#pragma once

// The days of a rule's windows, counted back from the trial's days as far as they are known.
// Private to this stage.

#include <optional>
#include <string>
#include <vector>

#include "decide/finding.h"

namespace eligo {

// The day that times are counted back from: the run's, else the record's, else the screening date.
Day anchor_day(const Screening& screening, Anchor anchor);

// [anchor - period, anchor], whatever of it lies after the screening date.
DayRange days_of(const Screening& screening, const TimeWindow& window);

// "2025-12-18 to 2026-01-15, both included"
std::string days_text(const DayRange& days);

// Where the screening date stands for a day that is a later one by its nature.
std::vector<std::string> anchor_notes(const Screening& screening,
                                      const std::optional<TimeWindow>& window);

// What has to be assumed so that the days from the screening date to a later anchor count as known;
// empty where the window ends by the screening date.
std::string nothing_until_anchor(const Screening& screening,
                                 const std::optional<TimeWindow>& window);

// "within 2 weeks before randomization (2026-02-01)"; the day only where one is given.
std::string window_text(const Screening& screening, const TimeWindow& window);

// Whether something on this date lies in the window, and on its very first day: the boundary
// case that people ask about.
std::optional<std::string> first_day_note(const std::string& what,
                                          const std::optional<PartialDate>& date,
                                          const TimeWindow& window, const DayRange& days);

}  // namespace eligo
