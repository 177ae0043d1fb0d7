#include "quantity/anchor.h"

namespace eligo {

std::string_view name_of(Anchor anchor) {
  switch (anchor) {
    case Anchor::enrollment:
      return "enrollment";
    case Anchor::randomization:
      return "randomization";
    case Anchor::screening:
      return "screening";
    case Anchor::first_dose:
      return "first_dose";
  }
  return "";
}

std::optional<Anchor> anchor_named(std::string_view name) {
  for (const Anchor anchor : all_anchors) {
    if (name_of(anchor) == name) return anchor;
  }
  return std::nullopt;
}

}  // namespace eligo
