#include "fhir/clinical_drug_name.h"

#include <gtest/gtest.h>

namespace eligo {
namespace {

using Names = std::vector<std::string>;

TEST(ClinicalDrugName, TheIngredientStandsBeforeItsStrength) {
  const ClinicalDrugName drug =
      read_clinical_drug_name("24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet");
  EXPECT_EQ(drug.ingredients, Names{"Metformin hydrochloride"});
  EXPECT_EQ(drug.brand, "");
}

TEST(ClinicalDrugName, SeveralIngredientsAndABrand) {
  const ClinicalDrugName drug = read_clinical_drug_name(
      "insulin human, isophane 70 UNT/ML / insulin, regular 30 UNT/ML Injectable Suspension "
      "[Humulin]");
  EXPECT_EQ(drug.ingredients, (Names{"insulin human, isophane", "insulin, regular"}));
  EXPECT_EQ(drug.brand, "Humulin");
}

TEST(ClinicalDrugName, AVolumeACountOrANumberBeforeItIsNoPartOfIt) {
  EXPECT_EQ(read_clinical_drug_name("0.3 ML Epinephrine 1 MG/ML Auto-Injector").ingredients,
            Names{"Epinephrine"});
  EXPECT_EQ(
      read_clinical_drug_name("NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler")
          .ingredients,
      Names{"Albuterol"});
  // A number that is no strength is part of the name.
  EXPECT_EQ(read_clinical_drug_name("interferon beta-1a 0.03 MG").ingredients,
            Names{"interferon beta-1a"});
  EXPECT_EQ(read_clinical_drug_name("vitamin B 12 1 MG Oral Tablet").ingredients,
            Names{"vitamin B 12"});
}

TEST(ClinicalDrugName, WithoutAStrengthTheFormEndsIt) {
  EXPECT_EQ(read_clinical_drug_name("Metformin Oral Tablet").ingredients, Names{"Metformin"});
  EXPECT_EQ(read_clinical_drug_name("Carbamazepine[Tegretol]").ingredients, Names{"Carbamazepine"});
  EXPECT_EQ(read_clinical_drug_name("Carbamazepine[Tegretol]").brand, "Tegretol");
  EXPECT_EQ(read_clinical_drug_name("aspirin").ingredients, Names{"aspirin"});
  EXPECT_EQ(read_clinical_drug_name("oral").ingredients, Names{"oral"});
}

TEST(ClinicalDrugName, ThePartsOfAPack) {
  const ClinicalDrugName drug = read_clinical_drug_name(
      "{24 (drospirenone 3 MG / ethinyl estradiol 0.02 MG Oral Tablet) / 4 (inert ingredients 1 MG "
      "Oral Tablet) } Pack [Yaz 28 Day]");
  EXPECT_EQ(drug.ingredients, (Names{"drospirenone", "ethinyl estradiol"}));
  EXPECT_EQ(drug.brand, "Yaz 28 Day");
}

TEST(ClinicalDrugName, NothingIsLeftOfNothing) {
  EXPECT_TRUE(read_clinical_drug_name("  ").ingredients.empty());
  EXPECT_EQ(read_clinical_drug_name("500 MG").ingredients, Names{"500 MG"});
  EXPECT_EQ(read_clinical_drug_name("[Tegretol]").brand, "Tegretol");
  EXPECT_EQ(read_clinical_drug_name("{").ingredients, Names{"{"});
}

TEST(OtherIngredientNames, WithoutSaltsAndTurnedRound) {
  EXPECT_EQ(other_ingredient_names("metformin hydrochloride"), Names{"metformin"});
  EXPECT_EQ(other_ingredient_names("insulin human, isophane"),
            (Names{"isophane insulin human", "insulin human"}));
  EXPECT_EQ(other_ingredient_names("amoxicillin trihydrate sodium"),
            (Names{"amoxicillin trihydrate", "amoxicillin"}));
}

TEST(OtherIngredientNames, ASaltByItselfIsNotTakenApart) {
  EXPECT_TRUE(other_ingredient_names("potassium chloride").empty());
  EXPECT_TRUE(other_ingredient_names("metformin").empty());
  EXPECT_TRUE(other_ingredient_names("sodium").empty());
}

}  // namespace
}  // namespace eligo
