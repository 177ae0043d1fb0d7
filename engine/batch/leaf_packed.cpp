#include "batch/leaf_packed.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "quantity/unit_packed.h"

namespace eligo::batch {
namespace {

template <typename Enumeration>
void pack_enumeration(Enumeration value, ByteWriter& into) {
  into.number(static_cast<std::uint64_t>(value));
}

template <typename Enumeration>
Enumeration unpack_enumeration(ByteReader& from, Enumeration last) {
  const std::uint64_t number = from.number();
  return number <= static_cast<std::uint64_t>(last) ? static_cast<Enumeration>(number) : last;
}

template <typename Value, typename PackValue>
void pack_optional(const std::optional<Value>& value, ByteWriter& into, const PackValue& pack_it) {
  into.flag(value.has_value());
  if (value) pack_it(*value);
}

template <typename Unpack>
auto unpack_optional(ByteReader& from, const Unpack& unpack_it)
    -> std::optional<decltype(unpack_it())> {
  if (!from.flag()) return std::nullopt;
  return unpack_it();
}

template <typename List, typename PackOne>
void pack_list(const List& list, ByteWriter& into, const PackOne& pack_one) {
  into.number(list.size());
  for (const auto& one : list) pack_one(one);
}

template <typename Unpack>
auto unpack_list(ByteReader& from, const Unpack& unpack_one) {
  std::vector<decltype(unpack_one())> list;
  for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
    list.push_back(unpack_one());
  }
  return list;
}

void pack_window(const std::optional<TimeWindow>& window, ByteWriter& into) {
  pack_optional(window, into, [&](const TimeWindow& some) {
    into.signed_number(some.period.count);
    pack_enumeration(some.period.unit, into);
    pack_enumeration(some.anchor, into);
  });
}

std::optional<TimeWindow> unpack_window(ByteReader& from) {
  return unpack_optional(from, [&] {
    TimeWindow window;
    window.period.count = static_cast<int>(from.signed_number());
    window.period.unit = unpack_enumeration(from, Period::Unit::years);
    window.anchor = unpack_enumeration(from, Anchor::first_dose);
    return window;
  });
}

void pack_conditions(const ResultConditions& conditions, ByteWriter& into) {
  into.flag(conditions.fasting);
  pack_optional(conditions.specimen, into,
                [&](Specimen specimen) { pack_enumeration(specimen, into); });
  pack_window(conditions.window, into);
}

void unpack_conditions(ByteReader& from, ResultConditions& conditions) {
  conditions.fasting = from.flag();
  conditions.specimen =
      unpack_optional(from, [&] { return unpack_enumeration(from, Specimen::urine); });
  conditions.window = unpack_window(from);
}

void pack_name(const OwnName& name, ByteWriter& into) {
  into.text(name.text);
  into.text(name.comparable);
}

OwnName unpack_own_name(ByteReader& from) {
  OwnName name;
  name.text = from.text();
  name.comparable = from.text();
  return name;
}

void pack_records(const RecordPattern& pattern, ByteWriter& into) {
  pack_list(pattern.kinds, into, [&](ConceptKind kind) { pack_enumeration(kind, into); });
  pack_list(pattern.terms, into, [&](ConceptId term) { into.number(term.index); });
  pack_list(pattern.own_names, into, [&](const OwnName& name) { pack_name(name, into); });
  pack_list(pattern.exceptions, into, [&](const RecordException& exception) {
    into.number(exception.term.index);
    pack_list(exception.outcomes, into, [&](const std::string& one) { into.text(one); });
  });
  pack_optional(pattern.status, into, [&](RecordStatus status) { pack_enumeration(status, into); });
  pack_window(pattern.window, into);
}

RecordPattern unpack_record_pattern(ByteReader& from) {
  RecordPattern pattern;
  pattern.kinds = unpack_list(from, [&] { return unpack_enumeration(from, ConceptKind::fact); });
  pattern.terms = unpack_list(from, [&] { return ConceptId{from.index()}; });
  pattern.own_names = unpack_list(from, [&] { return unpack_own_name(from); });
  pattern.exceptions = unpack_list(from, [&] {
    RecordException exception;
    exception.term.index = from.index();
    exception.outcomes = unpack_list(from, [&] { return std::string(from.text()); });
    return exception;
  });
  pattern.status =
      unpack_optional(from, [&] { return unpack_enumeration(from, RecordStatus::resolved); });
  pattern.window = unpack_window(from);
  return pattern;
}

bool knows(const RecordPattern& pattern, std::size_t concepts) {
  return std::all_of(pattern.terms.begin(), pattern.terms.end(),
                     [&](ConceptId term) { return term.index < concepts; }) &&
         std::all_of(pattern.exceptions.begin(), pattern.exceptions.end(),
                     [&](const RecordException& one) { return one.term.index < concepts; });
}

// Packs the fields of one kind of leaf; a node that is none has none.
class LeafPacker {
 public:
  explicit LeafPacker(ByteWriter& into) : into_(into) {}

  void operator()(const ObservedResult& leaf) const {
    pack(leaf.observation, into_);
    pack_list(leaf.results, into_, [&](std::uint32_t result) { into_.number(result); });
  }
  void operator()(const MeasuredInRange& leaf) const {
    pack_conditions(leaf.observation, into_);
    pack_name(leaf.observation.name, into_);
    pack_enumeration(leaf.scale, into_);
    eligo::pack(leaf.range, into_);
    pack_optional(leaf.unit, into_, [&](const Unit& unit) { eligo::pack(unit, into_); });
    into_.text(leaf.unit_text);
    into_.text(leaf.own_unit);
  }
  void operator()(const OnsetAgeInRange& leaf) const { pack_timed(leaf); }
  void operator()(const DurationInRange& leaf) const { pack_timed(leaf); }
  void operator()(const DoseInRange& leaf) const {
    pack_records(leaf.record, into_);
    eligo::pack(leaf.unit, into_);
    eligo::pack(leaf.range, into_);
  }
  void operator()(const RecordFound& leaf) const { pack_records(leaf.record, into_); }
  void operator()(const FactIs& leaf) const { into_.number(leaf.fact.index); }
  template <typename Other>
  void operator()(const Other& /*other*/) const {}

 private:
  template <typename Leaf>
  void pack_timed(const Leaf& leaf) const {
    pack_records(leaf.record, into_);
    pack_enumeration(leaf.unit, into_);
    eligo::pack(leaf.range, into_);
  }

  ByteWriter& into_;
};

// The position of an alternative among the operations: what kind of leaf follows.
template <typename Leaf, std::size_t index = 0>
constexpr std::size_t position_of() {
  if constexpr (std::is_same_v<std::variant_alternative_t<index, Operation>, Leaf>) {
    return index;
  } else {
    return position_of<Leaf, index + 1>();
  }
}

template <typename Leaf>
Leaf unpack_timed(ByteReader& from) {
  Leaf leaf;
  leaf.record = unpack_record_pattern(from);
  leaf.unit = unpack_enumeration(from, Period::Unit::years);
  leaf.range = unpack_interval(from);
  return leaf;
}

MeasuredInRange unpack_measured(ByteReader& from) {
  MeasuredInRange leaf;
  unpack_conditions(from, leaf.observation);
  leaf.observation.name = unpack_own_name(from);
  leaf.scale = unpack_enumeration(from, LimitScale::lower_reference_limit);
  leaf.range = unpack_interval(from);
  leaf.unit = unpack_optional(from, [&] { return unpack_unit(from); });
  leaf.unit_text = from.text();
  leaf.own_unit = from.text();
  return leaf;
}

template <typename Leaf>
std::optional<Operation> if_known(Leaf leaf, std::size_t concepts) {
  if (!knows(leaf.record, concepts)) return std::nullopt;
  return Operation(std::move(leaf));
}

}  // namespace

void pack(const ObservationPattern& pattern, ByteWriter& into) {
  pack_conditions(pattern, into);
  into.number(pattern.analyte.index);
}

ObservationPattern unpack_observation_pattern(ByteReader& from) {
  ObservationPattern pattern;
  unpack_conditions(from, pattern);
  pattern.analyte.index = from.index();
  return pattern;
}

void pack_leaf(const Operation& leaf, ByteWriter& into) {
  into.number(leaf.index());
  std::visit(LeafPacker(into), leaf);
}

std::optional<Operation> unpack_leaf(ByteReader& from, std::size_t concepts) {
  switch (from.number()) {
    case position_of<ObservedResult>(): {
      ObservedResult leaf;
      leaf.observation = unpack_observation_pattern(from);
      leaf.results = unpack_list(from, [&] { return from.index(); });
      if (leaf.observation.analyte.index >= concepts) return std::nullopt;
      return Operation(std::move(leaf));
    }
    case position_of<MeasuredInRange>():
      return Operation(unpack_measured(from));
    case position_of<OnsetAgeInRange>():
      return if_known(unpack_timed<OnsetAgeInRange>(from), concepts);
    case position_of<DurationInRange>():
      return if_known(unpack_timed<DurationInRange>(from), concepts);
    case position_of<DoseInRange>(): {
      DoseInRange leaf;
      leaf.record = unpack_record_pattern(from);
      leaf.unit = unpack_unit(from);
      leaf.range = unpack_interval(from);
      return if_known(std::move(leaf), concepts);
    }
    case position_of<RecordFound>():
      return if_known(RecordFound{unpack_record_pattern(from)}, concepts);
    case position_of<FactIs>(): {
      const ConceptId fact{from.index()};
      if (fact.index >= concepts) return std::nullopt;
      return Operation(FactIs{fact});
    }
    default:
      return std::nullopt;
  }
}

}  // namespace eligo::batch
