#pragma once

// What the words on which the rest of a statement hangs do to what stands before them.

#include <string_view>

namespace eligo::compile {

// "infection requiring treatment": fewer patients, never others. Others turn the meaning:
// "penicillin allergy".
bool narrows_what_precedes(std::string_view words);

// "… unless …"
bool takes_back(std::string_view words);

// "… regardless of …", "… with or without …"
bool changes_nothing(std::string_view words);

}  // namespace eligo::compile
