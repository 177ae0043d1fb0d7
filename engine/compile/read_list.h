#pragma once

#include "compile/item.h"
#include "compile/read_sentence.h"
#include "compile/sentence.h"

namespace eligo::compile {

// Reads one statement: a list of items with what joins them, what is taken out again, and the words
// on which the rest hangs.
SentenceReading read_statement(Sentence& sentence, Phrases phrases);

}  // namespace eligo::compile
