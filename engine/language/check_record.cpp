#include "language/check_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "language/check_names.h"
#include "language/check_period.h"

namespace eligo {
namespace {

// A window; "at enrollment" alone is no window, but its anchor must still be one.
struct CheckedWindow {
  std::optional<TimeWindow> window;
  bool failed = false;
};

CheckedWindow check_window(CheckContext& context, const std::optional<syntax::Window>& written) {
  if (!written) return {};
  const auto anchor = resolve_anchor(context, written->anchor);
  if (!written->period) return {std::nullopt, !anchor};
  const auto period = check_period(context, *written->period, 1);
  if (!anchor || !period) return {std::nullopt, true};
  return {TimeWindow{*period, *anchor}, false};
}

// Whether some record could be of both terms.
bool overlap(const Vocabulary& vocabulary, ConceptId a, ConceptId b) {
  const auto kinds = vocabulary.kinds_of(a);
  return std::any_of(kinds.begin(), kinds.end(),
                     [&](ConceptId kind) { return vocabulary.is_kind_of(kind, b); });
}

void warn_of_useless_exception(CheckContext& context, const std::vector<ConceptId>& terms,
                               ConceptId exception, const syntax::Exception& written) {
  if (terms.empty()) return;
  const bool takes_something = std::any_of(terms.begin(), terms.end(), [&](ConceptId term) {
    return overlap(context.vocabulary, exception, term);
  });
  if (takes_something) return;
  context.report(
      DiagnosticCode::useless_exception, written.term.span,
      fmt::format("{} is no kind of {}: the exception takes nothing out",
                  context.vocabulary[exception].name, context.vocabulary[terms.front()].name),
      "leave the exception out, or add the broader term to the vocabulary");
}

std::optional<RecordStatus> status_of(const std::optional<syntax::Name>& status) {
  if (!status) return std::nullopt;
  return status->text == name_of(RecordStatus::active) ? RecordStatus::active
                                                       : RecordStatus::resolved;
}

}  // namespace

std::optional<ObservationPattern> check_observed(CheckContext& context,
                                                 const syntax::Observed& observed) {
  const auto analyte = resolve_concept(context, observed.analyte, measured_kinds());
  const CheckedWindow window = check_window(context, observed.window);
  if (!analyte || window.failed) return std::nullopt;
  const Concept& known = context.vocabulary[*analyte];
  const Qualifiers qualifiers = resolve_qualifiers(context, &known, observed.qualifiers);
  return ObservationPattern{{qualifiers.fasting, qualifiers.specimen, window.window}, *analyte};
}

std::optional<MeasuredPattern> check_measured(CheckContext& context,
                                              const syntax::Observed& observed) {
  auto name = resolve_own_name(context, observed.analyte, measured_kinds());
  const CheckedWindow window = check_window(context, observed.window);
  if (!name || window.failed) return std::nullopt;
  const Qualifiers qualifiers = resolve_qualifiers(context, nullptr, observed.qualifiers);
  return MeasuredPattern{{qualifiers.fasting, qualifiers.specimen, window.window},
                         std::move(*name)};
}

std::optional<RecordPattern> check_record(CheckContext& context,
                                          const syntax::RecordReference& record) {
  const auto kinds = record_kinds(record.kind);
  RecordPattern pattern;
  pattern.kinds.assign(kinds.begin(), kinds.end());
  bool failed = false;
  for (const syntax::Term& term : record.terms) {
    if (term.in_own_words) {
      auto name = resolve_own_name(context, term, kinds);
      failed = failed || !name;
      if (name) pattern.own_names.push_back(std::move(*name));
      continue;
    }
    const auto id = resolve_concept(context, term, kinds);
    if (id) pattern.terms.push_back(*id);
    failed = failed || !id;
  }
  for (const syntax::Exception& exception : record.exceptions) {
    const auto id = resolve_concept(context, exception.term, kinds);
    failed = failed || !id;
    if (!id) continue;
    RecordException resolved{*id, {}};
    for (const syntax::Quoted& outcome : exception.outcomes) {
      resolved.outcomes.push_back(outcome.text);
    }
    // Of what a name of its own stands for, anything may be a kind.
    if (!failed && pattern.own_names.empty()) {
      warn_of_useless_exception(context, pattern.terms, *id, exception);
    }
    pattern.exceptions.push_back(std::move(resolved));
  }
  pattern.status = status_of(record.status);
  const CheckedWindow window = check_window(context, record.window);
  pattern.window = window.window;
  if (failed || window.failed) return std::nullopt;
  return pattern;
}

std::optional<RecordPattern> check_dosed_record(CheckContext& context,
                                                const syntax::RecordReference& record) {
  auto pattern = check_record(context, record);
  if (record.kind.text == name_of(ConceptKind::medication)) return pattern;
  context.report(DiagnosticCode::wrong_kind, record.kind.span,
                 fmt::format("{} has no dose", in_quotes(record.kind.text)),
                 "write dose of medication(…)");
  return std::nullopt;
}

}  // namespace eligo
