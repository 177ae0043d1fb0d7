#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace eligo {

// Values one after the other in a string of bytes, the same on every machine.
class ByteWriter {
 public:
  void number(std::uint64_t value);  // seven bits a byte, the low ones first
  void signed_number(std::int64_t value);
  void flag(bool value) { number(value ? 1 : 0); }
  void text(std::string_view text);  // its size, then its bytes
  void fixed(std::uint32_t value);   // four bytes, the low one first

  std::size_t size() const { return bytes_.size(); }
  const std::string& written() const { return bytes_; }

 private:
  std::string bytes_;
};

// Reads what ByteWriter wrote, in the same order. The texts it gives point into `bytes`. Behind the
// end there are zeros and empty texts.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number();
  std::uint32_t index() { return static_cast<std::uint32_t>(number()); }
  std::int64_t signed_number();
  bool flag() { return number() != 0; }
  std::string_view text();
  std::uint32_t fixed();

  bool at_end() const { return rest_.empty(); }
  // Whether something was read that is not there.
  bool is_short() const { return is_short_; }
  std::size_t bytes_left() const { return rest_.size(); }

 private:
  std::string_view rest_;
  bool is_short_ = false;
};

// The number at index `index` of a row of fixed numbers; 0 behind its end.
std::uint32_t fixed_number_at(std::string_view row, std::size_t index);

}  // namespace eligo
