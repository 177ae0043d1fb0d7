#include "decide/decision.h"

namespace eligo {

std::string_view name_of(CriterionResult result) {
  switch (result) {
    case CriterionResult::pass:
      return "pass";
    case CriterionResult::fail:
      return "fail";
    case CriterionResult::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::eligible:
      return "eligible";
    case Verdict::ineligible:
      return "ineligible";
    case Verdict::undetermined:
      return "undetermined";
  }
  return "undetermined";
}

std::string_view name_of(OpenKind kind) {
  switch (kind) {
    case OpenKind::data:
      return "data";
    case OpenKind::attestation:
      return "attestation";
    case OpenKind::judgement:
      return "judgement";
    case OpenKind::conflict:
      return "conflict";
    case OpenKind::source:
      return "source";
  }
  return "data";
}

}  // namespace eligo
