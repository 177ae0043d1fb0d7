#include "language/check_period.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "language/check_names.h"
#include "vocabulary/field_reader.h"
#include "vocabulary/nearest.h"

namespace eligo {
namespace {

struct UnitNames {
  std::string_view one;
  std::string_view many;
  Period::Unit unit;
  int in_200_years;  // more than any patient's history needs, and safe for every calendar step
};
constexpr std::array unit_names = {
    UnitNames{"day", "days", Period::Unit::days, 73050},
    UnitNames{"week", "weeks", Period::Unit::weeks, 10436},
    UnitNames{"month", "months", Period::Unit::months, 2400},
    UnitNames{"year", "years", Period::Unit::years, 200},
};

const UnitNames& names_of(Period::Unit unit) {
  return *std::find_if(unit_names.begin(), unit_names.end(),
                       [unit](const UnitNames& names) { return names.unit == unit; });
}

std::optional<Period::Unit> resolve_period_unit(CheckContext& context, const syntax::Name& name) {
  if (const auto unit = period_unit_named(name.text)) return unit;
  std::vector<std::string> known;
  for (const UnitNames& names : unit_names) {
    known.emplace_back(names.one);
    known.emplace_back(names.many);
  }
  const std::vector<std::string> near = nearest(name.text, known);
  context.report(DiagnosticCode::unknown_period_unit, name.span,
                 fmt::format("{} is no unit of calendar time", in_quotes(name.text)),
                 near.empty() ? "write days, weeks, months or years" : did_you_mean(near));
  return std::nullopt;
}

// "17.5 years: write 210 months"; empty where the finer unit needs a fraction too.
std::string in_a_finer_unit(const Rational& count, Period::Unit unit) {
  if (unit != Period::Unit::years && unit != Period::Unit::weeks) return "";
  const bool years = unit == Period::Unit::years;
  const Rational finer = count * (years ? 12 : 7);
  if (finer.get_den() != 1) return "";
  return fmt::format("write {} {}", decimal_text(finer), years ? "months" : "days");
}

std::optional<int> check_count(CheckContext& context, const syntax::Number& number,
                               Period::Unit unit, int least) {
  const UnitNames& names = names_of(unit);
  if (!is_whole_number(number.text)) {
    const auto value = parse_decimal(number.text);
    const std::string finer = value && *value > 0 ? in_a_finer_unit(*value, unit) : std::string();
    context.report(
        DiagnosticCode::invalid_period, number.span,
        fmt::format("{} {} is no whole number of {}", number.text, names.many, names.many),
        finer.empty() ? fmt::format("write a whole number of {}", names.many) : finer);
    return std::nullopt;
  }
  int count = 0;
  const auto [end, error] =
      std::from_chars(number.text.data(), number.text.data() + number.text.size(), count);
  if (error != std::errc{} || count < least || count > names.in_200_years) {
    context.report(
        DiagnosticCode::invalid_period, number.span,
        fmt::format("{} {} is no length of time that a history has", number.text, names.many),
        fmt::format("write {} to {} {}", least, names.in_200_years, names.many));
    return std::nullopt;
  }
  return count;
}

// In days, roughly: enough to see that a range begins far above its end.
Rational rough_days(const Period& period) {
  switch (period.unit) {
    case Period::Unit::days:
      return period.count;
    case Period::Unit::weeks:
      return period.count * 7;
    case Period::Unit::months:
      return period.count * Rational(365, 12);
    case Period::Unit::years:
      return period.count * 365;
  }
  return 0;
}

}  // namespace

std::optional<Period::Unit> period_unit_named(std::string_view name) {
  for (const UnitNames& names : unit_names) {
    if (name == names.one || name == names.many) return names.unit;
  }
  return std::nullopt;
}

std::optional<Period> check_period(CheckContext& context, const syntax::Period& period, int least) {
  const auto unit = resolve_period_unit(context, period.unit);
  if (!unit) return std::nullopt;
  const auto count = check_count(context, period.count, *unit, least);
  if (!count) return std::nullopt;
  return Period{*count, *unit};
}

std::optional<Period> check_period_limit(CheckContext& context, const syntax::Limit& limit,
                                         std::string_view what) {
  const auto* number = std::get_if<syntax::Number>(&limit.value);
  if (number == nullptr) {
    context.report(DiagnosticCode::wrong_limit, limit.span,
                   fmt::format("{} is a number, not a name", what),
                   "write a whole number of years, months, weeks or days");
    return std::nullopt;
  }
  if (!limit.unit) {
    context.report(DiagnosticCode::missing_unit, limit.span,
                   fmt::format("{} has no unit", number->text),
                   fmt::format("write one: {} years", number->text));
    return std::nullopt;
  }
  if (limit.unit->in_own_words) {
    context.report(DiagnosticCode::unknown_period_unit, limit.unit->span,
                   "a time is counted in units that are known, without quotes",
                   "write years, months, weeks or days");
    return std::nullopt;
  }
  const syntax::Name unit{limit.unit->text, limit.unit->span};
  return check_period(context, {*number, unit, limit.span}, 0);
}

std::vector<PeriodRange> check_period_range(CheckContext& context, const WrittenRange& written,
                                            std::string_view what) {
  std::optional<Period> low;
  std::optional<Period> high;
  if (written.low) low = check_period_limit(context, written.low->limit, what);
  if (written.is_single) {
    high = low;
  } else if (written.high) {
    high = check_period_limit(context, written.high->limit, what);
  }
  if (low.has_value() != written.low.has_value() || high.has_value() != written.high.has_value()) {
    return {};
  }
  if (low && high) {
    const Interval days{Bound{rough_days(*low), true}, Bound{rough_days(*high), true}};
    if (!check_order(context, days, written)) return {};
  }
  std::vector<PeriodRange> ranges;
  if (low) {
    ranges.push_back(
        {low->unit, {Bound{Rational(low->count), written.low->inclusive}, std::nullopt}});
  }
  if (high) {
    const Bound end{Rational(high->count), written.high->inclusive};
    if (low && low->unit == high->unit) {
      ranges.back().range.high = end;
    } else {
      ranges.push_back({high->unit, {std::nullopt, end}});
    }
  }
  return ranges;
}

}  // namespace eligo
