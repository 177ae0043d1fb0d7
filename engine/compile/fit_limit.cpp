#include "compile/fit_limit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "compile/expressions.h"
#include "compile/time_units.h"
#include "quantity/rational.h"

namespace eligo::compile {
namespace {

std::string ucum_of_time(const std::string& name) {
  if (name == "years") return "a";
  if (name == "months") return "mo";
  if (name == "weeks") return "wk";
  if (name == "days") return "d";
  if (name == "hours") return "h";
  if (name == "minutes") return "min";
  return "";
}

// The unit of a quantity in UCUM; empty where it has none, or none that is known.
std::string ucum_of(const Quantity& quantity) {
  if (quantity.measure == Measure::time || quantity.measure == Measure::age) {
    return ucum_of_time(time_unit_name(quantity.unit_text));
  }
  return quantity.ucum;
}

bool is_multiple(const Quantity& quantity) {
  return quantity.measure == Measure::upper_limit || quantity.measure == Measure::lower_limit;
}

std::string multiple_unit(const Quantity& quantity) {
  return quantity.measure == Measure::upper_limit ? "xULN" : "xLLN";
}

syntax::Limit limit_of(const std::string& decimal, const std::string& unit) {
  syntax::Limit limit;
  limit.value = number(decimal);
  if (!unit.empty()) limit.unit = syntax::Term(name(unit));
  return limit;
}

void assume_writing(Sentence& sentence, const Quantity& quantity) {
  for (const std::string& open : quantity.open) sentence.assume(open);
}

// Where a limit can lie for somebody alive: inside the analyte's plausible range.
bool is_plausible(const Vocabulary& vocabulary, ConceptId analyte, const Rational& number,
                  const Unit& unit) {
  const auto converted = vocabulary.to_default_unit(analyte, number, unit);
  if (!converted) return false;
  const Interval& plausible = vocabulary[analyte].plausible;
  const auto value = converted->value.single();
  if (!value) return false;
  if (*value == 0) return true;
  if (plausible.low && *value < plausible.low->value) return false;
  return !(plausible.high && *value > plausible.high->value);
}

// Fits one number to one known quantity.
class KnownLimit {
 public:
  KnownLimit(Sentence& sentence, ConceptId analyte, const Quantity& quantity)
      : sentence_(sentence),
        vocabulary_(sentence.vocabulary()),
        analyte_(analyte),
        measured_(vocabulary_[analyte]),
        quantity_(quantity) {}

  std::optional<FittedLimit> fit(std::string& why_not) {
    if (is_multiple(quantity_)) return multiple(why_not);
    const auto number = parse_decimal(quantity_.decimal);
    if (!number) {
      why_not = "a number that cannot be read";
      return std::nullopt;
    }
    number_ = *number;
    if (!measured_.unit) return step(why_not);
    const std::string ucum = ucum_of(quantity_);
    const bool has_unit = !ucum.empty() || !quantity_.unit_text.empty();
    if (!has_unit) return without_unit(why_not);
    if (ucum.empty()) {
      why_not = "a unit that is none of UCUM";
      return std::nullopt;
    }
    return with_unit(ucum, why_not);
  }

 private:
  FittedLimit fitted(const std::string& unit) {
    assume_writing(sentence_, quantity_);
    return {limit_of(quantity_.decimal, unit == "1" ? "" : unit), unit};
  }

  std::optional<FittedLimit> multiple(std::string& why_not) {
    if (measured_.kind != ConceptKind::laboratory || !measured_.unit) {
      why_not = "a multiple of a reference limit, of what no laboratory measures";
      return std::nullopt;
    }
    return fitted(multiple_unit(quantity_));
  }

  // A number of a scale whose steps have names.
  std::optional<FittedLimit> step(std::string& why_not) {
    const auto& names = measured_.named_results;
    const bool is_name = std::find(names.begin(), names.end(), quantity_.decimal) != names.end();
    const bool has_numbers = std::any_of(names.begin(), names.end(), [](const std::string& name) {
      return parse_decimal(name).has_value();
    });
    const bool is_position = !has_numbers && number_.get_den() == 1 && number_ >= 1 &&
                             number_ <= Rational(static_cast<unsigned long>(names.size()));
    if (measured_.ordered_results && quantity_.unit_text.empty() && (is_name || is_position)) {
      assume_writing(sentence_, quantity_);
      return FittedLimit{limit_of(quantity_.decimal, ""), ""};
    }
    why_not = "a number that is no step of the scale";
    return std::nullopt;
  }

  // Whether values have no unit to write.
  bool needs_no_unit() const {
    return measured_.unit->dimension.empty() && measured_.unit->factor == 1;
  }

  // The usual unit, unless the number is impossible in it or lies much deeper inside what people
  // can have in another one: "glucose < 7" is in mmol/L, "ANC ≥ 1500" in /uL.
  std::string best_unit() const {
    std::string best;
    double best_depth = 0;
    for (const std::string& unit : candidates()) {
      const auto parsed = vocabulary_.units().parse_ucum(unit);
      if (!parsed || !is_plausible(vocabulary_, analyte_, number_, *parsed)) continue;
      const double depth = depth_in_plausible(*parsed);
      constexpr double much_deeper = 1.3;
      if (!best.empty() && depth <= best_depth * much_deeper) continue;
      best = unit;
      best_depth = depth;
    }
    return best;
  }

  // How many times (as a logarithm) the number is away from the nearer end of what people can have.
  // Where that begins at 0 only the upper end tells, and half of it is far enough.
  double depth_in_plausible(const Unit& unit) const {
    const auto converted = vocabulary_.to_default_unit(analyte_, number_, unit);
    const auto value = converted ? converted->value.single() : std::nullopt;
    const Interval& plausible = measured_.plausible;
    if (!value || *value <= 0 || !plausible.high) return 0;
    const double below_high = std::log(plausible.high->value.get_d() / value->get_d());
    const double low = plausible.low ? plausible.low->value.get_d() : 0;
    if (low > 0) return std::min(std::log(value->get_d() / low), below_high);
    return std::min(below_high, std::log(2.0));
  }

  std::optional<FittedLimit> without_unit(std::string& why_not) {
    if (needs_no_unit()) return fitted("");
    if (const std::string unit = best_unit(); !unit.empty()) {
      sentence_.assume_unit(unit,
                            fmt::format("the text gives no unit for {}; {} {} is a value that "
                                        "people can have",
                                        measured_.name, quantity_.decimal, unit));
      return fitted(unit);
    }
    why_not = "no unit, and none in which people have such a value";
    return std::nullopt;
  }

  std::optional<FittedLimit> with_unit(const std::string& ucum, std::string& why_not) {
    const auto unit = vocabulary_.units().parse_ucum(ucum);
    if (!unit || !vocabulary_.step_to_default_unit(analyte_, *unit)) {
      why_not = "a unit that this quantity cannot have";
      return std::nullopt;
    }
    if (is_plausible(vocabulary_, analyte_, number_, *unit)) return fitted(ucum);
    for (const std::string& other : candidates()) {
      const auto parsed = vocabulary_.units().parse_ucum(other);
      if (!parsed || !is_plausible(vocabulary_, analyte_, number_, *parsed)) continue;
      sentence_.assume_unit(
          other, fmt::format("{} {} is no value of {} that a living person has; read as {}",
                             quantity_.decimal, quantity_.unit_text, measured_.name, other));
      return fitted(other);
    }
    why_not = "a limit that no living person's value reaches";
    return std::nullopt;
  }

  // Units that this quantity is reported in, the usual ones first.
  std::vector<std::string> candidates() const {
    std::vector<std::string> units = {measured_.unit->ucum};
    for (const AnalyteConversion& conversion : measured_.conversions) {
      units.push_back(conversion.unit.ucum);
    }
    static constexpr std::array<std::string_view, 14> usual = {
        "/uL",    "10*9/L", "10*3/uL", "g/L",  "g/dL",  "mg/dL", "umol/L",
        "mmol/L", "ng/mL",  "ug/L",    "mg/L", "pg/mL", "U/L",   "g/g"};
    for (const std::string_view unit : usual) {
      const auto parsed = vocabulary_.units().parse_ucum(unit);
      if (parsed && vocabulary_.step_to_default_unit(analyte_, *parsed)) units.emplace_back(unit);
    }
    return units;
  }

  Sentence& sentence_;
  const Vocabulary& vocabulary_;
  ConceptId analyte_;
  const Concept& measured_;
  const Quantity& quantity_;
  Rational number_;
};

std::optional<FittedLimit> fit_grade(const Sentence& sentence, const Subject& subject,
                                     const Grade& grade, std::string& why_not) {
  const bool is_known = subject.analyte.has_value();
  if (is_known) {
    const auto& names = sentence.vocabulary()[*subject.analyte].named_results;
    if (std::find(names.begin(), names.end(), grade.name) != names.end()) {
      syntax::Limit limit;
      limit.value = quoted(grade.name);
      return FittedLimit{std::move(limit), ""};
    }
  }
  why_not = "a step of a scale that the vocabulary does not have";
  return std::nullopt;
}

std::optional<FittedLimit> fit_age(Sentence& sentence, const Quantity& quantity,
                                   std::string& why_not) {
  std::string unit = time_unit_name(quantity.unit_text);
  if (quantity.unit_text.empty()) {
    unit = "years";
    sentence.assume_unit(unit, "the text gives no unit for the age; read as years");
  }
  if (unit != "years" && unit != "months" && unit != "weeks" && unit != "days") {
    why_not = "an age in a unit that is not counted in whole days";
    return std::nullopt;
  }
  assume_writing(sentence, quantity);
  return FittedLimit{limit_of(quantity.decimal, unit), unit};
}

std::optional<FittedLimit> fit_own(Sentence& sentence, const Quantity& quantity) {
  assume_writing(sentence, quantity);
  if (is_multiple(quantity)) {
    const std::string unit = multiple_unit(quantity);
    return FittedLimit{limit_of(quantity.decimal, unit), unit};
  }
  const std::string ucum = ucum_of(quantity);
  return FittedLimit{limit_of(quantity.decimal, ucum), ucum};
}

}  // namespace

std::optional<FittedLimit> fit_limit(Sentence& sentence, const Subject& subject,
                                     const std::variant<Quantity, Grade>& bound,
                                     std::string& why_not) {
  if (const auto* grade = std::get_if<Grade>(&bound)) {
    return fit_grade(sentence, subject, *grade, why_not);
  }
  const auto& quantity = std::get<Quantity>(bound);
  switch (subject.kind) {
    case Subject::Kind::age:
      return fit_age(sentence, quantity, why_not);
    case Subject::Kind::known:
      return KnownLimit(sentence, *subject.analyte, quantity).fit(why_not);
    case Subject::Kind::own_words:
      return fit_own(sentence, quantity);
  }
  return std::nullopt;
}

bool can_be_measured_in(const Sentence& sentence, ConceptId analyte, const Quantity& quantity) {
  const Concept& measured = sentence.vocabulary()[analyte];
  if (is_multiple(quantity)) return measured.kind == ConceptKind::laboratory && measured.unit;
  if (quantity.unit_text.empty()) return true;
  if (!measured.unit) return false;
  const auto unit = sentence.vocabulary().units().parse_ucum(ucum_of(quantity));
  return unit && sentence.vocabulary().step_to_default_unit(analyte, *unit);
}

std::string ledger_number(const std::variant<Quantity, Grade>& bound) {
  if (const auto* quantity = std::get_if<Quantity>(&bound)) return quantity->decimal;
  return "";
}

std::string ledger_unit(const std::variant<Quantity, Grade>& bound) {
  const auto* quantity = std::get_if<Quantity>(&bound);
  if (quantity == nullptr) return "";
  if (is_multiple(*quantity)) return multiple_unit(*quantity);
  if (quantity->measure != Measure::plain) return time_unit_name(quantity->unit_text);
  return quantity->ucum.empty() ? quantity->unit_text : quantity->ucum;
}

}  // namespace eligo::compile
