#pragma once

// What a sentence takes out of what it named: "malignancy except basal cell carcinoma",
// "corticosteroids; inhaled ones are permitted".

#include <optional>
#include <string>
#include <vector>

#include "compile/item.h"
#include "compile/read_sentence.h"
#include "compile/sentence.h"

namespace eligo::compile {

// One thing that is taken out.
struct TakenOut {
  ConceptId term;
  std::vector<std::string> outcomes;  // "excised"
  std::string open;  // the words with it, where they narrow it and were not understood
};

// A list of names, and a time that closes it. Nothing where it says anything else.
struct TakenOutList {
  std::vector<TakenOut> items;
  std::optional<syntax::Window> window;
};
std::optional<TakenOutList> taken_out_in(Sentence& sentence, Phrases phrases);

// Takes `list` out of the records that `meaning` is about; false where it is about none of that
// kind. `words` are those that take it out.
bool take_out(Sentence& sentence, const TakenOutList& list, const std::string& words,
              SentenceReading& reading);

// "malignancy except basal cell carcinoma": nothing where the exception is no list of names.
std::optional<SentenceReading> with_exceptions(Sentence& sentence, Phrases front, Phrases tail);

// "immunosuppressants such as cyclosporine": kinds of what was named, and what is none of its kinds
// beside it.
SentenceReading with_examples(Sentence& sentence, Phrases front, Phrases tail);

}  // namespace eligo::compile
