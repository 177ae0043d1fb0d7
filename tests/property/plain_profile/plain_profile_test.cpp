// What the reader of plain profiles reads, the ordinary reader reads without a remark, and to the
// same patient. And it does read what is plain.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "../../support/damaged_text.h"
#include "compared_readers.h"
#include "random_profile.h"
#include "text/json.h"

namespace eligo::testing {
namespace {

namespace fs = std::filesystem;

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr int random_cases = 1'000;
#else
constexpr int random_cases = 50'000;
#endif

std::string content_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The records of an input as they stand there: the elements of an array, else the lines; and the
// whole of it.
std::vector<std::string> records_in(const std::string& content) {
  std::vector<std::string> records = {content};
  const Result<JsonValue> whole = parse_json(SourceText("file", content));
  if (whole && whole->as_array() != nullptr) {
    for (const JsonValue& record : *whole->as_array()) {
      records.push_back(content.substr(record.span.begin, record.span.end - record.span.begin));
    }
  }
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    records.push_back(content.substr(begin, end - begin));
    begin = end + 1;
  }
  return records;
}

std::vector<std::string> records_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path ending = entry.path().extension();
    if (ending == ".json" || ending == ".ndjson") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> records;
  for (const fs::path& file : files) {
    for (std::string& record : records_in(content_of(file))) records.push_back(std::move(record));
  }
  return records;
}

// A text of the JSON cases: in it, \xHH is a byte.
std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_byte = text.substr(i).starts_with("\\x") && i + 3 < text.size();
    if (is_byte) {
      result += static_cast<char>(std::stoi(std::string(text.substr(i + 2, 2)), nullptr, 16));
      i += 3;
    } else if (text.substr(i).starts_with("\\t")) {
      result += '\t';
      ++i;
    } else {
      result += text[i];
    }
  }
  return result;
}

const fs::path source_folder = ELIGO_SOURCE_DIR;

TEST(PlainProfile, IsWhatTheOrdinaryReaderReadsOfTheExamplePatients) {
  ComparedReaders readers(OnComparator::read);
  int plain = 0;
  for (const std::string& record : records_below(source_folder / "patients")) {
    plain += readers.is_plain(record);
  }
  // Most of them have scores, attestations or dated facts.
  EXPECT_GT(plain, 5);
}

TEST(PlainProfile, IsWhatTheOrdinaryReaderReadsOfItsTestCases) {
  ComparedReaders readers(OnComparator::read);
  int plain = 0;
  for (const std::string& record : records_below(source_folder / "tests/patients")) {
    plain += readers.is_plain(record);
  }
  EXPECT_GT(plain, 10);
}

TEST(PlainProfile, IsWhatTheOrdinaryReaderReadsOfRandomProfiles) {
  ComparedReaders readers(OnComparator::leave);
  ComparedReaders comparing_readers(OnComparator::read);
  RandomSource random(20260115);
  int plain = 0;
  int comparing = 0;
  int odd = 0;
  for (int i = 0; i < random_cases && !HasFailure(); ++i) {
    const std::string record = random_profile(random, 200);
    const bool is_plain = readers.is_plain(record);
    const bool is_plain_or_comparing = comparing_readers.is_plain(record);
    EXPECT_TRUE(is_plain_or_comparing || !is_plain) << record;
    plain += is_plain;
    comparing += is_plain_or_comparing && !is_plain;
    odd += !is_plain_or_comparing;
  }
  EXPECT_GT(plain, random_cases / 3);
  EXPECT_GT(odd, random_cases / 10);
  EXPECT_GT(comparing, 0);
}

// Of what has nothing odd, all that the ordinary reader has no remark about is plain.
TEST(PlainProfile, LeavesNothingPlainToTheOrdinaryReader) {
  ComparedReaders readers(OnComparator::leave);
  RandomSource random(7);
  constexpr int never = 1'000'000'000;
  int plain = 0;
  int without_remark = 0;
  for (int i = 0; i < random_cases / 4; ++i) {
    const std::string record = random_profile(random, never);
    if (!read_without_remark(record)) continue;
    ++without_remark;
    if (readers.is_plain(record)) {
      ++plain;
    } else if (without_remark - plain < 4) {
      ADD_FAILURE() << "not plain: " << record;
    }
  }
  EXPECT_EQ(plain, without_remark);
  EXPECT_GT(without_remark, random_cases / 10);
}

TEST(PlainProfile, IsWhatTheOrdinaryReaderReadsOfDamagedProfiles) {
  constexpr std::array<std::string_view, 34> pieces = {"\"",
                                                       "\\",
                                                       "{",
                                                       "}",
                                                       "[",
                                                       "]",
                                                       ":",
                                                       ",",
                                                       "null",
                                                       "true",
                                                       "0",
                                                       "1",
                                                       "9",
                                                       ".",
                                                       "-",
                                                       "e5",
                                                       " ",
                                                       "\n",
                                                       "\t",
                                                       std::string_view("\0", 1),
                                                       "\xC3\xA9",
                                                       "\xFF",
                                                       "\xED\xA0\x80",
                                                       "\"id\":\"x\",",
                                                       "\"value\":1,",
                                                       "\"date\":\"2026\",",
                                                       "2026-01-02",
                                                       "<",
                                                       "\"unit\":null,",
                                                       "\x0C",
                                                       "\x1A",
                                                       "\xEF\xBB\xBF",
                                                       "\\u0041",
                                                       "\"labs\":[],"};
  RandomSource random(11);
  ComparedReaders readers(OnComparator::read);
  int plain = 0;
  for (int base = 0; base < 20 && !HasFailure(); ++base) {
    const std::string record = random_profile(random, 400);
    TextDamager damager(record, pieces, 2);
    for (int i = 0; i < random_cases / 20 && !HasFailure(); ++i) {
      plain += readers.is_plain(damager.damaged());
    }
  }
  EXPECT_GT(plain, random_cases / 100);
}

// Every byte of a profile, replaced by each other one.
TEST(PlainProfile, IsWhatTheOrdinaryReaderReadsWithAnyOneByteChanged) {
  const std::string record =
      R"({"id":"P","sex":"male","birthDate":"1990-02","asOf":"2026-01-15","labs":[{"name":"ALT",)"
      R"("value":48.5,"unit":"U/L","high":40,"fasting":true,"date":"2024-02-29"}],"weight":70,)"
      R"("conditions":[{"icd10":"E10","onset":"2012","status":"active"}],"facts":{"smoker":false},)"
      R"("complete":["events"]})";
  ComparedReaders readers(OnComparator::read);
  ASSERT_TRUE(readers.is_plain(record));
  int plain = 0;
  for (std::size_t at = 0; at < record.size(); ++at) {
    for (int byte = 0; byte < 256 && !HasFailure(); ++byte) {
      std::string changed = record;
      changed[at] = static_cast<char>(byte);
      plain += readers.is_plain(changed);
    }
  }
  EXPECT_GT(plain, 500);
}

// Texts of which a JSON reader must know whether they are JSON, as a value in a profile.
TEST(PlainProfile, TakesNoValueThatTheOrdinaryReaderDoesNot) {
  std::vector<std::string> values;
  std::ifstream own(source_folder / "tests/conformance/json/cases.tsv");
  for (std::string line; std::getline(own, line);) {
    const std::size_t text = line.find('\t') + 1;
    if (line.starts_with('#') || text == 0) continue;
    values.push_back(unescaped(line.substr(text, line.find('\t', text) - text)));
  }
  const fs::path suite = fs::path(ELIGO_SHARED_DIR) / "standards";
  if (fs::is_directory(suite)) {
    for (const auto& entry : fs::recursive_directory_iterator(suite)) {
      const bool is_case = entry.path().extension() == ".json" && entry.file_size() < 100'000;
      if (is_case) values.push_back(content_of(entry.path()));
    }
  }
  ASSERT_GT(values.size(), 50U);
  ComparedReaders readers(OnComparator::read);
  for (const std::string& value : values) {
    readers.is_plain(value);
    readers.is_plain(R"({"id": "P", "weight": )" + value + "}");
    readers.is_plain(R"({"id": )" + value + "}");
    readers.is_plain(R"({"id": "P", "labs": )" + value + "}");
    readers.is_plain(R"({"id": "P", "labs": [)" + value + "]}");
    readers.is_plain(R"({"id": "P", "facts": )" + value + "}");
    readers.is_plain(R"({"id": "P", "labs": [{"name": "ALT", "value": )" + value + "}]}");
    readers.is_plain(R"({"id": "P")" + value + "}");
    readers.is_plain(R"({"id": "P"})" + value);
  }
}

// "glycated hemoglobin" with capitals at the places that the bits of `which` name.
std::string spelling(unsigned which) {
  std::string name = "glycated hemoglobin";
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != ' ' && (which >> i & 1U) != 0) name[i] = static_cast<char>(name[i] - 'a' + 'A');
  }
  return name;
}

std::string record_with(const std::string& name) {
  return R"({"id": "P", "labs": [{"name": ")" + name + R"(", "value": 8, "unit": "%"}]})";
}

TEST(PlainProfile, KnowsANameInManySpellingsAndLeavesMoreOfThemThanItCanRemember) {
  ComparedReaders readers(OnComparator::leave);
  PlainProfileReader reader(vocabulary());
  PlainProfile profile;
  const auto is_plain = [&](unsigned which) {
    const std::string record = record_with(spelling(which));
    const std::string room = record + std::string(PlainProfileReader::padding(), ' ');
    return reader.read(std::string_view(room).substr(0, record.size()), profile);
  };
  constexpr unsigned more_than_remembered = 100'000;
  std::vector<unsigned> left;
  for (unsigned which = 0; which < more_than_remembered; ++which) {
    if (!is_plain(which)) left.push_back(which);
    EXPECT_TRUE(which % 1997 != 0 || readers.is_plain(record_with(spelling(which))));
  }
  // What is remembered stays. The space has no capital: there are 50,000 spellings.
  EXPECT_TRUE(is_plain(0));
  EXPECT_TRUE(is_plain(20'000));
  EXPECT_GT(left.size(), more_than_remembered / 10);
  EXPECT_LT(left.size(), more_than_remembered / 2);
}

TEST(PlainProfile, TellsNamesApartThatBeginAndEndAlike) {
  ComparedReaders readers(OnComparator::leave);
  EXPECT_TRUE(readers.is_plain(record_with("glycated hemoglobin")));
  EXPECT_TRUE(readers.is_plain(record_with("glycated-hemoglobin")));
  EXPECT_FALSE(readers.is_plain(record_with("glycated xemoglobin")));
  EXPECT_FALSE(readers.is_plain(record_with("glycated  emoglobin")));
}

}  // namespace
}  // namespace eligo::testing
