#include "compile/name_steps.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <variant>

#include "compile/expressions.h"

namespace eligo::compile {
namespace {

void name_step(const Concept& scale, syntax::Limit& limit) {
  static constexpr std::array<std::string_view, 6> roman = {"I", "II", "III", "IV", "V", "VI"};
  const auto* written = std::get_if<syntax::Number>(&limit.value);
  const bool is_step = written != nullptr && !limit.unit && written->text.size() == 1 &&
                       written->text[0] >= '1' && written->text[0] <= '6';
  if (!is_step) return;
  const auto step = static_cast<std::size_t>(written->text[0] - '1');
  const auto& steps = scale.named_results;
  if (step < steps.size() && steps[step] == roman[step]) limit.value = quoted(steps[step]);
}

}  // namespace

void name_steps(const Concept& scale, syntax::Expression& rule) {
  if (!scale.ordered_results) return;
  if (auto* chain = std::get_if<syntax::Chain>(&rule.node)) {
    for (syntax::Expression& operand : chain->operands) name_steps(scale, operand);
  } else if (auto* comparison = std::get_if<syntax::Comparison>(&rule.node)) {
    name_step(scale, comparison->limit);
  } else if (auto* range = std::get_if<syntax::Range>(&rule.node)) {
    name_step(scale, range->low);
    name_step(scale, range->high);
  }
}

}  // namespace eligo::compile
