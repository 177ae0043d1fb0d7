#pragma once

#include <string>
#include <vector>

#include "compile/item.h"
#include "compile/read_sentence.h"
#include "compile/sentence.h"

namespace eligo::compile {

// The items of a list and what stands between them.
struct Items {
  std::vector<Phrases> phrases;
  std::vector<TokenKind> joints;  // before each item but the first: comma, and_, or_, and_or, slash
};

Items items_of(const Sentence& sentence, Phrases phrases);

// Reads the items of a list and joins them. `narrowed_by` are words behind the list that narrow it
// and were not understood; empty where there are none.
SentenceReading join_items(Sentence& sentence, Phrases phrases, const std::string& narrowed_by = "",
                           const ItemContext& context = {});

}  // namespace eligo::compile
