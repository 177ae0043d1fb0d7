#pragma once

#include <string>
#include <vector>

#include "compile/item.h"
#include "compile/sentence.h"

namespace eligo::compile {

// What is left of an item's words once its core was read.
struct Leftover {
  bool shifts_meaning = false;      // words that may turn the meaning: the item is not understood
  std::vector<std::string> narrow;  // words that narrow it
};

// Sorts what stands in `tokens`. Words that say nothing fall away.
void sort_leftover(const Sentence& sentence, TokenRange tokens, Leftover& leftover);

}  // namespace eligo::compile
