// Laws that hold for all units: random expressions of the table's own atoms, and random bytes.

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "../../support/standard_units.h"
#include "quantity/unit.h"
#include "quantity/unit_arithmetic.h"

namespace eligo {
namespace {

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr int cases = 1'000;
#else
constexpr int cases = 20'000;
#endif

const UnitTable& table() {
  return standard_unit_table();
}

class RandomUnits {
 public:
  explicit RandomUnits(unsigned seed) : random_(seed) {}

  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

  std::string symbol() {
    constexpr std::array<const char*, 20> symbols = {
        "g",  "mg",   "kg",   "m", "cm",  "s", "min", "h",      "d",    "L",
        "dL", "mmol", "[IU]", "U", "meq", "K", "kPa", "mm[Hg]", "10*3", "10*-6"};
    return symbols[static_cast<std::size_t>(below(static_cast<int>(symbols.size())))];
  }

  // Terms, parentheses, exponents, annotations, numbers.
  std::string expression(int depth = 0) {
    std::string text = depth == 0 && below(8) == 0 ? "/" : "";
    const int terms = 1 + below(3);
    for (int term = 0; term < terms; ++term) {
      if (term > 0) text += below(2) == 0 ? "." : "/";
      text += component(depth, term > 0);
    }
    return text;
  }

  std::string bytes() {
    constexpr std::string_view likely = "mgdLUs[]{}()/.*^10-+ %IKux2\xC2\xB5";
    std::string text(static_cast<std::size_t>(below(24)), ' ');
    for (char& c : text) {
      c = below(10) == 0 ? static_cast<char>(below(256))
                         : likely[static_cast<std::size_t>(below(static_cast<int>(likely.size())))];
    }
    return text;
  }

 private:
  std::string component(int depth, bool behind_another) {
    const int kind = below(10);
    if (kind == 0 && depth < 3) return "(" + expression(depth + 1) + ")";
    if (kind == 1 && !behind_another) return std::to_string(2 + below(98));
    if (kind == 2) return "{note}";
    const std::string text = symbol();
    if (kind == 3) return text + "{note}";
    const bool takes_exponent = text.back() < '0' || text.back() > '9';
    if (kind == 4 && takes_exponent) return text + std::to_string(below(7) - 3);
    return text;
  }

  std::mt19937 random_;
};

TEST(UnitProperty, WhatIsWrittenReadsBackAsTheSame) {
  RandomUnits random(1);
  for (int i = 0; i < cases; ++i) {
    const std::string text = random.expression();
    const auto unit = table().parse_ucum(text);
    ASSERT_TRUE(unit) << text;
    EXPECT_EQ(unit->ucum.find('('), std::string::npos) << unit->ucum;
    const auto again = table().parse_ucum(unit->ucum);
    ASSERT_TRUE(again) << text << " became " << unit->ucum;
    EXPECT_TRUE(again->same_as(*unit)) << text << " became " << unit->ucum;
    EXPECT_EQ(again->ucum, unit->ucum);
    EXPECT_TRUE(table().display_name(text)) << text;
  }
}

TEST(UnitProperty, MultiplyingThenDividingGivesTheUnitBack) {
  RandomUnits random(2);
  for (int i = 0; i < cases; ++i) {
    const auto a = table().parse_ucum(random.expression());
    const auto b = table().parse_ucum(random.expression());
    ASSERT_TRUE(a && b);
    const auto product = product_of(*a, *b);
    ASSERT_TRUE(product) << a->ucum << " times " << b->ucum;
    const auto back = quotient_of(*product, *b);
    ASSERT_TRUE(back) << product->ucum << " by " << b->ucum;
    EXPECT_TRUE(back->same_as(*a)) << back->ucum << " is not " << a->ucum;
    EXPECT_TRUE(product->same_as(*product_of(*b, *a)));
    const auto read = table().parse_ucum(product->ucum);
    ASSERT_TRUE(read) << product->ucum;
    EXPECT_TRUE(read->same_as(*product)) << product->ucum;
  }
}

TEST(UnitProperty, ConvertingThereAndBackIsTheIdentity) {
  RandomUnits random(3);
  int converted = 0;
  const auto check = [&](const Unit& from, const Unit& to) {
    const auto there = conversion_between(from, to);
    const auto back = conversion_between(to, from);
    ASSERT_EQ(there.has_value(), back.has_value());
    EXPECT_EQ(there.has_value(), !table().why_no_conversion(from, to));
    if (!there) return;
    const Rational value = Rational(random.below(1000)) / 7;
    const Rational step = there->multiply * value + there->add;
    const Rational again = back->multiply * step + back->add;
    EXPECT_EQ(again, value) << from.ucum << " and " << to.ucum;
    ++converted;
  };
  for (int i = 0; i < cases; ++i) {
    const auto unit = table().parse_ucum(random.expression());
    Unit scaled = *unit;
    scaled.factor *= Rational(1 + random.below(50)) / 3;
    check(*unit, scaled);
    check(*unit, *table().parse_ucum(random.symbol()));
  }
  for (const char* from : {"Cel", "[degF]", "[degRe]", "K", "mCel", "dB[V]", "B[mV]", "B[10.nV]"}) {
    for (const char* to : {"Cel", "[degF]", "[degRe]", "K", "3.Cel", "B[V]", "B[uV]", "dB[mV]"}) {
      check(*table().parse_ucum(from), *table().parse_ucum(to));
    }
  }
  EXPECT_GT(converted, cases);
}

TEST(UnitProperty, AnyBytesGetAnAnswer) {
  RandomUnits random(4);
  int refused = 0;
  for (int i = 0; i < cases; ++i) {
    const std::string text = random.bytes();
    const auto read = table().read_ucum(text);
    EXPECT_EQ(std::holds_alternative<Unit>(read), table().parse_ucum(text).has_value());
    if (const auto* fault = std::get_if<UnitFault>(&read)) {
      ++refused;
      EXPECT_FALSE(fault->message.empty());
      EXPECT_LE(fault->begin + fault->size, text.size()) << text;
    }
    if (const auto unit = table().parse(text)) {
      const auto again = table().parse_ucum(unit->ucum);
      ASSERT_TRUE(again) << text << " became " << unit->ucum;
      EXPECT_TRUE(again->same_as(*unit)) << text << " became " << unit->ucum;
    }
  }
  EXPECT_GT(refused, cases / 2);
}

TEST(UnitProperty, LongTextsAreAnsweredAtOnce) {
  const auto start = std::chrono::steady_clock::now();
  for (const std::string part :
       {"(", ")", "()", "m.", "m/", "{", "[", "10*", " ", "\xC2\xB5", "^"}) {
    std::string text;
    while (text.size() < 100'000) text += part;
    EXPECT_FALSE(table().parse_ucum(text));
    EXPECT_FALSE(table().parse(text));
    EXPECT_TRUE(std::holds_alternative<UnitFault>(table().read_ucum(text)));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_TRUE(table().parse_ucum(std::string(100, '(') + "m" + std::string(100, ')')));
}

}  // namespace
}  // namespace eligo
