// The laws of parser, printer and formatter, over random trees.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "language/format.h"
#include "language/parse.h"
#include "language/print.h"
#include "sample_words.h"
#include "span_walk.h"

namespace eligo {
namespace {

// 100,000 trees in all; expressions are the smaller ones.
#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::size_t expressions = 20'000;
constexpr std::size_t files = 2'000;
constexpr std::size_t commented_files = 200;
#else
constexpr std::size_t expressions = 88'000;
constexpr std::size_t files = 12'000;
constexpr std::size_t commented_files = 1'000;
#endif

Result<syntax::RuleFile> parse(const std::string& text) {
  return parse_rules(SourceText("random.eligo", text));
}

std::string rendered(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += render(diagnostic);
  return text;
}

// One criterion with each of `texts` as a meaning: one file is parsed faster than many.
std::string as_criterion(const std::vector<std::string>& texts) {
  std::string text = "trial X {\n  inclusion 1 \"a\" line 1 {\n";
  for (const std::string& one : texts) text += "means " + one + ";\n";
  return text + "  }\n}\n";
}

TEST(RoundTrip, parsing_a_printed_expression_gives_the_expression_again) {
  constexpr std::size_t batch = 50;
  testing::RandomRules random(1, testing::sample_words());
  for (std::size_t i = 0; i < expressions; i += batch) {
    std::vector<syntax::Expression> trees;
    std::vector<std::string> texts;
    for (std::size_t k = 0; k < batch; ++k) {
      trees.push_back(random.expression(3));
      texts.push_back(print_expression(trees.back()));
      ASSERT_EQ(texts.back().find('\n'), std::string::npos) << texts.back();
    }
    const auto parsed = parse(as_criterion(texts));
    ASSERT_TRUE(parsed) << rendered(parsed.diagnostics);
    const auto& criterion = std::get<syntax::Criterion>(parsed->trials.at(0).items.at(0));
    ASSERT_EQ(criterion.means.size(), batch);
    for (std::size_t k = 0; k < batch; ++k) {
      ASSERT_EQ(criterion.means[k].expression, trees[k]) << texts[k];
      ASSERT_EQ(print_expression(criterion.means[k].expression), texts[k]);
    }
  }
}

TEST(RoundTrip, parsing_a_printed_file_gives_the_tree_again_and_printing_it_the_text) {
  testing::RandomRules random(2, testing::sample_words());
  for (std::size_t i = 0; i < files; ++i) {
    syntax::RuleFile rules;
    rules.trials.push_back(random.trial());
    const std::string text = print_rules(rules);
    const auto parsed = parse(text);
    ASSERT_TRUE(parsed) << text << '\n' << rendered(parsed.diagnostics);
    ASSERT_EQ(*parsed, rules) << text;
    ASSERT_EQ(print_rules(*parsed), text);
  }
}

TEST(RoundTrip, every_span_covers_what_it_names) {
  testing::RandomRules random(3, testing::sample_words());
  for (std::size_t i = 0; i < files / 6; ++i) {
    const std::string text = print_rules(random.rule_file());
    const auto parsed = parse(text);
    ASSERT_TRUE(parsed) << text;
    ASSERT_EQ(testing::first_wrong_span(text, *parsed), "") << text;
  }
}

// Everything on one line, or every token on its own line: the canonical text is the same.
std::string with_other_spaces(const std::string& text, const std::string& space) {
  std::string changed;
  bool in_quotes = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_quotes && c == '\\') {
      changed += c;
      changed += text[++i];
      continue;
    }
    if (c == '"') in_quotes = !in_quotes;
    if (!in_quotes && (c == ' ' || c == '\n')) {
      changed += space;
    } else {
      changed += c;
    }
  }
  return changed;
}

TEST(RoundTrip, the_layout_does_not_depend_on_the_spaces_of_the_input) {
  testing::RandomRules random(4, testing::sample_words());
  for (std::size_t i = 0; i < commented_files; ++i) {
    syntax::RuleFile rules;
    rules.trials.emplace_back();
    rules.trials.back().id = {"X", {}};
    syntax::Criterion criterion = random.criterion();
    criterion.comments.clear();
    criterion.closing_comments.clear();
    for (auto& means : criterion.means) means.comments.clear();
    for (auto& other : criterion.other_readings) other.comments.clear();
    for (auto& assume : criterion.assumes) assume.comments.clear();
    for (auto& accept : criterion.accepts) accept.comments.clear();
    for (auto& example : criterion.examples) example.comments.clear();
    rules.trials.back().items.emplace_back(criterion);
    const std::string text = print_rules(rules);
    for (const std::string space : {" ", "\r\n", "\t", "\n\n // a comment\n"}) {
      const auto parsed = parse(with_other_spaces(text, space));
      ASSERT_TRUE(parsed) << rendered(parsed.diagnostics);
      ASSERT_EQ(*parsed, rules);
    }
  }
}

TEST(RoundTrip, formatting_is_idempotent_and_keeps_every_comment) {
  testing::RandomRules random(5, testing::sample_words());
  for (std::size_t i = 0; i < commented_files; ++i) {
    const std::string canonical = print_rules(random.rule_file());
    std::string commented = canonical;
    std::size_t count = 0;
    for (std::size_t k = commented.find('\n'); k != std::string::npos;
         k = commented.find('\n', k + 1)) {
      const std::string comment = " // c" + std::to_string(count++) + "c";
      commented.insert(k, comment);
      k += comment.size();
    }
    const auto formatted = format_rules(SourceText("random.eligo", commented));
    ASSERT_TRUE(formatted) << commented << rendered(formatted.diagnostics);
    for (std::size_t c = 0; c < count; ++c) {
      ASSERT_NE(formatted->find("// c" + std::to_string(c) + "c"), std::string::npos) << commented;
    }
    const auto again = format_rules(SourceText("random.eligo", *formatted));
    ASSERT_TRUE(again);
    ASSERT_EQ(*again, *formatted) << commented;
  }
}

}  // namespace
}  // namespace eligo
