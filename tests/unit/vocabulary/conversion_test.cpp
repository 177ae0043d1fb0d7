#include <gtest/gtest.h>

#include "sample_vocabulary.h"

namespace eligo {
namespace {

Rational number(std::string_view text) {
  return *parse_decimal(text);
}

class Conversion : public testing::Test {
 protected:
  void SetUp() override {
    auto result = read_sample({concepts("laboratory", R"(
        {"key": "hba1c", "name": "HbA1c", "unit": "%", "conversions": [
          {"unit": "mmol/mol", "multiply": "0.09148", "add": "2.152", "source": "NGSP"}]},
        {"key": "creatinine", "name": "creatinine", "unit": "mg/dL", "conversions": [
          {"unit": "umol/L", "divide": "88.4", "source": "table"}]},
        {"key": "c_peptide", "name": "C-peptide", "unit": "ng/mL", "conversions": [
          {"unit": "nmol/L", "divide": "0.331", "source": "table"}]},
        {"key": "hemoglobin", "name": "hemoglobin", "unit": "g/dL"},
        {"key": "agreed", "name": "agreed", "unit": "g/L", "conversions": [
          {"unit": "mg/L", "divide": "1000", "source": "s"}]},
        {"key": "hiv", "name": "HIV test", "results": ["negative", "positive"]})"),
                               concepts("vital", R"(
        {"key": "temperature", "name": "temperature", "unit": "Cel"},
        {"key": "weight", "name": "weight", "unit": "kg"})")});
    ASSERT_TRUE(result) << render(result.diagnostics[0]);
    vocabulary_ = std::move(*result);
  }

  std::optional<ConvertedValue> converted(std::string_view key, std::string_view value,
                                          std::string_view unit) const {
    const auto parsed = vocabulary_.units().parse(unit);
    EXPECT_TRUE(parsed) << unit;
    return vocabulary_.to_default_unit(*vocabulary_.find(key), number(value), *parsed);
  }

  Vocabulary vocabulary_;
};

TEST_F(Conversion, ChangesNothingInTheDefaultUnit) {
  const auto value = converted("creatinine", "1.5", "MG/DL");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->value.single(), number("1.5"));
  EXPECT_EQ(value->step, "");
  EXPECT_EQ(value->source, "");
}

TEST_F(Conversion, ScalesWithinOneDimension) {
  const auto value = converted("hemoglobin", "120", "g/L");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->value.single(), Rational(12));
  EXPECT_EQ(value->step, "÷ 10");
  EXPECT_EQ(value->source, "");
  EXPECT_EQ(converted("hemoglobin", "1", "g/mL")->step, "× 100");
  EXPECT_EQ(converted("weight", "1", "[lb_av]")->step, "× 0.45359237");
}

TEST_F(Conversion, UsesTheFactorOfTheAnalyte) {
  const auto value = converted("creatinine", "132.6", "umol/L");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->value.single(), number("1.5"));
  EXPECT_EQ(value->step, "÷ 88.4");
  EXPECT_EQ(value->source, "table");
}

TEST_F(Conversion, ScalesToTheUnitOfTheFactorFirst) {
  const auto value = converted("c_peptide", "331", "pmol/L");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->value.single(), Rational(1));
  EXPECT_EQ(value->step, "÷ 1000 ÷ 0.331");
  EXPECT_EQ(value->source, "table");
}

TEST_F(Conversion, TellsUnitsOfOneDimensionApart) {
  const auto percent = converted("hba1c", "7.5", "%");
  const auto ifcc = converted("hba1c", "50", "mmol/mol");
  ASSERT_TRUE(percent && ifcc);
  EXPECT_EQ(percent->value.single(), number("7.5"));
  EXPECT_EQ(ifcc->value.single(), number("6.726"));
  EXPECT_EQ(ifcc->step, "× 0.09148 + 2.152");
  EXPECT_EQ(converted("hba1c", "0.075", "1"), std::nullopt) << "a bare fraction could be either";
}

TEST_F(Conversion, TakesAUnitThatAllItsReadingsAgreeOn) {
  const auto value = converted("agreed", "5000000", "ug/L");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->value.single(), Rational(5));
}

TEST_F(Conversion, RefusesAnotherDimension) {
  EXPECT_EQ(converted("creatinine", "1", "mmol/mol"), std::nullopt);
  EXPECT_EQ(converted("hemoglobin", "7", "mmol/L"), std::nullopt) << "no factor is known";
  EXPECT_EQ(converted("weight", "1", "m"), std::nullopt);
  EXPECT_EQ(converted("hiv", "1", "1"), std::nullopt) << "it has named results only";
}

TEST_F(Conversion, ConvertsIntervals) {
  const Interval below{std::nullopt, Bound{number("88.4"), false}};
  const auto value = vocabulary_.to_default_unit(*vocabulary_.find("creatinine"), below,
                                                 *vocabulary_.units().parse("umol/L"));
  ASSERT_TRUE(value);
  EXPECT_EQ(value->value, (Interval{std::nullopt, Bound{1, false}}));
}

TEST_F(Conversion, ConvertsFahrenheit) {
  const auto value = converted("temperature", "98.6", "[degF]");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->value.single(), Rational(37));
  EXPECT_EQ(value->step, "− 32, ÷ 1.8");
}

TEST(ConversionStepText, IsShortAndExact) {
  EXPECT_EQ(conversion_step_text({1, 0}), "");
  EXPECT_EQ(conversion_step_text({number("0.001"), 0}), "÷ 1000");
  EXPECT_EQ(conversion_step_text({1000, 0}), "× 1000");
  EXPECT_EQ(conversion_step_text({Rational(1, 60), 0}), "÷ 60");
  EXPECT_EQ(conversion_step_text({number("0.5"), number("-2.5")}), "÷ 2 − 2.5");
  EXPECT_EQ(conversion_step_text({1, 2}), "+ 2");
  EXPECT_EQ(conversion_step_text({Rational(3, 7), 0}), "× ≈0.428571");
}

}  // namespace
}  // namespace eligo
