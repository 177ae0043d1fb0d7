#include "batch/gate.h"

#include <limits>

namespace eligo::batch {
namespace {

// What a gate keeps of its kind: a small number and three large ones.
struct Numbers {
  std::uint16_t small = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

template <typename Value>
std::uint16_t small(Value value) {
  return static_cast<std::uint16_t>(value);
}

// The small number of OfRecords: a bit for existence, one for each list, two for each truth.
constexpr unsigned first_list = 1;
constexpr unsigned truth_if_complete = 5;
constexpr unsigned truth_if_incomplete = 7;
constexpr unsigned end_of_records = 9;

std::uint32_t truth_bits(std::uint16_t bits, unsigned begin) {
  return (static_cast<std::uint32_t>(bits) >> begin) & 3U;
}

struct Packer {
  Numbers operator()(const InPlaces& gate) const {
    return {0, gate.column.index, static_cast<std::uint32_t>(gate.places.low),
            static_cast<std::uint32_t>(gate.places.high)};
  }
  Numbers operator()(const OfRecords& gate) const {
    std::uint32_t bits = gate.is_existence ? 1 : 0;
    for (unsigned list = 0; list < gate.lists.size(); ++list) {
      if (gate.lists[list]) bits |= 1U << (first_list + list);
    }
    bits |= static_cast<std::uint32_t>(gate.if_complete) << truth_if_complete;
    bits |= static_cast<std::uint32_t>(gate.if_incomplete) << truth_if_incomplete;
    return {small(bits), gate.leaf.index, 0, 0};
  }
  Numbers operator()(const OfFact& gate) const { return {0, gate.fact.index, gate.leaf.index, 0}; }
  Numbers operator()(const OfResults& gate) const {
    return {0, gate.analyte ? gate.analyte->index + 1 : 0, gate.leaf.index, 0};
  }
  Numbers operator()(const OfSex& gate) const { return {small(gate.sex), 0, 0, 0}; }
  Numbers operator()(const Constant& gate) const { return {small(gate.truth), 0, 0, 0}; }
  Numbers operator()(const Combined& gate) const {
    return {small(gate.kind), gate.count, gate.first, gate.size};
  }
};

void unpack(const Numbers& numbers, InPlaces& gate) {
  gate = {{numbers.a}, {static_cast<Place>(numbers.b), static_cast<Place>(numbers.c)}};
}
void unpack(const Numbers& numbers, OfRecords& gate) {
  gate.is_existence = (numbers.small & 1U) != 0;
  for (unsigned list = 0; list < gate.lists.size(); ++list) {
    gate.lists[list] = (numbers.small & (1U << (first_list + list))) != 0;
  }
  gate.if_complete = static_cast<Truth>(truth_bits(numbers.small, truth_if_complete));
  gate.if_incomplete = static_cast<Truth>(truth_bits(numbers.small, truth_if_incomplete));
  gate.leaf = {numbers.a};
}
void unpack(const Numbers& numbers, OfFact& gate) {
  gate = {{numbers.a}, {numbers.b}};
}
void unpack(const Numbers& numbers, OfResults& gate) {
  if (numbers.a > 0) gate.analyte = ConceptId{numbers.a - 1};
  gate.leaf = {numbers.b};
}
void unpack(const Numbers& numbers, OfSex& gate) {
  gate = {static_cast<Sex>(numbers.small)};
}
void unpack(const Numbers& numbers, Constant& gate) {
  gate = {static_cast<Truth>(numbers.small)};
}
void unpack(const Numbers& numbers, Combined& gate) {
  gate = {static_cast<Combined::Kind>(numbers.small), numbers.a, numbers.b, numbers.c};
}

// The alternative that a gate's number names, made of its numbers.
template <std::size_t index = 0>
GateKind made_of(std::size_t alternative, const Numbers& numbers) {
  if constexpr (index + 1 < std::variant_size_v<GateKind>) {
    if (alternative != index) return made_of<index + 1>(alternative, numbers);
  }
  std::variant_alternative_t<index, GateKind> gate;
  unpack(numbers, gate);
  return gate;
}

constexpr auto last_truth = static_cast<std::uint32_t>(Truth::unknown);
constexpr auto last_place = static_cast<std::uint32_t>(std::numeric_limits<Place>::max());

template <typename Kind, std::size_t index = 0>
constexpr std::size_t alternative_of() {
  if constexpr (std::is_same_v<std::variant_alternative_t<index, GateKind>, Kind>) {
    return index;
  } else {
    return alternative_of<Kind, index + 1>();
  }
}

bool are_well_formed(std::size_t alternative, const Numbers& numbers) {
  switch (alternative) {
    case alternative_of<InPlaces>():
      return numbers.b <= last_place && numbers.c <= last_place;
    case alternative_of<OfRecords>():
      return numbers.small < (1U << end_of_records) &&
             truth_bits(numbers.small, truth_if_complete) <= last_truth &&
             truth_bits(numbers.small, truth_if_incomplete) <= last_truth;
    case alternative_of<OfFact>():
    case alternative_of<OfResults>():
      return true;
    case alternative_of<OfSex>():
      return numbers.small <= static_cast<std::uint32_t>(Sex::female);
    case alternative_of<Constant>():
      return numbers.small <= last_truth;
    case alternative_of<Combined>():
      return numbers.small <= static_cast<std::uint32_t>(Combined::Kind::agreement);
    default:
      return false;
  }
}

}  // namespace

Gate::Gate(const GateKind& kind, std::optional<Sex> not_for)
    : alternative_(static_cast<std::uint8_t>(kind.index())),
      not_for_(not_for ? static_cast<std::uint8_t>(static_cast<unsigned>(*not_for) + 1) : 0) {
  const Numbers numbers = std::visit(Packer{}, kind);
  small_ = numbers.small;
  a_ = numbers.a;
  b_ = numbers.b;
  c_ = numbers.c;
}

GateKind Gate::kind() const {
  return made_of(alternative_, {small_, a_, b_, c_});
}

bool Gate::is_well_formed() const {
  return not_for_ <= 2 && are_well_formed(alternative_, {small_, a_, b_, c_});
}

}  // namespace eligo::batch
