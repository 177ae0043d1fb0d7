#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "audit/rules.h"
#include "audit/sentence_shape.h"
#include "quantity/rational.h"

namespace eligo::wording {
namespace {

// What is counted where a sentence names the lack of it: "lymphopenia (< 1,000/µL)".
std::optional<ConceptId> counted_by(const Vocabulary& vocabulary, const std::string& name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> counts = {
      {{"lymphopenia", "lymphocytes"},
       {"neutropenia", "neutrophils"},
       {"thrombocytopenia", "platelets"},
       {"thrombocytosis", "platelets"},
       {"leukopenia", "leukocytes"},
       {"leukocytosis", "leukocytes"},
       {"anemia", "hemoglobin"}}};
  static constexpr std::array kinds = {ConceptKind::condition};
  const auto condition = vocabulary.match(name, kinds);
  if (!condition) return std::nullopt;
  const std::string& key = vocabulary[*condition].key;
  const auto* const found =
      std::find_if(counts.begin(), counts.end(), [&](const auto& one) { return one.first == key; });
  if (found == counts.end()) return std::nullopt;
  return vocabulary.find(found->second);
}

enum class Side { inside, below, above };

// Fewer cells in a microlitre than this no laboratory tells from none.
bool is_under_any_count(const Concept& analyte, const Rational& value) {
  const Rational fewest(5, 1000);  // 10*9/L: five in a microlitre
  return analyte.unit->ucum == "10*9/L" && value > 0 && value < fewest;
}

Side side_of(const Vocabulary& vocabulary, ConceptId id, const Rational& number, const Unit& unit) {
  const auto converted = vocabulary.to_default_unit(id, number, unit);
  const auto value = converted ? converted->value.single() : std::nullopt;
  if (!value || *value == 0) return Side::inside;
  const Concept& analyte = vocabulary[id];
  if (analyte.plausible.low && *value < analyte.plausible.low->value) return Side::below;
  if (is_under_any_count(analyte, *value)) return Side::below;
  if (analyte.plausible.high && *value > analyte.plausible.high->value) return Side::above;
  return Side::inside;
}

// Units that laboratories report the analyte in, the likeliest for this number first: cells by the
// hundred and more are those of a microlitre.
std::vector<std::string> usual_units(const Concept& analyte, const Rational& number) {
  constexpr int fewest_in_a_microlitre = 500;
  std::vector<std::string> units = {analyte.unit->ucum};
  if (analyte.unit->ucum == "10*9/L" && number >= fewest_in_a_microlitre) {
    units.insert(units.begin(), "/uL");
  }
  for (const AnalyteConversion& conversion : analyte.conversions) {
    units.push_back(conversion.unit.ucum);
  }
  for (const char* unit : {"/uL", "10*3/uL", "g/dL", "g/L", "mg/dL", "mg/L", "umol/L", "mmol/L",
                           "ug/L", "ng/mL", "mm[Hg]"}) {
    units.emplace_back(unit);
  }
  return units;
}

// The usual unit in which the number lies well inside what people have; empty where there is none.
std::string fitting_unit(const Vocabulary& vocabulary, ConceptId id, const Rational& number) {
  for (const std::string& unit : usual_units(vocabulary[id], number)) {
    const auto parsed = vocabulary.units().parse_ucum(unit);
    if (!parsed || !vocabulary.step_to_default_unit(id, *parsed)) continue;
    if (side_of(vocabulary, id, number, *parsed) == Side::inside) return unit;
  }
  return {};
}

struct ReadLimit {
  ConceptId id;
  Rational number;
  std::string decimal;
  Unit unit;
};

// The first number of a limit with its unit; the default one where none is written.
std::optional<ReadLimit> read(const AuditedTrial& trial, const WrittenLimit& limit) {
  if (limit.is_multiple || limit.numbers.empty()) return std::nullopt;
  std::optional<ConceptId> id = limit.analyte;
  if (!is_measured_limit(trial, limit)) id = counted_by(trial.vocabulary, limit.name);
  const auto number = parse_decimal(limit.numbers.back());
  if (!id || !number || limit.unit == nullptr || limit.unit->ucum.empty()) return std::nullopt;
  auto unit = trial.vocabulary.units().parse_ucum(limit.unit->ucum);
  if (!unit || !trial.vocabulary.step_to_default_unit(*id, *unit)) return std::nullopt;
  return ReadLimit{*id, *number, limit.numbers.back(), std::move(*unit)};
}

// "more than 10 cm below target height"
bool is_a_difference(const AuditedSentence& sentence, const WrittenLimit& limit) {
  const std::size_t next = token_from(sentence, limit.value_span.end);
  return next < sentence.tokens.size() &&
         is_one_of(sentence.tokens[next].kind,
                   {compile::TokenKind::less, compile::TokenKind::greater});
}

void check(const AuditedTrial& trial, const AuditedSentence& sentence, const WrittenLimit& limit,
           WordingFindings& found) {
  const auto stated = read(trial, limit);
  if (!stated || is_a_difference(sentence, limit)) return;
  const Side side = side_of(trial.vocabulary, stated->id, stated->number, stated->unit);
  if (side == Side::inside) return;
  const Concept& analyte = trial.vocabulary[stated->id];
  const std::string fits = fitting_unit(trial.vocabulary, stated->id, stated->number);
  const std::string seen = fmt::format("nobody alive has {} as {} as {} {}", analyte.name,
                                       side == Side::below ? "low" : "high", stated->decimal,
                                       sentence.at(limit.unit->span));
  if (fits.empty()) {
    report(found, AuditCode::implausible_value, sentence, limit.value_span, seen,
           "check the number against the protocol");
    return;
  }
  report(found, AuditCode::implausible_unit, sentence, limit.value_span, seen,
         fmt::format("check the unit against the protocol; {} {} is a value that people have",
                     stated->decimal, fits));
}

// "aged 180 years"
void check_age(const AuditedSentence& sentence, const WrittenLimit& limit, WordingFindings& found) {
  constexpr int oldest = 130;
  const bool counts_years = limit.unit == nullptr || sentence.at(limit.unit->span).starts_with('y');
  if (limit.name != "age" || !counts_years || limit.numbers.empty()) return;
  const auto number = parse_decimal(limit.numbers.back());
  if (!number || *number <= oldest) return;
  report(found, AuditCode::implausible_value, sentence, limit.value_span,
         fmt::format("nobody is as old as {}", in_marks(sentence, limit.value_span)),
         "check the number against the protocol");
}

}  // namespace

void implausible_limit(const AuditedTrial& trial, WordingFindings& found) {
  for (const AuditedSentence& sentence : trial.sentences) {
    for (const WrittenLimit& limit : sentence.limits) {
      check(trial, sentence, limit, found);
      check_age(sentence, limit, found);
    }
  }
}

}  // namespace eligo::wording
