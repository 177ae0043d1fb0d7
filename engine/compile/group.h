#pragma once

// Sentences that ask something of some patients only: "Men must …", "Women of childbearing
// potential who …", "… (for women)".

#include <optional>
#include <vector>

#include "compile/item.h"
#include "compile/sentence.h"

namespace eligo::compile {

struct Group {
  syntax::Expression who;
  std::vector<Phrase> rest;  // what is asked of them
};

// Nothing where the statement is about everybody, or names a group and asks nothing more of it.
std::optional<Group> group_in(const Sentence& sentence, Phrases phrases);

}  // namespace eligo::compile
