#include "vocabulary/packed_names.h"

#include <algorithm>
#include <map>

#include "text/packed_bytes.h"
#include "vocabulary/nearest.h"

namespace eligo {

std::string PackedNames::pack(std::vector<Name> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::map<std::size_t, ByteWriter> by_length;
  for (const auto& [form, written] : names) {
    ByteWriter& group = by_length[form.size()];
    group.text(form);
    group.text(written == form ? "" : written);
  }
  ByteWriter packed;
  for (const auto& [length, group] : by_length) {
    packed.number(length);
    packed.text(group.written());
  }
  return packed.written();
}

std::vector<std::string> PackedNames::nearest(std::string_view form, std::size_t count) const {
  const std::size_t limit = misspelling_limit(form);
  std::vector<std::pair<std::size_t, std::string_view>> found;
  for (ByteReader groups(packed_); !groups.at_end();) {
    const std::size_t length = groups.number();
    ByteReader group(groups.text());
    if (length + limit < form.size() || length > form.size() + limit) continue;
    while (!group.at_end()) {
      const std::string_view compared = group.text();
      const std::string_view written = group.text();
      const std::size_t distance = edit_distance(form, compared, limit);
      if (distance <= limit) found.emplace_back(distance, written.empty() ? compared : written);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.size() > count) found.resize(count);
  std::vector<std::string> result;
  for (const auto& [distance, written] : found) result.emplace_back(written);
  return result;
}

}  // namespace eligo
