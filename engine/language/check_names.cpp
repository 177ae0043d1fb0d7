#include "language/check_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/unicode.h"
#include "vocabulary/field_reader.h"
#include "vocabulary/nearest.h"

namespace eligo {
namespace {

constexpr std::array measured = {ConceptKind::laboratory, ConceptKind::vital, ConceptKind::score};
constexpr std::array condition_kinds = {ConceptKind::condition};
constexpr std::array medication_kinds = {ConceptKind::medication};
constexpr std::array procedure_kinds = {ConceptKind::procedure};
constexpr std::array event_kinds = {ConceptKind::event};
constexpr std::array exposure_kinds = {ConceptKind::medication, ConceptKind::procedure,
                                       ConceptKind::event};

bool contains(std::span<const ConceptKind> kinds, ConceptKind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string with_article(std::string_view noun) {
  const bool vowel = std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", noun);
}

// How people call a kind: "a laboratory value", "a condition".
std::string kind_in_words(ConceptKind kind) {
  switch (kind) {
    case ConceptKind::laboratory:
      return "a laboratory value";
    case ConceptKind::vital:
      return "a vital sign";
    case ConceptKind::score:
    case ConceptKind::condition:
    case ConceptKind::medication:
    case ConceptKind::procedure:
    case ConceptKind::event:
    case ConceptKind::fact:
      return with_article(name_of(kind));
  }
  return "";
}

// How a rule speaks of a concept of this kind.
std::string way_to_write(const Concept& named) {
  if (named.kind == ConceptKind::fact) return fmt::format("write fact({})", named.key);
  if (!is_measured(named.kind)) {
    return fmt::format("write {}({})", name_of(named.kind), named.key);
  }
  if (!named.named_results.empty()) {
    return fmt::format("write its result: {} is {}", named.key,
                       in_quotes(named.named_results.front()));
  }
  return fmt::format("write a comparison: {} > …, with a number and a unit", named.key);
}

// The keys that a misspelt or informal name could mean, those of the wanted kinds first.
std::vector<std::string> likely_keys(const Vocabulary& vocabulary, const std::string& name,
                                     std::span<const ConceptKind> allowed) {
  constexpr std::size_t considered = 12;
  constexpr std::size_t shown = 3;
  std::vector<std::string> keys;
  if (const auto meant = vocabulary.match(name, allowed)) keys.push_back(vocabulary[*meant].key);
  for (std::string& key : vocabulary.nearest_keys(name, considered)) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  }
  std::stable_partition(keys.begin(), keys.end(), [&](const std::string& key) {
    const auto id = vocabulary.find(key);
    return id && contains(allowed, vocabulary[*id].kind);
  });
  if (keys.size() > shown) keys.resize(shown);
  return keys;
}

std::string kinds_in_words(std::span<const ConceptKind> kinds) {
  std::vector<std::string> words;
  for (const ConceptKind kind : kinds) words.push_back(kind_in_words(kind));
  return listed(words);
}

}  // namespace

std::string in_quotes(std::string_view text) {
  return fmt::format("\"{}\"", text);
}

std::string listed(std::span<const std::string> words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " or " : ", ";
    result += words[i];
  }
  return result;
}

std::span<const ConceptKind> measured_kinds() {
  return measured;
}

std::span<const ConceptKind> record_kinds(const syntax::Name& kind) {
  if (kind.text == "condition") return condition_kinds;
  if (kind.text == "medication") return medication_kinds;
  if (kind.text == "procedure") return procedure_kinds;
  if (kind.text == "event") return event_kinds;
  return exposure_kinds;
}

std::optional<ConceptId> resolve_concept(CheckContext& context, const syntax::Term& key,
                                         std::span<const ConceptKind> allowed) {
  const auto id = context.vocabulary.find(key.text);
  if (!id) {
    context.report(DiagnosticCode::unknown_concept, key.span,
                   fmt::format("the vocabulary has no {}", in_quotes(key.text)),
                   did_you_mean(likely_keys(context.vocabulary, key.text, allowed)));
    return std::nullopt;
  }
  const Concept& named = context.vocabulary[*id];
  if (!contains(allowed, named.kind)) {
    context.report(DiagnosticCode::wrong_kind, key.span,
                   fmt::format("{} is {}; {} belongs here", in_quotes(key.text),
                               kind_in_words(named.kind), kinds_in_words(allowed)),
                   way_to_write(named));
    return std::nullopt;
  }
  return id;
}

std::optional<OwnName> resolve_own_name(CheckContext& context, const syntax::Term& words,
                                        std::span<const ConceptKind> kinds) {
  if (const auto known = context.vocabulary.match(words.text, kinds)) {
    context.report(DiagnosticCode::known_term, words.span,
                   fmt::format("the vocabulary knows {}", in_quotes(words.text)),
                   fmt::format("write {}, without quotes", context.vocabulary[*known].key));
    return std::nullopt;
  }
  std::string comparable = context.vocabulary.comparable_name(words.text);
  if (comparable.empty()) {
    context.report(DiagnosticCode::empty_text, words.span, "these words name nothing",
                   "quote the document's name for it");
    return std::nullopt;
  }
  return OwnName{words.text, std::move(comparable)};
}

std::optional<Unit> resolve_unit(CheckContext& context, const syntax::Term& unit,
                                 std::string_view otherwise) {
  auto parsed = context.vocabulary.units().parse(unit.text);
  if (parsed && unit.in_own_words) {
    context.report(DiagnosticCode::wrong_unit, unit.span,
                   fmt::format("{} is a unit that is known", in_quotes(unit.text)),
                   fmt::format("write {} without quotes", parsed->ucum));
    return std::nullopt;
  }
  if (!parsed) {
    std::vector<std::string> near = context.vocabulary.units().nearest(unit.text);
    for (const std::string_view multiple : {"xULN", "xLLN"}) {
      if (folded_name(unit.text).ends_with(folded_name(multiple.substr(1))))
        near = {multiple.data()};
    }
    context.report(DiagnosticCode::unknown_unit, unit.span,
                   fmt::format("{} is no unit", in_quotes(unit.text)),
                   near.empty() ? std::string(otherwise) : did_you_mean(near));
  }
  return parsed;
}

std::optional<Sex> resolve_sex(CheckContext& context, const syntax::Name& sex) {
  const auto named = sex_named(sex.text);
  if (!named) {
    context.report(DiagnosticCode::unknown_sex, sex.span,
                   fmt::format("{} is no sex", in_quotes(sex.text)), "write male or female");
  }
  return named;
}

std::optional<Anchor> resolve_anchor(CheckContext& context, const syntax::Name& anchor) {
  if (const std::optional<Anchor> known = anchor_named(anchor.text)) return known;
  std::vector<std::string> names;
  for (const Anchor known : all_anchors) names.emplace_back(name_of(known));
  const std::vector<std::string> near = nearest(anchor.text, names);
  context.report(
      DiagnosticCode::unknown_anchor, anchor.span,
      fmt::format("{} is no day that a time can be counted from", in_quotes(anchor.text)),
      near.empty() ? fmt::format("write {}", listed(names)) : did_you_mean(near));
  return std::nullopt;
}

std::optional<std::uint32_t> resolve_result(CheckContext& context, ConceptId concept_id,
                                            const syntax::Quoted& result) {
  const std::vector<std::string>& known = context.vocabulary[concept_id].named_results;
  const std::string wanted = folded_name(result.text);
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] == result.text || (!wanted.empty() && folded_name(known[i]) == wanted)) {
      return static_cast<std::uint32_t>(i);
    }
  }
  std::vector<std::string> choices;
  choices.reserve(known.size());
  for (const std::string& name : known) choices.push_back(in_quotes(name));
  context.report(DiagnosticCode::unknown_result, result.span,
                 fmt::format("{} is no result of {}", in_quotes(result.text),
                             context.vocabulary[concept_id].name),
                 fmt::format("write {}", listed(choices)));
  return std::nullopt;
}

Qualifiers resolve_qualifiers(CheckContext& context, const Concept* observed,
                              const std::vector<syntax::Name>& qualifiers) {
  constexpr std::array specimens = {Specimen::serum, Specimen::plasma, Specimen::blood,
                                    Specimen::urine};
  Qualifiers result;
  for (const syntax::Name& qualifier : qualifiers) {
    if (observed != nullptr && observed->kind != ConceptKind::laboratory) {
      context.report(
          DiagnosticCode::wrong_qualifier, qualifier.span,
          fmt::format("{} is {}; {} is said of laboratory values only", in_quotes(observed->key),
                      kind_in_words(observed->kind), in_quotes(qualifier.text)),
          fmt::format("leave {} out", in_quotes(qualifier.text)));
      continue;
    }
    const auto specimen = std::find_if(specimens.begin(), specimens.end(), [&](Specimen known) {
      return name_of(known) == qualifier.text;
    });
    const bool repeated =
        specimen == specimens.end() ? result.fasting : result.specimen.has_value();
    if (repeated) {
      context.report(DiagnosticCode::duplicate_qualifier, qualifier.span,
                     specimen == specimens.end()
                         ? std::string("\"fasting\" is said twice")
                         : fmt::format("a second specimen, {}, after {}", in_quotes(qualifier.text),
                                       in_quotes(name_of(*result.specimen))),
                     "write it once");
      continue;
    }
    if (specimen == specimens.end()) {
      result.fasting = true;
    } else {
      result.specimen = *specimen;
    }
  }
  return result;
}

}  // namespace eligo
