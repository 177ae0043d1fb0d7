#include "language/check_criterion.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "language/check_accept.h"
#include "language/check_constant.h"
#include "language/check_examples.h"
#include "language/check_names.h"

namespace eligo {
namespace {

// Puts a part behind what the criterion's text has.
void append_part(Criterion& criterion, const std::string& words, const QuotedPlace& place) {
  if (!criterion.text.empty()) criterion.text += " / ";
  const auto begin = static_cast<std::uint32_t>(criterion.text.size());
  criterion.text += words;
  const auto end = static_cast<std::uint32_t>(criterion.text.size());
  criterion.parts.push_back({{begin, end}, place.line, place.column});
}

// "the text gives no unit; read as %"
std::string assumption_text(const syntax::Assume& assume) {
  if (!assume.unit) return assume.reason.text;
  const std::string reading = "read as " + assume.unit->text;
  if (assume.reason.text.find(reading) != std::string::npos) return assume.reason.text;
  return assume.reason.text + "; " + reading;
}

const Operation& without_assumptions(const Program& program, NodeId node) {
  const Operation* operation = &program[node].operation;
  while (const auto* assumed = std::get_if<UnderAssumption>(operation)) {
    operation = &program[assumed->operand].operation;
  }
  return *operation;
}

const syntax::Expression& without_assuming(const syntax::Expression& expression) {
  const syntax::Expression* inner = &expression;
  while (const auto* assumed = std::get_if<syntax::Assumed>(&inner->node)) {
    inner = &*assumed->operand;
  }
  return *inner;
}

std::vector<const syntax::Accept*> pointers_to(const std::vector<syntax::Accept>& accepts) {
  std::vector<const syntax::Accept*> pointers;
  for (const syntax::Accept& accept : accepts) pointers.push_back(&accept);
  return pointers;
}

std::string consequence(CriterionKind kind, bool is_true) {
  if (kind == CriterionKind::exclusion) {
    return is_true ? "it excludes everybody" : "it excludes nobody";
  }
  return is_true ? "everybody meets it" : "nobody meets it";
}

}  // namespace

void CriterionChecker::check(const CriterionKey& key, const syntax::Criterion& criterion) {
  Criterion checked;
  checked.id = id_of(key);
  checked.kind = kind_of(key);
  check_quotes(criterion.quotes, checked);
  checked.root = check_means(criterion);
  checked.other_readings = check_other_readings(criterion);
  checked.accepted = check_accepts(context_, pointers_to(criterion.accepts));
  if (checked.root) warn_of_constant_parts(checked.kind, *checked.root, "the criterion");
  for (const OtherReading& other : checked.other_readings) {
    warn_of_constant_parts(checked.kind, other.root, "this reading");
  }
  program_.criteria.push_back(std::move(checked));
  check_examples(criterion.examples);
}

void CriterionChecker::check_lost(const CriterionKey& key, const syntax::Lost& lost) {
  Criterion checked;
  checked.id = id_of(key);
  checked.kind = kind_of(key);
  if (document_ != nullptr) checked.line = document_->check_line(lost.line);
  checked.lost_because = lost.reason.text;
  program_.criteria.push_back(std::move(checked));
}

void CriterionChecker::check_withheld(const syntax::NotProvided& list) {
  const CriterionKind kind =
      list.list.text == "inclusion" ? CriterionKind::inclusion : CriterionKind::exclusion;
  const bool has_place = list.quote && document_ != nullptr;
  const std::uint32_t line = has_place ? document_->check_quote(*list.quote).line : 0;
  program_.withheld.push_back({kind, list.reason.text, line});
}

void CriterionChecker::check_quotes(const std::vector<syntax::QuotedLine>& quotes,
                                    Criterion& checked) {
  for (const syntax::QuotedLine& quote : quotes) {
    const QuotedPlace place = document_ == nullptr ? QuotedPlace{} : document_->check_quote(quote);
    if (checked.parts.empty()) {
      checked.line = place.line;
      checked.column = place.column;
    }
    append_part(checked, quote.quote.text, place);
  }
}

std::optional<NodeId> CriterionChecker::check_means(const syntax::Criterion& criterion) {
  if (criterion.means.empty()) {
    context_.report(DiagnosticCode::missing_means, criterion.name.span,
                    criterion.other_readings.empty()
                        ? "the criterion does not say what it means"
                        : "the criterion has another reading, but not the first one",
                    "add: means …; where no rule can say it, means unread \"…\";");
    return std::nullopt;
  }
  std::optional<NodeId> root;
  for (const syntax::Means& means : criterion.means) {
    const auto node = expressions_.check(means.expression);
    if (&means == &criterion.means.front()) {
      root = node;
      continue;
    }
    context_.report(DiagnosticCode::duplicate_means, means.expression.span,
                    "the criterion says a second time what it means",
                    "join both with \"and\" or \"or\"");
  }
  for (const syntax::Assume& assume : criterion.assumes) {
    if (assume.unit) check_assumed_unit(assume, criterion.means.front().expression);
    if (root) root = expressions_.assume(*root, assumption_text(assume));
  }
  return root;
}

std::vector<OtherReading> CriterionChecker::check_other_readings(
    const syntax::Criterion& criterion) {
  std::vector<OtherReading> readings;
  std::vector<const syntax::Expression*> before;
  if (!criterion.means.empty()) before.push_back(&criterion.means.front().expression);
  for (const syntax::OrMeans& other : criterion.other_readings) {
    check_reason(context_, other.reason, "say why the words allow this reading");
    report_repeated_reading(other.expression, before);
    before.push_back(&other.expression);
    const auto root = expressions_.check(other.expression);
    if (root) readings.push_back({*root, other.reason.text});
  }
  return readings;
}

void CriterionChecker::report_repeated_reading(
    const syntax::Expression& reading, const std::vector<const syntax::Expression*>& before) {
  const auto same = std::find_if(before.begin(), before.end(), [&](const syntax::Expression* one) {
    return without_assuming(*one) == without_assuming(reading);
  });
  if (same == before.end()) return;
  const std::uint32_t line = context_.source.position((*same)->span.begin).line;
  context_.report(DiagnosticCode::repeated_reading, reading.span,
                  fmt::format("this reading is the same as the one on line {}", line),
                  "write the other reading, or leave this one out");
}

void CriterionChecker::check_assumed_unit(const syntax::Assume& assume,
                                          const syntax::Expression& means) {
  std::vector<std::string> units;
  for (const syntax::Name& unit : written_units(means)) {
    if (unit.text == assume.unit->text) return;
    if (std::find(units.begin(), units.end(), unit.text) == units.end()) {
      units.push_back(unit.text);
    }
  }
  context_.report(DiagnosticCode::unused_unit, assume.unit->span,
                  fmt::format("the rule has no limit in {}", in_quotes(assume.unit->text)),
                  units.empty() ? "leave \"unit\" and the unit out"
                                : fmt::format("write assume unit {}", listed(units)));
}

void CriterionChecker::check_examples(const std::vector<syntax::Example>& examples) {
  const CriterionIndex index{static_cast<std::uint32_t>(program_.criteria.size() - 1)};
  const std::string attestation = program_.trial + "/" + program_.criteria.back().id;
  for (const syntax::Example& example : examples) {
    auto profile = check_example(context_, example, attestation);
    if (!profile) continue;
    program_.examples.push_back(
        {index, std::move(*profile), example.result.text, place_of(context_.source, example.span)});
  }
}

void CriterionChecker::warn_of_constant_parts(CriterionKind kind, NodeId root,
                                              std::string_view whole) {
  // A registry that lets everybody in says so: "means anyone".
  const bool says_so = std::holds_alternative<Always>(without_assumptions(program_, root));
  if (kind == CriterionKind::registry && says_so) return;
  for (const ConstantPart& part : constant_parts(program_, context_.vocabulary, root)) {
    const std::string_view always = part.is_true ? "always true" : "never true";
    const std::string message = part.node == root ? fmt::format("{} is {}: {}", whole, always,
                                                                consequence(kind, part.is_true))
                                                  : fmt::format("this part is {}", always);
    context_.report(
        part.is_true ? DiagnosticCode::always_true : DiagnosticCode::never_true,
        expressions_.spans()[part.node.index], message,
        says_so ? "say what the sentence asks for" : "check the limits and how they are joined");
  }
}

}  // namespace eligo
