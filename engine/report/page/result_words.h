#pragma once

#include <string_view>

#include "decide/decision.h"
#include "report/page/template.h"

namespace eligo {

// How a page shows a result: always a sign and a word; the colour only repeats them.
struct ResultWords {
  std::string_view sign;       // "✕"
  std::string_view word;       // "fails"
  std::string_view css_class;  // "fail"
};
ResultWords words_of(CriterionResult result);
ResultWords words_of(Verdict verdict);

// {sign, word, class} for the templates.
Fields fields_of(const ResultWords& words);

}  // namespace eligo
