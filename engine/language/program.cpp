#include "language/program.h"

#include <type_traits>

namespace eligo {

std::string_view name_of(Specimen specimen) {
  switch (specimen) {
    case Specimen::serum:
      return "serum";
    case Specimen::plasma:
      return "plasma";
    case Specimen::blood:
      return "blood";
    case Specimen::urine:
      return "urine";
  }
  return "";
}

std::string_view name_of(RecordStatus status) {
  switch (status) {
    case RecordStatus::active:
      return "active";
    case RecordStatus::resolved:
      return "resolved";
  }
  return "";
}

std::string_view name_of(CriterionKind kind) {
  switch (kind) {
    case CriterionKind::inclusion:
      return "inclusion";
    case CriterionKind::exclusion:
      return "exclusion";
    case CriterionKind::registry:
      return "registry";
  }
  return "";
}

namespace {

template <typename T, typename... Others>
constexpr bool is_one_of = (std::is_same_v<T, Others> || ...);

// How each operation names its operands; an operation of no known shape does not compile.
struct OperandsOf {
  template <typename T>
  std::vector<NodeId> operator()(const T& operation) const {
    if constexpr (is_one_of<T, AllOf, AnyOf, AtLeast>) {
      return operation.operands;
    } else if constexpr (is_one_of<T, Not, UnderAssumption>) {
      return {operation.operand};
    } else if constexpr (is_one_of<T, ExclusiveOr>) {
      return {operation.left, operation.right};
    } else if constexpr (is_one_of<T, Implies>) {
      return {operation.condition, operation.consequence};
    } else if constexpr (is_one_of<T, BySex>) {
      return {operation.male, operation.female};
    } else {
      static_assert(is_one_of<T, ObservedInRange, MeasuredInRange, ObservedResult, AgeInRange,
                              OnsetAgeInRange, DurationInRange, DoseInRange, RecordFound, FactIs,
                              PatientSexIs, Always, Question>);
      return {};
    }
  }
};

}  // namespace

std::vector<NodeId> operands_of(const Operation& operation) {
  return std::visit(OperandsOf{}, operation);
}

}  // namespace eligo
