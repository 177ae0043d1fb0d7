#include "document/unheaded_list.h"

namespace eligo {

std::optional<std::size_t> end_of_first_list(const TextParts& parts) {
  std::optional<std::size_t> end;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string_view text = parts[i].text();
    if (text.ends_with(';')) continue;
    const bool is_last = i + 1 == parts.size();
    if (!text.ends_with('.')) return std::nullopt;
    if (is_last) break;
    if (end) return std::nullopt;
    end = i + 1;
  }
  constexpr std::size_t fewest_items = 2;
  if (!end || *end < fewest_items || parts.size() - *end < fewest_items) return std::nullopt;
  return end;
}

}  // namespace eligo
