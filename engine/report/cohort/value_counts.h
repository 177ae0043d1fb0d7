#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>

#include "quantity/rational.h"

namespace eligo {

// How many patients have each value, in bounded memory: exact while there are no more different
// values than `most_values`; beyond that values are rounded to ever coarser decimal steps (1, 10,
// 0.1, ...) until no more than that are left. The result is the same in whatever order values come.
class ValueCounts {
 public:
  static constexpr std::size_t most_values = 2048;
  static constexpr std::size_t number_of_sides = 2;
  // Patients on each side of a limit.
  using Sides = std::array<std::size_t, number_of_sides>;
  enum class Rounding { down, up };

  explicit ValueCounts(Rounding rounding = Rounding::down) : rounding_(rounding) {}

  void add(const Rational& value, std::size_t side = 0, std::size_t patients = 1);

  const std::map<Rational, Sides>& values() const { return values_; }
  // What values are rounded to; nothing where they are exact.
  const std::optional<Rational>& step() const { return step_; }
  std::size_t patients() const { return patients_[0] + patients_[1]; }
  const Sides& patients_by_side() const { return patients_; }

  // The least value that at least this share (0 to 1) of the patients does not exceed. There must
  // be patients.
  Rational quantile(const Rational& share) const;

 private:
  Rational rounded(const Rational& value) const;
  void coarsen();

  Rounding rounding_;
  std::map<Rational, Sides> values_;
  std::optional<Rational> step_;
  Sides patients_{};
};

}  // namespace eligo
