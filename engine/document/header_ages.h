#pragma once

#include <optional>
#include <string_view>

#include "document/registry_record.h"

namespace eligo {

struct AgeLimits {
  std::optional<HeaderAge> minimum;  // unset: no limit
  std::optional<HeaderAge> maximum;
};

// The ages in a header's field, in all forms that registries write: "18 Years to 65 Years (Adult,
// Older Adult)", "18-60 years", "from 3 years up to 35 years old", "up to 17 Years", "18 Years and
// older", "Child, Adult". Nothing where any word of it is something else.
std::optional<AgeLimits> header_ages(std::string_view text);

}  // namespace eligo
