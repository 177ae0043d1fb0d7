#include "quantity/unit_packed.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

#include "../../support/standard_units.h"

namespace eligo {
namespace {

template <typename Value, typename Unpack>
Value packed_and_unpacked(const Value& value, const Unpack& unpack) {
  ByteWriter writer;
  pack(value, writer);
  ByteReader reader(writer.written());
  const Value result = unpack(reader);
  EXPECT_TRUE(reader.at_end());
  return result;
}

void expect_same(const Unit& a, const Unit& b) {
  const auto& [text, ucum, dimension, factor, offset, special] = a;
  EXPECT_EQ(text, b.text);
  EXPECT_EQ(ucum, b.ucum);
  EXPECT_EQ(dimension, b.dimension) << text;
  EXPECT_EQ(factor, b.factor) << text;
  EXPECT_EQ(offset, b.offset) << text;
  EXPECT_EQ(special, b.special) << text;
}

void expect_same(const std::optional<Unit>& a, const std::optional<Unit>& b) {
  ASSERT_EQ(a.has_value(), b.has_value());
  if (a) expect_same(*a, *b);
}

TEST(PackedNumber, GivesBackEveryNumber) {
  for (const std::string_view text :
       {"0", "1", "-1", "255", "256", "0.1", "-273.15", "602214076000000000000000", "1e300",
        "-1e-300", "0.3333333333333333333333333333333333333"}) {
    const Rational number = *parse_decimal(text);
    EXPECT_EQ(packed_and_unpacked(number, unpack_rational), number) << text;
  }
  const Rational third = Rational(1) / 3;
  EXPECT_EQ(packed_and_unpacked(third, unpack_rational), third);
}

TEST(PackedInterval, GivesBackEachEnd) {
  const std::array<Interval, 4> intervals = {Interval{}, Interval{Bound{1, true}, std::nullopt},
                                             Interval{std::nullopt, Bound{-2, false}},
                                             Interval{Bound{0, false}, Bound{7, true}}};
  for (const Interval& interval : intervals) {
    EXPECT_EQ(packed_and_unpacked(interval, unpack_interval), interval);
  }
}

std::string in_capitals(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

// All texts that the two unit files speak of, and every prefix before every unit.
std::vector<std::string> all_texts() {
  std::vector<std::string> texts;
  const auto units = parse_json(vocabulary_file("units.json"));
  const auto spellings = parse_json(vocabulary_file("unit_spelling.json"));
  for (const auto& [code, atom] : *units->member("atoms")->as_object()) {
    texts.push_back(code);
    for (const auto& [prefix, value] : *units->member("prefixes")->as_object()) {
      texts.push_back(prefix + code);
    }
  }
  for (const char* field : {"overrides", "spellings", "words"}) {
    for (const auto& [spelling, ucum] : *spellings->member(field)->as_object()) {
      texts.push_back(spelling);
      texts.push_back(*ucum.as_string());
      texts.push_back(spelling + "/day");
      texts.push_back(in_capitals(spelling));
    }
  }
  for (const char* field : {"unclear", "common"}) {
    for (const JsonValue& text : *spellings->member(field)->as_array()) {
      texts.push_back(*text.as_string());
    }
  }
  return texts;
}

// Evaluated, not looked up: parse_ucum knows no spelling that was packed.
TEST(PackedUnit, GivesBackEveryUnitOfTheTable) {
  std::size_t units = 0;
  for (const std::string& text : all_texts()) {
    const auto unit = standard_unit_table().parse_ucum(text);
    if (!unit) continue;
    expect_same(packed_and_unpacked(*unit, unpack_unit), *unit);
    ++units;
  }
  EXPECT_GT(units, 3000U);
}

TEST(PackedUnitTable, AnswersAsTheOneReadFromItsFiles) {
  const UnitTable& read = standard_unit_table();
  const std::string bytes = read.packed();
  const UnitTable unpacked = UnitTable::unpacked(bytes);
  EXPECT_EQ(unpacked.packed(), bytes);
  for (const std::string& text : all_texts()) {
    expect_same(unpacked.parse(text), read.parse(text));
    expect_same(unpacked.parse_ucum(text), read.parse_ucum(text));
    EXPECT_EQ(unpacked.display_name(text), read.display_name(text)) << text;
    const std::string misspelt = text + "q";
    expect_same(unpacked.parse(misspelt), read.parse(misspelt));
    const auto unit = read.parse(text);
    if (!unit) continue;
    expect_same(unpacked.as_ucum_counts(*unit), read.as_ucum_counts(*unit));
    EXPECT_EQ(unpacked.why_no_conversion(*unit, *read.parse("kg")),
              read.why_no_conversion(*unit, *read.parse("kg")));
  }
  for (const std::string_view text : {"mg/dll", "mmoll/L", "nothing like it", ""}) {
    EXPECT_EQ(unpacked.nearest(text), read.nearest(text)) << text;
  }
}

// A copy does not need the table that it was copied from.
TEST(PackedUnitTable, CanBeCopied) {
  auto first = std::make_unique<UnitTable>(standard_unit_table());
  const UnitTable second = *first;
  first.reset();
  EXPECT_EQ(second.parse("K/uL")->ucum, standard_unit_table().parse("K/uL")->ucum);
  EXPECT_EQ(second.parse("nonsense"), std::nullopt);
}

}  // namespace
}  // namespace eligo
