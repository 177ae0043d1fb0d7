#include "compile/time_units.h"

#include <array>
#include <utility>

#include "quantity/unit_spelling.h"

namespace eligo::compile {

std::string time_unit_name(std::string_view written) {
  const std::string lower = ascii_lower(written);
  if (lower == "y/o" || lower == "yo" || lower.starts_with("y o") || lower.starts_with("yo ")) {
    return "years";
  }
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names = {
      {{"y", "years"},
       {"mi", "minutes"},
       {"m", "months"},
       {"w", "weeks"},
       {"h", "hours"},
       {"d", "days"}}};
  const std::string_view word = std::string_view(lower).starts_with("calendar ")
                                    ? std::string_view(lower).substr(9)
                                    : std::string_view(lower);
  for (const auto& [beginning, name] : names) {
    if (word.starts_with(beginning)) return std::string(name);
  }
  return "";
}

}  // namespace eligo::compile
