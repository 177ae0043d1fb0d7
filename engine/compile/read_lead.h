#pragma once

#include <optional>

#include "compile/item.h"
#include "compile/read_sentence.h"
#include "compile/sentence.h"

namespace eligo::compile {

// "Meets one of the following: BMI ≥ 35 kg/m²; HbA1c ≥ 9 %": a list in the sentence, joined as the
// words before the colon say. Nothing where none do.
std::optional<SentenceReading> read_led_in(Sentence& sentence, Phrases phrases);

}  // namespace eligo::compile
