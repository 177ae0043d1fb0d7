#include "language/print.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "language/format.h"
#include "language/parse.h"
#include "language/string_literal.h"

namespace eligo {
namespace {

std::string criterion(const std::string& statements) {
  return "trial X { inclusion 1 \"a\" line 1 { " + statements + " } }";
}

// What `expression` looks like when it is parsed and printed.
std::string printed(const std::string& expression) {
  const auto parsed = parse_rules(SourceText("test", criterion("means " + expression + ";")));
  EXPECT_TRUE(parsed) << expression;
  if (!parsed) return {};
  return print_expression(
      std::get<syntax::Criterion>(parsed->trials.at(0).items.at(0)).means.at(0).expression);
}

TEST(PrintExpression, keeps_the_parentheses_that_mean_something) {
  for (const char* text :
       {"fact(a) and (fact(b) or fact(c))", "(fact(a) and fact(b)) and fact(c)",
        "not (fact(a) or fact(b))", "(not fact(a)) assuming \"x\"",
        "(fact(a) or fact(b)) assuming \"x\"", "fact(a) implies (fact(b) implies fact(c))",
        "(fact(a) xor fact(b)) xor fact(c)"}) {
    EXPECT_EQ(printed(text), text);
  }
}

TEST(PrintExpression, leaves_out_the_others) {
  EXPECT_EQ(printed("((fact(a)))"), "fact(a)");
  EXPECT_EQ(printed("(fact(a)) and (not (fact(b)))"), "fact(a) and not fact(b)");
  EXPECT_EQ(printed("not (not (fact(a)))"), "not not fact(a)");
  EXPECT_EQ(printed("not (fact(a) assuming \"x\")"), "not fact(a) assuming \"x\"");
  EXPECT_EQ(printed("(fact(a) assuming \"x\") assuming \"y\""),
            "fact(a) assuming \"x\" assuming \"y\"");
  EXPECT_EQ(printed("any of { (fact(a) or fact(b)); }"), "any of { fact(a) or fact(b); }");
  EXPECT_EQ(printed("(any of { fact(a) }) and (case sex { male: (fact(b)) })"),
            "any of { fact(a); } and case sex { male: fact(b); }");
}

TEST(PrintExpression, writes_every_form_on_one_line) {
  for (const char* text :
       {"anyone",
        "sex is female",
        "fact(smoker)",
        "judgement by investigator",
        "judgement by investigator \"is it a risk?\"",
        "attestation",
        "attestation \"consent\"",
        "unread \"as defined by the committee\"",
        "age >= 18 years",
        "age from 18 to 65 years",
        "age at onset of condition(type_1_diabetes) < 30 years",
        "duration of condition(type_1_diabetes) > 1 years",
        "dose of medication(insulin) <= 0.5 U/kg/d",
        "hba1c at enrollment >= 7.5 %",
        "fasting serum c_peptide within 2 weeks before screening < 0.3 ng/mL",
        "alt > 3 xULN",
        "platelets < 100 10*3/uL",
        "base_excess from -2 mmol/L to 2 mmol/L",
        "pregnancy_test is \"positive\", \"indeterminate\"",
        "lupus_class = \"III\"",
        "condition(any)",
        "condition(malignancy or lymphoma) active at screening",
        "condition(malignancy except basal_cell_carcinoma with outcome \"excised\" or \"cured\" "
        "except cervical_carcinoma) resolved within 5 years before enrollment",
        "at least 2 of { fact(a); fact(b); fact(c); }",
        "all of { fact(a); }",
        "case sex { male: hemoglobin > 13 g/dL; female: hemoglobin > 12 g/dL; }"}) {
    EXPECT_EQ(printed(text), text);
  }
}

TEST(StringLiteral, what_is_encoded_decodes_to_itself) {
  for (const std::string& text :
       {std::string(), std::string("plain"), std::string("\"\\\n\t\r"), std::string("\u202E\u2069"),
        std::string("\x01\x1F\x7F\u0080"), std::string("é ≥ 🧪"), std::string("\\u{41}")}) {
    const std::string literal = encode_literal(text);
    const DecodedLiteral decoded = decode_literal(literal);
    EXPECT_EQ(decoded.text, text) << literal;
    EXPECT_TRUE(decoded.invalid.empty()) << literal;
  }
  EXPECT_EQ(encode_literal("a\u202Eb"), "\"a\\u{202E}b\"");
  EXPECT_EQ(decode_literal("\"\\u{41}\\u{1F9EA}\"").text, "A🧪");
}

TEST(StringLiteral, names_the_escapes_that_there_are_not) {
  for (const char* literal : {"\"\\q\"", "\"\\u41\"", "\"\\u{}\"", "\"\\u{D800}\"", "\"\\u{0}\"",
                              "\"\\u{110000}\"", "\"\\u{41\"", "\"\\u{4G}\"", "\"\\u{0000041}\""}) {
    EXPECT_EQ(decode_literal(literal).invalid.size(), 1U) << literal;
  }
  const DecodedLiteral decoded = decode_literal("\"a\\q\\n\\é\"");
  ASSERT_EQ(decoded.invalid.size(), 2U);
  EXPECT_EQ(decoded.invalid[0].offset, 2U);
  EXPECT_EQ(decoded.invalid[0].length, 2U);
  EXPECT_EQ(decoded.invalid[1].offset, 6U);
  EXPECT_EQ(decoded.invalid[1].length, 3U);
}

TEST(Format, a_file_with_an_error_has_no_formatted_text_but_its_errors) {
  const auto formatted = format_rules(SourceText("test", criterion("means hba1c 7;")));
  EXPECT_FALSE(formatted);
  ASSERT_EQ(formatted.diagnostics.size(), 1U);
  EXPECT_EQ(formatted.diagnostics[0].code, DiagnosticCode::syntax_error);
}

TEST(Format, a_file_that_grows_over_the_limit_is_refused) {
  std::string items;
  while (items.size() < largest_rule_text - 100) items += "lost inclusion 1 line 1 because\"\";";
  const auto formatted = format_rules(SourceText("test", "trial X{" + items + "}"));
  EXPECT_FALSE(formatted);
  ASSERT_EQ(formatted.diagnostics.size(), 1U);
  EXPECT_EQ(formatted.diagnostics[0].code, DiagnosticCode::too_large);
}

}  // namespace
}  // namespace eligo
