#include <fmt/format.h>

#include <algorithm>

#include "audit/proof_profile.h"
#include "audit/proof_values.h"
#include "text/json.h"

namespace eligo {
namespace {

// Quantities that one result shows: a value, and what multiple of its reference limits it is.
struct ResultGroup {
  std::vector<std::size_t> quantities;
};

bool is_result(const Quantity& quantity) {
  return quantity.kind == Quantity::Kind::result || quantity.kind == Quantity::Kind::named_result ||
         quantity.kind == Quantity::Kind::own_result;
}

// Without a day of the trial in the record, results before different ones are the same.
bool same_result(const Quantity& a, const Quantity& b) {
  return a.analyte == b.analyte && a.own_name == b.own_name &&
         a.conditions.fasting == b.conditions.fasting &&
         a.conditions.specimen == b.conditions.specimen;
}

std::string number(const Rational& value) {
  return decimal_text(value);
}

class ResultWriter {
 public:
  explicit ResultWriter(const ProfileRequest& request) : request_(request) {
    for (const std::size_t index : request.use.quantities) {
      if (!is_result(at(index))) continue;
      const auto group = std::find_if(groups_.begin(), groups_.end(), [&](const ResultGroup& one) {
        return same_result(at(one.quantities.front()), at(index));
      });
      if (group != groups_.end()) {
        group->quantities.push_back(index);
      } else {
        groups_.push_back({{index}});
      }
    }
  }

  std::string write() const {
    std::vector<std::string> results;
    for (const ResultGroup& group : groups_) results.push_back(entry(group));
    return results.empty() ? std::string() : fmt::format("[{}]", fmt::join(results, ", "));
  }

 private:
  const Quantity& at(std::size_t quantity) const { return request_.terms.quantities[quantity]; }

  Interval alike_to(std::size_t quantity) const {
    return alike(request_.terms, quantity, request_.patient.quantities[quantity]);
  }

  std::optional<std::size_t> of_scale(const ResultGroup& group, LimitScale scale) const {
    for (const std::size_t quantity : group.quantities) {
      if (at(quantity).kind != Quantity::Kind::named_result && at(quantity).scale == scale) {
        return quantity;
      }
    }
    return std::nullopt;
  }

  std::string entry(const ResultGroup& group) const {
    const Quantity& first = at(group.quantities.front());
    std::string fields = fmt::format(
        "\"name\": {}", json_string_literal(first.analyte ? request_.vocabulary[*first.analyte].name
                                                          : first.own_name.text));
    fields += first.kind == Quantity::Kind::named_result ? named_value(group.quantities.front())
                                                         : measured_value(group);
    if (first.conditions.fasting) {
      fields += ", \"fasting\": true";
    } else if (differs_in(first, [](const Quantity& other) { return other.conditions.fasting; })) {
      fields += ", \"fasting\": false";
    }
    fields += specimen(first);
    fields += fmt::format(", \"date\": \"{}\"",
                          date_text(witness_day() - std::chrono::days{detail_of(first)}));
    return fmt::format("{{{}}}", fields);
  }

  std::string named_value(std::size_t quantity) const {
    const auto position = static_cast<std::size_t>(request_.patient.quantities[quantity].get_d());
    const auto& names = request_.vocabulary[*at(quantity).analyte].named_results;
    return fmt::format(", \"value\": {}",
                       json_string_literal(position < names.size() ? names[position] : ""));
  }

  std::string measured_value(const ResultGroup& group) const {
    const auto absolute = of_scale(group, LimitScale::absolute);
    const auto upper = of_scale(group, LimitScale::upper_reference_limit);
    const auto lower = of_scale(group, LimitScale::lower_reference_limit);
    Rational value = 1;
    if (absolute) {
      value = roundest_in(likely(*absolute));
    } else {
      const std::size_t multiple = upper ? *upper : *lower;
      value = value_of_multiple(multiple);
    }
    std::string fields = in_unit(absolute ? at(*absolute) : at(group.quantities.front()), value);
    const auto add_limit = [&](const std::optional<std::size_t>& multiple, const char* key) {
      if (!multiple) return;
      fields += fmt::format(", \"{}\": {}", key, number(limit_for(*multiple, value)));
    };
    add_limit(upper, "high");
    add_limit(lower, "low");
    return fields;
  }

  // The values alike to the model's that people can have, where there are any.
  Interval likely(std::size_t quantity) const {
    const Interval all = alike_to(quantity);
    if (!at(quantity).analyte || all.single()) return all;
    const Interval& plausible = request_.vocabulary[*at(quantity).analyte].plausible_adult;
    Interval some = all;
    if (plausible.low && (!some.low || some.low->value < plausible.low->value)) {
      some.low = plausible.low;
    }
    if (plausible.high && (!some.high || some.high->value > plausible.high->value)) {
      some.high = plausible.high;
    }
    const bool has_any =
        !some.low || !some.high || some.low->value < some.high->value || some.single();
    return has_any ? some : all;
  }

  // A value that is the wanted multiple of a round limit.
  Rational value_of_multiple(std::size_t quantity) const {
    const Rational multiple = roundest_in(alike_to(quantity));
    if (!at(quantity).analyte || sgn(multiple) <= 0) return multiple;
    const Concept& analyte = request_.vocabulary[*at(quantity).analyte];
    const Rational scale = 1 / multiple;
    Interval limits = transformed(analyte.plausible_adult, scale, Rational(0));
    if (!limits.low || sgn(limits.low->value) <= 0) limits.low = Bound{Rational(0), false};
    return Rational(roundest_in(limits) * multiple);
  }

  // The reference limit that makes `value` such a multiple as the model has it.
  Rational limit_for(std::size_t quantity, const Rational& value) const {
    if (sgn(value) <= 0) return Rational(1);
    const Interval multiples = alike_to(quantity);
    Interval limits;
    if (multiples.high && sgn(multiples.high->value) > 0) {
      limits.low = Bound{Rational(value / multiples.high->value), multiples.high->inclusive};
    } else {
      limits.low = Bound{Rational(0), false};
    }
    if (multiples.low && sgn(multiples.low->value) > 0) {
      limits.high = Bound{Rational(value / multiples.low->value), multiples.low->inclusive};
    }
    return roundest_in(limits);
  }

  // In the analyte's default unit, or where no decimal says the value exactly, in the rule's.
  std::string in_unit(const Quantity& quantity, const Rational& value) const {
    std::string unit = quantity.unit;
    Rational shown = value;
    for (const std::string& written : quantity.written_units) {
      if (is_exact_decimal(shown) || !quantity.analyte) break;
      const std::optional<Unit> other = request_.vocabulary.units().parse(written);
      if (!other) continue;
      const auto step = request_.vocabulary.step_to_default_unit(*quantity.analyte, *other);
      if (!step || sgn(step->conversion.multiply) == 0) continue;
      const Rational converted = (value - step->conversion.add) / step->conversion.multiply;
      if (!is_exact_decimal(converted)) continue;
      shown = converted;
      unit = other->ucum;
    }
    std::string fields = fmt::format(", \"value\": {}", number(shown));
    if (!unit.empty()) fields += fmt::format(", \"unit\": {}", json_string_literal(unit));
    return fields;
  }

  template <typename Differs>
  bool differs_in(const Quantity& quantity, const Differs& differs) const {
    return std::any_of(groups_.begin(), groups_.end(), [&](const ResultGroup& group) {
      const Quantity& other = at(group.quantities.front());
      return are_related(quantity, other) && differs(other);
    });
  }

  bool are_related(const Quantity& a, const Quantity& b) const {
    if (a.own_name.comparable != b.own_name.comparable) return false;
    if (!a.analyte || !b.analyte) return !a.analyte && !b.analyte;
    return request_.vocabulary.is_kind_of(*a.analyte, *b.analyte) ||
           request_.vocabulary.is_kind_of(*b.analyte, *a.analyte);
  }

  std::string specimen(const Quantity& quantity) const {
    if (quantity.conditions.specimen) {
      return fmt::format(", \"specimen\": \"{}\"", name_of(*quantity.conditions.specimen));
    }
    for (const Specimen other : {Specimen::blood, Specimen::plasma, Specimen::serum}) {
      const auto takes = [&](const Quantity& one) { return one.conditions.specimen == other; };
      const auto names_one = [](const Quantity& one) {
        return one.conditions.specimen.has_value();
      };
      if (differs_in(quantity, names_one) && !differs_in(quantity, takes)) {
        return fmt::format(", \"specimen\": \"{}\"", name_of(other));
      }
    }
    return {};
  }

  // The more a rule asks of a result, the older it is, so that it is nobody else's newest.
  int detail_of(const Quantity& quantity) const {
    int detail = 1;
    if (quantity.conditions.fasting) ++detail;
    if (quantity.conditions.specimen) ++detail;
    if (quantity.analyte) {
      for (const ResultGroup& group : groups_) {
        const Quantity& other = at(group.quantities.front());
        if (other.analyte && other.analyte != quantity.analyte &&
            request_.vocabulary.is_kind_of(*quantity.analyte, *other.analyte)) {
          ++detail;
        }
      }
    }
    return detail;
  }

  const ProfileRequest& request_;
  std::vector<ResultGroup> groups_;
};

}  // namespace

std::string results_of(const ProfileRequest& request) {
  return ResultWriter(request).write();
}

}  // namespace eligo
