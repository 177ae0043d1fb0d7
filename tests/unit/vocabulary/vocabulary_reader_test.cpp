#include <gtest/gtest.h>

#include "sample_vocabulary.h"

namespace eligo {
namespace {

std::vector<DiagnosticCode> codes_of(const Result<Vocabulary>& result) {
  std::vector<DiagnosticCode> codes;
  for (const Diagnostic& diagnostic : result.diagnostics) codes.push_back(diagnostic.code);
  return codes;
}

using Codes = std::vector<DiagnosticCode>;

Result<Vocabulary> read_one(std::string_view kind, std::string_view objects) {
  return read_sample({concepts(kind, objects)});
}

// Expects one finding, in the first sample file, under the text `underlined`.
void expect_finding(const Result<Vocabulary>& result, DiagnosticCode code,
                    std::string_view underlined) {
  EXPECT_FALSE(result);
  ASSERT_EQ(codes_of(result), Codes{code}) << result.diagnostics.size();
  const Diagnostic& finding = result.diagnostics[0];
  ASSERT_TRUE(finding.place);
  EXPECT_EQ(finding.place->source, "file0.json");
  EXPECT_EQ(
      finding.place->line_text.substr(finding.place->position.column - 1, finding.place->length),
      underlined);
}

TEST(VocabularyReader, ReadsEveryField) {
  const auto result = read_sample({concepts("laboratory", R"(
      {"key": "glucose", "name": "glucose", "synonyms": ["blood sugar"], "loinc": ["2345-7"],
       "snomed": ["33747003"], "unit": "mg/dL", "broader": ["sugars"], "sex": "female",
       "conversions": [{"unit": "mmol/L", "multiply": "18.016", "add": "0", "source": "a book"}],
       "molarMass": {"value": "180.16", "source": "another book"},
       "plausible": {"low": "1", "high": "4000"}},
      {"key": "sugars", "name": "sugars", "results": ["negative", "trace", "positive"],
       "ordered": true})"),
                                   concepts("condition", R"(
      {"key": "stroke", "name": "stroke", "icd10": ["I64"], "acute": true, "stems": ["apoplex"]})"),
                                   concepts("medication", R"(
      {"key": "warfarin", "name": "warfarin", "rxnorm": ["11289"]})"),
                                   concepts("fact", R"(
      {"key": "had_stroke", "name": "had a stroke", "impliedBy": ["stroke"]})")});
  ASSERT_TRUE(result) << render(result.diagnostics[0]);
  EXPECT_TRUE(result.diagnostics.empty());
  const Vocabulary& vocabulary = *result;
  EXPECT_EQ(vocabulary.size(), 5U);

  const Concept& glucose = vocabulary[*vocabulary.find("glucose")];
  EXPECT_EQ(glucose.kind, ConceptKind::laboratory);
  EXPECT_EQ(glucose.name, "glucose");
  EXPECT_EQ(glucose.synonyms, std::vector<std::string>{"blood sugar"});
  EXPECT_EQ(glucose.loinc, std::vector<std::string>{"2345-7"});
  EXPECT_EQ(glucose.snomed, std::vector<std::string>{"33747003"});
  EXPECT_EQ(glucose.broader, std::vector<ConceptId>{*vocabulary.find("sugars")});
  EXPECT_EQ(glucose.only_sex, Sex::female);
  EXPECT_EQ(glucose.unit->ucum, "mg/dL");
  ASSERT_EQ(glucose.conversions.size(), 1U);
  EXPECT_EQ(glucose.conversions[0].to_default.multiply, *parse_decimal("18.016"));
  EXPECT_EQ(glucose.conversions[0].step, "× 18.016");
  EXPECT_EQ(glucose.conversions[0].source, "a book");
  EXPECT_EQ(glucose.molar_mass, parse_decimal("180.16"));
  EXPECT_EQ(glucose.molar_mass_source, "another book");
  EXPECT_EQ(glucose.plausible, (Interval{Bound{1, true}, Bound{4000, true}}));
  EXPECT_FALSE(glucose.acute);

  const Concept& sugars = vocabulary[*vocabulary.find("sugars")];
  EXPECT_EQ(sugars.named_results, (std::vector<std::string>{"negative", "trace", "positive"}));
  EXPECT_TRUE(sugars.ordered_results);
  EXPECT_FALSE(sugars.unit);
  const Concept& stroke = vocabulary[*vocabulary.find("stroke")];
  EXPECT_TRUE(stroke.acute);
  EXPECT_EQ(stroke.stems, std::vector<std::string>{"apoplex"});
  EXPECT_EQ(stroke.icd10, std::vector<std::string>{"I64"});
  EXPECT_EQ(vocabulary[*vocabulary.find("warfarin")].rxnorm, std::vector<std::string>{"11289"});
  EXPECT_EQ(vocabulary[*vocabulary.find("had_stroke")].implied_by,
            std::vector<ConceptId>{*vocabulary.find("stroke")});
}

TEST(VocabularyReader, RefusesAnUnknownFieldAndSuggestsTheNearest) {
  const auto result = read_one("laboratory", R"({"key": "a", "name": "a", "synonims": ["b"]})");
  expect_finding(result, DiagnosticCode::unknown_field, R"(["b"])");
  EXPECT_NE(result.diagnostics[0].help.find("\"synonyms\""), std::string::npos);
}

TEST(VocabularyReader, RefusesAnUnknownFieldOfAFile) {
  expect_finding(read_sample({R"({"kind": "event", "concepts": [], "concept": 1})"}),
                 DiagnosticCode::unknown_field, "1");
}

TEST(VocabularyReader, RefusesAWrongType) {
  expect_finding(read_one("event", R"({"key": "a", "name": "a", "synonyms": "b"})"),
                 DiagnosticCode::wrong_type, R"("b")");
  expect_finding(read_one("event", R"({"key": "a", "name": "a", "synonyms": [7]})"),
                 DiagnosticCode::wrong_type, "7");
  expect_finding(read_one("event", R"({"key": "a", "name": "a", "acute": "true"})"),
                 DiagnosticCode::wrong_type, R"("true")");
  expect_finding(read_one("event", "null"), DiagnosticCode::wrong_type, "null");
  expect_finding(read_sample({R"({"kind": "event", "concepts": {}})"}), DiagnosticCode::wrong_type,
                 "{}");
  expect_finding(read_sample({"[]"}), DiagnosticCode::wrong_type, "[]");
}

TEST(VocabularyReader, RefusesAMissingKeyOrName) {
  expect_finding(read_one("event", R"({"name": "a"})"), DiagnosticCode::missing_field,
                 R"({"name": "a"})");
  expect_finding(read_one("event", R"({"key": "a"})"), DiagnosticCode::missing_field,
                 R"({"key": "a"})");
  expect_finding(read_sample({R"({"kind": "event"})"}), DiagnosticCode::missing_field,
                 R"({"kind": "event"})");
}

TEST(VocabularyReader, RefusesAnEmptyName) {
  expect_finding(read_one("event", R"({"key": "a", "name": ""})"), DiagnosticCode::empty_text,
                 R"("")");
  expect_finding(read_one("event", R"({"key": "a", "name": "a", "synonyms": ["!?"]})"),
                 DiagnosticCode::empty_text, R"("!?")");
}

TEST(VocabularyReader, RefusesAKeyThatARuleCannotWrite) {
  expect_finding(read_one("event", R"({"key": "A-b", "name": "a"})"), DiagnosticCode::invalid_key,
                 R"("A-b")");
}

TEST(VocabularyReader, RefusesAKeyThatIsTakenInAnyFile) {
  const auto result = read_sample({concepts("condition", R"({"key": "a", "name": "b"})"),
                                   concepts("event", R"({"key": "a", "name": "c"})")});
  ASSERT_EQ(codes_of(result), Codes{DiagnosticCode::duplicate_concept});
  EXPECT_EQ(result.diagnostics[0].place->source, "file1.json");
}

TEST(VocabularyReader, RefusesANameThatTwoConceptsOfAKindShare) {
  expect_finding(read_one("condition", R"({"key": "a", "name": "First-name"},
                                          {"key": "b", "name": "b", "synonyms": ["first NAME"]})"),
                 DiagnosticCode::shared_name, R"("first NAME")");
}

TEST(VocabularyReader, LetsConceptsOfDifferentKindsShareAName) {
  EXPECT_TRUE(read_sample({concepts("laboratory", R"({"key": "a", "name": "albumin"})"),
                           concepts("medication", R"({"key": "b", "name": "albumin"})")}));
  EXPECT_TRUE(read_one("event", R"({"key": "a", "name": "a", "synonyms": ["A", "a"]})"));
}

TEST(VocabularyReader, RefusesACodeThatTwoConceptsShare) {
  expect_finding(read_one("condition", R"({"key": "a", "name": "a", "icd10": ["E10"]},
                                          {"key": "b", "name": "b", "icd10": ["e10."]})"),
                 DiagnosticCode::shared_code, R"("e10.")");
  EXPECT_TRUE(read_one("condition", R"({"key": "a", "name": "a", "icd10": ["E10"]},
                                       {"key": "b", "name": "b", "snomed": ["E10"]})"));
}

TEST(VocabularyReader, RefusesAnUnknownBroaderTermAndSuggestsTheNearest) {
  const auto result = read_one("condition", R"({"key": "malignancy", "name": "malignancy"},
      {"key": "b", "name": "b", "broader": ["malignency"]})");
  expect_finding(result, DiagnosticCode::unknown_concept, R"("malignency")");
  EXPECT_NE(result.diagnostics[0].help.find("\"malignancy\""), std::string::npos);
}

TEST(VocabularyReader, RefusesAnUnknownImplication) {
  expect_finding(read_one("fact", R"({"key": "a", "name": "a", "impliedBy": ["stroke"]})"),
                 DiagnosticCode::unknown_concept, R"("stroke")");
}

TEST(VocabularyReader, RefusesACircleOfBroaderTerms) {
  const auto result = read_one("condition", R"({"key": "a", "name": "a", "broader": ["b"]},
      {"key": "b", "name": "b", "broader": ["c"]}, {"key": "c", "name": "c", "broader": ["a"]})");
  expect_finding(result, DiagnosticCode::broader_circle, R"("a")");
  EXPECT_NE(result.diagnostics[0].message.find("a → b → c → a"), std::string::npos);
  expect_finding(read_one("condition", R"({"key": "a", "name": "a", "broader": ["a"]})"),
                 DiagnosticCode::broader_circle, R"("a")");
}

TEST(VocabularyReader, TakesTwoWaysToOneBroaderTerm) {
  EXPECT_TRUE(read_one("condition", R"({"key": "a", "name": "a", "broader": ["b", "c"]},
      {"key": "b", "name": "b", "broader": ["d"]}, {"key": "c", "name": "c", "broader": ["d"]},
      {"key": "d", "name": "d"})"));
}

TEST(VocabularyReader, RefusesAUnitThatIsNone) {
  const auto result = read_one("laboratory", R"({"key": "a", "name": "a", "unit": "mg/dLL"})");
  expect_finding(result, DiagnosticCode::unknown_unit, R"("mg/dLL")");
  EXPECT_NE(result.diagnostics[0].help.find("\"mg/dL\""), std::string::npos);
  expect_finding(read_one("laboratory", R"({"key": "a", "name": "a", "unit": "mg/dL",
      "conversions": [{"unit": "blorps", "divide": "2", "source": "s"}]})"),
                 DiagnosticCode::unknown_unit, R"("blorps")");
}

TEST(VocabularyReader, RefusesAPlausibleRangeThatIsUpsideDown) {
  expect_finding(read_one("laboratory", R"({"key": "a", "name": "a",
      "plausible": {"low": "5", "high": "4"}})"),
                 DiagnosticCode::inverted_range, R"({"low": "5", "high": "4"})");
  EXPECT_TRUE(read_one("laboratory", R"({"key": "a", "name": "a",
      "plausible": {"low": "5", "high": "5"}})"));
}

// One conversion of a concept whose default unit is mg/dL.
Result<Vocabulary> read_conversion(std::string_view conversion) {
  return read_one("laboratory", fmt::format(R"({{"key": "a", "name": "a", "unit": "mg/dL",
"conversions": [{}]}})",
                                            conversion));
}

TEST(VocabularyReader, RefusesAConversionNumberThatIsNoDecimal) {
  expect_finding(read_conversion(R"({"unit": "mol/L", "divide": "1,5", "source": "s"})"),
                 DiagnosticCode::not_a_decimal, R"("1,5")");
  expect_finding(read_conversion(R"({"unit": "mol/L", "divide": "2", "add": "x", "source": "s"})"),
                 DiagnosticCode::not_a_decimal, R"("x")");
  expect_finding(read_conversion(R"({"unit": "mol/L", "divide": 1.5, "source": "s"})"),
                 DiagnosticCode::wrong_type, "1.5");
  expect_finding(read_conversion(R"({"unit": "mol/L", "divide": "0", "source": "s"})"),
                 DiagnosticCode::not_a_decimal,
                 R"({"unit": "mol/L", "divide": "0", "source": "s"})");
}

TEST(VocabularyReader, WantsOneFactorOfAConversion) {
  expect_finding(read_conversion(R"({"unit": "mol/L", "source": "s"})"),
                 DiagnosticCode::missing_field, R"({"unit": "mol/L", "source": "s"})");
  expect_finding(
      read_conversion(R"({"unit": "mol/L", "multiply": "2", "divide": "2", "source": "s"})"),
      DiagnosticCode::missing_field,
      R"({"unit": "mol/L", "multiply": "2", "divide": "2", "source": "s"})");
}

TEST(VocabularyReader, WantsASourceOfEachFactor) {
  expect_finding(read_conversion(R"({"unit": "mol/L", "divide": "2"})"),
                 DiagnosticCode::missing_source, R"({"unit": "mol/L", "divide": "2"})");
  expect_finding(read_one("laboratory", R"({"key": "a", "name": "a",
      "molarMass": {"value": "180.16"}})"),
                 DiagnosticCode::missing_source, R"({"value": "180.16"})");
  EXPECT_TRUE(read_conversion(R"({"unit": "mol/L", "divide": "2", "source": "s"})"));
}

TEST(VocabularyReader, WantsADefaultUnitForConversions) {
  expect_finding(read_one("laboratory", R"({"key": "a", "name": "a", "conversions": []})"),
                 DiagnosticCode::missing_field, "[]");
}

TEST(VocabularyReader, WantsAMolarMassAboveZero) {
  expect_finding(read_one("laboratory", R"({"key": "a", "name": "a",
      "molarMass": {"value": "-1", "source": "s"}})"),
                 DiagnosticCode::not_a_decimal, R"({"value": "-1", "source": "s"})");
}

TEST(VocabularyReader, RefusesASexThatIsNone) {
  expect_finding(read_one("event", R"({"key": "a", "name": "a", "sex": "all"})"),
                 DiagnosticCode::unknown_sex, R"("all")");
}

TEST(VocabularyReader, WantsResultsWhereTheyAreOrdered) {
  expect_finding(read_one("score", R"({"key": "a", "name": "a", "ordered": true})"),
                 DiagnosticCode::missing_field, "true");
}

TEST(VocabularyReader, RefusesAStemThatHintsAtEverything) {
  expect_finding(read_one("condition", R"({"key": "a", "name": "a", "stems": ["-o"]})"),
                 DiagnosticCode::short_stem, R"("-o")");
}

TEST(VocabularyReader, RefusesAFileOfNoKind) {
  expect_finding(read_sample({R"({"kind": "colour", "concepts": []})"}),
                 DiagnosticCode::unknown_kind, R"("colour")");
}

TEST(VocabularyReader, WantsTheUnitsOnce) {
  const std::vector<SourceText> none = {{"a.json", concepts("event", "")}};
  EXPECT_EQ(codes_of(Vocabulary::read(none)), Codes{DiagnosticCode::missing_field});
  const std::vector<SourceText> twice = {standard_units(), standard_units()};
  EXPECT_EQ(codes_of(Vocabulary::read(twice)), Codes{DiagnosticCode::duplicate_concept});
}

TEST(VocabularyReader, DoesNotBlameUnitsThatItCouldNotRead) {
  const std::vector<SourceText> files = {
      {"units.json", "{"},
      {"a.json", concepts("laboratory", R"({"key": "a", "name": "a", "unit": "mg/dL"})")}};
  const auto result = Vocabulary::read(files);
  EXPECT_EQ(codes_of(result), Codes{DiagnosticCode::invalid_json});
}

TEST(VocabularyReader, ReportsEveryErrorOfEveryFile) {
  const auto result =
      read_sample({concepts("condition", R"({"key": "a", "name": "a", "sex": "x", "unit": "yy"},
                                            {"key": "b", "name": "a", "broader": ["qqqqqq"]})"),
                   "{", concepts("event", R"({"key": "a", "name": "e"})")});
  EXPECT_FALSE(result);
  EXPECT_EQ(codes_of(result),
            (Codes{DiagnosticCode::invalid_json, DiagnosticCode::unknown_sex,
                   DiagnosticCode::unknown_unit, DiagnosticCode::duplicate_concept,
                   DiagnosticCode::shared_name, DiagnosticCode::unknown_concept}));
}

TEST(VocabularyReader, RefusesASpellingThatIsListedTwice) {
  expect_finding(read_sample({R"({"kind": "spelling", "wordParts": [
      ["haem", "hem"], ["Haem", "hem"]]})"}),
                 DiagnosticCode::shared_name, R"("Haem")");
}

TEST(VocabularyReader, WantsSpellingsInPairs) {
  for (const std::string pair :
       {R"(["haem"])", R"(["haem", "hem", "em"])", R"(["haem", 1])", "1"}) {
    expect_finding(read_sample({fmt::format(R"({{"kind": "spelling", "wordParts": [{}]}})", pair)}),
                   DiagnosticCode::wrong_type, pair);
  }
}

}  // namespace
}  // namespace eligo
