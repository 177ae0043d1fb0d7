#pragma once

// The keys of objects whose fields are fixed. Private to this stage.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace eligo {

// A text of at most eight bytes as a number, so that a switch can tell keys apart.
constexpr std::uint64_t short_key(std::string_view text) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    number |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[i])) << 8 * i;
  }
  return number;
}

// The same for a text with at least eight readable bytes at its beginning; 0 for a longer one.
inline std::uint64_t short_key_of(std::string_view text) {
  if (text.empty() || text.size() > sizeof(std::uint64_t)) return 0;
  std::uint64_t number = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&number, text.data(), sizeof number);
    return number & ~std::uint64_t{0} >> 8 * (sizeof number - text.size());
  } else {
    return short_key(text);
  }
}

// The fields that an object had, each a bit.
class SeenFields {
 public:
  // False for one that was there before.
  bool add(unsigned field) {
    const std::uint32_t bit = std::uint32_t{1} << field;
    if ((seen_ & bit) != 0) return false;
    seen_ |= bit;
    return true;
  }

 private:
  std::uint32_t seen_ = 0;
};

}  // namespace eligo
