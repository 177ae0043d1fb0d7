#include "language/print_parts.h"

#include <fmt/format.h>

#include <string_view>

#include "language/keywords.h"
#include "language/string_literal.h"

namespace eligo::printing {
namespace {

std::string text_of(const syntax::Quoted& quoted) {
  return encode_literal(quoted.text);
}

std::string text_of(const syntax::Period& period) {
  return period.count.text + ' ' + period.unit.text;
}

std::string text_of(const syntax::Window& window) {
  if (!window.period) return "at " + window.anchor.text;
  return fmt::format("within {} before {}", text_of(*window.period), window.anchor.text);
}

std::string text_of(const syntax::Term& term) {
  return term.in_own_words ? encode_literal(term.text) : term.text;
}

std::string quantity_text(const syntax::Term& analyte) {
  return (analyte.in_own_words ? "measured " : "") + text_of(analyte);
}

// Each followed by a space.
std::string qualifiers_text(const std::vector<syntax::Name>& qualifiers) {
  std::string text;
  for (const syntax::Name& qualifier : qualifiers) text += qualifier.text + ' ';
  return text;
}

std::string text_of(const syntax::Exception& exception) {
  std::string text = "except " + exception.term.text;
  std::string_view joint = " with outcome ";
  for (const syntax::Quoted& outcome : exception.outcomes) {
    text += joint;
    text += text_of(outcome);
    joint = " or ";
  }
  return text;
}

std::string text_of(const syntax::ExampleObservation& observation) {
  std::string text = qualifiers_text(observation.qualifiers) + quantity_text(observation.analyte);
  if (!observation.value) return text + " missing";
  text += " = " + printing::text_of(*observation.value);
  if (observation.high) text += " high " + observation.high->text;
  if (observation.low) text += " low " + observation.low->text;
  if (observation.ago) text += fmt::format(" taken {} ago", text_of(*observation.ago));
  return text;
}

std::string text_of(const syntax::ExampleAge& age) {
  return "age = " + printing::text_of(age.value);
}

std::string text_of(const syntax::ExampleSex& sex) {
  return "sex = " + sex.sex.text;
}

std::string text_of(const syntax::ExampleRecord& record) {
  std::string text =
      fmt::format("{}{}({})", record.absent ? "no " : "", record.kind.text, text_of(record.term));
  if (record.status) text += ' ' + record.status->text;
  if (record.started) text += fmt::format(" started {} ago", text_of(*record.started));
  if (record.ended) text += fmt::format(" ended {} ago", text_of(*record.ended));
  if (record.dose) text += " dose " + printing::text_of(*record.dose);
  if (record.outcome) text += " outcome " + text_of(*record.outcome);
  return text;
}

std::string text_of(const syntax::ExampleFact& fact) {
  return fmt::format("fact({}) = {}", fact.fact.text, fact.value.text);
}

std::string text_of(const syntax::ExampleAttested& attested) {
  return "attested = " + attested.value.text;
}

}  // namespace

std::string text_of(const syntax::Limit& limit) {
  if (const auto* quoted = std::get_if<syntax::Quoted>(&limit.value)) return text_of(*quoted);
  const std::string& number = std::get<syntax::Number>(limit.value).text;
  return limit.unit ? number + ' ' + text_of(*limit.unit) : number;
}

std::string text_of(const syntax::Observed& observed) {
  std::string text = qualifiers_text(observed.qualifiers) + quantity_text(observed.analyte);
  if (observed.window) text += ' ' + text_of(*observed.window);
  return text;
}

std::string text_of(const syntax::RecordReference& record) {
  std::string terms;
  for (const syntax::Term& term : record.terms) {
    terms += (terms.empty() ? "" : " or ") + text_of(term);
  }
  if (terms.empty()) terms = "any";
  for (const syntax::Exception& exception : record.exceptions) terms += ' ' + text_of(exception);
  std::string text = fmt::format("{}({})", record.kind.text, terms);
  if (record.status) text += ' ' + record.status->text;
  if (record.window) text += ' ' + text_of(*record.window);
  return text;
}

std::string text_of(const syntax::CriterionName& name) {
  return name.kind.text + ' ' +
         std::visit([](const auto& which) { return which.text; }, name.which);
}

std::string text_of(const syntax::QuotedLine& line) {
  std::string text = text_of(line.quote) + " line " + line.line.text;
  if (line.column) text += " column " + line.column->text;
  return text;
}

std::string text_of(const syntax::ExampleDatum& datum) {
  return std::visit([](const auto& one) { return text_of(one); }, datum);
}

std::string trial_id_text(const syntax::Name& id) {
  return is_name(id.text) ? id.text : encode_literal(id.text);
}

}  // namespace eligo::printing
