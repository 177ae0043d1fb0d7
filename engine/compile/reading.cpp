#include "compile/reading.h"

namespace eligo {

std::string_view sign_of(ConstraintOperator op) {
  switch (op) {
    case ConstraintOperator::less:
      return "<";
    case ConstraintOperator::at_most:
      return "<=";
    case ConstraintOperator::greater:
      return ">";
    case ConstraintOperator::at_least:
      return ">=";
    case ConstraintOperator::equal:
      return "=";
    case ConstraintOperator::between:
      return "between";
  }
  return "";
}

std::string_view name_of(ReadingStatus status) {
  switch (status) {
    case ReadingStatus::computed:
      return "computed";
    case ReadingStatus::partial:
      return "partial";
    case ReadingStatus::human:
      return "human";
    case ReadingStatus::lost:
      return "lost";
  }
  return "";
}

}  // namespace eligo
