// How the shapes of an input are told apart, and the limits of inputs.

#include "patient/read_patients.h"

#include <gtest/gtest.h>

#include <chrono>
#include <streambuf>

#include "sample_patients.h"

namespace eligo {
namespace {

std::vector<std::string> ids_of(const ReadInput& input) {
  std::vector<std::string> ids;
  for (const ReadPatient& read : input.patients) ids.push_back(read.patient.id);
  return ids;
}

using Ids = std::vector<std::string>;

TEST(ReadPatients, OneObjectIsNamedWithoutALine) {
  const ReadInput good = read_input(R"({"id": "a"})");
  EXPECT_EQ(ids_of(good), Ids{"a"});
  const ReadInput bad = read_input(R"({"sex": "male"})"
                                   "\n");
  ASSERT_EQ(bad.rejected.size(), 1U);
  EXPECT_EQ(bad.rejected[0].input, "input.json");
}

TEST(ReadPatients, AnObjectOverManyLinesIsOneRecord) {
  EXPECT_EQ(ids_of(read_input("{\n\"id\":\n\"a\"\n}\n")), Ids{"a"});
  EXPECT_EQ(ids_of(read_input("[\r\n{\"id\": \"a\"},\r\n{\"id\": \"b\"}\r\n]")), (Ids{"a", "b"}));
}

TEST(ReadPatients, AnEmptyArrayHoldsNobodyAndNoMistake) {
  const ReadInput input = read_input("[]");
  EXPECT_TRUE(input.in_order.empty());
  EXPECT_TRUE(input.diagnostics.empty());
}

TEST(ReadPatients, NamesTheLineOfNdjson) {
  const ReadInput input = read_input("\n{\"id\": \"a\"}\n\n{\"sex\": \"male\"}\n");
  EXPECT_EQ(ids_of(input), Ids{"a"});
  ASSERT_EQ(input.rejected.size(), 1U);
  EXPECT_EQ(input.rejected[0].input, "input.json:4");
}

TEST(ReadPatients, ABrokenFirstLineRejectsItAlone) {
  for (const std::string first : {R"({"id": "a",})", R"({"id": "a)", R"({"id": "a", "labs": [)",
                                  R"({"id": "a"} x)", "exported today", R"({"id": NaN})"}) {
    const ReadInput input = read_input(first + "\n{\"id\": \"b\"}\n{\"id\": \"c\"}\n");
    EXPECT_EQ(ids_of(input), (Ids{"b", "c"})) << first;
    ASSERT_EQ(input.rejected.size(), 1U) << first;
    EXPECT_EQ(input.rejected[0].input, "input.json:1") << first;
  }
}

TEST(ReadPatients, ATextThatIsNoProfileIsRejectedOnce) {
  for (const std::string text : {"a trial\nInclusion criteria\n1. adults\n", "{\n\"id\": \"a\",\n",
                                 "[\n{\"id\": \"a\"}\n"}) {
    const ReadInput input = read_input(text);
    EXPECT_EQ(input.rejected.size(), 1U) << text;
    EXPECT_TRUE(input.patients.empty()) << text;
  }
}

TEST(ReadPatients, ANestedObjectOfABrokenTextIsNoPatient) {
  const ReadInput input = read_input("[{\"x\":\n{\"id\": \"inner\"},\n");
  EXPECT_TRUE(input.patients.empty());
  EXPECT_EQ(input.rejected.size(), 1U);
}

TEST(ReadPatients, EmptyInputsSaySo) {
  for (const std::string text : {"", " ", "\n\r\n\t\n", "\xEF\xBB\xBF"}) {
    const ReadInput input = read_input(text);
    EXPECT_TRUE(input.in_order.empty());
    ASSERT_EQ(input.diagnostics.size(), 1U);
    EXPECT_EQ(input.diagnostics[0].code, DiagnosticCode::empty_input);
  }
}

TEST(ReadPatients, OtherEncodingsAreRejected) {
  const std::string utf16("\xFF\xFE{\0\"\0\n\0i\0d\0\"\0\n\0", 16);
  const std::string without_mark("\0{\0\n\0}\0\n", 8);
  for (const std::string& text : {utf16, without_mark}) {
    const ReadInput input = read_input(text);
    ASSERT_EQ(input.rejected.size(), 1U);
    EXPECT_NE(input.rejected[0].why.find("UTF-8"), std::string::npos);
  }
  const ReadInput latin = read_input("{\"id\": \"M\xFCller\"}\n{\"id\": \"M\xC3\xBCller\"}\n");
  EXPECT_EQ(ids_of(latin), Ids{"M\xC3\xBCller"});
  EXPECT_EQ(latin.rejected.size(), 1U);
  EXPECT_EQ(read_input("{\"id\": \"\xC0\xAF\"}").rejected.size(), 1U);  // overlong
  EXPECT_EQ(read_input(R"({"id": "\ud800"})").rejected.size(), 1U);
  EXPECT_EQ(read_input(R"({"id": "\ud83d\ude00"})").patients.size(), 1U);
}

TEST(ReadPatients, GarbageBehindANulByteIsNotDropped) {
  const ReadInput input = read_input(std::string("{\"id\": \"a\"}\0garbage", 19));
  EXPECT_TRUE(input.patients.empty());
  EXPECT_EQ(input.rejected.size(), 1U);
}

TEST(ReadPatients, DeepNestingIsRefusedAtOnce) {
  const auto begin = std::chrono::steady_clock::now();
  std::string objects;
  for (int i = 0; i < 60000; ++i) objects += "[{\"\":";
  for (const std::string& text : {std::string(100000, '['), objects}) {
    const ReadInput input = read_input(text);
    EXPECT_TRUE(input.patients.empty());
    EXPECT_EQ(input.rejected.size(), 1U);
  }
  const ReadInput lines = read_input("{\"id\": \"a\"}\n" + std::string(100000, '[') + "\n");
  EXPECT_EQ(ids_of(lines), Ids{"a"});
  EXPECT_EQ(lines.rejected.size(), 1U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(ReadPatients, ALineOverTheLimitRejectsItAlone) {
  const std::string too_long = R"({"id": "a", "x": ")" + std::string(17U << 20U, 'x') + "\"}";
  for (const std::string& text : {"{\"id\": \"first\"}\n" + too_long + "\n{\"id\": \"last\"}\n",
                                  "{\"id\": \"first\"}\n{\"id\": \"last\"}\n" + too_long}) {
    const ReadInput input = read_input(text);
    EXPECT_EQ(ids_of(input), (Ids{"first", "last"}));
    ASSERT_EQ(input.rejected.size(), 1U) << shown(input);
    EXPECT_NE(input.rejected[0].why.find("16 MiB"), std::string::npos);
  }
  EXPECT_EQ(read_input(too_long + "\n{\"id\": \"last\"}\n").rejected.size(), 1U);
  EXPECT_EQ(ids_of(read_input(too_long + "\n{\"id\": \"last\"}\n")), Ids{"last"});
}

TEST(ReadPatients, AnArrayOnOneLongLineIsRead) {
  std::string text = "[";
  const std::string filler(1000000, ' ');
  for (int i = 0; i < 20; ++i) text += (i > 0 ? "," : "") + filler + R"({"id": "a"})";
  EXPECT_EQ(read_input(text + "]").patients.size(), 20U);
}

TEST(ReadPatients, StopsWhenTheSinkHasEnough) {
  for (const std::string text :
       {"{\"id\": \"a\"}\n{\"id\": \"b\"}\n", "[{\"id\": \"a\"}, {\"id\": \"b\"}]"}) {
    std::istringstream stream(text);
    int count = 0;
    read_patients(stream, "x", sample_vocabulary(), [&](const PatientOrRejection&) {
      ++count;
      return false;
    });
    EXPECT_EQ(count, 1);
  }
}

// A stream that hands out one character at a time, as standard input does.
class UnbufferedBuffer : public std::streambuf {
 public:
  explicit UnbufferedBuffer(std::string content) : content_(std::move(content)) {}

 protected:
  int_type underflow() override {
    return at_ < content_.size() ? traits_type::to_int_type(content_[at_]) : traits_type::eof();
  }
  int_type uflow() override {
    const int_type c = underflow();
    ++at_;
    return c;
  }

 private:
  std::string content_;
  std::size_t at_ = 0;
};

TEST(ReadPatients, AStreamWithoutABufferIsReadToItsEnd) {
  for (const std::string text :
       {"{\"id\": \"a\"}\n\n{\"id\": \"b\"}", "[{\"id\": \"a\"},\n{\"id\": \"b\"}]\n"}) {
    UnbufferedBuffer buffer(text);
    std::istream stream(&buffer);
    Ids ids;
    const auto diagnostics =
        read_patients(stream, "x", sample_vocabulary(), [&](const PatientOrRejection& record) {
          ids.push_back(std::get<ReadPatient>(record).patient.id);
          return true;
        });
    EXPECT_EQ(ids, (Ids{"a", "b"}));
    EXPECT_TRUE(diagnostics.empty());
  }
}

// A stream that breaks off with an error after its content.
class FailingBuffer : public std::streambuf {
 public:
  explicit FailingBuffer(std::string content) : content_(std::move(content)) {
    setg(content_.data(), content_.data(), content_.data() + content_.size());
  }

 protected:
  int_type underflow() override { throw std::ios_base::failure("broken"); }

 private:
  std::string content_;
};

TEST(ReadPatients, AFailingStreamIsReportedAndItsLastLineNotUsed) {
  FailingBuffer buffer("{\"id\": \"a\"}\n{\"id\": \"b\"}");
  std::istream stream(&buffer);
  int count = 0;
  const auto diagnostics =
      read_patients(stream, "x", sample_vocabulary(), [&](const PatientOrRejection&) {
        ++count;
        return true;
      });
  EXPECT_EQ(count, 1);
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, DiagnosticCode::unreadable_file);
}

}  // namespace
}  // namespace eligo
