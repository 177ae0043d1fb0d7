#include "batch/plan_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "batch/leaf_packed.h"
#include "quantity/unit_packed.h"
#include "text/packed_bytes.h"

namespace eligo::batch {
namespace {

constexpr Place last_place = std::numeric_limits<Place>::max();
constexpr std::uint32_t no_gate = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t passes_if_false = std::uint32_t{1} << 31U;

// --- numbers of fixed width, the low byte first -------------------------------------------------

template <typename Number>
void put(Number value, std::string& into) {
  using Bits = std::conditional_t<sizeof(Number) == 8, std::uint64_t, std::uint32_t>;
  const Bits bits = std::bit_cast<Bits>(value);
  for (unsigned shift = 0; shift < 8 * sizeof bits; shift += 8) {
    into += static_cast<char>(static_cast<unsigned char>(bits >> shift));
  }
}

template <typename Number>
Number number_at(const char* at) {
  using Bits = std::conditional_t<sizeof(Number) == 8, std::uint64_t, std::uint32_t>;
  Bits bits = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&bits, at, sizeof bits);
  } else {
    for (unsigned i = 0; i < sizeof bits; ++i) {
      bits |= Bits{static_cast<unsigned char>(at[i])} << (8 * i);
    }
  }
  return std::bit_cast<Number>(bits);
}

template <typename Number>
std::vector<Number> numbers_in(std::string_view bytes) {
  std::vector<Number> numbers(bytes.size() / sizeof(Number));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = number_at<Number>(bytes.data() + i * sizeof(Number));
  }
  return numbers;
}

// --- gates: four numbers each -------------------------------------------------------------------

struct GateRecord {
  static constexpr std::size_t size = 16;
  std::uint32_t kind = 0;  // the alternative, then the sex left out, then what is small
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

template <typename Kind, std::size_t index = 0>
constexpr std::uint32_t number_of_kind() {
  if constexpr (std::is_same_v<std::variant_alternative_t<index, GateKind>, Kind>) {
    return index;
  } else {
    return number_of_kind<Kind, index + 1>();
  }
}

std::uint32_t small(std::uint32_t value) {
  return value << 16U;
}

struct GatePacker {
  GateRecord operator()(const InPlaces& gate) const {
    return {0, gate.column.index, static_cast<std::uint32_t>(gate.places.low),
            static_cast<std::uint32_t>(gate.places.high)};
  }
  GateRecord operator()(const OfRecords& gate) const {
    std::uint32_t bits = gate.is_existence ? 1 : 0;
    for (std::size_t list = 0; list < gate.lists.size(); ++list) {
      if (gate.lists[list]) bits |= std::uint32_t{2} << list;
    }
    bits |= static_cast<std::uint32_t>(gate.if_complete) << 5U;
    bits |= static_cast<std::uint32_t>(gate.if_incomplete) << 7U;
    return {small(bits), gate.leaf.index, 0, 0};
  }
  GateRecord operator()(const OfFact& gate) const {
    return {0, gate.fact.index, gate.leaf.index, 0};
  }
  GateRecord operator()(const OfResults& gate) const {
    return {0, gate.analyte ? gate.analyte->index + 1 : 0, gate.leaf.index, 0};
  }
  GateRecord operator()(const OfSex& gate) const {
    return {small(static_cast<std::uint32_t>(gate.sex)), 0, 0, 0};
  }
  GateRecord operator()(const Constant& gate) const {
    return {small(static_cast<std::uint32_t>(gate.truth)), 0, 0, 0};
  }
  GateRecord operator()(const Combined& gate) const {
    return {small(static_cast<std::uint32_t>(gate.kind)), gate.count, gate.first, gate.size};
  }
};

std::string packed_gates(const std::vector<Gate>& gates) {
  std::string bytes;
  bytes.reserve(gates.size() * GateRecord::size);
  for (const Gate& gate : gates) {
    const GateRecord record = std::visit(GatePacker{}, gate.kind);
    const std::uint32_t sex = gate.not_for ? static_cast<std::uint32_t>(*gate.not_for) + 1 : 0;
    put(static_cast<std::uint32_t>(gate.kind.index()) | (sex << 8U) | record.kind, bytes);
    put(record.a, bytes);
    put(record.b, bytes);
    put(record.c, bytes);
  }
  return bytes;
}

// Makes gates of their records, and holds each against the rest of the plan.
class GateReader {
 public:
  GateReader(Plan& plan, std::size_t concepts) : plan_(plan), concepts_(concepts) {}

  bool read(std::string_view bytes) {
    const std::size_t count = bytes.size() / GateRecord::size;
    plan_.gates.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const char* at = bytes.data() + std::size_t{i} * GateRecord::size;
      const GateRecord record{number_at<std::uint32_t>(at), number_at<std::uint32_t>(at + 4),
                              number_at<std::uint32_t>(at + 8), number_at<std::uint32_t>(at + 12)};
      Gate& gate = plan_.gates[i];
      const std::uint32_t sex = (record.kind >> 8U) & 0xFFU;
      if (sex > 2) return false;
      if (sex > 0) gate.not_for = static_cast<Sex>(sex - 1);
      if (!read(record, i, gate.kind)) return false;
    }
    return true;
  }

 private:
  bool read(const GateRecord& record, std::uint32_t number, GateKind& into) {
    const std::uint32_t rest = record.kind >> 16U;
    switch (record.kind & 0xFFU) {
      case number_of_kind<InPlaces>():
        return read_comparison(record, number, into);
      case number_of_kind<OfRecords>():
        return read_records(record, rest, into);
      case number_of_kind<OfFact>():
        into = OfFact{{record.a}, {record.b}};
        return record.a < concepts_ && is_leaf<FactIs>(record.b);
      case number_of_kind<OfResults>():
        into = OfResults{{}, {record.b}};
        if (record.a > 0) std::get<OfResults>(into).analyte = ConceptId{record.a - 1};
        return record.a <= concepts_ &&
               (is_leaf<ObservedResult>(record.b) || is_leaf<MeasuredInRange>(record.b));
      case number_of_kind<OfSex>():
        into = OfSex{static_cast<Sex>(rest)};
        return rest <= 1;
      case number_of_kind<Constant>():
        into = Constant{static_cast<Truth>(rest)};
        return rest <= static_cast<std::uint32_t>(Truth::unknown);
      case number_of_kind<Combined>():
        return read_combined(record, rest, number, into);
      default:
        return false;
    }
  }

  bool read_comparison(const GateRecord& record, std::uint32_t number, GateKind& into) {
    if (record.a >= plan_.columns.size()) return false;
    Column& column = plan_.columns[record.a];
    const std::size_t places = 2 * column.limits.size() + 1;
    const bool has_upper = record.c != static_cast<std::uint32_t>(last_place);
    const bool fits = record.b < places && (!has_upper || record.c < places);
    into = InPlaces{{record.a}, {static_cast<Place>(record.b), static_cast<Place>(record.c)}};
    column.gates.push_back({number});
    return fits;
  }

  bool read_records(const GateRecord& record, std::uint32_t bits, GateKind& into) const {
    OfRecords gate;
    gate.is_existence = (bits & 1U) != 0;
    for (std::size_t list = 0; list < gate.lists.size(); ++list) {
      gate.lists[list] = (bits & (std::uint32_t{2} << list)) != 0;
    }
    const std::uint32_t complete = (bits >> 5U) & 3U;
    const std::uint32_t incomplete = (bits >> 7U) & 3U;
    gate.if_complete = static_cast<Truth>(complete);
    gate.if_incomplete = static_cast<Truth>(incomplete);
    gate.leaf = {record.a};
    into = gate;
    constexpr auto last = static_cast<std::uint32_t>(Truth::unknown);
    return complete <= last && incomplete <= last &&
           (is_leaf<RecordFound>(record.a) || is_leaf<OnsetAgeInRange>(record.a) ||
            is_leaf<DurationInRange>(record.a) || is_leaf<DoseInRange>(record.a));
  }

  bool read_combined(const GateRecord& record, std::uint32_t kind, std::uint32_t number,
                     GateKind& into) const {
    if (kind > static_cast<std::uint32_t>(Combined::Kind::agreement)) return false;
    const Combined gate{static_cast<Combined::Kind>(kind), record.a, record.b, record.c};
    into = gate;
    if (std::uint64_t{gate.first} + gate.size > plan_.operands.size()) return false;
    const auto operands = plan_.operands_of(gate);
    const std::size_t needed = gate.kind == Combined::Kind::negation ? 1
                               : gate.kind == Combined::Kind::implies ||
                                       gate.kind == Combined::Kind::exclusive_or ||
                                       gate.kind == Combined::Kind::by_sex
                                   ? 2
                                   : 0;
    return gate.size >= needed &&
           std::all_of(operands.begin(), operands.end(),
                       [&](GateId operand) { return operand.index < number; });
  }

  template <typename Leaf>
  bool is_leaf(std::uint32_t node) const {
    return node < plan_.leaves.nodes.size() &&
           std::holds_alternative<Leaf>(plan_.leaves.nodes[node].operation);
  }

  Plan& plan_;
  std::size_t concepts_;
};

// --- columns ------------------------------------------------------------------------------------

void pack_column(const Column& column, ByteWriter& into) {
  if (const auto* results = std::get_if<ResultColumn>(&column.quantity)) {
    into.number(0);
    pack(results->pattern, into);
    into.number(static_cast<std::uint64_t>(results->scale));
  } else {
    into.number(1);
    into.number(static_cast<std::uint64_t>(std::get<AgeColumn>(column.quantity).unit));
  }
  std::string near;
  std::string begins;
  ByteWriter exact;
  for (std::size_t i = 0; i < column.limits.size(); ++i) {
    put(column.limits.near(i), near);
    put(static_cast<std::uint32_t>(exact.size()), begins);
    eligo::pack(column.limits.limit(i), exact);
  }
  into.text(near);
  into.text(begins);
  into.text(exact.written());
  into.flag(column.limits.are_short_decimals());
  into.number(column.gates.size());
}

bool unpack_column(ByteReader& from, std::size_t concepts, Column& column) {
  if (from.number() == 0) {
    ResultColumn results{unpack_observation_pattern(from), {}};
    const std::uint64_t scale = from.number();
    if (results.pattern.analyte.index >= concepts || scale > 2) return false;
    results.scale = static_cast<LimitScale>(scale);
    column.quantity = std::move(results);
  } else {
    const std::uint64_t unit = from.number();
    if (unit > static_cast<std::uint64_t>(Period::Unit::years)) return false;
    column.quantity = AgeColumn{static_cast<Period::Unit>(unit)};
  }
  std::vector<double> near = numbers_in<double>(from.text());
  std::vector<std::uint32_t> begins = numbers_in<std::uint32_t>(from.text());
  const std::string_view exact = from.text();
  if (near.size() != begins.size() || near.size() > LimitTable::most + 2) return false;
  const bool are_short = from.flag();
  column.limits = LimitTable(std::move(near), std::move(begins), exact, are_short);
  const std::uint64_t gates = from.number();
  if (gates > from.bytes_left()) return false;
  column.gates.reserve(gates);
  return true;
}

// --- trials and their criteria ------------------------------------------------------------------

void pack_trials(const Plan& plan, ByteWriter& into) {
  into.number(plan.criterion_ids.size());
  for (const std::string& id : plan.criterion_ids) into.text(id);
  std::string criteria;
  ByteWriter contradicted;
  std::size_t contradicted_count = 0;
  for (std::size_t i = 0; i < plan.criteria.size(); ++i) {
    const PlannedCriterion& criterion = plan.criteria[i];
    put(criterion.gate ? criterion.gate->index : no_gate, criteria);
    put(criterion.id | (criterion.passes_if_true ? 0 : passes_if_false), criteria);
    if (criterion.size_against == 0) continue;
    ++contradicted_count;
    contradicted.number(i);
    contradicted.number(criterion.size_against);
    for (const std::uint32_t other : plan.against(criterion)) contradicted.number(other);
  }
  into.text(criteria);
  into.number(contradicted_count);
  into.text(contradicted.written());
  into.number(plan.trials.size());
  for (const PlannedTrial& trial : plan.trials) {
    into.text(trial.id);
    into.number(trial.criteria.size());
    into.number((trial.has_criteria ? 1U : 0U) | (trial.has_withheld ? 2U : 0U));
  }
}

bool unpack_criteria(std::string_view bytes, Plan& plan) {
  constexpr std::size_t size = 8;
  plan.criteria.resize(bytes.size() / size);
  for (std::size_t i = 0; i < plan.criteria.size(); ++i) {
    PlannedCriterion& criterion = plan.criteria[i];
    const auto gate = number_at<std::uint32_t>(bytes.data() + i * size);
    const auto id = number_at<std::uint32_t>(bytes.data() + i * size + 4);
    if (gate != no_gate) criterion.gate = GateId{gate};
    criterion.id = id & ~passes_if_false;
    criterion.passes_if_true = (id & passes_if_false) == 0;
    if (criterion.id >= plan.criterion_ids.size()) return false;
    if (gate != no_gate && gate >= plan.gates.size()) return false;
  }
  return true;
}

bool unpack_contradicted(std::uint64_t count, std::string_view bytes, Plan& plan) {
  ByteReader from(bytes);
  for (; count > 0 && !from.at_end(); --count) {
    const std::uint64_t number = from.number();
    if (number >= plan.criteria.size()) return false;
    PlannedCriterion& criterion = plan.criteria[number];
    criterion.first_against = static_cast<std::uint32_t>(plan.against_all.size());
    criterion.size_against = from.index();
    for (std::uint32_t left = criterion.size_against; left > 0; --left) {
      if (from.at_end()) return false;
      plan.against_all.push_back(from.index());
    }
  }
  return count == 0;
}

bool unpack_trials(ByteReader& from, Plan& plan) {
  for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
    plan.criterion_ids.emplace_back(from.text());
  }
  if (!unpack_criteria(from.text(), plan)) return false;
  const std::uint64_t contradicted = from.number();
  if (!unpack_contradicted(contradicted, from.text(), plan)) return false;
  std::span<const PlannedCriterion> rest(plan.criteria);
  const std::uint64_t trials = from.number();
  plan.trials.reserve(std::min<std::uint64_t>(trials, from.bytes_left()));
  for (std::uint64_t left = trials; left > 0; --left) {
    if (from.at_end()) return false;
    PlannedTrial& trial = plan.trials.emplace_back();
    trial.id = from.text();
    const std::uint64_t size = from.number();
    const std::uint64_t has = from.number();
    if (size > rest.size()) return false;
    trial.criteria = rest.first(size);
    rest = rest.subspan(size);
    trial.has_criteria = (has & 1U) != 0;
    trial.has_withheld = (has & 2U) != 0;
    for (const PlannedCriterion& criterion : trial.criteria) {
      if (criterion.size_against == 0) continue;
      for (const std::uint32_t other : plan.against(criterion)) {
        if (other >= size) return false;
      }
    }
  }
  return rest.empty();
}

}  // namespace

std::string pack_plan(const Plan& plan) {
  ByteWriter bytes;
  bytes.number(plan.leaves.nodes.size());
  for (const Node& node : plan.leaves.nodes) pack_leaf(node.operation, bytes);
  bytes.number(plan.columns.size());
  for (const Column& column : plan.columns) pack_column(column, bytes);
  std::string operands;
  for (const GateId operand : plan.operands) put(operand.index, operands);
  bytes.text(operands);
  bytes.text(packed_gates(plan.gates));
  pack_trials(plan, bytes);
  return bytes.written();
}

std::optional<Plan> unpack_plan(std::string_view bytes, const Vocabulary& vocabulary,
                                std::shared_ptr<const void> backing) {
  ByteReader from(bytes);
  Plan plan;
  plan.backing = std::move(backing);
  for (std::uint64_t left = from.number(); left > 0; --left) {
    if (from.at_end()) return std::nullopt;
    std::optional<Operation> leaf = unpack_leaf(from, vocabulary.size());
    if (!leaf) return std::nullopt;
    plan.leaves.nodes.push_back({*std::move(leaf), {}});
  }
  for (std::uint64_t left = from.number(); left > 0; --left) {
    if (from.at_end()) return std::nullopt;
    if (!unpack_column(from, vocabulary.size(), plan.columns.emplace_back())) return std::nullopt;
  }
  for (const std::uint32_t operand : numbers_in<std::uint32_t>(from.text())) {
    plan.operands.push_back({operand});
  }
  if (!GateReader(plan, vocabulary.size()).read(from.text())) return std::nullopt;
  if (!unpack_trials(from, plan) || !from.at_end() || from.is_short()) return std::nullopt;
  complete_plan(plan, vocabulary);
  return plan;
}

}  // namespace eligo::batch
