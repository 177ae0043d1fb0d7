#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace eligo {

// Rows begin at a multiple of this; and how many bytes go before one behind so many others.
inline constexpr std::size_t row_alignment = 8;
constexpr std::size_t filling_behind(std::size_t size) {
  return (row_alignment - size % row_alignment) % row_alignment;
}

// Values one after the other in a string of bytes, the same on every machine but for rows.
class ByteWriter {
 public:
  void number(std::uint64_t value);  // seven bits a byte, the low ones first
  void signed_number(std::int64_t value);
  void flag(bool value) { number(value ? 1 : 0); }
  void text(std::string_view text);  // its size, then its bytes
  void fixed(std::uint32_t value);   // four bytes, the low one first
  // How many, then the values as this machine has them in memory, at a multiple of eight bytes:
  // who reads them need not copy them.
  template <typename Value>
  void row(std::span<const Value> values) {
    static_assert(std::is_trivially_copyable_v<Value> && alignof(Value) <= row_alignment);
    begin_row(values.size());
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }

  std::size_t size() const { return bytes_.size(); }
  const std::string& written() const { return bytes_; }

 private:
  void begin_row(std::size_t count);

  std::string bytes_;
};

// Reads what ByteWriter wrote, in the same order. The texts and rows it gives point into `bytes`,
// which begin at a multiple of eight in memory where rows are read. Behind the end there are zeros
// and empty texts.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : begin_(bytes.data()), rest_(bytes) {}

  std::uint64_t number();
  std::uint32_t index() { return static_cast<std::uint32_t>(number()); }
  std::int64_t signed_number();
  bool flag() { return number() != 0; }
  std::string_view text();
  std::uint32_t fixed();
  // Any bytes are a value to it: who reads them holds them against what they may be.
  template <typename Value>
  std::span<const Value> row() {
    const std::string_view bytes = row_bytes(sizeof(Value));
    return {reinterpret_cast<const Value*>(bytes.data()), bytes.size() / sizeof(Value)};
  }

  bool at_end() const { return rest_.empty(); }
  // Whether something was read that is not there.
  bool is_short() const { return is_short_; }
  std::size_t bytes_left() const { return rest_.size(); }

 private:
  std::string_view row_bytes(std::size_t size_of_one);

  const char* begin_;
  std::string_view rest_;
  bool is_short_ = false;
};

// The number at index `index` of a row of fixed numbers; 0 behind its end.
std::uint32_t fixed_number_at(std::string_view row, std::size_t index);

}  // namespace eligo
