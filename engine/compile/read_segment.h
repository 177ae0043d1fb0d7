#pragma once

#include "compile/item.h"
#include "compile/phrase.h"
#include "compile/sentence.h"

namespace eligo::compile {

// Reads one value of an item with the words in front of it and behind it.
ItemReading read_segment(Sentence& sentence, Phrases before, const Phrase& value, Phrases behind,
                         const ItemContext& context);

}  // namespace eligo::compile
