#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "text/packed_bytes.h"
#include "text/packed_table.h"

namespace eligo {
namespace {

TEST(PackedBytes, GivesBackWhatWasWritten) {
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  ByteWriter writer;
  for (const std::uint64_t number :
       {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{300}, largest}) {
    writer.number(number);
  }
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, lowest, highest}) {
    writer.signed_number(number);
  }
  writer.flag(true);
  writer.flag(false);
  writer.text("µmol");
  writer.text("");
  writer.text(std::string_view("a\0b", 3));
  writer.fixed(0x01020304U);

  ByteReader reader(writer.written());
  EXPECT_EQ(reader.number(), 0U);
  EXPECT_EQ(reader.number(), 127U);
  EXPECT_EQ(reader.number(), 128U);
  EXPECT_EQ(reader.number(), 300U);
  EXPECT_EQ(reader.number(), largest);
  EXPECT_EQ(reader.signed_number(), 0);
  EXPECT_EQ(reader.signed_number(), -1);
  EXPECT_EQ(reader.signed_number(), lowest);
  EXPECT_EQ(reader.signed_number(), highest);
  EXPECT_TRUE(reader.flag());
  EXPECT_FALSE(reader.flag());
  EXPECT_EQ(reader.text(), "µmol");
  EXPECT_EQ(reader.text(), "");
  EXPECT_EQ(reader.text(), std::string_view("a\0b", 3));
  EXPECT_EQ(reader.bytes_left(), 4U);
  EXPECT_EQ(reader.fixed(), 0x01020304U);
  EXPECT_TRUE(reader.at_end());
}

TEST(PackedBytes, WritesTheSameOnEveryMachine) {
  ByteWriter writer;
  writer.number(300);
  writer.fixed(0x01020304U);
  EXPECT_EQ(writer.written(), "\xAC\x02\x04\x03\x02\x01");
}

TEST(PackedBytes, ReadsNothingBehindTheEnd) {
  ByteReader reader(
      std::string_view("\x05"
                       "ab",
                       3));
  EXPECT_EQ(reader.text(), "ab");
  EXPECT_EQ(reader.text(), "");
  EXPECT_EQ(reader.number(), 0U);
  EXPECT_EQ(reader.signed_number(), 0);
  EXPECT_EQ(reader.fixed(), 0U);
  EXPECT_EQ(ByteReader("\xFF\xFF").number(), 0x3FFFU);
  EXPECT_EQ(fixed_number_at("abcdefg", 1), 0U);
}

TEST(PackedTable, FindsEveryKeyAndNoOther) {
  PackedTable::Entries entries = {{"", "nothing"}};
  for (int i = 0; i < 1000; ++i) entries.emplace("key" + std::to_string(i), std::to_string(i * i));
  const std::string packed = PackedTable::pack(entries);
  EXPECT_EQ(PackedTable::pack(entries), packed);
  const PackedTable table(packed);
  for (const auto& [key, value] : entries) {
    auto found = table.find(key);
    ASSERT_TRUE(found) << key;
    EXPECT_EQ(found->bytes_left(), value.size());
    EXPECT_FALSE(table.find(key + "x")) << key;
  }
  EXPECT_FALSE(table.find("key1000"));
  EXPECT_FALSE(table.find("ke"));
}

TEST(PackedTable, CanBeEmpty) {
  EXPECT_FALSE(PackedTable().find(""));
  const std::string packed = PackedTable::pack({});
  EXPECT_FALSE(PackedTable(packed).find(""));
  EXPECT_FALSE(PackedTable(packed).find("a"));
}

// Every answer is a part of the bytes, however wrong it is.
TEST(PackedTable, SurvivesDamage) {
  const std::string packed = PackedTable::pack({{"a", "1"}, {"b", "22"}, {"c", "333"}});
  std::mt19937 random(1);
  for (int i = 0; i < 20000; ++i) {
    std::string damaged = packed;
    damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    damaged.resize(damaged.size() - random() % 3);
    const PackedTable table(damaged);
    for (const std::string_view key : {"a", "b", "c", "d"}) {
      const auto value = table.find(key);
      EXPECT_LE(value ? value->bytes_left() : 0, damaged.size());
    }
  }
}

}  // namespace
}  // namespace eligo
