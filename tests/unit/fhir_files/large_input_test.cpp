// Inputs larger than what may be held in memory, deeper than what may be nested, slower than what
// may be waited for.

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <functional>
#include <streambuf>

#include "read_files.h"

namespace eligo {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20U;

// A stream of parts that are made when they are wanted.
class GeneratedBuffer final : public std::streambuf {
 public:
  explicit GeneratedBuffer(std::function<std::string(std::size_t)> part) : part_(std::move(part)) {}
  std::size_t parts() const { return count_; }

 protected:
  int_type underflow() override {
    current_ = part_(count_);
    if (current_.empty()) return traits_type::eof();
    ++count_;
    setg(current_.data(), current_.data(), current_.data() + current_.size());
    return traits_type::to_int_type(current_.front());
  }

 private:
  std::function<std::string(std::size_t)> part_;
  std::string current_;
  std::size_t count_ = 0;
};

std::size_t peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

std::string patient_entry() {
  return R"({"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"1"}})";
}

std::string claim_entry(std::size_t number, const std::string& line_end) {
  return "{" + line_end + R"("resource":{"resourceType":"Claim","id":")" + std::to_string(number) +
         R"(","patient":{"reference":"urn:uuid:1"},"note":")" + std::string(2000, 'x') + "\"}}";
}

// A Bundle with its Patient first, or last, and at least `bytes` of claims.
GeneratedBuffer bundle_of(std::size_t bytes, bool patient_first, const std::string& line_end) {
  const std::size_t claims = bytes / 2000;
  return GeneratedBuffer([=](std::size_t part) -> std::string {
    if (part == 0) {
      return R"({"resourceType":"Bundle",)" + line_end + R"("entry":[)" +
             (patient_first ? patient_entry() : claim_entry(0, line_end));
    }
    if (part <= claims) return "," + claim_entry(part, line_end);
    if (part > claims + 1) return {};
    return (patient_first ? "" : "," + patient_entry()) + "]}";
  });
}

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::size_t large = 4 * mebibyte;
constexpr bool memory_is_measured = false;  // it would be the sanitizers' own
#else
constexpr std::size_t large = 40 * mebibyte;
constexpr bool memory_is_measured = true;
#endif

TEST(LargeInputs, ABundleOverManyLinesIsReadInLittleMemory) {
  GeneratedBuffer buffer = bundle_of(large, true, "\n");
  test_vocabulary();  // not part of what is measured
  const std::size_t before = peak_bytes();
  const ReadFiles files = read_buffer(buffer);
  ASSERT_EQ(files.patients().size(), 1U) << shown(files);
  if (memory_is_measured) {
    EXPECT_LT(peak_bytes() - before, 10 * mebibyte);
  }
  std::size_t unused = 0;
  for (const UnusedParts& note : files.patients()[0]->notes) unused += note.count;
  EXPECT_EQ(unused, large / 2000);
}

TEST(LargeInputs, ABundleOnOneLineIsReadInBoundedMemory) {
  GeneratedBuffer buffer = bundle_of(large, true, "");
  test_vocabulary();  // not part of what is measured
  const std::size_t before = peak_bytes();
  const ReadFiles files = read_buffer(buffer);
  ASSERT_EQ(files.patients().size(), 1U) << shown(files);
  // The first line is looked at as far as a record may be long.
  if (memory_is_measured) {
    EXPECT_LT(peak_bytes() - before, 34 * mebibyte);
  }
}

TEST(LargeInputs, WhatStandsBeforeItsPatientIsHeldBackUpToALimit) {
  GeneratedBuffer held = bundle_of(mebibyte, false, "\n");
  EXPECT_EQ(read_buffer(held).patients().size(), 1U);
#ifdef ELIGO_FEWER_RANDOM_CASES
  GTEST_SKIP() << "the build without sanitizers tests the limit itself";
#endif
  GeneratedBuffer too_much = bundle_of(70 * mebibyte, false, "\n");
  const ReadFiles files = read_buffer(too_much);
  ASSERT_EQ(files.rejected().size(), 1U);
  EXPECT_NE(files.rejected()[0]->why.find("put each Patient before"), std::string::npos);
}

TEST(LargeInputs, AResourceOver16MebibytesRejectsTheBundle) {
  for (const std::size_t size : {15 * mebibyte, 17 * mebibyte}) {
    const std::string filling = ",\"" + std::string(1000, 'x') + "\"";
    GeneratedBuffer buffer([&](std::size_t part) -> std::string {
      if (part == 0)
        return "{\"resourceType\":\"Bundle\",\n\"entry\":[" + patient_entry() + ",{\"resource\":[1";
      if (part <= size / filling.size()) return filling;
      return part == size / filling.size() + 1 ? "]}]}" : "";
    });
    const ReadFiles files = read_buffer(buffer);
    ASSERT_EQ(files.rejected().size(), 1U);
    EXPECT_EQ(files.rejected()[0]->path, size < 16 * mebibyte ? "/entry/1/resource" : "/entry/1");
    EXPECT_EQ(files.rejected()[0]->why.find("over 16 MiB") != std::string::npos,
              size > 16 * mebibyte);
  }
}

TEST(LargeInputs, DeepNestingIsRefusedAtOnce) {
  const std::string start = "{\"resourceType\":\"Bundle\",\"entry\":";
  std::string junk;
  for (int i = 0; i < 50000; ++i) junk += "[{\"\":";
  for (const std::string& text :
       {start + std::string(100000, '['), start + junk, junk, start + "[" + junk}) {
    const ReadFiles files = read_content(text);
    ASSERT_EQ(files.rejected().size(), 1U);
    EXPECT_NE(files.rejected()[0]->why.find("deeper than 64 levels"), std::string::npos);
  }
}

TEST(LargeInputs, NestingIsCountedFromTheBundle) {
  const auto bundle = [](std::size_t depth) {
    return "{\"resourceType\":\"Bundle\",\"entry\":[" + patient_entry() +
           ",{\"resource\":{\"resourceType\":\"Basic\",\"x\":" + std::string(depth, '[') +
           std::string(depth, ']') + "}}]}";
  };
  EXPECT_EQ(read_content(bundle(60)).patients().size(), 1U);
  EXPECT_EQ(read_content(bundle(61)).rejected().size(), 1U);
}

TEST(SlowInputs, ARecordIsHandedOnBeforeTheNextOneIsWaitedFor) {
  const auto line = [](std::size_t part) -> std::string {
    if (part == 4) return {};
    if (part % 2 == 0) return "{\"id\":\"profile " + std::to_string(part) + "\"}\n";
    return "{\"resourceType\":\"Bundle\",\"entry\":[" + patient_entry() + "]}\n";
  };
  GeneratedBuffer buffer(line);
  std::vector<std::size_t> read_so_far;
  const auto diagnostics = read_patient_files(
      {"-"}, [&](const std::string&) { return std::make_unique<std::istream>(&buffer); },
      test_vocabulary(),
      [&](const PatientOrRejection& record, const std::string& input) {
        EXPECT_TRUE(std::holds_alternative<ReadPatient>(record));
        EXPECT_EQ(input, "standard input");
        read_so_far.push_back(buffer.parts());
        return true;
      });
  EXPECT_TRUE(diagnostics.empty());
  // Of the first one it must be known whether it is alone.
  EXPECT_EQ(read_so_far, (std::vector<std::size_t>{2, 2, 3, 4}));
}

}  // namespace
}  // namespace eligo
