#include "text/json.h"

#include <gtest/gtest.h>

namespace eligo {
namespace {

Result<JsonValue> parse(std::string text) {
  return parse_json(SourceText("t.json", std::move(text)));
}

std::string_view text_at(const SourceText& source, const JsonValue& value) {
  return source.content().substr(value.span.begin, value.span.end - value.span.begin);
}

TEST(ParseJson, KeepsNumbersAsTheyAreWritten) {
  for (const char* number : {"0", "-0", "7.50", "1e3", "1E+3", "-0.30e-2", "13.000000000000000001",
                             "18446744073709551616", "123456789012345678901234567890123456789"}) {
    const auto value = parse(number);
    ASSERT_TRUE(value) << number;
    ASSERT_NE(value->as_number(), nullptr);
    EXPECT_EQ(value->as_number()->text, number);
  }
}

TEST(ParseJson, KeepsTheOrderOfMembers) {
  const auto value = parse(R"({"b": 1, "a": [true, false, null], "c": {"d": "x"}})");
  ASSERT_TRUE(value);
  const JsonObject& object = *value->as_object();
  ASSERT_EQ(object.size(), 3U);
  EXPECT_EQ(object[0].first, "b");
  EXPECT_EQ(object[1].first, "a");
  const JsonArray& array = *value->member("a")->as_array();
  ASSERT_EQ(array.size(), 3U);
  EXPECT_EQ(*array[0].as_bool(), true);
  EXPECT_EQ(*array[1].as_bool(), false);
  EXPECT_TRUE(array[2].is_null());
  EXPECT_EQ(*value->member("c")->member("d")->as_string(), "x");
  EXPECT_EQ(value->member("e"), nullptr);
  EXPECT_EQ(array[0].member("a"), nullptr);
}

TEST(ParseJson, SpansAreExact) {
  const SourceText source(
      "t.json",
      "\xEF\xBB\xBF \n{ \"a\\\"µ\" : [ -1.5e3 ,\"x,:]\", true],\t\"b\":{} , \"c\":null }\n");
  const auto value = parse_json(source);
  ASSERT_TRUE(value);
  EXPECT_EQ(text_at(source, *value), source.content().substr(5, source.content().size() - 6));
  const JsonValue& array = *value->member("a\"µ");
  EXPECT_EQ(text_at(source, array), "[ -1.5e3 ,\"x,:]\", true]");
  EXPECT_EQ(text_at(source, (*array.as_array())[0]), "-1.5e3");
  EXPECT_EQ(text_at(source, (*array.as_array())[1]), "\"x,:]\"");
  EXPECT_EQ(text_at(source, (*array.as_array())[2]), "true");
  EXPECT_EQ(text_at(source, *value->member("b")), "{}");
  EXPECT_EQ(text_at(source, *value->member("c")), "null");
}

TEST(ParseJson, DecodesEscapes) {
  const auto value = parse(R"("\u00B5 \ud83d\ude00 \n\/\\ \u0000")");
  ASSERT_TRUE(value);
  EXPECT_EQ(*value->as_string(), std::string("µ \U0001F600 \n/\\ \0", 13));
}

TEST(ParseJson, StopsAtTheLimits) {
  JsonLimits limits;
  limits.depth = 2;
  limits.string_bytes = 3;
  limits.number_digits = 4;
  limits.exponent = 5;
  limits.text_bytes = 20;
  const auto code = [&](const char* text) -> std::string_view {
    const auto value = parse_json(SourceText("t.json", text), limits);
    return value ? "accepted" : slug_of(value.diagnostics.at(0).code);
  };
  EXPECT_EQ(code("[[1]]"), "accepted");
  EXPECT_EQ(code("[{}]"), "accepted");
  EXPECT_EQ(code("[[[1]]]"), "nested-too-deep");
  EXPECT_EQ(code("[{\"a\":{}}]"), "nested-too-deep");
  EXPECT_EQ(code("[[],[],[]]"), "accepted");
  EXPECT_EQ(code("\"abc\""), "accepted");
  EXPECT_EQ(code("\"abcd\""), "too-large");
  EXPECT_EQ(code("{\"abcd\": 1}"), "too-large");
  EXPECT_EQ(code("12.34"), "accepted");
  EXPECT_EQ(code("12.345"), "too-large");
  EXPECT_EQ(code("1e5"), "accepted");
  EXPECT_EQ(code("1e-6"), "too-large");
  EXPECT_EQ(code("[1,2,3,4,5,6,7,8,9]"), "accepted");
  EXPECT_EQ(code("[1,2,3,4,5,6,7,8,9,10]"), "too-large");
}

TEST(ParseJson, SaysWhereADuplicateKeyStands) {
  const auto value = parse("{\"labs\": 1,\n \"l\\u0061bs\": 2}");
  ASSERT_FALSE(value);
  const Diagnostic& error = value.diagnostics.at(0);
  EXPECT_EQ(error.code, DiagnosticCode::duplicate_key);
  EXPECT_EQ(error.place->position, (Position{2, 2}));
  EXPECT_EQ(error.place->length, 11U);
  EXPECT_NE(error.message.find("\"labs\""), std::string::npos);
  EXPECT_NE(error.message.find("line 1, column 2"), std::string::npos);
}

TEST(ParseJson, AllowsTheSameKeyInDifferentObjects) {
  EXPECT_TRUE(parse(R"([{"a": {"a": 1}}, {"a": 2, "A": 3}])"));
}

TEST(ParseJson, FindsTheFirstDuplicateAmongManyKeys) {
  std::string text = "{";
  for (int i = 0; i < 20'000; ++i) text += "\"k" + std::to_string(i) + "\":0,\n";
  const auto value = parse(text + "\"k7\":1,\"k3\":1}");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.diagnostics.at(0).place->position, (Position{20'001, 1}));
}

TEST(JsonKindName, NamesEveryKind) {
  const auto value = parse(R"([null, true, 1, "s", [], {}])");
  ASSERT_TRUE(value);
  const JsonArray& all = *value->as_array();
  EXPECT_EQ(json_kind_name(all[0]), "null");
  EXPECT_EQ(json_kind_name(all[1]), "a truth value");
  EXPECT_EQ(json_kind_name(all[2]), "a number");
  EXPECT_EQ(json_kind_name(all[3]), "a string");
  EXPECT_EQ(json_kind_name(all[4]), "an array");
  EXPECT_EQ(json_kind_name(all[5]), "an object");
}

TEST(JsonPointerStep, EscapesTildeAndSlash) {
  EXPECT_EQ(json_pointer_step("a/b~c"), "/a~1b~0c");
  EXPECT_EQ(json_pointer_step(""), "/");
  EXPECT_EQ(json_pointer_step(std::size_t{12}), "/12");
}

TEST(JsonStringLiteral, CanBeReadBack) {
  for (const std::string& text :
       {std::string("plain"), std::string("\"\\/\b\f\n\r\t"), std::string("µ\u2028\0x", 7)}) {
    const auto value = parse(json_string_literal(text));
    ASSERT_TRUE(value) << text;
    EXPECT_EQ(*value->as_string(), text);
  }
  EXPECT_EQ(json_string_literal("a\"\n"), "\"a\\\"\\n\"");
}

}  // namespace
}  // namespace eligo
