// Damaged rule files: each is read or refused with a place, and never more.

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "language/format.h"
#include "language/parse.h"
#include "language/print.h"
#include "sample_words.h"

namespace eligo {
namespace {

class Damage {
 public:
  explicit Damage(std::uint64_t seed) : random_(seed) {}

  std::string operator()(std::string text) {
    for (std::size_t i = below(3) + 1; i > 0 && !text.empty(); --i) damage_once(text);
    return text;
  }

 private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

  void damage_once(std::string& text) {
    static const std::vector<std::string> pieces = {
        "(", ")", "{",     "}",     ";",       ",",   ":",    "\"", "\\",        "//",   "\n",
        "[", "]", "not ",  " and ", " or ",    "any", " at ", "-",  "->",        "7,5",  "*",
        "/", "≥", "trial", "means", "example", "1",   "\r",   "\t", "inclusion", "\xFF", "\u202E"};
    const std::size_t at = below(text.size());
    switch (below(4)) {
      case 0:
        text.erase(at, below(8) + 1);
        break;
      case 1:
        text.insert(at, text.substr(below(text.size()), below(30)));
        break;
      case 2:
        text[at] = static_cast<char>(random_() & 0x7FU);
        break;
      default:
        text.insert(at, pieces[below(pieces.size())]);
        break;
    }
  }

  std::mt19937_64 random_;
};

TEST(DamagedRules, are_read_or_refused_with_a_place) {
  testing::RandomRules random(6, testing::sample_words());
  Damage damage(7);
  std::size_t refused = 0;
  for (int i = 0; i < 5000; ++i) {
    syntax::RuleFile rules;
    rules.trials.push_back(random.trial());
    const std::string text = damage(print_rules(rules));
    const SourceText source("damaged.eligo", text);
    const auto formatted = format_rules(source);
    if (formatted) continue;
    ++refused;
    ASSERT_FALSE(formatted.diagnostics.empty()) << text;
    for (const Diagnostic& diagnostic : formatted.diagnostics) {
      ASSERT_NE(diagnostic.code, DiagnosticCode::internal_error) << text;
      ASSERT_TRUE(diagnostic.place) << text;
      ASSERT_LE(diagnostic.place->position.line, source.line_count()) << text;
    }
  }
  EXPECT_GT(refused, 2500U);
}

// One damaged statement among sound ones is one error, and it stands in that statement.
TEST(DamagedRules, one_wrong_statement_is_one_error) {
  testing::RandomRules random(8, testing::sample_words());
  for (int i = 0; i < 3000; ++i) {
    const std::string sound = print_expression(random.expression(3));
    const std::string other = print_expression(random.expression(3));
    for (const char* wrong :
         {"means hba1c 7;", "means ;", "maens anyone;", "means any of { anyone; hba1c; };",
          "means (anyone;", "example hba1c = -> pass;", "means anyone anyone;", "assume \"x\";"}) {
      const auto parsed = parse_rules(SourceText(
          "test", "trial X {\ninclusion 1 \"a\" line 1 {\nmeans " + sound + ";\n" + wrong +
                      "\nmeans " + other + ";\n}\ninclusion 2 \"b\" line 2 { means anyone; }\n}"));
      ASSERT_EQ(parsed.diagnostics.size(), 1U) << wrong << '\n' << other;
      ASSERT_EQ(parsed.diagnostics[0].place->position.line, 4U) << wrong;
    }
  }
}

}  // namespace
}  // namespace eligo
