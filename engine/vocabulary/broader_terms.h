#pragma once

#include <vector>

#include "vocabulary/concept.h"

namespace eligo {

// Concepts put in order so that each follows its broader terms, and the circles that stand in the
// way of such an order.
struct BroaderOrder {
  std::vector<ConceptId> order;  // every concept once
  // Each circle begins and ends with the same concept: a, b, a. One at most for each link that
  // closes a circle.
  std::vector<std::vector<ConceptId>> circles;
};

// `broader[i]` holds the direct broader terms of the concept with the index i.
BroaderOrder order_by_broader(const std::vector<std::vector<ConceptId>>& broader);

}  // namespace eligo
