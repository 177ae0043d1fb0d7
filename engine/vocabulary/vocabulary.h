#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/result.h"
#include "vocabulary/code_system.h"
#include "vocabulary/concept.h"
#include "vocabulary/packed_vocabulary.h"

namespace eligo {

// How values in some unit become values in a concept's default unit.
struct StepToDefault {
  UnitConversion conversion;  // default = multiply · value + add
  std::string step;           // for explanations: "÷ 1000 ÷ 0.331"; empty where nothing changes
  std::string source;         // of the analyte's own factor; empty for plain unit scaling
};

// A value of a record or a limit of a rule, brought to a concept's default unit.
struct ConvertedValue {
  Interval value;      // in the default unit
  std::string step;    // how it was converted, for explanations; empty where nothing changed
  std::string source;  // the source of the analyte's own factor; empty for plain unit scaling
};

// A code that a site uses in its own meaning.
struct SiteCode {
  std::string system;  // anything that names a system: "LOINC", a URI
  std::string code;
  ConceptId meaning;
};

// Every concept, unit and spelling that rules and records may use. Immutable once read and, where
// a site has codes of its own, completed by these.
class Vocabulary {
 public:
  // Reads the vocabulary from its JSON files (rules/vocabulary/README.md describes them); one of
  // them holds the units. Reports every error of every file.
  static Result<Vocabulary> read(std::span<const SourceText> files);
  Vocabulary();  // without concepts
  explicit Vocabulary(std::shared_ptr<const PackedVocabulary> packed)
      : packed_(std::move(packed)) {}

  const Concept& operator[](ConceptId id) const { return (*packed_)[id]; }
  // How many concepts there are; their ids are 0 to size() - 1.
  std::size_t size() const { return packed_->size(); }
  const UnitTable& units() const { return packed_->units(); }

  // The concept with this key, as rules name it.
  std::optional<ConceptId> find(std::string_view key) const;

  // The concept that a record means by `name`: without regard to case, punctuation, British or
  // American spelling, and through synonyms and keys. A name can stand for several concepts of
  // different kinds ("albumin" the analyte, "albumin" the drug): `kinds` says which count, in that
  // order of preference. Empty `kinds` means any, in the order of ConceptKind.
  std::optional<ConceptId> match(std::string_view name,
                                 std::span<const ConceptKind> kinds = {}) const;

  // The concept that a code means. ICD-10 codes match without their dot and by their longest known
  // beginning ("E10.9" is "E10"); those of other systems match whole.
  std::optional<ConceptId> match(CodeSystem system, std::string_view code) const;

  // The same with the site's own codes. `system` is what code_system_named takes or, of a system
  // that this does not know, any text, compared as it stands.
  std::optional<ConceptId> match_site_code(std::string_view system, std::string_view code) const;
  // What a code means: to the site, else to us.
  std::optional<ConceptId> match_code(std::string_view system, std::string_view code) const;
  // Takes in a code of the site's own. False where it already has another meaning there.
  bool add_site_code(const SiteCode& code);

  // Whether `narrow` is `broad` or one of its kinds, through any number of steps.
  bool is_kind_of(ConceptId narrow, ConceptId broad) const;
  // `id` and everything that is a kind of it, in order of id.
  std::span<const ConceptId> kinds_of(ConceptId id) const { return packed_->kinds_of(id); }
  // Everything that `id` is a kind of, through any number of steps, without itself, in order of id.
  std::span<const ConceptId> broader_of(ConceptId id) const { return packed_->broader_of(id); }

  // Whether a name that no concept has could still mean `id` or a kind of it: it contains one of
  // their names of at least three characters as whole words, or a word part that hints at them
  // (Concept::stems).
  bool may_mean(std::string_view unmatched_name, ConceptId id) const;

  // Up to `count` keys nearest to a misspelt one, the nearest first; none that are far.
  std::vector<std::string> nearest_keys(std::string_view key, std::size_t count = 3) const;
  // The same for the names that records use, as the vocabulary writes them.
  std::vector<std::string> nearest_names(std::string_view name, std::size_t count = 3) const;

  // How values in `unit` become values in the default unit of `id`. Nothing where that unit cannot
  // be one of this analyte's: a wrong dimension, or mass for substance without a factor. A unit
  // that two conversions read differently (HbA1c as a bare fraction) is nothing too.
  std::optional<StepToDefault> step_to_default_unit(ConceptId id, const Unit& unit) const;

  // `value`, measured in `unit`, in the default unit of `id`; nothing as above.
  std::optional<ConvertedValue> to_default_unit(ConceptId id, const Interval& value,
                                                const Unit& unit) const;
  // The same for a limit that a rule writes in `unit`.
  std::optional<ConvertedValue> to_default_unit(ConceptId id, const Rational& limit,
                                                const Unit& unit) const;

  // The form of a name under which `match` compares: folded, and in one spelling of English.
  std::string comparable_name(std::string_view name) const;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  template <typename T>
  using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

  std::optional<ConceptId> match_whole(std::string_view name,
                                       std::span<const ConceptKind> kinds) const;
  bool is_stem_of_a_kind(std::string_view comparable, ConceptId id) const;

  std::shared_ptr<const PackedVocabulary> packed_;  // what all copies share
  TextMap<TextMap<ConceptId>> by_site_code_;        // by the system's common name or text
};

// How an explanation writes a conversion: "÷ 88.4", "× 0.09148 + 2.152"; empty where nothing
// changes. A factor that is shorter as a divisor is written as one; one that is no exact decimal
// either way is rounded and marked "≈".
std::string conversion_step_text(const UnitConversion& conversion);

}  // namespace eligo
