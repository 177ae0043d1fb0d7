#include "language/parse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "language/keywords.h"
#include "language/print.h"

namespace eligo {
namespace {

Result<syntax::RuleFile> parse(const std::string& text) {
  return parse_rules(SourceText("test.eligo", text));
}

std::string criterion(const std::string& statements) {
  return "trial X { inclusion 1 \"a\" line 1 { " + statements + " } }";
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string in_parentheses(std::size_t depth) {
  return criterion("means " + repeated("(", depth) + "anyone" + repeated(")", depth) + ";");
}

const syntax::Criterion& first_criterion(const syntax::RuleFile& rules) {
  return std::get<syntax::Criterion>(rules.trials.at(0).items.at(0));
}

// The slugs of the diagnostics, with a space before each.
std::string slugs(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += ' ';
    text += slug_of(diagnostic.code);
  }
  return text;
}

std::string rejected_with(const std::string& text) {
  const auto parsed = parse(text);
  EXPECT_FALSE(parsed);
  return slugs(parsed.diagnostics);
}

bool accepted(const std::string& text) {
  return static_cast<bool>(parse(text));
}

TEST(Parse, an_empty_file_holds_no_trial) {
  for (const char* text : {"", " \r\n\t", "// a comment", "\xEF\xBB\xBF"}) {
    EXPECT_EQ(rejected_with(text), " empty-input") << text;
  }
  EXPECT_TRUE(accepted("trial X {}"));
}

TEST(Parse, a_byte_order_mark_is_no_part_of_the_text) {
  const auto parsed = parse("\xEF\xBB\xBFtrial X {}");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->trials[0].span, (Span{3, 13}));
  EXPECT_EQ(rejected_with("trial X {\xEF\xBB\xBF}"), " syntax-error");
}

TEST(Parse, each_reading_is_nested_by_itself) {
  const std::string deep = repeated("(", 128) + "anyone" + repeated(")", 128);
  EXPECT_TRUE(accepted(criterion("means " + deep + "; or means " + deep +
                                 " because \"a\"; accept \"b\" "
                                 "because \"c\";")));
  EXPECT_EQ(rejected_with(criterion("means anyone; or means (" + deep + ") because \"a\";")),
            " nested-too-deep");
}

TEST(Parse, or_joins_within_a_reading_and_begins_another_behind_its_semicolon) {
  const auto parsed =
      parse(criterion("means fact(a) or fact(b); or means fact(c) or fact(d) because \"x\";"
                      " accept \"y\" because \"z\";"));
  ASSERT_TRUE(parsed);
  const syntax::Criterion& read = first_criterion(*parsed);
  ASSERT_EQ(read.means.size(), 1U);
  ASSERT_EQ(read.other_readings.size(), 1U);
  EXPECT_EQ(print_expression(read.means[0].expression), "fact(a) or fact(b)");
  EXPECT_EQ(print_expression(read.other_readings[0].expression), "fact(c) or fact(d)");
  EXPECT_EQ(read.other_readings[0].reason.text, "x");
  ASSERT_EQ(read.accepts.size(), 1U);
  EXPECT_EQ(read.accepts[0].code.text, "y");
  EXPECT_EQ(read.accepts[0].reason.text, "z");
}

TEST(Parse, nesting_of_128_levels_is_read_and_129_is_refused) {
  EXPECT_TRUE(accepted(in_parentheses(128)));
  EXPECT_EQ(rejected_with(in_parentheses(129)), " nested-too-deep");
  EXPECT_TRUE(accepted(criterion("means " + repeated("not ", 128) + "anyone;")));
  EXPECT_EQ(rejected_with(criterion("means " + repeated("not ", 129) + "anyone;")),
            " nested-too-deep");
  EXPECT_TRUE(accepted(
      criterion("means " + repeated("any of { ", 128) + "anyone" + repeated(" }", 128) + ";")));
  EXPECT_EQ(rejected_with(criterion("means " + repeated("any of { ", 129) + "anyone" +
                                    repeated(" }", 129) + ";")),
            " nested-too-deep");
  EXPECT_TRUE(accepted(criterion("means anyone" + repeated(" assuming \"a\"", 128) + ";")));
  EXPECT_EQ(rejected_with(criterion("means anyone" + repeated(" assuming \"a\"", 129) + ";")),
            " nested-too-deep");
}

TEST(Parse, what_holds_only_names_is_no_level_of_nesting) {
  const std::string leaf = "condition(malignancy) and a > 1 mL/min/{1.73_m2} and fact(smoker)";
  EXPECT_TRUE(accepted(criterion("means " + repeated("(", 128) + leaf + repeated(")", 128) + ";")));
}

TEST(Parse, levels_do_not_add_up_from_one_operand_to_the_next) {
  EXPECT_TRUE(accepted(criterion("means not anyone" + repeated(" and not anyone", 300) + ";")));
  EXPECT_TRUE(accepted(criterion("means any of { " + repeated("not (anyone); ", 300) + "};")));
  EXPECT_TRUE(accepted(criterion(repeated("means not (anyone);", 300))));
}

TEST(Parse, a_hundred_thousand_levels_are_refused_at_once) {
  for (const char* opening : {"(", "not ", "any of { ", "case sex { male: ", "{", "condition(",
                              "fact(", "not (", "means (", "trial X {"}) {
    const std::string text = criterion("means " + repeated(opening, 100'000));
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(parse(text)) << opening;
    const auto took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took, std::chrono::seconds(10)) << opening;
  }
  const auto parsed = parse(in_parentheses(100'000));
  ASSERT_EQ(slugs(parsed.diagnostics), " nested-too-deep");
  EXPECT_EQ(parsed.diagnostics[0].place->position.column,
            std::string("trial X { inclusion 1 \"a\" line 1 { means ").size() + 129);
}

TEST(Parse, a_file_over_two_mebibytes_is_refused) {
  const std::string rule = criterion("means anyone;");
  const std::string filler(largest_rule_text - rule.size(), ' ');
  EXPECT_TRUE(accepted(rule + filler));
  EXPECT_EQ(rejected_with(rule + filler + ' '), " too-large");
  EXPECT_EQ(rejected_with(std::string(4U << 20U, 'x')), " too-large");
}

TEST(Parse, tabs_and_carriage_returns_are_spaces) {
  const auto with_spaces =
      parse("trial X {\n  inclusion 1 \"a\" line 1 {\n means anyone;\n }\n}\n");
  const auto with_others =
      parse("trial\tX {\r\n\tinclusion 1 \"a\" line 1 {\r\n\t\tmeans anyone;\r\n}\r\n}");
  ASSERT_TRUE(with_spaces);
  ASSERT_TRUE(with_others);
  EXPECT_EQ(*with_spaces, *with_others);
  EXPECT_EQ(rejected_with("trial X {\r }"), " control-character");
}

TEST(Parse, control_and_bidirectional_characters_are_refused_everywhere) {
  for (const char* where : {"trial X { inclusion 1 \"a@\" line 1 { means anyone; } }",
                            "trial X { } // @", "trial X @{ }"}) {
    const std::string text = where;
    const std::size_t at = text.find('@');
    for (const char* bidi : {"\u202E", "\u2066", "\u2069", "\u200F", "\u061C"}) {
      std::string bad = text;
      bad.replace(at, 1, bidi);
      const auto parsed = parse(bad);
      ASSERT_EQ(slugs(parsed.diagnostics), " bidi-character") << bad;
      EXPECT_EQ(parsed.diagnostics[0].place->position.column, at + 1);
    }
    for (const std::string& control :
         {std::string(1, '\0'), std::string("\x1B"), std::string("\x7F"), std::string("\u0085")}) {
      std::string bad = text;
      bad.replace(at, 1, control);
      EXPECT_EQ(rejected_with(bad), " control-character");
    }
    std::string good = text;
    good.replace(at, 1, "");
    EXPECT_TRUE(accepted(good));
  }
}

TEST(Parse, an_escape_stands_for_a_bidirectional_character) {
  const auto parsed = parse(criterion("means unread \"\\u{202E}\";"));
  ASSERT_TRUE(parsed);
  const auto& unread =
      std::get<syntax::Unread>(first_criterion(*parsed).means.at(0).expression.node);
  EXPECT_EQ(unread.words.text, "\u202E");
}

TEST(Parse, text_that_is_not_utf8_is_refused_at_its_place) {
  const auto parsed = parse("trial X {\n \"\xC3\x28\" }");
  ASSERT_EQ(slugs(parsed.diagnostics), " invalid-utf8");
  EXPECT_EQ(parsed.diagnostics[0].place->position, (Position{2, 3}));
}

TEST(Parse, spans_are_bytes_also_behind_characters_of_several_bytes) {
  const std::string text =
      "trial X { inclusion 1 \"≥ 🧪\" line 1 { means (µx > 1.5 µmol/L); } }";
  const auto parsed = parse(text);
  ASSERT_TRUE(parsed);
  const syntax::Expression& expression = first_criterion(*parsed).means.at(0).expression;
  const auto covered = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
  EXPECT_EQ(covered(expression.span), "(µx > 1.5 µmol/L)");
  const auto& comparison = std::get<syntax::Comparison>(expression.node);
  EXPECT_EQ(covered(comparison.limit.span), "1.5 µmol/L");
  EXPECT_EQ(covered(comparison.limit.unit->span), "µmol/L");
  EXPECT_EQ(covered(std::get<syntax::Observed>(comparison.subject).analyte.span), "µx");
  EXPECT_EQ(covered(first_criterion(*parsed).quotes.at(0).quote.span), "\"≥ 🧪\"");
}

TEST(Parse, spaces_within_a_unit_are_no_part_of_it) {
  const auto parsed =
      parse(criterion("means a > 5 10 * 3 / uL; assume unit mm [Hg] because \"\";"));
  ASSERT_TRUE(parsed);
  const auto& comparison =
      std::get<syntax::Comparison>(first_criterion(*parsed).means.at(0).expression.node);
  EXPECT_EQ(comparison.limit.unit->text, "10*3/uL");
  EXPECT_EQ(first_criterion(*parsed).assumes.at(0).unit->text, "mm[Hg]");
}

TEST(Parse, the_last_semicolon_before_a_brace_may_be_left_out_and_no_other) {
  const auto with = parse(criterion("means any of { fact(a); fact(b); };"));
  const auto without = parse(criterion("means any of { fact(a); fact(b) };"));
  ASSERT_TRUE(with);
  ASSERT_TRUE(without);
  EXPECT_EQ(*with, *without);
  EXPECT_EQ(rejected_with(criterion("means any of { fact(a) fact(b); };")), " syntax-error");
  EXPECT_EQ(rejected_with(criterion("means any of { fact(a); fact(b) }")), " syntax-error");
  EXPECT_TRUE(accepted(criterion("means case sex { male: fact(a); female: fact(b) };")));
}

TEST(Parse, a_file_full_of_errors_lists_a_thousand_and_says_that_there_are_more) {
  const auto parsed = parse(criterion(repeated("means ;", 1500)));
  ASSERT_EQ(parsed.diagnostics.size(), 1001U);
  EXPECT_EQ(parsed.diagnostics.back().code, DiagnosticCode::too_many_problems);
  EXPECT_EQ(parse(criterion(repeated("means ;", 1000))).diagnostics.size(), 1000U);
  for (const char* wrong : {"} ", "x; ", "inclusion ", "means (", "\"\\q\" ", "\u202E"}) {
    for (const char* before : {"", "trial X {"}) {
      const auto full = parse(before + repeated(wrong, 20'000));
      EXPECT_FALSE(full) << wrong;
      EXPECT_LE(full.diagnostics.size(), 1001U) << wrong;
    }
  }
}

TEST(Parse, errors_come_in_the_order_of_the_text) {
  const auto parsed = parse(criterion("means ; assume because \"\\q\"; means a > 7,5; means ;"));
  EXPECT_EQ(slugs(parsed.diagnostics),
            " syntax-error invalid-escape number-with-comma syntax-error");
}

TEST(Parse, trees_do_not_depend_on_the_threads_that_build_them) {
  const std::string text = criterion("means any of { a > 5 mg/dL; not (fact(x) and b < 3); };");
  const auto expected = parse(text);
  ASSERT_TRUE(expected);
  std::vector<int> equal(4, 0);
  std::vector<std::thread> threads;
  for (int& count : equal) {
    threads.emplace_back([&count, &text, &expected] {
      for (int i = 0; i < 200; ++i) {
        const auto parsed = parse(text);
        if (parsed && *parsed == *expected) ++count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(equal, std::vector<int>(4, 200));
}

std::string read(const std::string& file) {
  std::ifstream stream(std::string(ELIGO_SOURCE_DIR) + "/" + file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Keywords, are_those_of_the_grammar) {
  const std::string grammar = read("grammar/RuleLexer.g4");
  std::size_t found = 0;
  for (const std::string& word : keywords()) {
    if (grammar.find(": '" + word + "';") != std::string::npos) ++found;
    EXPECT_FALSE(accepted(criterion("means fact(" + word + ");"))) << word;
    EXPECT_FALSE(is_name(word));
  }
  EXPECT_EQ(found, keywords().size());
  std::size_t in_grammar = 0;
  for (std::size_t i = grammar.find(": '"); i != std::string::npos;
       i = grammar.find(": '", i + 1)) {
    if (grammar[i + 3] >= 'a' && grammar[i + 3] <= 'z') ++in_grammar;
  }
  EXPECT_EQ(in_grammar, keywords().size());
  EXPECT_TRUE(std::is_sorted(keywords().begin(), keywords().end()));
}

TEST(Keywords, whatever_is_no_name_is_written_in_quotes) {
  for (const char* name : {"X", "_x", "µx", "NCT01374854", "x_1", "Trial"}) {
    EXPECT_TRUE(is_name(name)) << name;
    EXPECT_TRUE(accepted("trial " + std::string(name) + " {}"));
  }
  for (const char* text : {"", "003_fa", "a b", "a-b", "ä", "trial", "\u00B5 x"}) {
    EXPECT_FALSE(is_name(text)) << text;
    EXPECT_FALSE(accepted("trial " + std::string(text) + " {}"));
    syntax::RuleFile rules;
    rules.trials.emplace_back().id.text = text;
    const auto parsed = parse(print_rules(rules));
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(parsed->trials[0].id.text, text);
  }
}

}  // namespace
}  // namespace eligo
