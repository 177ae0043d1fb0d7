#include "language/check_criterion_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "language/check_document.h"
#include "language/check_names.h"
#include "vocabulary/field_reader.h"
#include "vocabulary/nearest.h"

namespace eligo {
namespace {

constexpr std::array registry_names = {std::string_view("age"), std::string_view("sex"),
                                       std::string_view("healthy")};

std::optional<CriterionKey> check_registry_name(CheckContext& context, const syntax::Name& name) {
  const auto* const known = std::find(registry_names.begin(), registry_names.end(), name.text);
  if (known != registry_names.end()) {
    return CriterionKey{CriterionKey::Group::registry,
                        static_cast<std::uint32_t>(known - registry_names.begin() + 1)};
  }
  const std::vector<std::string> names(registry_names.begin(), registry_names.end());
  const std::vector<std::string> near = nearest(name.text, names);
  context.report(
      DiagnosticCode::unknown_registry_name, name.span,
      fmt::format("registries have no {}", in_quotes(name.text)),
      near.empty() ? fmt::format("write registry {}", listed(names)) : did_you_mean(near));
  return std::nullopt;
}

}  // namespace

std::optional<CriterionKey> check_criterion_name(CheckContext& context,
                                                 const syntax::CriterionName& name) {
  if (const auto* registry = std::get_if<syntax::Name>(&name.which)) {
    return check_registry_name(context, *registry);
  }
  const syntax::Number& written = std::get<syntax::Number>(name.which);
  const auto number = positive_integer(written.text);
  if (!number) {
    context.report(DiagnosticCode::invalid_criterion_number, written.span,
                   fmt::format("{} is no number of a criterion", written.text),
                   "write a whole number from 1 up");
    return std::nullopt;
  }
  return CriterionKey{name.kind.text == "inclusion" ? CriterionKey::Group::inclusion
                                                    : CriterionKey::Group::exclusion,
                      *number};
}

CriterionKind kind_of(const CriterionKey& key) {
  switch (key.group) {
    case CriterionKey::Group::inclusion:
      return CriterionKind::inclusion;
    case CriterionKey::Group::exclusion:
      return CriterionKind::exclusion;
    case CriterionKey::Group::registry:
      return CriterionKind::registry;
  }
  return CriterionKind::registry;
}

std::string id_of(const CriterionKey& key) {
  switch (key.group) {
    case CriterionKey::Group::inclusion:
      return fmt::format("I{}", key.number);
    case CriterionKey::Group::exclusion:
      return fmt::format("E{}", key.number);
    case CriterionKey::Group::registry:
      if (key.number == 0 || key.number > registry_names.size()) return "R";
      return fmt::format("R.{}", registry_names[key.number - 1]);
  }
  return "";
}

}  // namespace eligo
