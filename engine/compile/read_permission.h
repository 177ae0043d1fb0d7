#pragma once

#include <optional>

#include "compile/item.h"
#include "compile/read_sentence.h"
#include "compile/sentence.h"

namespace eligo::compile {

// A statement that allows or forbids something: "Concomitant NSAIDs are not allowed", "statins are
// permitted". Nothing where more hangs on it than a rule can say.
std::optional<SentenceReading> read_permission(Sentence& sentence, Phrases phrases);

// Whether a statement allows something, rather than forbids it.
bool permits(const Sentence& sentence, Phrases statement);

// "Use of corticosteroids; inhaled corticosteroids are permitted": takes what is allowed out of
// what the statements before it named. False where it does not fit.
bool take_out_permitted(Sentence& sentence, Phrases statement, SentenceReading& before);

}  // namespace eligo::compile
