#include "decide/death.h"

#include <fmt/format.h>

namespace eligo {
namespace {

// "on 2025-03-01", "in 2025"
std::string when(const PartialDate& date) {
  return fmt::format("{} {}", date.is_one_day() ? "on" : "in", date.text);
}

}  // namespace

std::optional<Deceased> deceased_by(const Patient& patient, Day day) {
  if (!patient.death) return std::nullopt;
  const std::optional<PartialDate>& date = patient.death->date;
  if (date && date->earliest > day) return std::nullopt;
  Deceased deceased;
  deceased.path = patient.death->path;
  if (date) deceased.date = date->text;
  if (!date) {
    deceased.why = "the patient has died; the day is not recorded";
  } else if (date->latest > day) {
    deceased.why = fmt::format("the patient died {}, which may be before the screening date {}",
                               when(*date), date_text(day));
  } else {
    deceased.why = "the patient died " + when(*date);
  }
  return deceased;
}

std::optional<UnusedParts> later_death(const Patient& patient, Day day) {
  if (!patient.death || deceased_by(patient, day)) return std::nullopt;
  return UnusedParts{fmt::format("the patient died {}, after the screening date {}: alive then",
                                 when(*patient.death->date), date_text(day)),
                     1,
                     {patient.death->path}};
}

}  // namespace eligo
