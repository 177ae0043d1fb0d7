#include "compile/tail_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

template <std::size_t Size>
bool is_one_of(std::string_view words, const std::array<std::string_view, Size>& list) {
  const std::string lower = ascii_lower(words);
  return std::find(list.begin(), list.end(), lower) != list.end();
}

}  // namespace

bool takes_back(std::string_view words) {
  static constexpr std::array<std::string_view, 4> list = {"unless", "except if", "except when",
                                                           "except that"};
  return is_one_of(words, list);
}

bool changes_nothing(std::string_view words) {
  static constexpr std::array<std::string_view, 6> list = {"regardless of",    "irrespective of",
                                                           "regardless",       "with or without",
                                                           "with and without", "with/without"};
  return is_one_of(words, list);
}

bool narrows_what_precedes(std::string_view words) {
  static constexpr std::array<std::string_view, 48> list = {"if",
                                                            "only",
                                                            "when",
                                                            "whenever",
                                                            "in case of",
                                                            "in cases of",
                                                            "in case",
                                                            "provided that",
                                                            "provided",
                                                            "as long as",
                                                            "in whom",
                                                            "for whom",
                                                            "requiring",
                                                            "required",
                                                            "require",
                                                            "requires",
                                                            "that require",
                                                            "which require",
                                                            "needs",
                                                            "need",
                                                            "where",
                                                            "because",
                                                            "due to",
                                                            "caused by",
                                                            "secondary to",
                                                            "related to",
                                                            "resulting in",
                                                            "resulting from",
                                                            "leading to",
                                                            "associated with",
                                                            "attributable to",
                                                            "refractory",
                                                            "resistant",
                                                            "relapsed",
                                                            "defined as",
                                                            "defined by",
                                                            "definition",
                                                            "interfere",
                                                            "interferes",
                                                            "interfering",
                                                            "affecting",
                                                            "affect",
                                                            "preclude",
                                                            "precludes",
                                                            "limit",
                                                            "limits",
                                                            "limiting",
                                                            "need for"};
  return is_one_of(words, list) || takes_back(words) || changes_nothing(words);
}

}  // namespace eligo::compile
