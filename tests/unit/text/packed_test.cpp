#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
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

TEST(PackedBytes, GivesRowsWhereTheyStand) {
  const std::vector<double> doubles = {1.5, -2};
  const std::vector<std::uint32_t> numbers = {7, 8, 9};
  ByteWriter writer;
  writer.text("abc");
  writer.row<double>(doubles);
  writer.row<std::uint32_t>({});
  writer.row<std::uint32_t>(numbers);
  writer.flag(true);

  // As far from a multiple of eight as `before` says.
  const auto placed = [&](std::size_t before) {
    std::vector<std::uint64_t> memory(writer.size() / 8 + 3);
    char* at = reinterpret_cast<char*>(memory.data()) + before;
    std::memcpy(at, writer.written().data(), writer.size());
    return std::pair(std::move(memory), std::string_view(at, writer.size()));
  };
  const auto [memory, bytes] = placed(0);
  ByteReader reader(bytes);
  EXPECT_EQ(reader.text(), "abc");
  const auto first = reader.row<double>();
  EXPECT_TRUE(std::equal(first.begin(), first.end(), doubles.begin(), doubles.end()));
  EXPECT_GE(reinterpret_cast<const char*>(first.data()), bytes.data());
  EXPECT_TRUE(reader.row<std::uint32_t>().empty());
  const auto last = reader.row<std::uint32_t>();
  EXPECT_TRUE(std::equal(last.begin(), last.end(), numbers.begin(), numbers.end()));
  EXPECT_TRUE(reader.flag());
  EXPECT_TRUE(reader.at_end());
  EXPECT_FALSE(reader.is_short());

  const auto [shifted_memory, shifted] = placed(4);
  ByteReader from_shifted(shifted);
  from_shifted.text();
  EXPECT_TRUE(from_shifted.row<double>().empty());
  EXPECT_TRUE(from_shifted.is_short());

  for (std::size_t size = 0; size + 1 < bytes.size(); ++size) {
    ByteReader from_cut(bytes.substr(0, size));
    from_cut.text();
    from_cut.row<double>();
    from_cut.row<std::uint32_t>();
    from_cut.row<std::uint32_t>();
    EXPECT_TRUE(from_cut.is_short()) << size;
  }
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
