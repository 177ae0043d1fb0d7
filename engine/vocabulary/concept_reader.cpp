#include "vocabulary/concept_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace eligo {

namespace {

bool is_key(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

std::vector<std::string> plain(const std::vector<PlacedText>& texts) {
  std::vector<std::string> result;
  result.reserve(texts.size());
  for (const PlacedText& text : texts) result.push_back(text.text);
  return result;
}

// Reads one concept, a group of fields a function.
class ConceptReader {
 public:
  ConceptReader(const SourceText& source, const JsonValue& value, const UnitTable* units,
                std::vector<Diagnostic>& diagnostics)
      : source_(source),
        diagnostics_(diagnostics),
        units_(units),
        fields_(source, value, "a concept", diagnostics) {}

  std::optional<ConceptDraft> read(ConceptKind kind) {
    if (!fields_.is_object()) return std::nullopt;
    draft_.source = &source_;
    subject_.kind = kind;
    const bool is_named = read_names();
    read_codes();
    read_relations();
    read_sex();
    read_units();
    read_plausible("plausible", subject_.plausible);
    read_plausible("plausibleAdult", subject_.plausible_adult);
    read_results();
    subject_.acute = fields_.flag("acute");
    subject_.open_class = fields_.flag("openClass");
    subject_.passing = fields_.flag("passing");
    draft_.stems = fields_.texts("stems");
    subject_.stems = plain(draft_.stems);
    fields_.refuse_the_rest();
    if (!is_named) return std::nullopt;
    return std::move(draft_);
  }

 private:
  bool read_names() {
    const auto key = fields_.required_text("key");
    const auto name = fields_.required_text("name");
    const std::vector<PlacedText> synonyms = fields_.texts("synonyms");
    if (!key || !name) return false;
    if (!is_key(key->text)) {
      fields_.report(DiagnosticCode::invalid_key, key->span,
                     fmt::format("{} is no key", json_string_literal(key->text)),
                     "write lower case letters, digits and \"_\" only");
    }
    draft_.key = *key;
    draft_.names.push_back(*name);
    draft_.names.insert(draft_.names.end(), synonyms.begin(), synonyms.end());
    subject_.key = key->text;
    subject_.name = name->text;
    subject_.synonyms = plain(synonyms);
    return true;
  }

  void read_codes() {
    subject_.loinc = read_codes_of(CodeSystem::loinc, "loinc");
    subject_.snomed = read_codes_of(CodeSystem::snomed, "snomed");
    subject_.icd10 = read_codes_of(CodeSystem::icd10, "icd10");
    subject_.rxnorm = read_codes_of(CodeSystem::rxnorm, "rxnorm");
  }

  std::vector<std::string> read_codes_of(CodeSystem system, std::string_view field) {
    const std::vector<PlacedText> codes = fields_.texts(field);
    for (const PlacedText& code : codes) draft_.codes.push_back({system, code});
    return plain(codes);
  }

  void read_relations() {
    draft_.broader = fields_.texts("broader");
    draft_.implied_by = fields_.texts("impliedBy");
    draft_.hidden_among = fields_.texts("hiddenAmong");
  }

  void read_sex() {
    const auto text = fields_.text("sex");
    if (!text) return;
    subject_.only_sex = sex_named(text->text);
    if (!subject_.only_sex) {
      fields_.report(DiagnosticCode::unknown_sex, text->span,
                     fmt::format("{} is no sex", json_string_literal(text->text)),
                     "write \"male\" or \"female\"");
    }
  }

  void read_units() {
    if (const auto unit = fields_.text("unit")) subject_.unit = parsed_unit(*unit, fields_);
    for (const JsonValue* element : fields_.list("conversions")) read_conversion(*element);
    read_molar_mass();
    const JsonValue* conversions = fields_.member("conversions");
    if (conversions != nullptr && fields_.member("unit") == nullptr) {
      fields_.report(DiagnosticCode::missing_field, conversions->span,
                     "\"conversions\" stands without a \"unit\" to convert to",
                     "add the default unit as \"unit\"");
    }
  }

  std::optional<Unit> parsed_unit(const PlacedText& text, FieldReader& fields) {
    if (units_ == nullptr) return std::nullopt;
    auto unit = units_->parse(text.text);
    if (!unit) {
      fields.report(DiagnosticCode::unknown_unit, text.span,
                    fmt::format("{} is no unit", json_string_literal(text.text)),
                    did_you_mean(units_->nearest(text.text)));
    }
    return unit;
  }

  void read_conversion(const JsonValue& value) {
    FieldReader fields(source_, value, "a conversion", diagnostics_);
    if (!fields.is_object()) return;
    const auto unit_text = fields.required_text("unit");
    const auto conversion = read_factors(fields, value.span);
    const auto origin = read_source(fields, "a conversion", value.span);
    fields.refuse_the_rest();
    if (!unit_text) return;
    auto unit = parsed_unit(*unit_text, fields);
    if (!unit || !conversion || !origin) return;
    subject_.conversions.push_back(
        {std::move(*unit), *conversion, conversion_step_text(*conversion), *origin});
  }

  std::optional<UnitConversion> read_factors(FieldReader& fields, Span span) {
    const bool multiplies = fields.member("multiply") != nullptr;
    const bool divides = fields.member("divide") != nullptr;
    const auto factor = fields.decimal(divides ? "divide" : "multiply");
    const auto add = fields.decimal("add");
    if (multiplies == divides) {
      fields.report(DiagnosticCode::missing_field, span,
                    multiplies ? "a conversion has both \"multiply\" and \"divide\""
                               : "a conversion has neither \"multiply\" nor \"divide\"",
                    "write one of them");
      return std::nullopt;
    }
    if (!factor || (fields.member("add") != nullptr && !add)) return std::nullopt;
    if (*factor == 0) {
      fields.report(DiagnosticCode::not_a_decimal, span, "a conversion has the factor 0",
                    "write a factor that is not 0");
      return std::nullopt;
    }
    UnitConversion conversion;
    conversion.multiply = divides ? Rational(1 / *factor) : *factor;
    if (add) conversion.add = *add;
    return conversion;
  }

  std::optional<std::string> read_source(FieldReader& fields, std::string_view what, Span span) {
    if (fields.member("source") == nullptr) {
      fields.report(DiagnosticCode::missing_source, span, fmt::format("{} has no source", what),
                    "say in \"source\" where the number was read");
      return std::nullopt;
    }
    const auto text = fields.text("source");
    if (!text) return std::nullopt;
    return text->text;
  }

  void read_molar_mass() {
    const JsonValue* value = fields_.member("molarMass");
    if (value == nullptr) return;
    FieldReader fields(source_, *value, "a molar mass", diagnostics_);
    if (!fields.is_object()) return;
    fields.required_member("value");
    const auto number = fields.decimal("value");
    const auto origin = read_source(fields, "a molar mass", value->span);
    fields.refuse_the_rest();
    if (number && *number <= 0) {
      fields.report(DiagnosticCode::not_a_decimal, value->span, "a molar mass is not above 0",
                    "write it in g/mol");
      return;
    }
    subject_.molar_mass = number;
    subject_.molar_mass_source = origin.value_or("");
  }

  void read_plausible(const char* field, Interval& range) {
    const JsonValue* value = fields_.member(field);
    if (value == nullptr) return;
    FieldReader fields(source_, *value, "a plausible range", diagnostics_);
    if (!fields.is_object()) return;
    const auto low = fields.decimal("low");
    const auto high = fields.decimal("high");
    fields.refuse_the_rest();
    if (low && high && *low > *high) {
      fields.report(DiagnosticCode::inverted_range, value->span,
                    fmt::format("the plausible range begins at {} and ends below it, at {}",
                                decimal_text(*low), decimal_text(*high)),
                    "swap \"low\" and \"high\"");
      return;
    }
    if (low) range.low = Bound{*low, true};
    if (high) range.high = Bound{*high, true};
  }

  void read_results() {
    subject_.named_results = plain(fields_.texts("results"));
    subject_.ordered_results = fields_.flag("ordered");
    const JsonValue* ordered = fields_.member("ordered");
    if (subject_.ordered_results && subject_.named_results.empty()) {
      fields_.report(DiagnosticCode::missing_field, ordered->span,
                     "\"ordered\" is true, but there are no \"results\" in an order",
                     "list the results, the least first");
    }
  }

  const SourceText& source_;
  std::vector<Diagnostic>& diagnostics_;
  const UnitTable* units_;
  FieldReader fields_;
  ConceptDraft draft_;
  Concept& subject_ = draft_.subject;
};

}  // namespace

std::optional<ConceptDraft> read_concept(const SourceText& source, const JsonValue& value,
                                         ConceptKind kind, const UnitTable* units,
                                         std::vector<Diagnostic>& diagnostics) {
  return ConceptReader(source, value, units, diagnostics).read(kind);
}

}  // namespace eligo
