#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <map>

#include "sample_vocabulary.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

// Abridged standard atomic weights, IUPAC 2021.
const std::map<std::string, double, std::less<>>& weights() {
  static const std::map<std::string, double, std::less<>> table = {
      {"H", 1.008},   {"C", 12.011},  {"N", 14.007}, {"O", 15.999}, {"Na", 22.990}, {"Mg", 24.305},
      {"P", 30.974},  {"S", 32.06},   {"Cl", 35.45}, {"K", 39.098}, {"Ca", 40.078}, {"Fe", 55.845},
      {"Co", 58.933}, {"Cu", 63.546}, {"Zn", 65.38}, {"I", 126.90}};
  return table;
}

const std::map<std::string, std::string, std::less<>>& element_names() {
  static const std::map<std::string, std::string, std::less<>> table = {
      {"sodium", "Na"},   {"magnesium", "Mg"}, {"phosphorus", "P"},
      {"chlorine", "Cl"}, {"potassium", "K"},  {"calcium", "Ca"},
      {"iron", "Fe"},     {"copper", "Cu"},    {"zinc", "Zn"}};
  return table;
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The mass of a molecular formula such as C4H7N3O; nothing where the text is no formula.
std::optional<double> formula_mass(std::string_view text) {
  double mass = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_upper(text[at])) return std::nullopt;
    std::string element(1, text[at++]);
    while (at < text.size() && is_lower(text[at])) element += text[at++];
    std::string count;
    while (at < text.size() && is_digit(text[at])) count += text[at++];
    const auto weight = weights().find(element);
    if (weight == weights().end()) return std::nullopt;
    mass += weight->second * (count.empty() ? 1 : std::atoi(count.c_str()));
  }
  return mass;
}

// The mass that a source speaks of: that of its formula or of its element.
std::optional<double> mass_named_in(std::string_view source) {
  std::string word;
  for (const char c : std::string(source) + " ") {
    if (is_upper(c) || is_lower(c) || is_digit(c)) {
      word += c;
      continue;
    }
    const auto element = element_names().find(word);
    if (element != element_names().end()) return weights().at(element->second);
    // The first word with a number that is a formula; accession numbers come after it.
    const bool has_a_number = word.find_first_of("123456789") != std::string::npos;
    if (has_a_number) {
      if (const auto mass = formula_mass(word)) return mass;
    }
    word.clear();
  }
  return std::nullopt;
}

// Read once: no test changes it.
const Result<Vocabulary>& standard() {
  static const Result<Vocabulary> result = standard_vocabulary();
  return result;
}

TEST(FormulaMass, AddsUpTheAtoms) {
  EXPECT_NEAR(*formula_mass("C4H7N3O"), 113.12, 0.005);
  EXPECT_NEAR(*formula_mass("C6H12O6"), 180.156, 0.0005);
  EXPECT_FALSE(formula_mass("CID"));
}

TEST(MolarMasses, AgreeWithTheFormulasThatTheirSourcesName) {
  ASSERT_TRUE(standard());
  const Vocabulary& vocabulary = *standard();
  std::size_t compared = 0;
  for (std::uint32_t index = 0; index < vocabulary.size(); ++index) {
    const Concept& subject = vocabulary[ConceptId{index}];
    if (!subject.molar_mass) continue;
    const auto expected = mass_named_in(subject.molar_mass_source);
    ASSERT_TRUE(expected) << subject.key << ": " << subject.molar_mass_source;
    EXPECT_LT(std::abs(subject.molar_mass->get_d() / *expected - 1), 0.001) << subject.key;
    ++compared;
  }
  EXPECT_GT(compared, 50U);
}

// A protein is no one molecule: without a formula there is no molar mass, and so no conversion.
TEST(MolarMasses, AreNotGivenToProteins) {
  ASSERT_TRUE(standard());
  const Vocabulary& vocabulary = *standard();
  for (const std::string_view key :
       {"albumin", "hemoglobin", "ferritin", "transferrin", "insulin_level", "psa", "igg"}) {
    const auto found = vocabulary.find(key);
    ASSERT_TRUE(found) << key;
    EXPECT_FALSE(vocabulary[*found].molar_mass) << key;
  }
}

TEST(OpenClass, IsReadAndOffByDefault) {
  const auto result = read_sample({concepts("procedure", R"(
      {"key": "surgery", "name": "surgery"},
      {"key": "elective_surgery", "name": "elective surgery", "broader": ["surgery"],
       "openClass": true})")});
  ASSERT_TRUE(result);
  EXPECT_TRUE((*result)[*result->find("elective_surgery")].open_class);
  EXPECT_FALSE((*result)[*result->find("surgery")].open_class);
}

TEST(OpenClass, IsTrueOrFalse) {
  EXPECT_FALSE(read_sample(
      {concepts("procedure", R"({"key": "surgery", "name": "surgery", "openClass": "yes"})")}));
}

}  // namespace
}  // namespace eligo
