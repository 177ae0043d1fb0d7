#include "language/check_limit.h"

#include <fmt/format.h>

#include <algorithm>

#include "language/check_names.h"

namespace eligo {
namespace {

// A limit with its unit looked up, not yet converted.
struct ReadLimit {
  Rational number;
  std::optional<Unit> unit;  // unset for a bare number and for multiples of a reference limit
  LimitScale scale = LimitScale::absolute;
  std::string own_unit = {};  // of a unit in quotes, in the form that is compared
};

std::optional<LimitScale> scale_named(const syntax::Term& unit) {
  if (unit.in_own_words) return std::nullopt;
  if (unit.text == "xULN") return LimitScale::upper_reference_limit;
  if (unit.text == "xLLN") return LimitScale::lower_reference_limit;
  return std::nullopt;
}

void report_missing_unit(CheckContext& context, const syntax::Limit& limit,
                         const Concept& analyte) {
  const std::string number = std::get<syntax::Number>(limit.value).text;
  context.report(DiagnosticCode::missing_unit, limit.span, fmt::format("{} has no unit", number),
                 fmt::format("write one: {} {}; where the document gives none, say so with "
                             "assume unit {} because \"…\"",
                             number, analyte.unit->text, analyte.unit->text));
}

// Reports a unit that values of the analyte cannot have.
bool check_unit_fits(CheckContext& context, ConceptId analyte, const syntax::Term& written,
                     const Unit& unit) {
  if (context.vocabulary.step_to_default_unit(analyte, unit)) return true;
  const Concept& measured = context.vocabulary[analyte];
  const std::string help = needs_no_unit(measured)
                               ? std::string("write the number without a unit")
                               : fmt::format("write it in {}, or in a unit that converts to it",
                                             in_quotes(measured.unit->text));
  context.report(DiagnosticCode::wrong_unit, written.span,
                 fmt::format("{} cannot be measured in {}", measured.name, in_quotes(written.text)),
                 help);
  return false;
}

std::optional<ReadLimit> read_scaled_limit(CheckContext& context, ConceptId analyte,
                                           const syntax::Term& unit, LimitScale scale,
                                           const Rational& number) {
  const Concept& measured = context.vocabulary[analyte];
  if (measured.kind != ConceptKind::laboratory) {
    context.report(DiagnosticCode::wrong_unit, unit.span,
                   fmt::format("{} has no reference limits of a laboratory", measured.name),
                   "write the limit in a unit of measure");
    return std::nullopt;
  }
  return ReadLimit{number, std::nullopt, scale};
}

// A number with or without a unit, as a limit of an analyte with measured values.
std::optional<ReadLimit> read_measured_limit(CheckContext& context, ConceptId analyte,
                                             const syntax::Limit& limit) {
  const Concept& measured = context.vocabulary[analyte];
  const auto* written = std::get_if<syntax::Number>(&limit.value);
  if (written == nullptr) {
    context.report(DiagnosticCode::wrong_limit, limit.span,
                   fmt::format("the values of {} are numbers, not names", measured.name),
                   "write a number and its unit");
    return std::nullopt;
  }
  const auto number = check_number(context, *written);
  if (!limit.unit) {
    if (!needs_no_unit(measured)) {
      report_missing_unit(context, limit, measured);
      return std::nullopt;
    }
    if (!number) return std::nullopt;
    return ReadLimit{*number, std::nullopt, LimitScale::absolute};
  }
  if (const auto scale = scale_named(*limit.unit)) {
    if (!number) return std::nullopt;
    return read_scaled_limit(context, analyte, *limit.unit, *scale, *number);
  }
  auto unit = resolve_unit(context, *limit.unit);
  if (!unit || !check_unit_fits(context, analyte, *limit.unit, *unit) || !number) {
    return std::nullopt;
  }
  return ReadLimit{*number, std::move(unit), LimitScale::absolute};
}

// Where in the scale a number points: a scale that itself has numbers for names ("0" to "5") means
// these, any other one its positions.
std::optional<Rational> position_of_number(CheckContext& context, ConceptId analyte,
                                           const syntax::Number& number) {
  const std::vector<std::string>& names = context.vocabulary[analyte].named_results;
  const auto named = std::find(names.begin(), names.end(), number.text);
  if (named != names.end()) return Rational(named - names.begin() + 1);
  const bool has_numbers = std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return parse_decimal(name).has_value();
  });
  auto position = parse_decimal(number.text);
  const bool is_position =
      position && position->get_den() == 1 && *position >= 1 && *position <= Rational(names.size());
  if (is_position && !has_numbers) return position;
  resolve_result(context, analyte, {number.text, number.span});
  return std::nullopt;
}

std::optional<Rational> position_of_limit(CheckContext& context, ConceptId analyte,
                                          const syntax::Limit& limit) {
  if (limit.unit) {
    context.report(DiagnosticCode::wrong_unit, limit.unit->span,
                   fmt::format("the results of {} are names and have no unit",
                               context.vocabulary[analyte].name),
                   fmt::format("leave {} out", in_quotes(limit.unit->text)));
    return std::nullopt;
  }
  if (const auto* number = std::get_if<syntax::Number>(&limit.value)) {
    return position_of_number(context, analyte, *number);
  }
  const auto position = resolve_result(context, analyte, std::get<syntax::Quoted>(limit.value));
  if (!position) return std::nullopt;
  return Rational(*position + 1);
}

// Reads the limit of each end with `read`; a single limit is read once.
template <typename Limit, typename Read>
struct Ends {
  std::optional<Limit> low;
  std::optional<Limit> high;
  bool failed = false;

  Ends(const WrittenRange& written, Read read) {
    if (written.low) low = read(written.low->limit);
    if (written.is_single) {
      high = low;
    } else if (written.high) {
      high = read(written.high->limit);
    }
    failed =
        low.has_value() != written.low.has_value() || high.has_value() != written.high.has_value();
  }
};
template <typename Limit, typename Read>
Ends<Limit, Read> read_ends(const WrittenRange& written, Read read) {
  return {written, read};
}

std::optional<Bound> bound_of(const std::optional<WrittenBound>& written, const Rational* number) {
  if (!written || number == nullptr) return std::nullopt;
  return Bound{*number, written->inclusive};
}

bool is_outside(const std::optional<Bound>& bound, const Interval& plausible) {
  return bound && lies_in(Interval::exactly(bound->value), plausible) == Truth::no;
}

// What is odd about a limit; empty where some living person's value is on either side of it.
std::string implausible_because(const Concept& analyte, const Interval& range) {
  const Interval& plausible = analyte.plausible;
  if (!plausible.low && !plausible.high) return "";
  switch (lies_in(plausible, range)) {
    case Truth::yes:
      return fmt::format("every living person's {} meets this limit", analyte.name);
    case Truth::no:
      return fmt::format("no living person's {} meets this limit", analyte.name);
    case Truth::unknown:
      break;
  }
  // "from 0 to 5" only writes the low end out.
  const bool high_end = range.low && is_outside(range.high, plausible);
  const bool low_end = range.high && is_outside(range.low, plausible) && range.low->value != 0;
  if (!high_end && !low_end) return "";
  return fmt::format("no living person's {} reaches the {} end of this range", analyte.name,
                     high_end ? "high" : "low");
}

std::string plausible_text(const Concept& analyte) {
  const auto number = [](const std::optional<Bound>& bound) {
    return bound ? decimal_text(bound->value) : std::string();
  };
  const std::string unit =
      analyte.unit && !needs_no_unit(analyte) ? " " + analyte.unit->text : std::string();
  const Interval& range = analyte.plausible;
  if (!range.low) return fmt::format("at most {}{}", number(range.high), unit);
  if (!range.high) return fmt::format("at least {}{}", number(range.low), unit);
  return fmt::format("{} to {}{}", number(range.low), number(range.high), unit);
}

void warn_of_implausible_limit(CheckContext& context, const Concept& analyte, const Interval& range,
                               Span span) {
  const std::string because = implausible_because(analyte, range);
  if (because.empty()) return;
  context.report(
      DiagnosticCode::implausible_limit, span, because,
      fmt::format("plausible values: {}; check the number and its unit", plausible_text(analyte)));
}

std::optional<MeasuredRange> check_positions(CheckContext& context, ConceptId analyte,
                                             const WrittenRange& written) {
  const Concept& measured = context.vocabulary[analyte];
  if (!measured.ordered_results) {
    context.report(
        DiagnosticCode::wrong_limit, written.span,
        fmt::format("the results of {} are names without an order", measured.name),
        fmt::format("write: {} is {}", measured.key, in_quotes(measured.named_results.front())));
    return std::nullopt;
  }
  const auto ends = read_ends<Rational>(written, [&](const syntax::Limit& limit) {
    return position_of_limit(context, analyte, limit);
  });
  if (ends.failed) return std::nullopt;
  MeasuredRange result;
  result.range = {bound_of(written.low, ends.low ? &*ends.low : nullptr),
                  bound_of(written.high, ends.high ? &*ends.high : nullptr)};
  result.written = result.range;
  if (!check_order(context, result.range, written)) return std::nullopt;
  return result;
}

// The numbers of both ends in one unit: the high end's, where they differ.
std::optional<Interval> in_one_unit(const WrittenRange& written,
                                    const std::optional<ReadLimit>& low,
                                    const std::optional<ReadLimit>& high) {
  Interval result{bound_of(written.low, low ? &low->number : nullptr),
                  bound_of(written.high, high ? &high->number : nullptr)};
  if (!low || !high || !low->unit || !high->unit || low->unit->same_as(*high->unit)) return result;
  const auto step = conversion_between(*low->unit, *high->unit);
  if (!step) return std::nullopt;
  result.low->value = step->multiply * low->number + step->add;
  return result;
}

std::string unit_text(const WrittenRange& written) {
  const syntax::Limit& limit = written.high ? written.high->limit : written.low->limit;
  return limit.unit ? limit.unit->text : std::string();
}

// The range in the default unit, and in the unit that is written: the high end's, where the two
// ends have different ones. The units are known to convert.
void convert(const Vocabulary& vocabulary, ConceptId analyte, const WrittenRange& written,
             const std::optional<ReadLimit>& low, const std::optional<ReadLimit>& high,
             MeasuredRange& result) {
  const auto conversion_of = [&](const ReadLimit& limit) {
    if (!limit.unit) return UnitConversion{};
    return vocabulary.step_to_default_unit(analyte, *limit.unit)->conversion;
  };
  const auto converted = [&](const ReadLimit& limit) {
    const UnitConversion step = conversion_of(limit);
    return Rational(step.multiply * limit.number + step.add);
  };
  if (low) result.range.low = Bound{converted(*low), written.low->inclusive};
  if (high) result.range.high = Bound{converted(*high), written.high->inclusive};
  const UnitConversion shown = conversion_of(high ? *high : *low);
  const Rational scale = 1 / shown.multiply;
  const Rational offset = -shown.add / shown.multiply;
  result.written = transformed(result.range, scale, offset);
  result.written_unit = unit_text(written);
}

bool check_one_scale(CheckContext& context, const std::optional<ReadLimit>& low,
                     const std::optional<ReadLimit>& high, Span span) {
  if (!low || !high || low->scale == high->scale) return true;
  context.report(DiagnosticCode::mixed_limits, span,
                 "one end is a multiple of a reference limit and the other is not",
                 "write two comparisons joined by \"and\"");
  return false;
}

// Reports a value of a record that is written as a multiple of its reference limit.
bool refuse_scale(CheckContext& context, const syntax::Term& unit) {
  if (!scale_named(unit)) return false;
  context.report(DiagnosticCode::wrong_unit, unit.span,
                 "a result is no multiple of its reference limit",
                 "write its value and unit, then the limit: high 40");
  return true;
}

// A number with any unit or none, as a limit of what the vocabulary does not know.
std::optional<ReadLimit> read_own_limit(CheckContext& context, const syntax::Limit& limit) {
  const auto* written = std::get_if<syntax::Number>(&limit.value);
  if (written == nullptr) {
    context.report(DiagnosticCode::wrong_limit, limit.span,
                   "only numbers can be compared with what is measured by its own words",
                   "write a number and its unit");
    return std::nullopt;
  }
  const auto number = check_number(context, *written);
  if (!number) return std::nullopt;
  ReadLimit read{*number, std::nullopt, LimitScale::absolute};
  if (!limit.unit) return read;
  if (const auto scale = scale_named(*limit.unit)) {
    read.scale = *scale;
    return read;
  }
  read.unit = context.vocabulary.units().parse(limit.unit->text);
  if (read.unit && !limit.unit->in_own_words) return read;
  if (!read.unit && limit.unit->in_own_words) {
    read.own_unit = context.vocabulary.comparable_name(limit.unit->text);
    if (!read.own_unit.empty()) return read;
    context.report(DiagnosticCode::empty_text, limit.unit->span, "these words name no unit",
                   "quote the document's unit, or leave it out where it has none");
    return std::nullopt;
  }
  resolve_unit(context, *limit.unit, "where the document has no better one, write it in quotes");
  return std::nullopt;
}

}  // namespace

WrittenRange written_range(const syntax::Comparison& comparison) {
  const WrittenBound inclusive{comparison.limit, true};
  const WrittenBound exclusive{comparison.limit, false};
  const Span span = comparison.limit.span;
  switch (comparison.comparator) {
    case syntax::Comparator::less:
      return {std::nullopt, exclusive, false, span};
    case syntax::Comparator::at_most:
      return {std::nullopt, inclusive, false, span};
    case syntax::Comparator::at_least:
      return {inclusive, std::nullopt, false, span};
    case syntax::Comparator::greater:
      return {exclusive, std::nullopt, false, span};
    case syntax::Comparator::equal:
      return {inclusive, inclusive, true, span};
  }
  return {};
}

WrittenRange written_range(const syntax::Range& range) {
  WrittenRange result{WrittenBound{range.low, true},
                      WrittenBound{range.high, true},
                      false,
                      {range.low.span.begin, range.high.span.end}};
  if (!range.low.unit) result.low->limit.unit = range.high.unit;
  return result;
}

std::optional<MeasuredRange> check_measured_range(CheckContext& context, ConceptId analyte,
                                                  const WrittenRange& written) {
  const Concept& measured = context.vocabulary[analyte];
  if (!measured.named_results.empty()) return check_positions(context, analyte, written);
  const auto ends = read_ends<ReadLimit>(written, [&](const syntax::Limit& limit) {
    return read_measured_limit(context, analyte, limit);
  });
  if (ends.failed) return std::nullopt;
  if (!check_one_scale(context, ends.low, ends.high, written.span)) return std::nullopt;
  MeasuredRange result;
  result.scale = ends.low ? ends.low->scale : ends.high->scale;
  convert(context.vocabulary, analyte, written, ends.low, ends.high, result);
  if (!check_order(context, result.range, written)) return std::nullopt;
  if (result.scale == LimitScale::absolute) {
    warn_of_implausible_limit(context, measured, result.range, written.span);
  }
  return result;
}

std::optional<MeasuredValue> check_measured_value(CheckContext& context, ConceptId analyte,
                                                  const syntax::Limit& value) {
  const Concept& measured = context.vocabulary[analyte];
  if (measured.named_results.empty()) {
    if (value.unit && refuse_scale(context, *value.unit)) return std::nullopt;
    const auto read = read_measured_limit(context, analyte, value);
    if (!read) return std::nullopt;
    return MeasuredValue{read->number, ""};
  }
  const auto position = position_of_limit(context, analyte, value);
  if (!position) return std::nullopt;
  return MeasuredValue{*position, measured.named_results[position->get_num().get_ui() - 1]};
}

std::optional<OwnRange> check_own_range(CheckContext& context, const WrittenRange& written) {
  const auto ends = read_ends<ReadLimit>(
      written, [&](const syntax::Limit& limit) { return read_own_limit(context, limit); });
  if (ends.failed || !check_one_scale(context, ends.low, ends.high, written.span)) {
    return std::nullopt;
  }
  const bool has_one_unit = !ends.low || !ends.high ||
                            (ends.low->unit.has_value() == ends.high->unit.has_value() &&
                             ends.low->own_unit == ends.high->own_unit);
  const auto range = in_one_unit(written, ends.low, ends.high);
  if (!has_one_unit || !range) {
    context.report(DiagnosticCode::wrong_unit, written.span,
                   "the two limits are in units that do not convert into each other",
                   "write both in one unit");
    return std::nullopt;
  }
  if (!check_order(context, *range, written)) return std::nullopt;
  const ReadLimit& end = ends.high ? *ends.high : *ends.low;
  return OwnRange{end.scale, *range, end.unit, unit_text(written), end.own_unit};
}

std::optional<Rational> check_own_value(CheckContext& context, const syntax::Limit& value) {
  if (value.unit && refuse_scale(context, *value.unit)) return std::nullopt;
  const auto read = read_own_limit(context, value);
  if (!read) return std::nullopt;
  return read->number;
}

std::optional<DoseRange> check_dose_range(CheckContext& context, const WrittenRange& written) {
  const auto ends =
      read_ends<ReadLimit>(written, [&](const syntax::Limit& limit) -> std::optional<ReadLimit> {
        const auto* text = std::get_if<syntax::Number>(&limit.value);
        if (text == nullptr) {
          context.report(DiagnosticCode::wrong_limit, limit.span, "a dose is a number, not a name",
                         "write a number and its unit");
          return std::nullopt;
        }
        const auto number = check_number(context, *text);
        if (!limit.unit) {
          context.report(DiagnosticCode::missing_unit, limit.span,
                         fmt::format("the dose {} has no unit", text->text),
                         fmt::format("write one: {} mg/d", text->text));
          return std::nullopt;
        }
        auto unit = resolve_unit(context, *limit.unit);
        if (!unit || !number) return std::nullopt;
        return ReadLimit{*number, std::move(unit), LimitScale::absolute};
      });
  if (ends.failed) return std::nullopt;
  const auto range = in_one_unit(written, ends.low, ends.high);
  if (!range) {
    context.report(DiagnosticCode::wrong_unit, written.span,
                   "the two doses are in units that do not convert into each other",
                   "write both in one unit");
    return std::nullopt;
  }
  if (!check_order(context, *range, written)) return std::nullopt;
  return DoseRange{ends.high ? *ends.high->unit : *ends.low->unit, *range};
}

void check_units_alone(CheckContext& context, const WrittenRange& written) {
  const auto check_end = [&](const std::optional<WrittenBound>& end) {
    if (!end || !end->limit.unit || scale_named(*end->limit.unit)) return;
    resolve_unit(context, *end->limit.unit);
  };
  check_end(written.low);
  if (!written.is_single) check_end(written.high);
}

std::optional<Rational> check_number(CheckContext& context, const syntax::Number& number) {
  auto value = parse_decimal(number.text);
  if (!value) {
    context.report(DiagnosticCode::not_a_decimal, number.span,
                   fmt::format("{} is no number that can be read exactly", in_quotes(number.text)),
                   "write a decimal of at most 39 digits");
  }
  return value;
}

bool check_order(CheckContext& context, const Interval& range, const WrittenRange& written) {
  if (!range.low || !range.high || range.low->value <= range.high->value) return true;
  context.report(DiagnosticCode::inverted_range, written.span, "the range begins above its end",
                 "write the lower limit first");
  return false;
}

bool needs_no_unit(const Concept& analyte) {
  return !analyte.unit || (analyte.unit->dimension.empty() && analyte.unit->factor == 1);
}

bool is_whole_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace eligo
