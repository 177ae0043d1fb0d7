// The vocabulary that was packed when Eligo was built, against the files as the reader reads them,
// before anything is packed.

#include "vocabulary/prepared_vocabulary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "sample_vocabulary.h"
#include "vocabulary/code_form.h"
#include "vocabulary/nearest.h"
#include "vocabulary/standard_vocabulary.h"
#include "vocabulary/vocabulary_content.h"
#include "vocabulary/vocabulary_reader.h"

namespace eligo {
namespace {

VocabularyContent content_of_the_files() {
  std::vector<SourceText> files;
  for (const EmbeddedFile& file : embedded_files()) {
    files.emplace_back(std::string(file.name), std::string(file.content));
  }
  return *VocabularyReader(files).read();
}

// Read once: no test changes them.
const VocabularyContent& content() {
  static const VocabularyContent read = content_of_the_files();
  return read;
}

const Vocabulary& prepared() {
  static const Vocabulary vocabulary = *standard_vocabulary();
  return vocabulary;
}

// The bindings name every field: a new one has to be compared too.
void expect_same(const Unit& a, const Unit& b) {
  const auto& [text, ucum, dimension, factor, offset, special] = a;
  EXPECT_EQ(text, b.text);
  EXPECT_EQ(ucum, b.ucum);
  EXPECT_EQ(dimension, b.dimension);
  EXPECT_EQ(factor, b.factor);
  EXPECT_EQ(offset, b.offset);
  EXPECT_EQ(special, b.special);
}

void expect_same(const AnalyteConversion& a, const AnalyteConversion& b) {
  const auto& [unit, to_default, step, source] = a;
  expect_same(unit, b.unit);
  EXPECT_EQ(to_default.multiply, b.to_default.multiply);
  EXPECT_EQ(to_default.add, b.to_default.add);
  EXPECT_EQ(step, b.step);
  EXPECT_EQ(source, b.source);
}

void expect_same(const Concept& a, const Concept& b) {
  const auto& [key, name, kind, synonyms, loinc, snomed, icd10, rxnorm, broader, only_sex, unit,
               conversions, molar_mass, molar_mass_source, plausible, plausible_adult,
               named_results, ordered_results, acute, stems, open_class, hidden_among, implied_by,
               passing] = a;
  SCOPED_TRACE(key);
  EXPECT_EQ(key, b.key);
  EXPECT_EQ(name, b.name);
  EXPECT_EQ(kind, b.kind);
  EXPECT_EQ(synonyms, b.synonyms);
  EXPECT_EQ(loinc, b.loinc);
  EXPECT_EQ(snomed, b.snomed);
  EXPECT_EQ(icd10, b.icd10);
  EXPECT_EQ(rxnorm, b.rxnorm);
  EXPECT_EQ(broader, b.broader);
  EXPECT_EQ(only_sex, b.only_sex);
  ASSERT_EQ(unit.has_value(), b.unit.has_value());
  if (unit) expect_same(*unit, *b.unit);
  ASSERT_EQ(conversions.size(), b.conversions.size());
  for (std::size_t i = 0; i < conversions.size(); ++i) {
    expect_same(conversions[i], b.conversions[i]);
  }
  EXPECT_EQ(molar_mass, b.molar_mass);
  EXPECT_EQ(molar_mass_source, b.molar_mass_source);
  EXPECT_EQ(plausible, b.plausible);
  EXPECT_EQ(plausible_adult, b.plausible_adult);
  EXPECT_EQ(named_results, b.named_results);
  EXPECT_EQ(ordered_results, b.ordered_results);
  EXPECT_EQ(acute, b.acute);
  EXPECT_EQ(stems, b.stems);
  EXPECT_EQ(open_class, b.open_class);
  EXPECT_EQ(hidden_among, b.hidden_among);
  EXPECT_EQ(implied_by, b.implied_by);
  EXPECT_EQ(passing, b.passing);
}

std::vector<ConceptId> list_of(std::span<const ConceptId> ids) {
  return {ids.begin(), ids.end()};
}

// What the files say that a name means.
std::optional<ConceptId> meant_by(std::string_view comparable, std::span<const ConceptKind> kinds) {
  const auto ids = content().by_name.find(comparable);
  if (ids == content().by_name.end()) return std::nullopt;
  if (kinds.empty()) return ids->second.front();
  for (const ConceptKind kind : kinds) {
    for (const ConceptId id : ids->second) {
      if (content().concepts[id.index].kind == kind) return id;
    }
  }
  return std::nullopt;
}

void expect_matched_alike(const std::string& name) {
  const std::string comparable = prepared().comparable_name(name);
  EXPECT_EQ(prepared().match(name), meant_by(comparable, {})) << name;
  for (const ConceptKind kind : all_concept_kinds()) {
    const std::array<ConceptKind, 1> kinds = {kind};
    EXPECT_EQ(prepared().match(name, kinds), meant_by(comparable, kinds)) << name;
  }
  const std::vector<ConceptKind> last_first(all_concept_kinds().rbegin(),
                                            all_concept_kinds().rend());
  EXPECT_EQ(prepared().match(name, last_first), meant_by(comparable, last_first)) << name;
}

TEST(PreparedVocabulary, IsWhatTheFilesPackTo) {
  EXPECT_TRUE(PackedVocabulary::pack(content()) == prepared_vocabulary());
  EXPECT_TRUE(PackedVocabulary::pack(content_of_the_files()) == prepared_vocabulary());
}

TEST(PreparedVocabulary, HasEveryConceptInEveryField) {
  ASSERT_EQ(prepared().size(), content().concepts.size());
  ASSERT_GT(prepared().size(), 5000U);
  for (std::uint32_t index = 0; index < prepared().size(); ++index) {
    expect_same(content().concepts[index], prepared()[ConceptId{index}]);
  }
}

TEST(PreparedVocabulary, FindsEveryKeyAndNoOther) {
  ASSERT_EQ(content().by_key.size(), prepared().size());
  for (const auto& [key, id] : content().by_key) {
    EXPECT_EQ(prepared().find(key), id) << key;
    EXPECT_EQ(prepared().find(key + "_"), std::nullopt) << key;
  }
}

TEST(PreparedVocabulary, MatchesEveryName) {
  ASSERT_GT(content().by_name.size(), 20000U);
  for (const auto& [name, ids] : content().by_name) {
    EXPECT_EQ(prepared().comparable_name(name), name);
    expect_matched_alike(name);
    expect_matched_alike(name + "x");
    expect_matched_alike(name.substr(1));
  }
}

TEST(PreparedVocabulary, MatchesEveryCode) {
  for (const CodeSystem system : all_code_systems) {
    const auto codes = content().by_code.find(system);
    ASSERT_NE(codes, content().by_code.end()) << name_of(system);
    for (const auto& [code, id] : codes->second) {
      EXPECT_EQ(prepared().match(system, code), id) << name_of(system) << " " << code;
      for (const CodeSystem other : all_code_systems) {
        if (other == system || other == CodeSystem::icd10) continue;
        const auto others = content().by_code.find(other);
        const auto same = others->second.find(code_form(other, code));
        const auto expected =
            same == others->second.end() ? std::nullopt : std::optional(same->second);
        EXPECT_EQ(prepared().match(other, code), expected) << name_of(other) << " " << code;
      }
    }
  }
}

TEST(PreparedVocabulary, HasTheSameKindsAndBroaderTerms) {
  for (std::uint32_t index = 0; index < prepared().size(); ++index) {
    const ConceptId id{index};
    const std::string& key = prepared()[id].key;
    EXPECT_EQ(list_of(prepared().kinds_of(id)), content().kinds_of[index]) << key;
    EXPECT_EQ(list_of(prepared().broader_of(id)), content().broader_of[index]) << key;
  }
}

TEST(PreparedVocabulary, HasTheSameStemsAndSpellings) {
  const PackedVocabulary packed(prepared_vocabulary());
  ASSERT_EQ(packed.stems().size(), content().stems.size());
  for (std::size_t i = 0; i < content().stems.size(); ++i) {
    EXPECT_EQ(packed.stems()[i].first, content().stems[i].first);
    EXPECT_EQ(packed.stems()[i].second, content().stems[i].second);
    const std::string name = "some" + content().stems[i].first + "ish thing";
    EXPECT_TRUE(prepared().may_mean(name, content().stems[i].second)) << name;
  }
  EXPECT_EQ(packed.spelling().parts(), content().spelling.parts());
  EXPECT_EQ(packed.most_words_in_a_name(), content().most_words_in_a_name);
  for (std::uint32_t index = 0; index < packed.size(); ++index) {
    EXPECT_EQ(packed.kind_of(ConceptId{index}), content().concepts[index].kind);
  }
}

TEST(PreparedVocabulary, SuggestsTheSame) {
  std::vector<std::string> keys;
  for (const Concept& subject : content().concepts) keys.push_back(subject.key);
  constexpr std::size_t every = 997;
  for (std::size_t i = 0; i < content().written_names.size(); i += every) {
    const std::string misspelt = content().written_names[i].first + "e";
    const std::size_t limit = misspelling_limit(misspelt);
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const auto& [comparable, written] : content().written_names) {
      const std::size_t distance = edit_distance(misspelt, comparable, limit);
      if (distance <= limit) near.emplace_back(distance, written);
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    std::vector<std::string> expected;
    for (const auto& [distance, written] : near) expected.push_back(written);
    EXPECT_FALSE(expected.empty()) << misspelt;
    EXPECT_EQ(prepared().nearest_names(misspelt, near.size() + 1), expected);
    expected.resize(std::min<std::size_t>(expected.size(), 3));
    EXPECT_EQ(prepared().nearest_names(misspelt), expected);
  }
  for (std::size_t i = 0; i < keys.size(); i += every) {
    const std::string misspelt = keys[i].substr(1);
    EXPECT_EQ(prepared().nearest_keys(misspelt), nearest(misspelt, keys)) << misspelt;
  }
}

TEST(PreparedVocabulary, HasTheSameUnits) {
  EXPECT_TRUE(prepared().units().packed() == content().units.packed());
  const SourceText file = standard_file("unit_spelling.json");
  const auto spellings = parse_json(file);
  for (const char* field : {"overrides", "spellings", "words"}) {
    for (const auto& [spelling, ucum] : *spellings->member(field)->as_object()) {
      const auto expected = content().units.parse(spelling);
      const auto unit = prepared().units().parse(spelling);
      ASSERT_TRUE(expected && unit) << spelling;
      expect_same(*expected, *unit);
      EXPECT_TRUE(unit->same_as(*content().units.parse_ucum(*ucum.as_string()))) << spelling;
    }
  }
}

// Whoever asks first unpacks; all get the same concept.
TEST(PreparedVocabulary, CanBeAskedFromManyThreads) {
  const Vocabulary fresh = *standard_vocabulary();
  constexpr std::size_t threads = 4;
  std::array<std::vector<const Concept*>, threads> seen;
  std::vector<std::thread> running;
  for (auto& concepts : seen) {
    running.emplace_back([&] {
      for (std::uint32_t index = 0; index < fresh.size(); ++index) {
        concepts.push_back(&fresh[ConceptId{index}]);
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  for (const auto& concepts : seen) EXPECT_EQ(concepts, seen.front());
  EXPECT_EQ(fresh[ConceptId{0}].key, content().concepts.front().key);
}

TEST(PreparedVocabulary, SharesItsConceptsWithItsCopies) {
  Vocabulary first = *standard_vocabulary();
  Vocabulary second = first;
  EXPECT_TRUE(second.add_site_code({"urn:site", "1", ConceptId{0}}));
  EXPECT_EQ(first.match_code("urn:site", "1"), std::nullopt);
  EXPECT_EQ(second.match_code("urn:site", "1"), ConceptId{0});
  const Concept& subject = first[ConceptId{0}];
  first = Vocabulary();
  EXPECT_EQ(first.size(), 0U);
  EXPECT_EQ(&second[ConceptId{0}], &subject);
}

TEST(EmptyVocabulary, KnowsNothing) {
  const Vocabulary empty;
  EXPECT_EQ(empty.size(), 0U);
  EXPECT_EQ(empty.find("hba1c"), std::nullopt);
  EXPECT_EQ(empty.match("HbA1c"), std::nullopt);
  EXPECT_EQ(empty.match(CodeSystem::rxnorm, "1"), std::nullopt);
  EXPECT_EQ(empty.units().parse("mg"), std::nullopt);
  EXPECT_TRUE(empty.nearest_names("a").empty());
}

std::string packed_sample() {
  const std::string file = concepts("condition", R"(
      {"key": "malignancy", "name": "malignancy", "stems": ["carcinom"], "icd10": ["C"]},
      {"key": "breast_cancer", "name": "breast cancer", "synonyms": ["mamma carcinoma"],
       "broader": ["malignancy"], "icd10": ["C50"], "sex": "female"})");
  const std::vector<SourceText> files = {
      SourceText("units.json", R"({"kind": "units", "prefixes": {"m": {"factor": "0.001"}},
          "atoms": {"g": {"metric": true}, "K": {}, "Cel": {"is": "K", "plus": "273.15"}}})"),
      SourceText("condition.json", file)};
  return PackedVocabulary::pack(*VocabularyReader(files).read());
}

// Nothing but wrong answers can come of wrong bytes.
TEST(PackedVocabulary, SurvivesDamage) {
  const std::string packed = packed_sample();
  std::mt19937 random(1);
  std::size_t concepts_seen = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string damaged = packed;
    for (int changes = 0; changes < 3; ++changes) {
      damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    }
    if (i % 2 == 0) damaged.resize(random() % damaged.size());
    const Vocabulary vocabulary(
        std::make_shared<const PackedVocabulary>(std::make_unique<const std::string>(damaged)));
    for (const std::string_view key : {"malignancy", "breast_cancer"}) {
      if (const auto id = vocabulary.find(key)) vocabulary[*id];
      vocabulary.nearest_names(key);
      vocabulary.match(CodeSystem::icd10, "C50.1");
    }
    for (std::uint32_t index = 0; index < vocabulary.size(); ++index) {
      const ConceptId id{index};
      concepts_seen += vocabulary[id].key.empty() ? 0 : 1;
      for (const ConceptId kind : vocabulary.kinds_of(id)) EXPECT_LT(kind.index, vocabulary.size());
      vocabulary.may_mean("mamma carcinoma of the breast", id);
    }
    vocabulary.units().parse("mg/K");
  }
  EXPECT_GT(concepts_seen, 1000U);
}

}  // namespace
}  // namespace eligo
