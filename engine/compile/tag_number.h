#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "compile/atoms.h"

namespace eligo::compile {

// A number as a sentence writes it.
struct WrittenNumber {
  std::size_t atoms = 0;     // how many atoms write it
  std::string decimal;       // "1500", "7.5"
  std::string open_writing;  // what its writing leaves open and how it is read; empty where clear
  std::string as_thousands;  // "50.000": the decimal if the point groups thousands; else empty
};

// The number that begins at the first of `atoms` ("1,500", "7.5", ".5", "11,1", "50.000",
// "eighteen"); nothing where none does. A sign before it is not part of it.
std::optional<WrittenNumber> number_at(std::string_view sentence, std::span<const Atom> atoms);

}  // namespace eligo::compile
