#include "report/screened/patient_codes.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdint>

namespace eligo {

std::optional<PatientCodes> PatientCodes::keyed(std::string key) {
  if (key.size() < shortest_key) return std::nullopt;
  return PatientCodes(std::move(key));
}

std::optional<std::string> PatientCodes::code_of(std::string_view patient) const {
  // Crockford's base 32: no I, L, O and U.
  constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  constexpr std::string_view purpose = "eligo patient code\n";  // other uses of a key differ
  constexpr std::size_t digits_of_code = 12;
  constexpr std::size_t digits_of_group = 4;
  const std::string message = std::string(purpose) + std::string(patient);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  const unsigned char* made = ::HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
                                     reinterpret_cast<const unsigned char*>(message.data()),
                                     message.size(), digest.data(), &length);
  if (made == nullptr || length < sizeof(std::uint64_t)) return std::nullopt;
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
