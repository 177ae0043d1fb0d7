#pragma once

#include <string_view>
#include <vector>

#include "compile/phrase.h"
#include "compile/phrase_runtime.h"
#include "compile/token.h"

namespace eligo::compile {

// The phrases of a parse tree, as values.
std::vector<Phrase> phrases_of(generated::CriterionParser::SentenceContext& sentence,
                               std::string_view text, const Tokens& tokens);

}  // namespace eligo::compile
