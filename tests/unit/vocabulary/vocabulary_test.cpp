#include "vocabulary/vocabulary.h"

#include <gtest/gtest.h>

#include "sample_vocabulary.h"

namespace eligo {
namespace {

class SampleVocabulary : public testing::Test {
 protected:
  void SetUp() override {
    auto result = read_sample({
        R"({"kind": "spelling", "wordParts": [["haem", "hem"], ["tumour", "tumor"],
            ["anaem", "anem"]]})",
        concepts("condition", R"(
            {"key": "malignancy", "name": "malignancy", "synonyms": ["cancer", "malignant tumor"],
             "stems": ["carcinom"]},
            {"key": "breast_cancer", "name": "breast cancer", "broader": ["malignancy"],
             "icd10": ["C50"], "stems": ["mammac"]},
            {"key": "leukemia", "name": "leukemia", "broader": ["malignancy", "blood_disease"]},
            {"key": "cml", "name": "chronic myeloid leukemia", "synonyms": ["CML", "ML"],
             "broader": ["leukemia"], "icd10": ["C92.1"]},
            {"key": "myeloid", "name": "myeloid neoplasm", "icd10": ["C92"]},
            {"key": "blood_disease", "name": "haematological disease"})"),
        concepts("medication",
                 R"({"key": "albumin_drug", "name": "albumin", "rxnorm": ["828529"]})"),
        concepts("laboratory", R"({"key": "albumin", "name": "albumin", "loinc": ["1751-7"]},
            {"key": "hemoglobin", "name": "hemoglobin", "synonyms": ["Hb"]})"),
    });
    ASSERT_TRUE(result) << render(result.diagnostics[0]);
    vocabulary_ = std::move(*result);
  }

  ConceptId id(std::string_view key) const { return *vocabulary_.find(key); }
  // The key of what is matched; empty where nothing is.
  std::string key_of(std::optional<ConceptId> matched) const {
    return matched ? vocabulary_[*matched].key : "";
  }
  std::vector<std::string> keys_of(std::span<const ConceptId> ids) const {
    std::vector<std::string> keys;
    for (const ConceptId one : ids) keys.push_back(vocabulary_[one].key);
    return keys;
  }

  Vocabulary vocabulary_;
};

TEST_F(SampleVocabulary, FindsByKey) {
  EXPECT_EQ(vocabulary_[id("cml")].name, "chronic myeloid leukemia");
  EXPECT_EQ(vocabulary_.find("CML"), std::nullopt);
  EXPECT_EQ(vocabulary_.find(""), std::nullopt);
}

TEST_F(SampleVocabulary, MatchesNamesWithoutCasePunctuationAndSpelling) {
  EXPECT_EQ(key_of(vocabulary_.match("Breast-Cancer")), "breast_cancer");
  EXPECT_EQ(key_of(vocabulary_.match("  malignant TUMOUR ")), "malignancy");
  EXPECT_EQ(key_of(vocabulary_.match("Haemoglobin")), "hemoglobin");
  EXPECT_EQ(key_of(vocabulary_.match("hematological disease")), "blood_disease");
  EXPECT_EQ(key_of(vocabulary_.match("blood_disease")), "blood_disease");
  EXPECT_EQ(key_of(vocabulary_.match("breast")), "");
  EXPECT_EQ(key_of(vocabulary_.match("")), "");
}

TEST_F(SampleVocabulary, ReadsParenthesesAtTheEndThatChangeNothing) {
  EXPECT_EQ(key_of(vocabulary_.match("Malignancy (cancer)")), "malignancy");
  EXPECT_EQ(key_of(vocabulary_.match("Breast cancer (disorder)")), "breast_cancer");
  EXPECT_EQ(key_of(vocabulary_.match("Malignancy (breast cancer)")), "");
  EXPECT_EQ(key_of(vocabulary_.match("Malignancy (excluded)")), "");
  EXPECT_EQ(key_of(vocabulary_.match("(disorder)")), "");
  EXPECT_EQ(key_of(vocabulary_.match("hemoglobin)")), "hemoglobin");
}

TEST_F(SampleVocabulary, PrefersTheKindsInTheirOrder) {
  using enum ConceptKind;
  const std::vector<ConceptKind> drug_first = {medication, laboratory};
  const std::vector<ConceptKind> laboratory_first = {laboratory, medication};
  const std::vector<ConceptKind> conditions = {condition};
  EXPECT_EQ(key_of(vocabulary_.match("albumin", drug_first)), "albumin_drug");
  EXPECT_EQ(key_of(vocabulary_.match("albumin", laboratory_first)), "albumin");
  EXPECT_EQ(key_of(vocabulary_.match("albumin", conditions)), "");
  EXPECT_EQ(key_of(vocabulary_.match("albumin")), "albumin");
}

TEST_F(SampleVocabulary, MatchesIcd10ByItsLongestBeginning) {
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::icd10, "C50")), "breast_cancer");
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::icd10, "c50.911")), "breast_cancer");
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::icd10, "C92.10")), "cml");
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::icd10, "C921")), "cml");
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::icd10, "C92.0")), "myeloid");
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::icd10, "C5")), "");
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::icd10, "")), "");
}

TEST_F(SampleVocabulary, MatchesOtherCodesWhole) {
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::loinc, "1751-7")), "albumin");
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::loinc, "1751-77")), "");
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::rxnorm, "828529")), "albumin_drug");
  EXPECT_EQ(key_of(vocabulary_.match(CodeSystem::snomed, "828529")), "");
}

TEST_F(SampleVocabulary, FollowsBroaderTermsThroughAnyNumberOfSteps) {
  EXPECT_TRUE(vocabulary_.is_kind_of(id("cml"), id("malignancy")));
  EXPECT_TRUE(vocabulary_.is_kind_of(id("cml"), id("blood_disease")));
  EXPECT_TRUE(vocabulary_.is_kind_of(id("cml"), id("cml")));
  EXPECT_FALSE(vocabulary_.is_kind_of(id("malignancy"), id("cml")));
  EXPECT_FALSE(vocabulary_.is_kind_of(id("breast_cancer"), id("blood_disease")));
}

TEST_F(SampleVocabulary, ListsKindsAndBroaderTermsInOrderOfId) {
  using Keys = std::vector<std::string>;
  EXPECT_EQ(keys_of(vocabulary_.kinds_of(id("malignancy"))),
            (Keys{"malignancy", "breast_cancer", "leukemia", "cml"}));
  EXPECT_EQ(keys_of(vocabulary_.kinds_of(id("cml"))), Keys{"cml"});
  EXPECT_EQ(keys_of(vocabulary_.broader_of(id("cml"))),
            (Keys{"malignancy", "leukemia", "blood_disease"}));
  EXPECT_TRUE(vocabulary_.broader_of(id("malignancy")).empty());
}

TEST_F(SampleVocabulary, SuspectsANameThatHoldsAKnownOne) {
  EXPECT_TRUE(vocabulary_.may_mean("metastatic breast cancer, stage II", id("malignancy")));
  EXPECT_TRUE(vocabulary_.may_mean("Chronic myeloid leukemia in remission", id("cml")));
  EXPECT_TRUE(vocabulary_.may_mean("other Hematological Disease", id("blood_disease")));
  EXPECT_TRUE(vocabulary_.may_mean("suspected CML", id("blood_disease")));
  EXPECT_FALSE(vocabulary_.may_mean("metastatic breast cancer", id("cml")));
  EXPECT_FALSE(vocabulary_.may_mean("hypertension", id("malignancy")));
}

TEST_F(SampleVocabulary, SuspectsWholeWordsOfThreeCharactersOnly) {
  EXPECT_FALSE(vocabulary_.may_mean("cancerophobia", id("malignancy")));
  EXPECT_FALSE(vocabulary_.may_mean("5 ML of syrup", id("cml")));
  EXPECT_FALSE(vocabulary_.may_mean("", id("malignancy")));
}

TEST_F(SampleVocabulary, SuspectsByStemsOfTheConceptAndItsKinds) {
  EXPECT_TRUE(vocabulary_.may_mean("adenocarcinoma of the colon", id("malignancy")));
  EXPECT_TRUE(vocabulary_.may_mean("mammacarci", id("malignancy")));
  EXPECT_FALSE(vocabulary_.may_mean("adenocarcinoma of the colon", id("breast_cancer")));
}

TEST_F(SampleVocabulary, OffersTheNearestKeysAndNames) {
  EXPECT_EQ(vocabulary_.nearest_keys("malignency"), std::vector<std::string>{"malignancy"});
  EXPECT_EQ(vocabulary_.nearest_keys("albumine", 1), std::vector<std::string>{"albumin"});
  EXPECT_TRUE(vocabulary_.nearest_keys("hypertension").empty());
  EXPECT_EQ(vocabulary_.nearest_names("Malignant tumuor"),
            std::vector<std::string>{"malignant tumor"});
  EXPECT_EQ(vocabulary_.nearest_names("haematologicl disease"),
            std::vector<std::string>{"haematological disease"});
}

}  // namespace
}  // namespace eligo
