#include "compile/list_heading.h"

#include <algorithm>
#include <variant>
#include <vector>

namespace eligo::compile {
namespace {

const std::vector<syntax::Expression>* operands_of(const syntax::Expression& rule) {
  if (const auto* chain = std::get_if<syntax::Chain>(&rule.node)) return &chain->operands;
  if (const auto* group = std::get_if<syntax::Group>(&rule.node)) return &group->operands;
  return nullptr;
}

bool can_have_window(const syntax::Expression& rule) {
  if (const auto* operands = operands_of(rule)) {
    return std::all_of(operands->begin(), operands->end(), can_have_window);
  }
  const auto* exists = std::get_if<syntax::RecordExists>(&rule.node);
  if (exists != nullptr) return !exists->record.window && !exists->record.status;
  return std::holds_alternative<syntax::Unread>(rule.node) ||
         std::holds_alternative<syntax::Assumed>(rule.node);
}

void set_window(syntax::Expression& rule, const syntax::Window& window) {
  if (auto* chain = std::get_if<syntax::Chain>(&rule.node)) {
    for (syntax::Expression& operand : chain->operands) set_window(operand, window);
  } else if (auto* group = std::get_if<syntax::Group>(&rule.node)) {
    for (syntax::Expression& operand : group->operands) set_window(operand, window);
  } else if (auto* exists = std::get_if<syntax::RecordExists>(&rule.node)) {
    exists->record.window = window;
  }
}

}  // namespace

bool give_window(syntax::Expression& rule, const syntax::Window& window) {
  if (!can_have_window(rule)) return false;
  set_window(rule, window);
  return true;
}

bool compares(const syntax::Expression& rule) {
  if (const auto* operands = operands_of(rule)) {
    return std::all_of(operands->begin(), operands->end(), compares);
  }
  return std::holds_alternative<syntax::Comparison>(rule.node) ||
         std::holds_alternative<syntax::Range>(rule.node);
}

}  // namespace eligo::compile
