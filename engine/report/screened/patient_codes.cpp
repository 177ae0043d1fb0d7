#include "report/screened/patient_codes.h"

#include <nettle/hmac.h>

#include <array>
#include <cstdint>

namespace eligo {

std::optional<PatientCodes> PatientCodes::keyed(std::string key) {
  if (key.size() < shortest_key) return std::nullopt;
  return PatientCodes(std::move(key));
}

std::string PatientCodes::code_of(std::string_view patient) const {
  // Crockford's base 32: no I, L, O and U.
  constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  constexpr std::string_view purpose = "eligo patient code\n";  // other uses of a key differ
  constexpr std::size_t digits_of_code = 12;
  constexpr std::size_t digits_of_group = 4;
  const std::string message = std::string(purpose) + std::string(patient);
  const auto bytes_of = [](const std::string& text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
  };
  hmac_sha256_ctx state;
  hmac_sha256_set_key(&state, key_.size(), bytes_of(key_));
  hmac_sha256_update(&state, message.size(), bytes_of(message));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  hmac_sha256_digest(&state, digest.size(), digest.data());
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < sizeof(bits); ++i) bits = bits << 8U | digest[i];
  std::string code;
  for (std::size_t i = 0; i < digits_of_code; ++i) {
    if (i > 0 && i % digits_of_group == 0) code += '-';
    code += digits[bits >> 59U];
    bits <<= 5U;
  }
  return code;
}

}  // namespace eligo
