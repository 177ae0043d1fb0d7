#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace eligo::compile {

// The smallest pieces of a sentence: a word ("HbA1c", "Meckel"), a run of digits, one sign.
struct Atom {
  enum class Kind { word, digits, sign };
  Kind kind{};
  Span span;                  // bytes of the sentence
  bool space_before = false;  // white space stands between it and the one before it
};

// Every byte that is no white space is in exactly one atom. A word goes on over digits ("CD4"); an
// apostrophe, a hyphen or a full stop is a sign of its own.
std::vector<Atom> atoms_of(std::string_view sentence);

}  // namespace eligo::compile
