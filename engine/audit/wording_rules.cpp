#include <array>

#include "audit/rules.h"
#include "audit/wording_rule.h"

namespace eligo {

std::span<const WordingRule> wording_rules() {
  static constexpr std::array<WordingRule, 19> rules = {
      wording::missing_unit,    wording::implausible_limit, wording::lost_comparator,
      wording::number_writing,  wording::corrupt_text,      wording::numbering_gap,
      wording::no_criteria,     wording::misplaced,         wording::duplicate,
      wording::elsewhere,       wording::open_list,         wording::vague_term,
      wording::subjective,      wording::unclear_time,      wording::missing_anchor,
      wording::ambiguous_logic, wording::double_negation,   wording::misspelt_term,
      wording::sex_gap};
  return rules;
}

}  // namespace eligo
