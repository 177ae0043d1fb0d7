#include "quantity/rational.h"

#include <gtest/gtest.h>

#include <random>

#include "text/json.h"

namespace eligo {
namespace {

Rational number(const char* text) {
  return parse_decimal(text).value();
}

Rational fraction(long numerator, long denominator) {
  const Rational quotient = Rational(numerator) / Rational(denominator);
  return quotient;
}

TEST(ParseDecimal, ReadsExactly) {
  EXPECT_EQ(number("7.5"), fraction(15, 2));
  EXPECT_EQ(number("-0.30"), fraction(-3, 10));
  EXPECT_EQ(number("1e3"), Rational(1000));
  EXPECT_EQ(number("25E-1"), fraction(5, 2));
  EXPECT_EQ(number("1.5e+2"), Rational(150));
  EXPECT_EQ(number("-0"), Rational(0));
  EXPECT_GT(number("13.000000000000000001"), number("13"));
  EXPECT_EQ(number("0.1") + number("0.2"), number("0.3"));
}

TEST(ParseDecimal, RefusesWhatIsNoDecimal) {
  for (const char* text : {"", "-", "+1", ".5", "5.", "1e", "1e+", "e3", "7,2", "1 ", " 1", "0x10",
                           "NaN", "inf", "1.2.3", "--1", "1_000", "½"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

TEST(ParseDecimal, HasLimits) {
  EXPECT_TRUE(parse_decimal(std::string(39, '9')));
  EXPECT_FALSE(parse_decimal(std::string(40, '9')));
  EXPECT_TRUE(parse_decimal("0." + std::string(39, '1')));
  EXPECT_FALSE(parse_decimal("0." + std::string(40, '1')));
  EXPECT_TRUE(parse_decimal("0." + std::string(307, '0') + "1"));
  EXPECT_FALSE(parse_decimal("0." + std::string(308, '0') + "1"));
  EXPECT_TRUE(parse_decimal("1e308"));
  EXPECT_TRUE(parse_decimal("1e-308"));
  EXPECT_FALSE(parse_decimal("1e309"));
  EXPECT_FALSE(parse_decimal("1e-309"));
  EXPECT_FALSE(parse_decimal("1e99999999999999999999"));
}

TEST(ParseDecimal, ReadsEveryNumberThatTheJsonReaderLetsThrough) {
  for (const char* text :
       {"0", "-0.0", "1e308", "1e-308", "1E+00000003", "0.00000000000000000000000000000000000001",
        "123456789012345678901234567890123456789", "-12.5e-7"}) {
    ASSERT_TRUE(parse_json(SourceText("n.json", text))) << text;
    EXPECT_TRUE(parse_decimal(text)) << text;
  }
}

TEST(DecimalText, IsTheShortestExactDecimal) {
  EXPECT_EQ(decimal_text(0), "0");
  EXPECT_EQ(decimal_text(number("7.50")), "7.5");
  EXPECT_EQ(decimal_text(number("-0.30")), "-0.3");
  EXPECT_EQ(decimal_text(number("1000")), "1000");
  EXPECT_EQ(decimal_text(number("1e30")), "1000000000000000000000000000000");
  EXPECT_EQ(decimal_text(number("1e-30")), "0.000000000000000000000000000001");
  EXPECT_EQ(decimal_text(fraction(1, 8)), "0.125");
  EXPECT_EQ(decimal_text(fraction(129 * 5, 442)), "1.4592760180995475113");  // 129 / 88.4
}

TEST(DecimalText, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(decimal_text(number("0.125"), 2), "0.13");
  EXPECT_EQ(decimal_text(number("-0.125"), 2), "-0.13");
  EXPECT_EQ(decimal_text(number("0.1249"), 2), "0.12");
  EXPECT_EQ(decimal_text(number("0.12500000000000000001"), 2), "0.13");
  EXPECT_EQ(decimal_text(number("25"), 1), "30");
  EXPECT_EQ(decimal_text(number("24"), 1), "20");
}

TEST(DecimalText, CarriesIntoANewDigit) {
  EXPECT_EQ(decimal_text(number("9.99"), 2), "10");
  EXPECT_EQ(decimal_text(number("0.0999"), 2), "0.1");
  EXPECT_EQ(decimal_text(number("999999999999999999999")), "1000000000000000000000");
  EXPECT_EQ(decimal_text(number("99.9"), 3), "99.9");
}

TEST(DecimalText, CountsDigitsBehindTheLeadingZeros) {
  EXPECT_EQ(decimal_text(fraction(1, 3), 3), "0.333");
  EXPECT_EQ(decimal_text(fraction(2, 3), 3), "0.667");
  EXPECT_EQ(decimal_text(fraction(1, 300), 3), "0.00333");
  EXPECT_EQ(decimal_text(fraction(1000, 3), 2), "330");
  EXPECT_EQ(decimal_text(fraction(10, 3)), "3.3333333333333333333");
  EXPECT_EQ(decimal_text(number("123456789012345678901234")), "123456789012345678900000");
  EXPECT_EQ(decimal_text(number("0.0012345"), 5), "0.0012345");
}

TEST(IsExactDecimal, TellsFiniteFromPeriodicAndShortFromLong) {
  EXPECT_TRUE(is_exact_decimal(0));
  EXPECT_TRUE(is_exact_decimal(number("-7.5")));
  EXPECT_FALSE(is_exact_decimal(fraction(1, 3)));
  EXPECT_TRUE(is_exact_decimal(number("12345678901234567890")));
  EXPECT_FALSE(is_exact_decimal(number("123456789012345678901")));
  EXPECT_TRUE(is_exact_decimal(number("0.125"), 3));
  EXPECT_FALSE(is_exact_decimal(number("0.125"), 2));
}

// A decimal as a random text: up to 15 digits before the point and up to 15 behind it.
struct RandomDecimal {
  std::string text;
  std::string aligned;  // sign, then the digits with the point at one place for all
};

class DecimalProperty : public testing::Test {
 protected:
  static constexpr int cases = 100'000;
  static constexpr std::size_t most_places = 15;

  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

  std::string digits(std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) result += static_cast<char>('0' + below(10));
    return result;
  }

  RandomDecimal decimal() {
    const std::string whole = std::to_string(below(2) == 0 ? below(20) : below(1'000'000));
    const std::string places = digits(static_cast<std::size_t>(below(most_places + 1)));
    const bool negative = below(3) == 0;
    RandomDecimal result;
    result.text = (negative ? "-" : "") + whole + (places.empty() ? "" : "." + places);
    result.aligned = std::string(negative ? "-" : "+") + std::string(8 - whole.size(), '0') +
                     whole + places + std::string(most_places - places.size(), '0');
    return result;
  }

  std::mt19937 random_{20260115};
};

int compare_aligned(const std::string& a, const std::string& b) {
  const auto is_zero = [](const std::string& text) {
    return text.find_first_not_of('0', 1) == std::string::npos;
  };
  if (is_zero(a) && is_zero(b)) return 0;
  const bool a_negative = a[0] == '-' && !is_zero(a);
  const bool b_negative = b[0] == '-' && !is_zero(b);
  if (a_negative != b_negative) return a_negative ? -1 : 1;
  const int compared = a.substr(1).compare(b.substr(1));
  return a_negative ? -compared : compared;
}

int sign(int value) {
  return (value > 0) - (value < 0);
}

// A limit is never missed by rounding: decimals compare as their digits do.
TEST_F(DecimalProperty, ComparesAsDigitsDo) {
  int equal = 0;
  for (int i = 0; i < cases; ++i) {
    const RandomDecimal a = decimal();
    RandomDecimal b = decimal();
    if (i % 4 == 0) {  // differ in the last place, or not at all
      b = a;
      if (i % 8 == 0) b.aligned.back() = static_cast<char>('0' + below(10));
      b.text = b.aligned[0] == '-' ? "-" : "";
      b.text += b.aligned.substr(1, 8) + "." + b.aligned.substr(9);
    }
    const int expected = sign(compare_aligned(a.aligned, b.aligned));
    equal += expected == 0 ? 1 : 0;
    ASSERT_EQ(sign(cmp(*parse_decimal(a.text), *parse_decimal(b.text))), expected)
        << a.text << " and " << b.text;
  }
  EXPECT_GT(equal, cases / 10);
  EXPECT_LT(equal, cases / 2);
}

TEST_F(DecimalProperty, TextAndNumberAreEachOthersInverse) {
  for (int i = 0; i < cases; ++i) {
    const Rational value = *parse_decimal(decimal().text + "e" + std::to_string(below(61) - 30));
    const std::string text = decimal_text(value, 22);
    const std::optional<Rational> back =
        text.size() > 40 ? std::optional<Rational>(Rational(value)) : parse_decimal(text);
    ASSERT_TRUE(back) << text;
    ASSERT_EQ(*back, value) << text;
    ASSERT_TRUE(is_exact_decimal(value, 22)) << text;
  }
}

// The rounded text is the nearest decimal of so many digits: no more than half a unit away.
TEST_F(DecimalProperty, RoundedTextIsWithinHalfOfItsLastDigit) {
  for (int i = 0; i < cases; ++i) {
    const Rational value = fraction(below(2'000'000) - 1'000'000, 1 + below(999'999));
    if (value == 0) continue;
    const int significant = 1 + below(12);
    const std::string text = decimal_text(value, significant);
    const Rational error = abs(value - *parse_decimal(text));
    // The unit of the last significant digit lies at or below magnitude / 10^(significant - 1).
    Rational unit = 1;
    while (unit > abs(value)) unit /= 10;
    while (unit * 10 <= abs(value)) unit *= 10;
    for (int digit = 1; digit < significant; ++digit) unit /= 10;
    ASSERT_LE(error * 2, unit) << text << " for " << value;
  }
}

}  // namespace
}  // namespace eligo
