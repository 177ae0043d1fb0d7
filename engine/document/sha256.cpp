#include "document/sha256.h"

#include <nettle/base16.h>

namespace eligo {

Sha256::Sha256() {
  sha256_init(&state_);
}

void Sha256::add(std::string_view bytes) {
  sha256_update(&state_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

std::array<std::uint8_t, SHA256_DIGEST_SIZE> Sha256::finish_bytes() {
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&state_, digest.size(), digest.data());
  return digest;
}

std::string Sha256::finish() {
  const std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest = finish_bytes();
  std::string text(BASE16_ENCODE_LENGTH(digest.size()), '\0');
  base16_encode_update(text.data(), digest.size(), digest.data());
  return text;
}

std::array<std::uint8_t, SHA256_DIGEST_SIZE> sha256_bytes_of(std::string_view bytes) {
  Sha256 digest;
  digest.add(bytes);
  return digest.finish_bytes();
}

std::string sha256_of(std::string_view bytes) {
  Sha256 digest;
  digest.add(bytes);
  return digest.finish();
}

}  // namespace eligo
