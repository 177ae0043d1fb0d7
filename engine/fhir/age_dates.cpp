#include "fhir/age_dates.h"

#include <fmt/format.h>

namespace eligo {

namespace {

constexpr int most_days_of_life = 150 * 366;

std::optional<Period::Unit> time_unit(const std::string& text, const Vocabulary& vocabulary) {
  const std::optional<Unit> unit = vocabulary.units().parse(text);
  if (!unit) return std::nullopt;
  using enum Period::Unit;
  for (const auto& [code, meaning] : {std::pair{"a", years}, std::pair{"mo", months},
                                      std::pair{"wk", weeks}, std::pair{"d", days}}) {
    const std::optional<Unit> known = vocabulary.units().parse(code);
    if (known && unit->same_as(*known)) return meaning;
  }
  return std::nullopt;
}

// An age in completed units.
std::optional<Period> completed_age(const Element& quantity, PatientParts& parts) {
  const std::optional<Rational> value = quantity.number("value");
  const std::string code = quantity.text("code");
  const std::string unit = code.empty() ? quantity.text("unit") : code;
  if (quantity.is_spoilt()) return std::nullopt;
  const std::optional<Period::Unit> known = time_unit(unit, parts.vocabulary);
  const bool is_exact = quantity.text("comparator").empty();
  if (value && known && is_exact && *value >= 0 && *value < most_days_of_life) {
    const mpz_class completed = value->get_num() / value->get_den();
    return Period{static_cast<int>(completed.get_si()), *known};
  }
  parts.findings.warn(DiagnosticCode::unusable_value, quantity.path(), quantity.json(),
                      "this is no age that is understood; the time is not known",
                      "write {\"value\": 45, \"code\": \"a\"}");
  return std::nullopt;
}

}  // namespace

std::optional<AgeSpan> read_age(const Element& age, PatientParts& parts) {
  const std::optional<Period> completed = completed_age(age, parts);
  if (!completed) return std::nullopt;
  return AgeSpan{*completed, {completed->count + 1, completed->unit}};
}

std::optional<AgeSpan> read_age_range(const Element& range, PatientParts& parts) {
  const std::optional<Element> low = range.child("low");
  const std::optional<Element> high = range.child("high");
  if (!low || !high) return std::nullopt;
  const std::optional<Period> from = completed_age(*low, parts);
  const std::optional<Period> to = completed_age(*high, parts);
  if (!from || !to) return std::nullopt;
  return AgeSpan{*from, {to->count + 1, to->unit}};
}

std::optional<PartialDate> days_at_age(const PartialDate& birth, const AgeSpan& age) {
  const Day earliest = after(birth.earliest, age.from);
  const Day latest = after(birth.latest, age.until) - std::chrono::days{1};
  if (latest < earliest) return std::nullopt;
  PartialDate result = date_of(earliest);
  const PartialDate last = date_of(latest);
  result.latest = last.latest;
  result.last_second = last.last_second;
  result.text = earliest == latest
                    ? date_text(earliest)
                    : fmt::format("{} to {}", date_text(earliest), date_text(latest));
  return result;
}

}  // namespace eligo
