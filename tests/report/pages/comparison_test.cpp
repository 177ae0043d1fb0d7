#include "report/screened/comparison.h"

#include <gtest/gtest.h>

#include "example_patients.h"

namespace eligo::report_tests {
namespace {

constexpr const char* type_1 = "NCT01374854";

std::string patient(const std::string& members) {
  return R"({"id": "p", "asOf": "2026-01-15", )" + members + "}";
}

std::vector<Comparison> of(const std::string& criterion, const std::string& members) {
  return comparisons_of(screened(type_1, patient(members)), criterion);
}

TEST(Comparison, AValueStandsBesideTheLimitOfItsSentence) {
  const auto found = of("I8", R"("labs": [{"name": "HbA1c", "value": 7.4, "unit": "%"}])");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].name, "HbA1c");
  EXPECT_EQ(found[0].value_text, "7.4");
  EXPECT_EQ(found[0].unit, "%");
  EXPECT_EQ(range_words(found[0]), "at least 7.5 %");
  EXPECT_EQ(found[0].meaning, RangeMeaning::admits);
  const std::optional<Distance> distance = distance_of(found[0]);
  ASSERT_TRUE(distance);
  EXPECT_EQ(distance_words(found[0], *distance), "HbA1c 7.4 %: 0.1 under the limit 7.5 %");
  EXPECT_EQ(distance->relative, Rational(1, 75));
}

TEST(Comparison, WithoutAValueThereIsNone) {
  EXPECT_TRUE(of("I8", R"("sex": "female")").empty());
}

TEST(Comparison, AnotherUnitIsConvertedToTheLimits) {
  const std::string creatinine =
      R"("labs": [{"name": "creatinine", "value": 129, "unit": "umol/L"}])";
  const auto found = of("E5", R"("sex": "female", )" + creatinine);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value_text, "1.46");
  EXPECT_EQ(found[0].unit, "mg/dL");
  EXPECT_EQ(range_words(found[0]), "over 1.4 mg/dL");
  EXPECT_EQ(found[0].meaning, RangeMeaning::excludes);
}

TEST(Comparison, OfALimitASexOnlyThePatientsIsDrawn) {
  const std::string creatinine =
      R"("labs": [{"name": "creatinine", "value": 1.45, "unit": "mg/dL"}])";
  const auto man = of("E5", R"("sex": "male", )" + creatinine);
  ASSERT_EQ(man.size(), 1U);
  EXPECT_EQ(range_words(man[0]), "over 1.5 mg/dL");
  EXPECT_EQ(of("E5", creatinine).size(), 2U);  // neither is known to be the patient's
}

TEST(Comparison, AResultWithAComparatorIsARange) {
  const auto found =
      of("I8", R"("labs": [{"name": "HbA1c", "comparator": "<", "value": 6, "unit": "%"}])");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].value.single());
  EXPECT_FALSE(distance_of(found[0]));
}

TEST(Comparison, MultiplesOfAReferenceLimit) {
  const auto found =
      of("E23", R"("labs": [{"name": "ALT", "value": 70, "unit": "U/L", "high": 40}])");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(with_unit(found[0].value_text, found[0].unit), "1.75 × ULN");
}

TEST(Comparison, ABodyMassIndexFromWeightAndHeight) {
  const auto found = of("E1", R"("vitals": {"weight": {"value": 110, "unit": "kg"},
                                            "height": {"value": 174, "unit": "cm"}})");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].name, "body mass index");
  EXPECT_EQ(found[0].value_text, "36.33");
}

TEST(Comparison, AnAgeIsCounted) {
  const auto born = of("I1", R"("birthDate": "1990-04-12")");
  ASSERT_EQ(born.size(), 1U);
  EXPECT_EQ(born[0].value_text, "35");
  EXPECT_TRUE(born[0].is_age);
  const auto year = of("I1", R"("birthDate": "1990")");
  ASSERT_EQ(year.size(), 1U);
  EXPECT_EQ(year[0].value_text, "35 to 36");
}

TEST(Comparison, AValueThatWasNotUsedIsNotCompared) {
  EXPECT_TRUE(of("I8", R"("labs": [{"name": "HbA1c", "value": 81, "unit": "%"}])").empty());
}

}  // namespace
}  // namespace eligo::report_tests
