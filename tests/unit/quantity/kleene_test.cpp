#include "quantity/kleene.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "quantity/interval.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

Truth truth_named(const std::string& name) {
  if (name == "true") return Truth::yes;
  if (name == "false") return Truth::no;
  EXPECT_EQ(name, "null");
  return Truth::unknown;
}

// The value of one operator; fails on an operator that there is none of.
Truth combined(const std::string& name, Truth left, Truth right) {
  if (name == "and") return kleene_and(left, right);
  if (name == "or") return kleene_or(left, right);
  if (name == "xor") return kleene_xor(left, right);
  if (name == "implies") return kleene_implies(left, right);
  ADD_FAILURE() << "unknown operator " << name;
  return Truth::unknown;
}

Interval range_of(const std::string& comparison, const Rational& limit) {
  if (comparison == "<") return {std::nullopt, Bound{limit, false}};
  if (comparison == "<=") return {std::nullopt, Bound{limit, true}};
  if (comparison == ">") return {Bound{limit, false}, std::nullopt};
  if (comparison == ">=") return {Bound{limit, true}, std::nullopt};
  EXPECT_EQ(comparison, "=");
  return Interval::exactly(limit);
}

Truth compared(const std::string& comparison, const std::string& left, const std::string& right) {
  const Interval value =
      left == "null" ? Interval{} : Interval::exactly(parse_decimal(left).value());
  return lies_in(value, range_of(comparison, parse_decimal(right).value()));
}

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

TEST(Kleene, AgreesWithTheTable) {
  std::istringstream table(read_file(fs::path(ELIGO_SOURCE_DIR) / "tests/conformance/kleene.tsv"));
  std::map<std::string, int> counts;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    std::string name;
    std::string left;
    std::string right;
    std::string expected;
    std::getline(fields, name, '\t');
    std::getline(fields, left, '\t');
    std::getline(fields, right, '\t');
    std::getline(fields, expected, '\t');
    ++counts[name];
    SCOPED_TRACE(line);
    if (name == "not") {
      EXPECT_EQ(kleene_not(truth_named(left)), truth_named(expected));
    } else if (name.find_first_of("<>=") != std::string::npos) {
      EXPECT_EQ(compared(name, left, right), truth_named(expected));
    } else {
      EXPECT_EQ(combined(name, truth_named(left), truth_named(right)), truth_named(expected));
    }
  }
  EXPECT_EQ(counts["not"], 3);
  for (const char* name : {"and", "or", "xor", "implies"}) EXPECT_EQ(counts[name], 9) << name;
  for (const char* name : {"<", "<=", ">", ">="}) EXPECT_EQ(counts[name], 4) << name;
}

TEST(Kleene, AgreesWithTheLogicalOperatorsOfTheCqlSuite) {
  const fs::path path = fs::path(ELIGO_SHARED_DIR) / "standards/cql/CqlLogicalOperatorsTest.xml";
  if (!fs::exists(path)) GTEST_SKIP() << "the CQL test suite is not there: " << path;
  const std::string suite = read_file(path);
  const std::regex test(
      R"(<expression>(?:(true|false|null) )?(\w+) (true|false|null)</expression>\s*<output>(\w+)</output>)");
  const std::regex any("<expression>");
  int count = 0;
  for (std::sregex_iterator found(suite.begin(), suite.end(), test), end; found != end; ++found) {
    ++count;
    const std::smatch& match = *found;
    SCOPED_TRACE(match[0]);
    const Truth operand = truth_named(match[3]);
    const Truth actual = match[2] == "not" ? kleene_not(operand)
                                           : combined(match[2], truth_named(match[1]), operand);
    EXPECT_EQ(actual, truth_named(match[4]));
  }
  std::cout << count << " cases of CqlLogicalOperatorsTest.xml\n";
  const auto all = std::distance(std::sregex_iterator(suite.begin(), suite.end(), any), {});
  EXPECT_EQ(count, all) << "a case was not read";
  EXPECT_EQ(count, 39);
}

// What is unknown stands for any answer: the result is decided exactly where all of them agree.
TEST(Kleene, DecidesExactlyWhereEveryCompletionAgrees) {
  const auto completions = [](Truth truth) {
    return truth == Truth::unknown ? std::vector<Truth>{Truth::no, Truth::yes}
                                   : std::vector<Truth>{truth};
  };
  for (const char* name : {"and", "or", "xor", "implies"}) {
    for (const Truth left : {Truth::no, Truth::yes, Truth::unknown}) {
      for (const Truth right : {Truth::no, Truth::yes, Truth::unknown}) {
        bool yes = false;
        bool no = false;
        for (const Truth l : completions(left)) {
          for (const Truth r : completions(right)) {
            (combined(name, l, r) == Truth::yes ? yes : no) = true;
          }
        }
        const Truth expected = yes && no ? Truth::unknown : yes ? Truth::yes : Truth::no;
        EXPECT_EQ(combined(name, left, right), expected) << name;
      }
    }
  }
}

}  // namespace
}  // namespace eligo
