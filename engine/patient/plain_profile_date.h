#pragma once

// Dates of plain profiles. Private to this stage.

#include <string_view>

#include "patient/plain_profile.h"

namespace eligo {

// "2012", "2012-03" and "2012-03-31" as parse_date reads them; false for any other text.
bool read_plain_date(std::string_view text, PlainDate& date);

}  // namespace eligo
