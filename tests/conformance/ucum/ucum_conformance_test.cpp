// The UCUM functional tests, from our own table of their cases and, where it is there, from UCUM's
// own file; and every unit of the table against UCUM's essence file, where that is there.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "../../support/standard_units.h"
#include "quantity/unit.h"
#include "quantity/unit_arithmetic.h"
#include "xml_elements.h"

namespace eligo {
namespace {

using Row = std::vector<std::string>;

const std::filesystem::path our_folder =
    std::filesystem::path(ELIGO_SOURCE_DIR) / "tests/conformance/ucum";
const std::filesystem::path shared_folder =
    std::filesystem::path(ELIGO_SHARED_DIR) / "standards/ucum";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The rows of a table: fields between tabs, lines that begin with "# " left out.
std::vector<Row> read_table(const std::string& name) {
  std::vector<Row> rows;
  std::ifstream stream(our_folder / name);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("# ")) continue;
    Row row(1);
    for (const char c : line) {
      if (c == '\t') {
        row.emplace_back();
      } else {
        row.back() += c;
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

// The cases of UCUM's own file, as rows of the same form.
std::vector<Row> read_functional_tests() {
  struct Section {
    const char* element;
    const char* kind;
    std::vector<std::string> attributes;
  };
  const std::vector<Section> sections = {
      {"validation", "validation", {"unit", "valid"}},
      {"displayNameGeneration", "display", {"unit", "display"}},
      {"conversion", "conversion", {"value", "srcUnit", "dstUnit", "outcome"}},
      {"multiplication", "multiplication", {"v1", "u1", "v2", "u2", "vRes", "uRes"}},
      {"division", "division", {"v1", "u1", "v2", "u2", "vRes", "uRes"}}};
  const std::string xml = without_comments(read_file(shared_folder / "UcumFunctionalTests.xml"));
  std::vector<Row> rows;
  for (const Section& section : sections) {
    for (const std::string& body : elements(xml, section.element)) {
      for (const std::string& element : elements(body, "case")) {
        Row row = {section.kind, attribute(element, "id")};
        for (const std::string& name : section.attributes) row.push_back(attribute(element, name));
        rows.push_back(std::move(row));
      }
    }
  }
  return rows;
}

const UnitTable& table() {
  return standard_unit_table();
}

// UCUM's empty text is unity, which UCUM writes 1.
std::optional<Unit> unit_of(const std::string& text) {
  return table().parse_ucum(text.empty() ? "1" : text);
}

// Whether a value, rounded to the digits that `outcome` has, is the outcome.
bool rounds_to(const Rational& value, const std::string& outcome) {
  std::string digits = outcome.substr(0, outcome.find('e'));
  std::erase(digits, '.');
  const std::size_t significant = digits.size() - digits.find_first_not_of('0');
  const std::string rounded = decimal_text(value, static_cast<int>(significant));
  return parse_decimal(rounded).value() == parse_decimal(outcome).value();
}

bool converts_to(const Rational& value, const Unit& from, const std::string& to,
                 const std::string& outcome) {
  const auto target = unit_of(to);
  const auto step = target ? conversion_between(from, *target) : std::nullopt;
  return step && rounds_to(step->multiply * value + step->add, outcome);
}

bool passes(const Row& row) {
  const std::string& kind = row[0];
  if (kind == "validation") return table().parse_ucum(row[2]).has_value() == (row[3] == "true");
  if (kind == "display") return table().display_name(row[2]) == row[3];
  const auto first = unit_of(row[3]);
  if (!first) return false;
  const Rational value = parse_decimal(row[2]).value();
  if (kind == "conversion") return converts_to(value, *first, row[4], row[5]);
  const auto second = unit_of(row[5]);
  if (!second) return false;
  const Rational other = parse_decimal(row[4]).value();
  const bool divides = kind == "division";
  const auto unit = divides ? quotient_of(*first, *second) : product_of(*first, *second);
  const Rational result = value * (divides ? Rational(1 / other) : other);
  return unit && converts_to(result, *unit, row[7], row[6]);
}

void expect_all_pass(const std::vector<Row>& rows) {
  std::map<std::string, int> count;
  for (const Row& row : rows) {
    EXPECT_TRUE(passes(row)) << testing::PrintToString(row);
    ++count[row[0]];
  }
  EXPECT_EQ(count, (std::map<std::string, int>{{"validation", 529},
                                               {"display", 9},
                                               {"conversion", 30},
                                               {"multiplication", 2},
                                               {"division", 3}}));
}

TEST(UcumFunctionalTests, PassAll) {
  expect_all_pass(read_table("cases.tsv"));
}

TEST(UcumFunctionalTests, PassAllOfTheFile) {
  if (!exists(shared_folder)) GTEST_SKIP() << "no folder " << shared_folder;
  const std::vector<Row> rows = read_functional_tests();
  expect_all_pass(rows);
  EXPECT_EQ(rows, read_table("cases.tsv"));
}

TEST(UcumFunctionalTests, WouldSeeAWrongAnswer) {
  EXPECT_FALSE(passes({"validation", "x", "molv", "true"}));
  EXPECT_FALSE(passes({"validation", "x", "mol", "false"}));
  EXPECT_FALSE(passes({"display", "x", "m", "(metre)"}));
  EXPECT_FALSE(passes({"conversion", "x", "6.3", "mm", "m", "0.0064"}));
  EXPECT_FALSE(passes({"conversion", "x", "6.3", "mm", "s", "6.3"}));
  EXPECT_FALSE(passes({"multiplication", "x", "1.5", "g", "2", "m", "3.1", "g.m"}));
  EXPECT_FALSE(passes({"division", "x", "1.5", "g", "2", "m", "0.75", "g.m"}));
}

TEST(UcumRefusals, SayWhatIsWrongAndWhere) {
  for (const Row& row : read_table("cases.tsv")) {
    if (row[0] != "validation" || row[3] == "true") continue;
    const auto read = table().read_ucum(row[2]);
    const auto* fault = std::get_if<UnitFault>(&read);
    ASSERT_NE(fault, nullptr) << row[2];
    EXPECT_FALSE(fault->message.empty()) << row[2];
    EXPECT_LE(fault->begin + fault->size, row[2].size()) << row[2];
  }
}

// A unit of the essence file: its code, and what UCUM says of it.
struct Essence {
  std::string code;
  std::string name;
  bool metric = false;
  bool special = false;
  bool arbitrary = false;
  std::string definition;
  std::string value;
};

std::vector<Essence> read_essence(const std::string& xml, const char* kind) {
  std::vector<Essence> units;
  for (const std::string& element : elements(xml, kind)) {
    Essence unit;
    unit.code = attribute(element, "Code");
    unit.name = text_of(elements(element, "name").front());
    unit.metric = attribute(element, "isMetric") == "yes";
    unit.special = attribute(element, "isSpecial") == "yes";
    unit.arbitrary = attribute(element, "isArbitrary") == "yes";
    const auto values = elements(element, "value");
    if (!values.empty()) {
      unit.definition = attribute(values.front(), "Unit");
      unit.value = attribute(values.front(), "value");
    }
    units.push_back(std::move(unit));
  }
  return units;
}

// pi has more digits than a record's number may have.
Rational number_of(const std::string& text) {
  if (text.size() < 40) return parse_decimal(text).value();
  return table().parse_ucum("[pi]")->factor;
}

bool is_a_departure(const std::string& code) {
  static const std::vector<Row> departures = read_table("departures.tsv");
  return std::any_of(departures.begin(), departures.end(),
                     [&](const Row& row) { return row[0] == code; });
}

void expect_definition(const Essence& essence, const Unit& unit) {
  auto defined = table().parse_ucum(essence.definition);
  ASSERT_TRUE(defined) << essence.definition;
  defined->factor *= number_of(essence.value);
  const Unit ours = table().as_ucum_counts(unit);
  EXPECT_TRUE(ours.same_as(table().as_ucum_counts(*defined))) << essence.code;
  const bool same = table().as_ucum_counts(unit).dimension == unit.dimension;
  EXPECT_EQ(same, !is_a_departure(essence.code)) << essence.code << " is a departure or none";
}

TEST(UcumEssence, HasNoUnitThatTheTableHasNot) {
  if (!exists(shared_folder)) GTEST_SKIP() << "no folder " << shared_folder;
  const auto units = read_essence(read_file(shared_folder / "ucum-essence.xml"), "unit");
  int special = 0;
  int arbitrary = 0;
  for (const Essence& essence : units) {
    const auto unit = table().parse_ucum(essence.code);
    ASSERT_TRUE(unit) << essence.code;
    EXPECT_EQ(table().display_name(essence.code), "(" + essence.name + ")");
    // "k" before "10*" would be a prefix of nothing.
    EXPECT_EQ(table().parse_ucum("k" + essence.code).has_value(), essence.metric) << essence.code;
    EXPECT_EQ(unit->special, essence.special) << essence.code;
    special += essence.special ? 1 : 0;
    arbitrary += essence.arbitrary ? 1 : 0;
    if (essence.arbitrary) {
      EXPECT_EQ(unit->dimension.size(), 1U) << essence.code;
      EXPECT_TRUE(table().as_ucum_counts(*unit).same_as(*unit)) << essence.code;
    } else if (!essence.special) {
      expect_definition(essence, *unit);
    }
  }
  EXPECT_EQ(units.size(), 305U);
  EXPECT_EQ(special, 21);
  EXPECT_EQ(arbitrary, 41);
}

TEST(UcumEssence, HasTheSameBasesAndPrefixes) {
  if (!exists(shared_folder)) GTEST_SKIP() << "no folder " << shared_folder;
  const std::string xml = read_file(shared_folder / "ucum-essence.xml");
  const auto bases = read_essence(xml, "base-unit");
  EXPECT_EQ(bases.size(), 7U);
  for (const Essence& base : bases) {
    const auto unit = table().parse_ucum(base.code);
    ASSERT_TRUE(unit) << base.code;
    EXPECT_EQ(unit->dimension, (Dimension{{base.code, 1}}));
    EXPECT_EQ(unit->factor, 1);
    EXPECT_EQ(table().display_name(base.code), "(" + base.name + ")");
  }
  const auto prefixes = read_essence(xml, "prefix");
  EXPECT_EQ(prefixes.size(), 24U);
  for (const Essence& prefix : prefixes) {
    const auto unit = table().parse_ucum(prefix.code + "g");
    ASSERT_TRUE(unit) << prefix.code;
    EXPECT_EQ(unit->factor, number_of(prefix.value)) << prefix.code;
    EXPECT_EQ(table().display_name(prefix.code + "g"), "(" + prefix.name + "gram)");
  }
}

}  // namespace
}  // namespace eligo
