#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "../../support/standard_units.h"
#include "quantity/unit.h"

namespace eligo {
namespace {

using Codes = std::vector<std::string>;

Codes codes_of(const std::string& units, const std::optional<std::string>& spellings = {}) {
  Codes codes;
  const SourceText spelling_file("unit_spelling.json", spellings.value_or(""));
  const auto read =
      UnitTable::read(SourceText("units.json", units), spellings ? &spelling_file : nullptr);
  EXPECT_EQ(read.value.has_value(), read.diagnostics.empty());
  for (const Diagnostic& diagnostic : read.diagnostics) {
    EXPECT_TRUE(diagnostic.place) << render(diagnostic);
    codes.emplace_back(slug_of(diagnostic.code));
  }
  return codes;
}

std::string small_table(const std::string& atoms) {
  return R"({"kind": "units", "sources": [],
            "prefixes": {"k": {"name": "kilo", "factor": "1000"}, "f": {"factor": "1e-15"}},
            "atoms": {)" +
         atoms + "}}";
}

std::string small_spellings(const std::string& spellings, const std::string& overrides = "",
                            const std::string& words = "") {
  return R"({"kind": "unit spelling", "sources": [], "overrides": {)" + overrides +
         R"(}, "spellings": {)" + spellings + R"(}, "words": {)" + words + "}}";
}

TEST(ReadUnitTable, AcceptsASmallOneInAnyOrder) {
  EXPECT_EQ(codes_of(small_table(R"("km2": {"is": "t/s"}, "t": {"is": "kg", "times": "1000"},
      "g": {"metric": true}, "s": {"counts": "1"}, "x": {"scale": "logarithm"},
      "G": {"is": "g", "ucumOnly": true}, "C": {"is": "g", "plus": "-3"})")),
            Codes{});
}

TEST(ReadUnitTable, ReportsEverythingThatIsWrong) {
  EXPECT_EQ(codes_of("[]"), Codes{"wrong-type"});
  EXPECT_EQ(codes_of("{"), Codes{"invalid-json"});
  EXPECT_EQ(codes_of("{}"), (Codes{"missing-field", "missing-field"}));
  EXPECT_EQ(codes_of(small_table(R"("a": {"is": "b"}, "b": {"is": "a"}, "c": {"is": "nothing"})")),
            (Codes{"unknown-unit", "unknown-unit", "unknown-unit"}));
  EXPECT_EQ(
      codes_of(small_table(R"("a": {"times": "x"}, "b": {"times": "0"}, "c": {"times": "1/0"})")),
      (Codes{"not-a-decimal", "not-a-decimal", "not-a-decimal"}));
  EXPECT_EQ(codes_of(small_table(R"("a": {"metrik": true}, "b": {"metric": 1}, "c": 3)")),
            (Codes{"unknown-field", "wrong-type", "wrong-type"}));
  EXPECT_EQ(codes_of(small_table(R"("a": {"name": 1}, "b": {"counts": "-1"})")),
            (Codes{"wrong-type", "not-a-decimal"}));
  EXPECT_EQ(codes_of(R"({"prefixes": {"k": "1000", "kilo": {"factor": "1"}, "m": {},
                         "u": {"factor": "0"}, "n": {"times": "1"}}, "atoms": {}})"),
            (Codes{"wrong-type", "wrong-type", "missing-field", "not-a-decimal", "unknown-field",
                   "missing-field"}));
}

// An atom is not made of one that counts from another zero.
TEST(ReadUnitTable, RefusesAnAtomMadeOfOneWithAnOffset) {
  EXPECT_EQ(
      codes_of(small_table(R"("K": {}, "Cel": {"is": "K", "plus": "1"}, "x": {"is": "Cel"})")),
      Codes{"unknown-unit"});
}

TEST(ReadUnitTable, ReadsLongDecimalsExactly) {
  const std::string digits = "3.1415926535897932384626433832795028841971693993751058209749445923";
  const auto read = UnitTable::read(
      SourceText("units.json", small_table(R"("pi": {"is": "1", "times": ")" + digits + R"("})")));
  ASSERT_TRUE(read) << render(read.diagnostics.front());
  EXPECT_EQ(decimal_text(read->parse_ucum("pi")->factor, 70), digits);
  for (const char* bad : {"3.1415926535897932384626433832795028841971693993751058209749445923x",
                          "3.14159265358979323846264338327950288x41971693993751058209749445923",
                          "-3.1415926535897932384626433832795028841971693993751058209749445923"}) {
    EXPECT_EQ(codes_of(small_table(R"("pi": {"times": ")" + std::string(bad) + R"("})")),
              Codes{"not-a-decimal"})
        << bad;
  }
}

TEST(ReadUnitSpellings, ReportsEverythingThatIsWrong) {
  const std::string grams = small_table(R"("g": {})");
  EXPECT_EQ(codes_of(grams, small_spellings(R"("gram": "g")")), Codes{});
  EXPECT_EQ(codes_of(grams, small_spellings(R"("gram": "q", "grams": 1)")),
            (Codes{"unknown-unit", "wrong-type"}));
  EXPECT_EQ(codes_of(grams, "{}"), (Codes{"missing-field", "missing-field", "missing-field"}));
  EXPECT_EQ(codes_of(grams, "[]"), Codes{"wrong-type"});
  EXPECT_EQ(codes_of(grams, "{"), Codes{"invalid-json"});
  EXPECT_EQ(codes_of(grams, R"({"overrides": {}, "spellings": {}, "words": {}, "prefixes": {},
                                "common": ["g", "q", 1]})"),
            (Codes{"unknown-field", "wrong-type", "unknown-unit"}));
  EXPECT_EQ(codes_of(grams, R"({"overrides": {}, "spellings": {}, "words": {}, "common": "g"})"),
            Codes{"wrong-type"});
}

TEST(ReadUnitSpellings, RefusesOneThatUcumReadsAsAnotherUnit) {
  const std::string units = small_table(R"("t": {"metric": true}, "foot": {})");
  EXPECT_EQ(codes_of(units, small_spellings(R"("ft": "foot")")), Codes{"misleading-spelling"});
  EXPECT_EQ(codes_of(units, small_spellings("", "", R"("ft": "foot")")),
            Codes{"misleading-spelling"});
  EXPECT_EQ(codes_of(units, small_spellings("", R"("ft": "foot")")), Codes{});
  EXPECT_EQ(codes_of(units, small_spellings(R"("feet": "foot")")), Codes{});
  // What UCUM alone calls so is in nobody's way.
  EXPECT_EQ(codes_of(small_table(R"("ft": {"ucumOnly": true}, "foot": {})"),
                     small_spellings("", "", R"("ft": "foot")")),
            Codes{});
}

}  // namespace
}  // namespace eligo
