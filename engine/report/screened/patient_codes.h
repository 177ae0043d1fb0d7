#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace eligo {

// Codes in place of patients' ids: HMAC-SHA-256 of the id by a secret key, 60 bits of it in
// letters and digits that are not taken for one another, "7QF3-M9AX-T2PK". Who has the key and the
// id can find the code again, in any run; nobody else can.
class PatientCodes {
 public:
  static constexpr std::size_t shortest_key = 16;  // bytes

  // Nothing where the key is shorter than that.
  static std::optional<PatientCodes> keyed(std::string key);

  std::string code_of(std::string_view patient) const;

 private:
  explicit PatientCodes(std::string key) : key_(std::move(key)) {}
  std::string key_;
};

}  // namespace eligo
