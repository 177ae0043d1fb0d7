#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "compile/atoms.h"
#include "compile/token.h"

namespace eligo::compile {

// A comparison written in signs.
struct WrittenComparator {
  TokenKind kind{};
  std::size_t atoms = 0;
  std::string open_writing;  // how an odd sign is read; empty where it is clear
};

// The comparison that begins at the first of `atoms`: "<", "≥", "=<", ">/=", "> or =", "<or=". A
// sign that a lost font left behind ("³" before a number, for "≥") is read with a remark.
std::optional<WrittenComparator> comparator_at(std::string_view sentence,
                                               std::span<const Atom> atoms);

}  // namespace eligo::compile
