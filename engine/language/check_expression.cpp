#include "language/check_expression.h"

#include <fmt/format.h>

#include <charconv>
#include <type_traits>
#include <utility>

#include "language/check_limit.h"
#include "language/check_names.h"
#include "language/check_period.h"
#include "language/check_record.h"
#include "language/print.h"

namespace eligo {

// One function a form of expression. Each checks all parts before it gives up on one.
class ExpressionChecker::Visitor {
 public:
  Visitor(ExpressionChecker& checker, const syntax::Expression& expression)
      : checker_(checker), context_(checker.context_), expression_(expression) {}

  std::optional<NodeId> operator()(const syntax::Chain& chain) {
    const auto operands = check_all(chain.operands);
    if (!operands) return std::nullopt;
    switch (chain.connective) {
      case syntax::Connective::and_:
        return add(AllOf{*operands});
      case syntax::Connective::or_:
        return add(AnyOf{*operands});
      case syntax::Connective::xor_:
        return add(ExclusiveOr{operands->front(), operands->back()});
      case syntax::Connective::implies:
        return add(Implies{operands->front(), operands->back()});
    }
    return std::nullopt;
  }

  std::optional<NodeId> operator()(const syntax::Negation& negation) {
    const auto operand = checker_.check(*negation.operand);
    if (!operand) return std::nullopt;
    return add(Not{*operand});
  }

  std::optional<NodeId> operator()(const syntax::Group& group) {
    const auto operands = check_all(group.operands);
    std::optional<std::uint32_t> count;
    if (group.count) count = check_group_count(*group.count, group.operands.size());
    if (!operands || group.count.has_value() != count.has_value()) return std::nullopt;
    switch (group.kind) {
      case syntax::Group::Kind::all:
        return add(AllOf{*operands});
      case syntax::Group::Kind::any:
        return add(AnyOf{*operands});
      case syntax::Group::Kind::at_least:
        return add(AtLeast{*count, *operands});
    }
    return std::nullopt;
  }

  std::optional<NodeId> operator()(const syntax::CaseSex& by_sex) {
    std::optional<NodeId> male;
    std::optional<NodeId> female;
    bool has_male = false;
    bool has_female = false;
    for (const syntax::CaseArm& arm : by_sex.arms) {
      const auto sex = resolve_sex(context_, arm.label);
      const auto value = checker_.check(*arm.value);
      if (!sex) continue;
      bool& seen = *sex == Sex::male ? has_male : has_female;
      if (seen) {
        context_.report(DiagnosticCode::incomplete_case, arm.label.span,
                        fmt::format("a second arm for {}", in_quotes(arm.label.text)),
                        "write one arm for male and one for female");
      }
      seen = true;
      (*sex == Sex::male ? male : female) = value;
    }
    if (!has_male || !has_female) report_missing_arm(has_male, has_female);
    if (!male || !female) return std::nullopt;
    return add(BySex{*male, *female});
  }

  std::optional<NodeId> operator()(const syntax::Assumed& assumed) {
    const auto operand = checker_.check(*assumed.operand);
    if (!operand) return std::nullopt;
    return add(UnderAssumption{*operand, checker_.add_assumption(assumed.reason.text)});
  }

  std::optional<NodeId> operator()(const syntax::Comparison& comparison) {
    return check_subject(comparison.subject, written_range(comparison));
  }
  std::optional<NodeId> operator()(const syntax::Range& range) {
    return check_subject(range.subject, written_range(range));
  }

  std::optional<NodeId> operator()(const syntax::ResultIs& is) {
    if (is.subject.analyte.in_own_words) return refuse_results(is);
    auto observation = check_observed(context_, is.subject);
    if (!observation) return std::nullopt;
    const Concept& analyte = context_.vocabulary[observation->analyte];
    if (analyte.named_results.empty()) {
      context_.report(DiagnosticCode::wrong_limit, is.results.front().span,
                      fmt::format("the values of {} are numbers, not names", analyte.name),
                      fmt::format("write a comparison: {} > …", analyte.key));
      return std::nullopt;
    }
    ObservedResult operation{*observation, {}};
    bool failed = false;
    for (const syntax::Quoted& result : is.results) {
      const auto position = resolve_result(context_, observation->analyte, result);
      if (position) operation.results.push_back(*position);
      failed = failed || !position;
    }
    if (failed) return std::nullopt;
    return add(std::move(operation));
  }

  std::optional<NodeId> operator()(const syntax::RecordExists& exists) {
    auto record = check_record(context_, exists.record);
    if (!record) return std::nullopt;
    return add(RecordFound{std::move(*record)});
  }

  std::optional<NodeId> operator()(const syntax::FactHolds& holds) {
    const ConceptKind fact = ConceptKind::fact;
    const auto id = resolve_concept(context_, holds.fact, {&fact, 1});
    if (!id) return std::nullopt;
    return add(FactIs{*id});
  }

  std::optional<NodeId> operator()(const syntax::SexIs& is) {
    const auto sex = resolve_sex(context_, is.sex);
    if (!sex) return std::nullopt;
    return add(PatientSexIs{*sex});
  }

  std::optional<NodeId> operator()(const syntax::Anyone&) { return add(Always{}); }
  std::optional<NodeId> operator()(const syntax::Judgement& judgement) {
    return ask(Question::Kind::judgement, judgement.question);
  }
  std::optional<NodeId> operator()(const syntax::Attestation& attestation) {
    return ask(Question::Kind::attestation, attestation.question);
  }
  std::optional<NodeId> operator()(const syntax::Unread& unread) {
    return ask(Question::Kind::unread, unread.words);
  }

 private:
  NodeId add(Operation operation) {
    return checker_.add(std::move(operation), print_expression(expression_), expression_.span);
  }

  NodeId ask(Question::Kind kind, const std::optional<syntax::Quoted>& words) {
    return add(Question{kind, words ? words->text : std::string()});
  }

  std::optional<std::vector<NodeId>> check_all(const std::vector<syntax::Expression>& operands) {
    std::vector<NodeId> nodes;
    for (const syntax::Expression& operand : operands) {
      if (const auto node = checker_.check(operand)) nodes.push_back(*node);
    }
    if (nodes.size() != operands.size()) return std::nullopt;
    return nodes;
  }

  std::optional<std::uint32_t> check_group_count(const syntax::Number& number,
                                                 std::size_t operands) {
    std::uint32_t count = 0;
    const char* end = number.text.data() + number.text.size();
    const auto [stop, error] = std::from_chars(number.text.data(), end, count);
    if (stop == end && error == std::errc{} && count >= 1 && count <= operands) return count;
    context_.report(
        DiagnosticCode::invalid_group_count, number.span,
        fmt::format("{} of {} conditions cannot be asked for", number.text, operands),
        operands == 1 ? "write 1" : fmt::format("write a whole number from 1 to {}", operands));
    return std::nullopt;
  }

  void report_missing_arm(bool has_male, bool has_female) {
    const std::string_view missing = has_male ? "female" : has_female ? "male" : "male or female";
    // Only the words "case sex": the caret under a whole block would say little.
    constexpr std::uint32_t keyword_bytes = 4;
    const Span keyword{expression_.span.begin, expression_.span.begin + keyword_bytes};
    context_.report(DiagnosticCode::incomplete_case, keyword,
                    fmt::format("case sex has no arm for {}", missing),
                    "write one arm for male and one for female");
  }

  std::optional<NodeId> check_subject(const syntax::Subject& subject, const WrittenRange& written) {
    return std::visit([&](const auto& form) { return compare(form, written); }, subject);
  }

  // Which names the results of an unknown test have is unknown too.
  std::optional<NodeId> refuse_results(const syntax::ResultIs& is) {
    check_measured(context_, is.subject);
    context_.report(DiagnosticCode::wrong_limit, is.results.front().span,
                    "what is measured by its own words has numbers for values, not names",
                    "write a comparison, or unread \"…\"");
    return std::nullopt;
  }

  std::optional<NodeId> compare_measured(const syntax::Observed& observed,
                                         const WrittenRange& written) {
    auto observation = check_measured(context_, observed);
    auto range = check_own_range(context_, written);
    if (!observation || !range) return std::nullopt;
    return add(MeasuredInRange{std::move(*observation), range->scale, std::move(range->range),
                               std::move(range->unit), std::move(range->unit_text),
                               std::move(range->own_unit)});
  }

  std::optional<NodeId> compare(const syntax::Observed& observed, const WrittenRange& written) {
    if (observed.analyte.in_own_words) return compare_measured(observed, written);
    auto observation = check_observed(context_, observed);
    if (!observation) {
      check_units_alone(context_, written);
      return std::nullopt;
    }
    auto range = check_measured_range(context_, observation->analyte, written);
    if (!range) return std::nullopt;
    return add(ObservedInRange{*observation, range->scale, range->range, range->written,
                               std::move(range->written_unit)});
  }

  std::optional<NodeId> compare(const syntax::Age&, const WrittenRange& written) {
    const auto ranges = check_period_range(context_, written, "an age");
    warn_of_great_age(ranges, written.span);
    return add_ranges(ranges, written, [](const PeriodRange& range) -> Operation {
      return AgeInRange{range.unit, range.range};
    });
  }

  std::optional<NodeId> compare(const syntax::OnsetAge& onset, const WrittenRange& written) {
    const auto record = check_record(context_, onset.record);
    const auto ranges = check_period_range(context_, written, "an age");
    warn_of_great_age(ranges, written.span);
    if (!record) return std::nullopt;
    return add_ranges(ranges, written, [&](const PeriodRange& range) -> Operation {
      return OnsetAgeInRange{*record, range.unit, range.range};
    });
  }

  std::optional<NodeId> compare(const syntax::Duration& duration, const WrittenRange& written) {
    const auto record = check_record(context_, duration.record);
    const auto ranges = check_period_range(context_, written, "a duration");
    if (!record) return std::nullopt;
    return add_ranges(ranges, written, [&](const PeriodRange& range) -> Operation {
      return DurationInRange{*record, range.unit, range.range};
    });
  }

  std::optional<NodeId> compare(const syntax::Dose& dose, const WrittenRange& written) {
    auto record = check_dosed_record(context_, dose.record);
    auto range = check_dose_range(context_, written);
    if (!record || !range) return std::nullopt;
    return add(DoseInRange{std::move(*record), std::move(range->unit), std::move(range->range)});
  }

  // Nobody is known to have lived past 122 years.
  void warn_of_great_age(const std::vector<PeriodRange>& ranges, Span span) {
    constexpr int oldest = 130;
    for (const PeriodRange& range : ranges) {
      const auto too_great = [&](const std::optional<Bound>& bound) {
        return range.unit == Period::Unit::years && bound && bound->value > oldest;
      };
      if (!too_great(range.range.low) && !too_great(range.range.high)) continue;
      context_.report(DiagnosticCode::implausible_limit, span,
                      "nobody reaches the age of this limit", "check the number and its unit");
    }
  }

  // One node for one range; two for ends in different units, and one that joins them.
  template <typename MakeOperation>
  std::optional<NodeId> add_ranges(const std::vector<PeriodRange>& ranges,
                                   const WrittenRange& written, MakeOperation make_operation) {
    if (ranges.empty()) return std::nullopt;
    if (ranges.size() == 1) return add(make_operation(ranges.front()));
    const syntax::Subject& subject = std::get<syntax::Range>(expression_.node).subject;
    const auto add_end = [&](syntax::Comparator comparator, const syntax::Limit& limit,
                             const PeriodRange& range) {
      const syntax::Expression end{syntax::Comparison{subject, comparator, limit}, limit.span};
      return checker_.add(make_operation(range), print_expression(end), limit.span);
    };
    const NodeId low = add_end(syntax::Comparator::at_least, written.low->limit, ranges.front());
    const NodeId high = add_end(syntax::Comparator::at_most, written.high->limit, ranges.back());
    return add(AllOf{{low, high}});
  }

  ExpressionChecker& checker_;
  CheckContext& context_;
  const syntax::Expression& expression_;
};

std::optional<NodeId> ExpressionChecker::check(const syntax::Expression& expression) {
  return std::visit(Visitor(*this, expression), expression.node);
}

NodeId ExpressionChecker::assume(NodeId operand, std::string reason) {
  const AssumptionId assumption = add_assumption(std::move(reason));
  return add(UnderAssumption{operand, assumption}, program_[operand].text, spans_[operand.index]);
}

NodeId ExpressionChecker::add(Operation operation, std::string text, Span span) {
  const NodeId id{static_cast<std::uint32_t>(program_.nodes.size())};
  program_.nodes.push_back({std::move(operation), std::move(text)});
  spans_.push_back(span);
  return id;
}

AssumptionId ExpressionChecker::add_assumption(std::string reason) {
  const AssumptionId id{static_cast<std::uint32_t>(program_.assumptions.size())};
  program_.assumptions.push_back(std::move(reason));
  return id;
}

}  // namespace eligo
