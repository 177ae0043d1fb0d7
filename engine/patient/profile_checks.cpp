#include "patient/profile_checks.h"

#include <fmt/format.h>

#include <array>

#include "patient/profile_object.h"

namespace eligo {

namespace {

constexpr int greatest_age = 150;
constexpr int oldest_plausible = 120;

// The member of a profile that was read before.
const JsonValue& member_or_whole(const JsonValue& profile, std::string_view key) {
  const JsonValue* member = profile.member(key);
  return member == nullptr ? profile : *member;
}

// How many of `unit` make a year; nothing where it is neither years nor months.
std::optional<int> units_a_year(const std::string& text, const Vocabulary& vocabulary) {
  const std::optional<Unit> unit = vocabulary.units().parse(text);
  const std::optional<Unit> year = vocabulary.units().parse("a");
  const std::optional<Unit> month = vocabulary.units().parse("mo");
  if (!unit) return std::nullopt;
  if (year && unit->same_as(*year)) return 1;
  if (month && unit->same_as(*month)) return 12;
  return std::nullopt;
}

std::optional<Rational> age_of_object(const JsonValue& value, const std::string& path,
                                      const Vocabulary& vocabulary, RecordFindings& findings) {
  constexpr std::array<std::string_view, 2> known = {"value", "unit"};
  ProfileObject object(value, path, known, findings);
  const std::optional<Rational> number = object.number("value", IfUnreadable::drop_piece);
  const std::string unit = object.text("unit", IfUnreadable::drop_piece).value_or("a");
  if (object.is_spoilt()) return std::nullopt;
  if (!number) {
    object.spoil(DiagnosticCode::unusable_value, "value", "the age has no value; it is not used",
                 "write \"age\": 42");
    return std::nullopt;
  }
  const std::optional<int> divisor = units_a_year(unit, vocabulary);
  if (!divisor) {
    object.spoil(DiagnosticCode::unit_not_understood, "unit",
                 fmt::format("an age is not given in {}; it is not used", quoted(unit)),
                 "write the age in years: \"age\": 42");
    return std::nullopt;
  }
  const Rational years = *number / *divisor;
  return years;
}

std::optional<Rational> age_of(const JsonValue& value, const std::string& path,
                               const Vocabulary& vocabulary, RecordFindings& findings) {
  if (value.as_object() != nullptr) return age_of_object(value, path, vocabulary, findings);
  const JsonNumber* number = value.as_number();
  std::optional<Rational> years;
  if (number != nullptr) years = parse_decimal(number->text);
  if (!years) {
    findings.warn(
        DiagnosticCode::unusable_value, path, value,
        fmt::format("\"age\" holds {}, not a number; it is not used", json_kind_name(value)),
        "write the age in years without quotes: \"age\": 42");
  }
  return years;
}

void warn_of_great_age(const JsonValue& at, const std::string& path, const std::string& years,
                       RecordFindings& findings) {
  findings.warn(DiagnosticCode::implausible_value, path, at,
                fmt::format("an age of {} years is hardly right", years),
                "correct the age or the birth date");
}

// The whole years of an age that is not negative.
int whole_years(const Rational& age) {
  const mpz_class years = age.get_num() / age.get_den();
  return static_cast<int>(years.get_si());
}

void check_birth_date(const JsonValue& profile, Patient& patient, RecordFindings& findings) {
  const PartialDate& birth = *patient.birth_date;
  const JsonValue& at = member_or_whole(profile, "birthDate");
  if (patient.as_of && birth.earliest > *patient.as_of) {
    findings.reject("/birthDate", fmt::format("the birth date {} is after the screening date {}",
                                              birth.text, date_text(*patient.as_of)));
    return;
  }
  std::optional<YearRange> years;
  if (patient.as_of) years = completed_years(birth, *patient.as_of);
  if (years && years->low > oldest_plausible) {
    warn_of_great_age(at, "/birthDate", std::to_string(years->low), findings);
  }
  if (!patient.age_years) return;
  const int stated = whole_years(*patient.age_years);
  patient.age_years.reset();
  if (years && stated >= years->low && stated <= years->high) return;
  findings.warn(DiagnosticCode::conflicting_age, "/age", member_or_whole(profile, "age"),
                years ? fmt::format("the age {} does not follow from the birth date {} on {}; the "
                                    "birth date is used",
                                    stated, birth.text, date_text(*patient.as_of))
                      : std::string("the age is not used, for the birth date says it"),
                "give one of the two");
}

}  // namespace

std::optional<Rational> read_profile_age(const JsonValue& value, const std::string& path,
                                         const Vocabulary& vocabulary, RecordFindings& findings) {
  std::optional<Rational> years = age_of(value, path, vocabulary, findings);
  if (!years) return std::nullopt;
  if (*years < 0 || *years > greatest_age) {
    findings.reject(path, fmt::format("the age {} is not between 0 and {} years",
                                      decimal_text(*years), greatest_age));
    return std::nullopt;
  }
  if (*years > oldest_plausible) warn_of_great_age(value, path, decimal_text(*years), findings);
  return years;
}

void check_ages(const JsonValue& profile, Patient& patient, RecordFindings& findings) {
  check_death(patient, findings);
  if (!patient.birth_date) return;
  patient.age_path = "/birthDate";
  check_birth_date(profile, patient, findings);
}

void check_death(const Patient& patient, RecordFindings& findings) {
  if (!patient.death || !patient.death->date || !patient.birth_date) return;
  const PartialDate& death = *patient.death->date;
  if (death.latest >= patient.birth_date->earliest) return;
  findings.reject(patient.death->path, fmt::format("the death on {} is before the birth on {}",
                                                   death.text, patient.birth_date->text));
}

void settle_completeness(const JsonValue& profile, Patient& patient, RecordFindings& findings) {
  for (const RecordList list : all_record_lists) {
    bool& complete = patient.complete[static_cast<std::size_t>(list)];
    if (!complete || !patient.has_gap[static_cast<std::size_t>(list)]) continue;
    complete = false;
    findings.warn(DiagnosticCode::incomplete_list, "/complete",
                  member_or_whole(profile, "complete"),
                  fmt::format("\"{0}\" does not count as complete, because some of it was not "
                              "understood",
                              name_of(list)),
                  "what is not recorded there stays unknown until the record is corrected");
  }
}

}  // namespace eligo
