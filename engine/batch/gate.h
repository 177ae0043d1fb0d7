#pragma once

// The gates of a plan. Each has a truth for every patient: that of a question that trials ask, or
// of what is made of other gates.

#include <array>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <variant>

#include "batch/place.h"
#include "decide/decide.h"
#include "language/program.h"
#include "vocabulary/vocabulary.h"

namespace eligo::batch {

using GateId = StrongId<struct GateTag>;
using ColumnId = StrongId<struct ColumnTag>;

// The column's quantity lies in a range.
struct InPlaces {
  ColumnId column;
  PlaceRange places;
};
// Something about a patient's lists of records. Where no entry has any relevance to it, it is
// `if_complete` or, where one of the lists is not complete, `if_incomplete`.
struct OfRecords {
  std::array<bool, 4> lists{};  // that must be complete, by RecordList
  Truth if_complete = Truth::unknown;
  Truth if_incomplete = Truth::unknown;
  // Whether an entry that matches the pattern makes it true.
  bool is_existence = false;
  NodeId leaf;  // in Plan::leaves
};
// Whether the record states a fact, or something that implies it; else unknown.
struct OfFact {
  ConceptId fact;
  NodeId leaf;
};
// Something about results that have no places; unknown where there is no such result.
struct OfResults {
  std::optional<ConceptId> analyte;  // unset: results of names outside the vocabulary
  NodeId leaf;
};
struct OfSex {
  Sex sex{};
};
struct Constant {
  Truth truth{};
};
struct Combined {
  enum class Kind : std::uint8_t {
    all,
    any,
    at_least,
    exclusive_or,
    implies,
    by_sex,
    negation,
    agreement
  };
  Kind kind{};
  std::uint32_t count = 0;  // for at_least
  std::uint32_t first = 0;  // of its operands in Plan::operands
  std::uint32_t size = 0;
};
using GateKind = std::variant<InPlaces, OfRecords, OfFact, OfResults, OfSex, Constant, Combined>;

// A gate in sixteen bytes without a pointer, so that the gates of a kept plan are used where they
// stand in its file.
class Gate {
 public:
  explicit Gate(const GateKind& kind, std::optional<Sex> not_for = std::nullopt);

  // Neither may be asked of bytes that are not well formed.
  GateKind kind() const;
  // The sex whose patients it does not apply to: it is false for them.
  std::optional<Sex> not_for() const {
    return not_for_ == 0 ? std::nullopt : std::optional(static_cast<Sex>(not_for_ - 1));
  }

  bool is_comparison() const { return alternative_ == 0; }
  // Of a comparison alone.
  InPlaces comparison() const { return {{a_}, {static_cast<Place>(b_), static_cast<Place>(c_)}}; }

  // Whether it is one of the kinds above, whatever bytes it was read from. The numbers in it may
  // be out of their bounds nonetheless.
  bool is_well_formed() const;

 private:
  std::uint8_t alternative_ = 0;  // of GateKind
  std::uint8_t not_for_ = 0;      // 0: nobody
  std::uint16_t small_ = 0;
  std::uint32_t a_ = 0;
  std::uint32_t b_ = 0;
  std::uint32_t c_ = 0;
};
static_assert(std::is_same_v<std::variant_alternative_t<0, GateKind>, InPlaces>);
static_assert(sizeof(Gate) == 16 && std::is_trivially_copyable_v<Gate>);

}  // namespace eligo::batch
