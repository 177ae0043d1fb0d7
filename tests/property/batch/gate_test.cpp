// A gate gives back what it was made of, and bytes that are no gate are told from those that are.

#include "batch/gate.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cstring>

namespace eligo::batch {
namespace {

using GateBytes = std::array<std::uint8_t, sizeof(Gate)>;

GateBytes bytes_of(const Gate& gate) {
  GateBytes bytes{};
  std::memcpy(bytes.data(), &gate, bytes.size());
  return bytes;
}

Gate gate_of(const GateBytes& bytes) {
  Gate gate(Constant{});
  std::memcpy(&gate, bytes.data(), bytes.size());
  return gate;
}

template <typename Kind>
Kind given_back(const Kind& kind) {
  const Gate gate(kind);
  EXPECT_TRUE(gate.is_well_formed());
  EXPECT_EQ(gate.is_comparison(), (std::is_same_v<Kind, InPlaces>));
  EXPECT_FALSE(gate.not_for());
  EXPECT_EQ(bytes_of(Gate(gate.kind())), bytes_of(gate));
  return std::get<Kind>(gate.kind());
}

TEST(Gate, GivesBackAComparison) {
  const InPlaces comparison = given_back(InPlaces{{70'000}, {3, 32'767}});
  EXPECT_EQ(comparison.column, ColumnId{70'000});
  EXPECT_EQ(comparison.places, (PlaceRange{3, 32'767}));
  EXPECT_EQ(Gate(comparison).comparison().places, comparison.places);
}

TEST(Gate, GivesBackAQuestionAboutRecords) {
  for (unsigned bits = 0; bits < 16; ++bits) {
    OfRecords made{{(bits & 1U) != 0, (bits & 2U) != 0, (bits & 4U) != 0, (bits & 8U) != 0},
                   static_cast<Truth>(bits % 3),
                   static_cast<Truth>((bits + 1) % 3),
                   bits % 5 == 0,
                   {bits + 9}};
    const OfRecords gate = given_back(made);
    EXPECT_EQ(gate.lists, made.lists);
    EXPECT_EQ(gate.if_complete, made.if_complete);
    EXPECT_EQ(gate.if_incomplete, made.if_incomplete);
    EXPECT_EQ(gate.is_existence, made.is_existence);
    EXPECT_EQ(gate.leaf, made.leaf);
  }
}

TEST(Gate, GivesBackTheOthers) {
  EXPECT_EQ(given_back(OfFact{{4}, {5}}).fact, ConceptId{4});
  EXPECT_EQ(given_back(OfFact{{4}, {5}}).leaf, NodeId{5});
  EXPECT_EQ(given_back(OfResults{ConceptId{0}, {6}}).analyte, ConceptId{0});
  EXPECT_EQ(given_back(OfResults{std::nullopt, {6}}).analyte, std::nullopt);
  EXPECT_EQ(given_back(OfResults{std::nullopt, {6}}).leaf, NodeId{6});
  EXPECT_EQ(given_back(OfSex{Sex::female}).sex, Sex::female);
  EXPECT_EQ(given_back(OfSex{Sex::male}).sex, Sex::male);
  EXPECT_EQ(given_back(Constant{Truth::unknown}).truth, Truth::unknown);
  const Combined combined = given_back(Combined{Combined::Kind::at_least, 2, 30, 4'000'000});
  EXPECT_EQ(combined.kind, Combined::Kind::at_least);
  EXPECT_EQ(combined.count, 2U);
  EXPECT_EQ(combined.first, 30U);
  EXPECT_EQ(combined.size, 4'000'000U);
}

TEST(Gate, KnowsTheSexThatItIsNotFor) {
  EXPECT_EQ(Gate(Constant{}, Sex::male).not_for(), Sex::male);
  EXPECT_EQ(Gate(InPlaces{}, Sex::female).not_for(), Sex::female);
  EXPECT_EQ(Gate(InPlaces{}).not_for(), std::nullopt);
}

TEST(Gate, TellsBytesThatAreNone) {
  const auto is_gate = [](GateBytes bytes, std::size_t at, std::uint8_t value) {
    bytes[at] = value;
    return gate_of(bytes).is_well_formed();
  };
  constexpr std::size_t alternative = 0;
  constexpr std::size_t not_for = 1;
  constexpr std::size_t small = 2;
  const GateBytes sex = bytes_of(Gate(OfSex{Sex::male}));
  EXPECT_TRUE(is_gate(sex, not_for, 2));
  EXPECT_FALSE(is_gate(sex, not_for, 3));
  EXPECT_TRUE(is_gate(sex, alternative, std::variant_size_v<GateKind> - 1));
  EXPECT_FALSE(is_gate(sex, alternative, std::variant_size_v<GateKind>));
  if constexpr (std::endian::native == std::endian::little) {
    EXPECT_TRUE(is_gate(sex, small, 1));
    EXPECT_FALSE(is_gate(sex, small, 2));
    const GateBytes constant = bytes_of(Gate(Constant{Truth::yes}));
    EXPECT_TRUE(is_gate(constant, small, 2));
    EXPECT_FALSE(is_gate(constant, small, 3));
    const GateBytes combined = bytes_of(Gate(Combined{Combined::Kind::all, 0, 0, 0}));
    EXPECT_TRUE(is_gate(combined, small, 7));
    EXPECT_FALSE(is_gate(combined, small, 8));
    const GateBytes records = bytes_of(Gate(OfRecords{}));
    EXPECT_FALSE(is_gate(records, small, 0x60));  // a truth that is none
    EXPECT_FALSE(is_gate(records, small + 1, 0x02));
    const GateBytes places = bytes_of(Gate(InPlaces{{1}, {2, 3}}));
    EXPECT_TRUE(is_gate(places, 9, 0x7F));
    EXPECT_FALSE(is_gate(places, 9, 0x80));  // beyond what a place can be
    EXPECT_FALSE(is_gate(places, 15, 0x80));
  }
}

}  // namespace
}  // namespace eligo::batch
