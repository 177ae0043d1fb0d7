#include "compile/read_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "compile/expressions.h"
#include "compile/fit_limit.h"
#include "quantity/rational.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

syntax::Comparator comparator_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::less:
      return syntax::Comparator::less;
    case TokenKind::at_most:
      return syntax::Comparator::at_most;
    case TokenKind::greater:
      return syntax::Comparator::greater;
    case TokenKind::at_least:
      return syntax::Comparator::at_least;
    default:
      return syntax::Comparator::equal;
  }
}

ConstraintOperator operator_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::less:
      return ConstraintOperator::less;
    case TokenKind::at_most:
      return ConstraintOperator::at_most;
    case TokenKind::greater:
      return ConstraintOperator::greater;
    case TokenKind::at_least:
      return ConstraintOperator::at_least;
    default:
      return ConstraintOperator::equal;
  }
}

bool is_lower_end(TokenKind kind) {
  return kind == TokenKind::greater || kind == TokenKind::at_least;
}
bool is_upper_end(TokenKind kind) {
  return kind == TokenKind::less || kind == TokenKind::at_most;
}

std::optional<Rational> number_of(const Limit& limit) {
  const auto* quantity = std::get_if<Quantity>(&limit.bound);
  return quantity == nullptr ? std::nullopt : parse_decimal(quantity->decimal);
}

class ValueReader {
 public:
  ValueReader(Sentence& sentence, const ValueStatement& statement)
      : sentence_(sentence), statement_(statement) {}

  std::optional<syntax::Expression> read() {
    switch (statement_.value.kind) {
      case Value::Kind::range:
        return between(statement_.value.limits[0], statement_.value.limits[1]);
      case Value::Kind::limits:
        return limits();
      case Value::Kind::listed:
        return listed();
    }
    return std::nullopt;
  }

 private:
  // The place of a choice about this value.
  std::string place() const { return fmt::format("value at {}", statement_.value_span.begin); }

  bool says(std::initializer_list<std::string_view> words) const {
    const std::string text = " " + ascii_lower(sentence_.words(statement_.whole)) + " ";
    return std::any_of(words.begin(), words.end(), [&](std::string_view one) {
      return text.find(" " + std::string(one) + " ") != std::string::npos;
    });
  }

  std::string name() const {
    if (statement_.of.kind == Subject::Kind::age) return "age";
    if (statement_.of.analyte) return sentence_.vocabulary()[*statement_.of.analyte].key;
    return statement_.of.words;
  }

  NumericConstraint constraint() const {
    NumericConstraint constraint;
    constraint.concept_name = name();
    constraint.span = sentence_.code_points(statement_.whole);
    constraint.concept_span = sentence_.code_points(statement_.of.span);
    constraint.value_span = sentence_.code_points(statement_.value_span);
    return constraint;
  }

  void note_single(TokenKind kind, const std::variant<Quantity, Grade>& bound,
                   const std::string& unit) {
    if (ledger_number(bound).empty()) return;
    NumericConstraint single = constraint();
    single.op = operator_of(kind);
    single.value = ledger_number(bound);
    single.unit = unit;
    sentence_.add_constraint(std::move(single));
  }

  void note_between(const std::variant<Quantity, Grade>& low,
                    const std::variant<Quantity, Grade>& high, const std::string& unit) {
    if (ledger_number(low).empty() || ledger_number(high).empty()) return;
    NumericConstraint both = constraint();
    both.op = ConstraintOperator::between;
    both.low = ledger_number(low);
    both.high = ledger_number(high);
    both.unit = unit;
    sentence_.add_constraint(std::move(both));
  }

  // Fitted, or nothing with the reason left in the sentence.
  std::optional<FittedLimit> fit(const std::variant<Quantity, Grade>& bound) {
    std::string why_not;
    auto fitted = fit_limit(sentence_, statement_.of, bound, why_not);
    if (!fitted) sentence_.leave_open(why_not, sentence_.words(statement_.whole));
    return fitted;
  }

  syntax::Expression compared(TokenKind kind, syntax::Limit limit) const {
    return expression(
        syntax::Comparison{statement_.subject, comparator_of(kind), std::move(limit)});
  }

  void assume_signs(const Limit& limit) {
    for (const std::string& open : limit.open) sentence_.assume(open);
  }

  std::optional<syntax::Expression> limits() {
    const std::vector<Limit>& limits = statement_.value.limits;
    if (limits.size() == 1) return single(limits.front());
    const Limit& first = limits[0];
    const Limit& second = limits[1];
    if (is_upper_end(first.comparator) && is_lower_end(second.comparator)) {
      return lies_outside(first, second) ? outside(first, second) : between(second, first);
    }
    const bool second_is_upper = is_upper_end(second.comparator) || lost_sign(second);
    if ((is_lower_end(first.comparator) || lost_sign(first)) && second_is_upper) {
      return between(first, second);
    }
    auto one = single(first);
    auto other = single(second);
    if (!one || !other) return std::nullopt;
    std::vector<syntax::Expression> both;
    both.push_back(std::move(*one));
    both.push_back(std::move(*other));
    return all_of(std::move(both));
  }

  // "< 18 and > 70 years": nobody is both; each end counts by itself.
  static bool lies_outside(const Limit& low, const Limit& high) {
    const auto low_number = number_of(low);
    const auto high_number = number_of(high);
    return low_number && high_number && *low_number < *high_number;
  }

  std::optional<syntax::Expression> outside(const Limit& low, const Limit& high) {
    auto below = single(low);
    auto above = single(high);
    if (!below || !above) return std::nullopt;
    if (sentence_.list() == CriteriaList::inclusion) {
      sentence_.leave_open("limits that no value can meet together",
                           sentence_.words(statement_.whole));
      return std::nullopt;
    }
    std::vector<syntax::Expression> either;
    either.push_back(std::move(*below));
    either.push_back(std::move(*above));
    return any_of(std::move(either));
  }

  bool lost_sign(const Limit& limit) const { return limit.comparator == TokenKind::equal; }

  // "BP > 160/100": the systolic and the diastolic pressure. Over either limit is over them; under
  // them is under both.
  std::optional<syntax::Expression> pressures(const Limit& limit) {
    std::vector<syntax::Expression> both;
    const std::pair<const char*, const Quantity*> parts[] = {
        {"systolic", std::get_if<Quantity>(&limit.bound)}, {"diastolic", &*limit.second}};
    for (const auto& [key, quantity] : parts) {
      const auto analyte = sentence_.vocabulary().find(key);
      if (!analyte || quantity == nullptr) return std::nullopt;
      ValueStatement one = statement_;
      one.of.analyte = analyte;
      auto& observed = std::get<syntax::Observed>(one.subject);
      observed.analyte = syntax::Term(compile::name(key));
      one.value.limits = {{limit.comparator, *quantity, limit.open, {}}};
      ValueReader part(sentence_, one);
      part.is_part_ = true;
      auto meaning = part.read();
      if (!meaning) return std::nullopt;
      both.push_back(std::move(*meaning));
    }
    return is_lower_end(limit.comparator) ? any_of(std::move(both)) : all_of(std::move(both));
  }

  bool is_pressure() const {
    return statement_.of.analyte &&
           sentence_.vocabulary()[*statement_.of.analyte].key == "blood_pressure";
  }

  std::optional<syntax::Expression> single(const Limit& limit) {
    if (limit.second && is_pressure()) return pressures(limit);
    if (limit.second) {
      sentence_.assume(
          fmt::format("\"/{}\" is taken to be the end of the scale", limit.second->decimal));
    }
    auto fitted = lost_sign(limit) ? std::nullopt : fit(limit.bound);
    note_single(limit.comparator, limit.bound, fitted ? fitted->unit : ledger_unit(limit.bound));
    if (lost_sign(limit)) {
      sentence_.leave_open("the sign is \"=\", which may stand for ≥ or ≤ that lost its stroke",
                           sentence_.words(statement_.whole));
      return with_a_stroke(limit);
    }
    if (!fitted) return std::nullopt;
    assume_signs(limit);
    return compared(is_over_age(limit) ? TokenKind::at_least : limit.comparator,
                    std::move(fitted->limit));
  }

  // "BMI = 30": nothing at first, then each of the two signs that lost a stroke. A scale may have
  // one step that is meant.
  std::optional<syntax::Expression> with_a_stroke(const Limit& limit) {
    if (is_scale() || limit.second || is_part_) return std::nullopt;
    const std::size_t reading = sentence_.choose(
        {place(),
         {"\"=\" may be ≥ that lost its stroke", "\"=\" may be ≤ that lost its stroke"},
         {}});
    if (reading == 0) return std::nullopt;
    auto fitted = fit(limit.bound);
    if (!fitted) return std::nullopt;
    return compared(reading == 1 ? TokenKind::at_least : TokenKind::at_most,
                    std::move(fitted->limit));
  }

  // "over 18": from the birthday on, or from the next one. Says whether the first is to be taken.
  bool is_over_age(const Limit& limit) {
    const bool may_be =
        statement_.of.kind == Subject::Kind::age && limit.comparator == TokenKind::greater &&
        says({"older than", "over", "above"}) && std::holds_alternative<Quantity>(limit.bound);
    if (!may_be) return false;
    const std::string& age = std::get<Quantity>(limit.bound).decimal;
    return sentence_.choose({place(),
                             {fmt::format("who is {} has lived for longer than {} years from the "
                                          "day after the birthday on",
                                          age, age)},
                             {}}) > 0;
  }

  // "between 18 and 65": with its ends, or without them. Says whether they are to be left out. A
  // dash has both ends, and nobody counts a time to the day.
  bool leaves_out_ends() {
    const bool is_measured = std::holds_alternative<syntax::Age>(statement_.subject) ||
                             std::holds_alternative<syntax::Observed>(statement_.subject);
    if (!is_measured || !says({"between"}) || !says({"and"})) return false;
    if (ascii_lower(sentence_.text()).find("inclusive") != std::string::npos) return false;
    return sentence_.choose({place(), {"\"between\" may leave out both ends"}, {}}) > 0;
  }

  std::optional<syntax::Expression> between(const Limit& low, const Limit& high) {
    auto fitted_low = fit(low.bound);
    auto fitted_high = fit(high.bound);
    const std::string unit = fitted_high ? fitted_high->unit : ledger_unit(high.bound);
    note_between(low.bound, high.bound, unit);
    if (!fitted_low || !fitted_high) return std::nullopt;
    const auto low_number = number_of(low);
    const auto high_number = number_of(high);
    const bool same_unit = fitted_low->unit == fitted_high->unit;
    if (low_number && high_number && same_unit && *low_number > *high_number) {
      sentence_.leave_open("the range ends below its beginning", sentence_.words(statement_.whole));
      return std::nullopt;
    }
    assume_signs(low);
    assume_signs(high);
    if (lost_sign(low) || lost_sign(high)) {
      sentence_.assume(
          "\"=\" at an end of a range is a sign that lost its stroke; the end is included");
    }
    const bool has_ends =
        low.comparator != TokenKind::greater && high.comparator != TokenKind::less;
    const bool leaves_out = has_ends && leaves_out_ends();
    const bool includes_low = low.comparator != TokenKind::greater && !leaves_out;
    const bool includes_high = high.comparator != TokenKind::less && !leaves_out;
    if (includes_low && includes_high)
      return range(std::move(*fitted_low), std::move(*fitted_high));
    std::vector<syntax::Expression> ends;
    ends.push_back(compared(includes_low ? TokenKind::at_least : TokenKind::greater,
                            std::move(fitted_low->limit)));
    ends.push_back(compared(includes_high ? TokenKind::at_most : TokenKind::less,
                            std::move(fitted_high->limit)));
    return all_of(std::move(ends));
  }

  syntax::Expression range(FittedLimit low, FittedLimit high) const {
    if (low.unit == high.unit) low.limit.unit.reset();
    return expression(
        syntax::Range{statement_.subject, std::move(low.limit), std::move(high.limit)});
  }

  // "ECOG 0 or 1", "class II, III or IV", "ASA 3"
  std::optional<syntax::Expression> listed() {
    const auto& bounds = statement_.value.listed;
    if (statement_.of.kind == Subject::Kind::age && bounds.size() == 2) {
      sentence_.assume("two ages with \"and\" between them are read as the ends of a range");
      return between({TokenKind::at_least, bounds[0], {}, {}},
                     {TokenKind::at_most, bounds[1], {}, {}});
    }
    note_listed();
    if (!is_scale()) {
      sentence_.leave_open("a value without a comparison", sentence_.words(statement_.whole));
      return std::nullopt;
    }
    std::vector<syntax::Expression> steps;
    for (const auto& bound : bounds) {
      auto fitted = fit(bound);
      if (!fitted) return std::nullopt;
      steps.push_back(compared(TokenKind::equal, std::move(fitted->limit)));
    }
    return any_of(std::move(steps));
  }

  bool is_scale() const {
    if (!statement_.of.analyte) return false;
    const Concept& measured = sentence_.vocabulary()[*statement_.of.analyte];
    return measured.ordered_results || measured.kind == ConceptKind::score;
  }

  void note_listed() {
    const auto& bounds = statement_.value.listed;
    const std::string unit = ledger_unit(bounds.back());
    if (bounds.size() == 1) {
      note_single(TokenKind::equal, bounds.front(), unit);
    } else {
      note_between(bounds.front(), bounds.back(), unit);
    }
  }

  Sentence& sentence_;
  const ValueStatement& statement_;
  bool is_part_ = false;  // of what one value says of two quantities
};

}  // namespace

std::optional<syntax::Expression> read_value(Sentence& sentence, const ValueStatement& statement) {
  return ValueReader(sentence, statement).read();
}

syntax::Subject rule_subject(const Sentence& sentence, const Subject& subject,
                             std::optional<syntax::Window> window) {
  if (subject.kind == Subject::Kind::age) return syntax::Age{};
  syntax::Observed observed;
  for (const std::string& qualifier : subject.qualifiers)
    observed.qualifiers.push_back(name(qualifier));
  if (subject.analyte) {
    observed.analyte = syntax::Term(name(sentence.vocabulary()[*subject.analyte].key));
  } else {
    observed.analyte = syntax::Term(quoted(subject.words));
  }
  observed.window = std::move(window);
  return observed;
}

}  // namespace eligo::compile
