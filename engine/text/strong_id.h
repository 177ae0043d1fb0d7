#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace eligo {

// An index that cannot be mistaken for an index of another kind. `Tag` is never defined.
template <typename Tag>
struct StrongId {
  std::uint32_t index = 0;

  friend auto operator<=>(const StrongId&, const StrongId&) = default;
};

}  // namespace eligo

template <typename Tag>
struct std::hash<eligo::StrongId<Tag>> {
  std::size_t operator()(eligo::StrongId<Tag> id) const noexcept {
    return std::hash<std::uint32_t>{}(id.index);
  }
};
