#pragma once

// What the grammar of criterion phrases finds in a tagged sentence, by value. Spans are bytes of
// the sentence; tokens are counted from 0.

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compile/token.h"

namespace eligo::compile {

// What a number counts in.
enum class Measure {
  plain,        // a unit, or nothing
  time,         // years to minutes
  age,          // years of age
  upper_limit,  // multiples of the upper reference limit
  lower_limit,  // multiples of the lower reference limit
};

struct Quantity {
  std::string decimal;
  Measure measure{};
  std::string unit_text;          // as written; empty where there is none
  std::string ucum;               // for Measure::plain, where the unit table knows the unit
  std::vector<std::string> open;  // what its writing leaves open, and how it is read
  Span span;
};

// A step of a named scale: "II".
struct Grade {
  std::string name;
  Span span;
};

struct Limit {
  TokenKind comparator{};  // less, at_most, greater, at_least, equal
  std::variant<Quantity, Grade> bound;
  std::vector<std::string> open;   // what the sign leaves open
  std::optional<Quantity> second;  // "160/100", "24/30": what stands behind the stroke
};

// A value that something is compared with.
struct Value {
  enum class Kind {
    range,   // low to high, both included
    limits,  // one or two limits
    listed,  // one number or several, without a comparison
  };
  Kind kind{};
  std::vector<Limit> limits;  // for `range` the low and the high one, at_least and at_most
  std::vector<std::variant<Quantity, Grade>> listed;
  bool says_age = false;             // "between the ages of 18 and 65"
  std::optional<Quantity> restated;  // "(…)" behind it: the same in another unit
};

// A value on both sides of what it is about: "18 ≤ age ≤ 70".
struct TwoSided {
  Limit low;
  Limit high;
  std::size_t subject_begin = 0;  // tokens
  std::size_t subject_end = 0;
};

// "within 6 months before enrollment", "in the past year"
struct TimePhrase {
  std::string count;  // empty: "at enrollment"
  std::string unit;   // "days", "weeks", "months", "years", "hours"
  std::optional<Anchor> anchor;
  bool is_after = false;  // "within 4 weeks after randomization": not a time before
};

struct Phrase;
struct Parenthesised {
  std::vector<Phrase> inside;
};
struct SingleToken {};

struct Phrase {
  std::variant<SingleToken, Value, TwoSided, TimePhrase, Parenthesised> node;
  std::size_t begin = 0;  // tokens
  std::size_t end = 0;
  Span span;
};

}  // namespace eligo::compile
