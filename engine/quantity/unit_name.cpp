#include <fmt/format.h>

#include "quantity/unit.h"
#include "quantity/unit_expression.h"

namespace eligo {
namespace {

// "(milligram)", "(meter ^ 3)", "(gram {creat})"
std::string name_in_parentheses(const UnitFactor& factor, std::string name) {
  if (factor.exponent != 1) name += fmt::format(" ^ {}", factor.exponent);
  if (!factor.annotation.empty()) name += " " + factor.annotation;
  return "(" + name + ")";
}

}  // namespace

std::optional<std::string> UnitTable::display_name(std::string_view ucum) const {
  if (ucum.empty() || ucum == "1") return "(unity)";
  if (!parse_ucum(ucum)) return std::nullopt;
  const auto read = read_unit_factors(ucum, UnitSyntax::ucum);
  std::string text;
  for (const UnitFactor& factor : std::get<std::vector<UnitFactor>>(read)) {
    if (text.empty() && factor.divides) text = "1";
    if (!text.empty()) text += factor.divides ? " / " : " * ";
    if (factor.kind == UnitFactor::Kind::annotation || factor.kind == UnitFactor::Kind::number) {
      text += std::string(factor.text) + factor.annotation;
      continue;
    }
    const Symbol symbol = find_symbol(factor.text, Reading::ucum);
    if (symbol.atom == nullptr) {
      text += name_in_parentheses(factor, std::string(factor.text));
      continue;
    }
    const std::string prefix = symbol.prefix == nullptr ? "" : symbol.prefix->name;
    text += name_in_parentheses(factor, prefix + symbol.atom->name);
  }
  return text;
}

}  // namespace eligo
