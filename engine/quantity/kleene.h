#pragma once

#include "quantity/truth.h"

namespace eligo {

// Kleene's strong three-valued logic: an answer is decided as soon as no value of what is unknown
// could change it. n = no, y = yes, ? = unknown; the left operand names the row.

//   not
//   n  y
//   y  n
//   ?  ?
constexpr Truth kleene_not(Truth operand) {
  switch (operand) {
    case Truth::no:
      return Truth::yes;
    case Truth::yes:
      return Truth::no;
    case Truth::unknown:
      return Truth::unknown;
  }
  return Truth::unknown;
}

//   and   n  y  ?
//   n     n  n  n
//   y     n  y  ?
//   ?     n  ?  ?
constexpr Truth kleene_and(Truth left, Truth right) {
  if (left == Truth::no || right == Truth::no) return Truth::no;
  if (left == Truth::yes && right == Truth::yes) return Truth::yes;
  return Truth::unknown;
}

//   or    n  y  ?
//   n     n  y  ?
//   y     y  y  y
//   ?     ?  y  ?
constexpr Truth kleene_or(Truth left, Truth right) {
  if (left == Truth::yes || right == Truth::yes) return Truth::yes;
  if (left == Truth::no && right == Truth::no) return Truth::no;
  return Truth::unknown;
}

//   xor   n  y  ?
//   n     n  y  ?
//   y     y  n  ?
//   ?     ?  ?  ?
constexpr Truth kleene_xor(Truth left, Truth right) {
  if (left == Truth::unknown || right == Truth::unknown) return Truth::unknown;
  return left == right ? Truth::no : Truth::yes;
}

//   implies   n  y  ?
//   n         y  y  y
//   y         n  y  ?
//   ?         ?  y  ?
constexpr Truth kleene_implies(Truth left, Truth right) {
  return kleene_or(kleene_not(left), right);
}

}  // namespace eligo
