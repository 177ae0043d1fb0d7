#pragma once

#include <string_view>

namespace eligo {

// The files of rules/vocabulary, read and packed when Eligo was built (prepare/prepare.cpp):
// PackedVocabulary's bytes.
std::string_view prepared_vocabulary();

}  // namespace eligo
