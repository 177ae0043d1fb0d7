#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decide/finding.h"

namespace eligo {

// The finding at an open rule's root with somebody's word taken in: whether the sentence, as it is
// written, holds for the patient. The word settles the sentence where each leaf that keeps it open
// is one that a word can settle. Nothing where one of them is a measured value: a word cannot
// stand in for it, and nobody can tell which part of the sentence the word was about.
//
// That keeps the law that more data never flips what is decided: data can only close leaves, so
// what a word settles it goes on settling until the data decide by themselves.
std::optional<Finding> settled_by_word(const Screening& screening,
                                       const std::vector<Finding>& findings, NodeId root,
                                       bool sentence_holds, const std::string& path);

}  // namespace eligo
