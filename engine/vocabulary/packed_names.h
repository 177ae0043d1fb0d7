#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace eligo {

// Names among which a misspelt one is looked for, packed by length: a misspelling is about as long
// as what was meant.
class PackedNames {
 public:
  using Name = std::pair<std::string, std::string>;  // the form that is compared, and as written

  static std::string pack(std::vector<Name> names);

  PackedNames() = default;  // none
  // `packed` is what `pack` returned, and outlives this.
  explicit PackedNames(std::string_view packed) : packed_(packed) {}

  // Up to `count` names, as written, that `form` could be a misspelling of: the nearest first,
  // those equally near in alphabetical order, each at most once.
  std::vector<std::string> nearest(std::string_view form, std::size_t count) const;

 private:
  std::string_view packed_;
};

}  // namespace eligo
