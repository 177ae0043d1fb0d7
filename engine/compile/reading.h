#pragma once

// What the compiler makes of a criterion sentence.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "language/syntax_tree.h"

namespace eligo {

// A half-open range of Unicode code points of a sentence.
struct CodePoints {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const CodePoints&, const CodePoints&) = default;
};

enum class ConstraintOperator { less, at_most, greater, at_least, equal, between };
std::string_view sign_of(ConstraintOperator op);  // "<", "<=", ">", ">=", "=", "between"

// A number that a sentence compares something with.
struct NumericConstraint {
  std::string concept_name;  // the vocabulary's key, or the sentence's own words
  ConstraintOperator op{};
  std::string value;  // decimal; empty for `between`
  std::string low;    // for `between`
  std::string high;
  std::string unit;  // UCUM, or as written where it is none; "xULN", "xLLN"; empty where unstated
  CodePoints span;   // the whole phrase
  CodePoints concept_span;
  CodePoints value_span;
};

enum class ReadingStatus {
  computed,  // the rule says all that the sentence says
  partial,   // the rule says some of it; the rest stays an open question
  human,     // attestation or judgement by its nature
  lost,      // a gap in the document
};
std::string_view name_of(ReadingStatus status);

// What a sentence means in the rule language.
struct Reading {
  syntax::Expression means;
  std::vector<syntax::OrMeans> other_readings;  // two at most
  std::vector<syntax::Assume> assumes;          // for the whole of `means`
  ReadingStatus status{};
  std::string why;  // for `partial` and `human`: what is not computed, and why
  std::vector<NumericConstraint> constraints;  // in the order of the text
};

}  // namespace eligo
