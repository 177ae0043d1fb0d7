#pragma once

#include <nettle/sha2.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace eligo {

// The SHA-256 of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();

  void add(std::string_view bytes);
  // Of everything added, in lower-case hexadecimal. To be called once.
  std::string finish();
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> finish_bytes();

 private:
  sha256_ctx state_;
};

// The SHA-256 of `bytes`: its own bytes, and in lower-case hexadecimal.
std::array<std::uint8_t, SHA256_DIGEST_SIZE> sha256_bytes_of(std::string_view bytes);
std::string sha256_of(std::string_view bytes);

}  // namespace eligo
