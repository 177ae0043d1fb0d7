#include "quantity/unit_packed.h"

#include <cstddef>
#include <string>

namespace eligo {
namespace {

// The size of an integer, without its sign, as bytes, the low one first.
void pack_size(const mpz_class& integer, ByteWriter& into) {
  constexpr std::size_t bits_a_byte = 8;
  std::string bytes((mpz_sizeinbase(integer.get_mpz_t(), 2) + bits_a_byte - 1) / bits_a_byte, '\0');
  std::size_t written = 0;
  mpz_export(bytes.data(), &written, -1, 1, 0, 0, integer.get_mpz_t());
  into.text(std::string_view(bytes).substr(0, written));
}

void unpack_size(ByteReader& from, mpz_class& integer) {
  constexpr unsigned bits_a_byte = 8;
  const std::string_view bytes = from.text();
  if (bytes.size() <= sizeof(unsigned long)) {
    unsigned long value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
      value = (value << bits_a_byte) | static_cast<unsigned char>(bytes[i]);
    }
    integer = value;
    return;
  }
  mpz_import(integer.get_mpz_t(), bytes.size(), -1, 1, 0, 0, bytes.data());
}

void unpack_into(Rational& number, ByteReader& from) {
  const bool negative = from.flag();
  unpack_size(from, number.get_num());
  unpack_size(from, number.get_den());
  // Only bytes that `pack` did not write have none.
  if (number.get_den() == 0) number.get_den() = 1;
  if (negative) mpq_neg(number.get_mpq_t(), number.get_mpq_t());
}

void pack(const std::optional<Bound>& bound, ByteWriter& into) {
  into.flag(bound.has_value());
  if (!bound) return;
  into.flag(bound->inclusive);
  pack(bound->value, into);
}

std::optional<Bound> unpack_bound(ByteReader& from) {
  if (!from.flag()) return std::nullopt;
  Bound bound;
  bound.inclusive = from.flag();
  bound.value = unpack_rational(from);
  return bound;
}

}  // namespace

void pack(const Rational& number, ByteWriter& into) {
  into.flag(number < 0);
  pack_size(number.get_num(), into);
  pack_size(number.get_den(), into);
}

Rational unpack_rational(ByteReader& from) {
  Rational number;
  unpack_into(number, from);
  return number;
}

void pack(const Interval& interval, ByteWriter& into) {
  pack(interval.low, into);
  pack(interval.high, into);
}

Interval unpack_interval(ByteReader& from) {
  Interval interval;
  interval.low = unpack_bound(from);
  interval.high = unpack_bound(from);
  return interval;
}

void pack(const Dimension& dimension, ByteWriter& into) {
  into.number(dimension.size());
  for (const auto& [base, exponent] : dimension) {
    into.text(base);
    into.signed_number(exponent);
  }
}

Dimension unpack_dimension(ByteReader& from) {
  Dimension dimension;
  for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
    const std::string_view base = from.text();
    dimension.emplace_hint(dimension.end(), base, static_cast<int>(from.signed_number()));
  }
  return dimension;
}

void pack(const Unit& unit, ByteWriter& into) {
  into.text(unit.text);
  into.text(unit.ucum);
  pack(unit.dimension, into);
  pack(unit.factor, into);
  pack(unit.offset, into);
  into.flag(unit.special);
}

Unit unpack_unit(ByteReader& from) {
  Unit unit;
  unpack_unit_into(unit, from);
  return unit;
}

void unpack_unit_into(Unit& unit, ByteReader& from) {
  unit.text = from.text();
  unit.ucum = from.text();
  unit.dimension = unpack_dimension(from);
  unpack_into(unit.factor, from);
  unpack_into(unit.offset, from);
  unit.special = from.flag();
}

}  // namespace eligo
