#pragma once

#include <array>
#include <map>
#include <optional>
#include <string_view>

#include "quantity/calendar.h"

namespace eligo {

// The days of a trial that a time can be counted from.
enum class Anchor { enrollment, randomization, screening, first_dose };
inline constexpr std::array all_anchors = {Anchor::enrollment, Anchor::randomization,
                                           Anchor::screening, Anchor::first_dose};
std::string_view name_of(Anchor anchor);  // "enrollment", "first_dose", ...
std::optional<Anchor> anchor_named(std::string_view name);

// The days that are known. The screening date stands for those that are not.
using AnchorDays = std::map<Anchor, Day>;

}  // namespace eligo
