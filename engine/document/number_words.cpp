#include "document/number_words.h"

#include <algorithm>
#include <array>

#include "document/text_part.h"

namespace eligo {

namespace {

constexpr auto number_takers = std::to_array<std::string_view>(
    {"between", "grade", "grades",    "stage",  "stages",  "type",   "types",    "class",
     "classes", "phase", "score",     "scores", "level",   "levels", "day",      "days",
     "week",    "weeks", "month",     "visit",  "version", "least",  "most",     "than",
     "and",     "or",    "to",        "of",     "by",      "from",   "over",     "under",
     "above",   "below", "within",    "number", "no",      "no.",    "table",    "cycle",
     "line",    "lines", "status",    "ecog",   "asa",     "nyha",   "group",    "cohort",
     "arm",     "part",  "=",         "<",      ">",       "≤",      "≥",        "-",
     "–",       "+",     "×",         "x",      "is",      "are",    "age",      "aged",
     "ages",    "about", "criterion", "item",   "section", "figure", "appendix", "vs.",
     "vs"});

}  // namespace

bool takes_number(std::string_view before) {
  while (before.ends_with(' ')) before.remove_suffix(1);
  const std::string word = lower_case(last_word(before));
  return std::find(number_takers.begin(), number_takers.end(), word) != number_takers.end();
}

}  // namespace eligo
