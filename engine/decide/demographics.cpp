#include <fmt/format.h>

#include "decide/leaves.h"
#include "decide/number_words.h"

namespace eligo {
namespace {

using std::chrono::days;

std::string age_words(int low, int high, const std::string& unit) {
  if (low == high) return fmt::format("{}{}", low, unit);
  return fmt::format("{} to {}{}", low, high, unit);
}

Evidence sex_evidence(const Patient& patient) {
  Evidence evidence;
  evidence.path = patient.sex_path;
  evidence.name = "sex";
  evidence.value = name_of(*patient.sex);
  return evidence;
}

bool is_leap_day(Day day) {
  const std::chrono::year_month_day date{day};
  return date.month() == std::chrono::February && date.day() == std::chrono::day{29};
}

}  // namespace

std::optional<DayRange> birth_days(const Patient& patient, Day as_of) {
  if (patient.birth_date) return DayRange{patient.birth_date->earliest, patient.birth_date->latest};
  if (!patient.age_years) return std::nullopt;
  // Somebody of n completed years was born n to just under n + 1 years ago.
  const Day known_on = patient.as_of.value_or(as_of);
  const mpz_class whole = patient.age_years->get_num() / patient.age_years->get_den();
  const int years = static_cast<int>(whole.get_si());
  return DayRange{before(known_on, Period{years + 1, Period::Unit::years}) + days{1},
                  before(known_on, Period{years, Period::Unit::years})};
}

Finding unknown_finding(std::string why, OpenKind kind, std::string ask, bool attestable) {
  Finding finding;
  finding.why = std::move(why);
  finding.ask = Ask{kind, std::move(ask), attestable};
  return finding;
}

Finding find_age_in_range(const Screening& screening, const AgeInRange& operation) {
  const Day as_of = screening.options.as_of;
  const std::optional<DayRange> birth = birth_days(screening.patient, as_of);
  if (!birth) {
    return unknown_finding("no birth date or age on record", OpenKind::data, "birth date", false);
  }
  const int low = completed(std::min(birth->last, as_of), as_of, operation.unit);
  const int high = completed(std::min(birth->first, as_of), as_of, operation.unit);
  const Interval age{Bound{Rational(low), true}, Bound{Rational(high), true}};
  const std::string unit = " " + period_text(Period{2, operation.unit}).substr(2);

  Finding finding;
  finding.truth = lies_in(age, operation.range);
  Evidence evidence;
  evidence.path = screening.patient.age_path;
  evidence.name = screening.patient.birth_date ? "birth date" : "age";
  evidence.value = screening.patient.birth_date ? screening.patient.birth_date->text
                                                : decimal_text(*screening.patient.age_years);
  if (!screening.patient.birth_date) evidence.unit = "years";
  std::string words = fmt::format("age {} on {}", age_words(low, high, unit), date_text(as_of));
  if (screening.patient.birth_date) {
    words += fmt::format(" (born {})", screening.patient.birth_date->text);
  }
  if (low == high) {
    const Rational value = low;
    finding.why = fmt::format("{} is {}", words, relation_text(value, operation.range, unit));
    finding.nearest = margin_of(value, operation.range, unit);
  } else if (finding.truth == Truth::unknown) {
    finding.why = fmt::format("{} may or may not be {}", words, range_text(operation.range, unit));
    finding.ask = Ask{OpenKind::data, "the full birth date", false};
  } else {
    finding.why = fmt::format("{} is {}{}", words, finding.truth == Truth::yes ? "" : "not ",
                              range_text(operation.range, unit));
  }
  if (screening.patient.birth_date && birth->first == birth->last && is_leap_day(birth->first)) {
    finding.notes.emplace_back(
        "born on 29 February: in a year without that day the birthday is 1 March");
  }
  finding.evidence.push_back(std::move(evidence));
  return finding;
}

std::optional<Finding> not_for_this_sex(const Screening& screening,
                                        const std::vector<ConceptId>& concepts) {
  if (!screening.patient.sex || concepts.empty()) return std::nullopt;
  for (const ConceptId id : concepts) {
    const std::optional<Sex>& only = screening.vocabulary[id].only_sex;
    if (!only || *only == *screening.patient.sex) return std::nullopt;
  }
  Finding finding;
  finding.truth = Truth::no;
  finding.why =
      fmt::format("{} does not apply to a {} patient", screening.vocabulary[concepts.front()].name,
                  name_of(*screening.patient.sex));
  finding.evidence.push_back(sex_evidence(screening.patient));
  return finding;
}

Finding find_sex(const Screening& screening, const PatientSexIs& operation) {
  if (!screening.patient.sex) {
    return unknown_finding("no sex on record", OpenKind::data, "sex", false);
  }
  Finding finding;
  finding.truth = *screening.patient.sex == operation.sex ? Truth::yes : Truth::no;
  finding.why = fmt::format("the patient is {}", name_of(*screening.patient.sex));
  finding.evidence.push_back(sex_evidence(screening.patient));
  return finding;
}

}  // namespace eligo
