#pragma once

#include <optional>
#include <string_view>

#include "document/registry_record.h"

namespace eligo {

// "18 Years", "6 months": an age of a registry's header, whatever its case. Nothing where it is
// none, "N/A" among them.
std::optional<HeaderAge> header_age(std::string_view text);

// "N/A", "No limit", "-" or nothing: the header says that there is no limit.
bool is_no_age_limit(std::string_view text);

// "All", "Both", "Female", "Men": the sexes that a header names, whatever its case.
std::optional<HeaderSex> header_sex(std::string_view text);

// "No", "Yes", "Accepts Healthy Volunteers", "true": whether healthy volunteers are accepted.
std::optional<bool> header_healthy(std::string_view text);

}  // namespace eligo
