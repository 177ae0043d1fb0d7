#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace eligo {

// The SHA-256 of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);
  // Of everything added, in lower-case hexadecimal; nothing where the cryptographic library fails.
  // To be called once.
  std::optional<std::string> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The SHA-256 of `bytes` in lower-case hexadecimal; nothing where the cryptographic library fails.
std::optional<std::string> sha256_of(std::string_view bytes);

}  // namespace eligo
