#include "text/packed_bytes.h"

#include <algorithm>

namespace eligo {
namespace {

constexpr unsigned bits_a_byte = 7;
constexpr std::uint64_t low_bits = 0x7F;
constexpr std::uint64_t more_follow = 0x80;
constexpr unsigned bits_a_number = 64;
constexpr std::size_t fixed_size = 4;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

}  // namespace

void ByteWriter::number(std::uint64_t value) {
  while (value > low_bits) {
    bytes_ += static_cast<char>(static_cast<std::uint8_t>((value & low_bits) | more_follow));
    value >>= bits_a_byte;
  }
  bytes_ += static_cast<char>(static_cast<std::uint8_t>(value));
}

// The sign goes into the lowest bit, so that small numbers stay short.
void ByteWriter::signed_number(std::int64_t value) {
  const bool negative = value < 0;
  const auto bits = static_cast<std::uint64_t>(value);
  number(((negative ? ~bits : bits) << 1U) | (negative ? 1U : 0U));
}

void ByteWriter::text(std::string_view text) {
  number(text.size());
  bytes_ += text;
}

void ByteWriter::fixed(std::uint32_t value) {
  for (std::size_t i = 0; i < fixed_size; ++i) {
    bytes_ += static_cast<char>(static_cast<std::uint8_t>(value & 0xFFU));
    value >>= 8U;
  }
}

void ByteWriter::begin_row(std::size_t count) {
  number(count);
  bytes_.append(filling_behind(bytes_.size()), '\0');
}

std::uint64_t ByteReader::number() {
  std::uint64_t value = 0;
  std::size_t size = 0;
  is_short_ = is_short_ || rest_.empty();
  for (unsigned shift = 0; shift < bits_a_number && size < rest_.size(); shift += bits_a_byte) {
    const std::uint64_t byte = byte_at(rest_, size);
    ++size;
    value |= (byte & low_bits) << shift;
    if ((byte & more_follow) == 0) break;
  }
  rest_.remove_prefix(size);
  return value;
}

std::int64_t ByteReader::signed_number() {
  const std::uint64_t value = number();
  const std::uint64_t bits = value >> 1U;
  return static_cast<std::int64_t>((value & 1U) != 0 ? ~bits : bits);
}

std::string_view ByteReader::text() {
  const std::uint64_t written = number();
  const std::size_t size = std::min<std::uint64_t>(written, rest_.size());
  is_short_ = is_short_ || size < written;
  const std::string_view text = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return text;
}

std::uint32_t ByteReader::fixed() {
  is_short_ = is_short_ || rest_.size() < fixed_size;
  const std::uint32_t value = fixed_number_at(rest_, 0);
  rest_.remove_prefix(std::min(fixed_size, rest_.size()));
  return value;
}

std::string_view ByteReader::row_bytes(std::size_t size_of_one) {
  const std::uint64_t count = number();
  const std::size_t filling = filling_behind(static_cast<std::size_t>(rest_.data() - begin_));
  const bool is_aligned = reinterpret_cast<std::uintptr_t>(begin_) % row_alignment == 0;
  if (!is_aligned || filling > rest_.size() || count > (rest_.size() - filling) / size_of_one) {
    is_short_ = true;
    rest_ = {};
    return {};
  }
  const std::string_view bytes = rest_.substr(filling, count * size_of_one);
  rest_.remove_prefix(filling + bytes.size());
  return bytes;
}

std::uint32_t fixed_number_at(std::string_view row, std::size_t index) {
  if (index >= row.size() / fixed_size) return 0;
  std::uint32_t value = 0;
  for (std::size_t i = fixed_size; i-- > 0;) {
    value = (value << 8U) | byte_at(row, index * fixed_size + i);
  }
  return value;
}

}  // namespace eligo
