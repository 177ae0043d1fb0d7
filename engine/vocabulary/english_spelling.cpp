#include "vocabulary/english_spelling.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace eligo {

bool EnglishSpelling::add(Part part) {
  if (part.first.empty()) return false;
  auto& parts = parts_[static_cast<unsigned char>(part.first.front())];
  const auto same = std::find_if(parts.begin(), parts.end(),
                                 [&](const Part& known) { return known.first == part.first; });
  if (same != parts.end()) return false;
  // A part that begins with a shorter one must be tried before it.
  const auto shorter = std::find_if(parts.begin(), parts.end(), [&](const Part& known) {
    return known.first.size() < part.first.size();
  });
  parts.insert(shorter, std::move(part));
  return true;
}

std::string EnglishSpelling::american(std::string_view folded) const {
  std::string result;
  result.reserve(folded.size());
  while (!folded.empty()) {
    const auto& parts = parts_[static_cast<unsigned char>(folded.front())];
    const auto part = std::find_if(parts.begin(), parts.end(), [&](const Part& known) {
      return folded.starts_with(known.first);
    });
    if (part == parts.end()) {
      result += folded.front();
      folded.remove_prefix(1);
    } else {
      result += part->second;
      folded.remove_prefix(part->first.size());
    }
  }
  return result;
}

std::vector<EnglishSpelling::Part> EnglishSpelling::parts() const {
  std::vector<Part> all;
  for (const auto& parts : parts_) std::copy(parts.begin(), parts.end(), std::back_inserter(all));
  return all;
}

}  // namespace eligo
