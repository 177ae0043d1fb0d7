#pragma once

#include <optional>
#include <string>

#include "language/check_context.h"
#include "language/program.h"
#include "language/syntax_tree.h"

namespace eligo {

// A criterion's name, resolved; in the order that programs hold criteria in.
struct CriterionKey {
  // Registry facts first: R.age, R.sex, R.healthy are numbers 1 to 3.
  enum class Group { registry, inclusion, exclusion };
  Group group{};
  std::uint32_t number = 0;
  auto operator<=>(const CriterionKey&) const = default;
};

// Reports a number or a registry name that no criterion has.
std::optional<CriterionKey> check_criterion_name(CheckContext& context,
                                                 const syntax::CriterionName& name);

CriterionKind kind_of(const CriterionKey& key);
std::string id_of(const CriterionKey& key);  // "I8", "E31", "R.age"

}  // namespace eligo
