#include "decide/anchored_window.h"

#include <fmt/format.h>

namespace eligo {
namespace {

std::optional<Day> given_day(const Screening& screening, Anchor anchor) {
  for (const AnchorDays* days : {&screening.options.anchors, &screening.patient.anchors}) {
    const auto found = days->find(anchor);
    if (found != days->end()) return found->second;
  }
  return std::nullopt;
}

// "first dose"
std::string words_for(Anchor anchor) {
  return anchor == Anchor::first_dose ? "first dose" : std::string(name_of(anchor));
}

}  // namespace

Day anchor_day(const Screening& screening, Anchor anchor) {
  return given_day(screening, anchor).value_or(screening.options.as_of);
}

DayRange days_of(const Screening& screening, const TimeWindow& window) {
  const Day anchor = anchor_day(screening, window.anchor);
  return {before(anchor, window.period), anchor};
}

std::string days_text(const DayRange& days) {
  return fmt::format("{} to {}, both included", date_text(days.first), date_text(days.last));
}

std::vector<std::string> anchor_notes(const Screening& screening,
                                      const std::optional<TimeWindow>& window) {
  if (!window || given_day(screening, window->anchor)) return {};
  const bool comes_later =
      window->anchor == Anchor::randomization || window->anchor == Anchor::first_dose;
  if (!comes_later) return {};
  return {fmt::format("the day of the {} is not given; the screening date {} stands for it",
                      words_for(window->anchor), date_text(screening.options.as_of))};
}

std::string nothing_until_anchor(const Screening& screening,
                                 const std::optional<TimeWindow>& window) {
  if (!window) return {};
  const Day anchor = anchor_day(screening, window->anchor);
  const Day as_of = screening.options.as_of;
  if (anchor <= as_of) return {};
  return fmt::format(
      "nothing is recorded between the screening date {} and the {} on {}; taken to stay so",
      date_text(as_of), words_for(window->anchor), date_text(anchor));
}

std::string window_text(const Screening& screening, const TimeWindow& window) {
  std::string text =
      fmt::format("within {} before {}", period_text(window.period), name_of(window.anchor));
  if (const std::optional<Day> given = given_day(screening, window.anchor)) {
    text += fmt::format(" ({})", date_text(*given));
  }
  return text;
}

std::optional<std::string> first_day_note(const std::string& what,
                                          const std::optional<PartialDate>& date,
                                          const TimeWindow& window, const DayRange& days) {
  if (!date || !date->is_one_day() || date->earliest != days.first) return std::nullopt;
  return fmt::format("{} is dated exactly {} before {}, which is within {}", what,
                     period_text(window.period), date_text(days.last), period_text(window.period));
}

}  // namespace eligo
