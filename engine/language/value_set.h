#pragma once

#include <vector>

#include "quantity/interval.h"

namespace eligo {

// A set of numbers: intervals that neither touch nor overlap, in ascending order. Over whole
// numbers, every bound is a whole number and inclusive.
class ValueSet {
 public:
  enum class Numbers { all, whole };

  ValueSet(const Interval& interval, Numbers numbers);

  static ValueSet intersection(const ValueSet& a, const ValueSet& b);
  static ValueSet difference(const ValueSet& a, const ValueSet& b);

  const std::vector<Interval>& intervals() const { return intervals_; }
  bool empty() const { return intervals_.empty(); }
  friend bool operator==(const ValueSet&, const ValueSet&) = default;

 private:
  ValueSet(std::vector<Interval> intervals, Numbers numbers);

  std::vector<Interval> intervals_;
  Numbers numbers_;
};

}  // namespace eligo
