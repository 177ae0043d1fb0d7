#include "report/cohort/value_counts.h"

namespace eligo {
namespace {

// The finest step that values are ever rounded to. Finer differences do not matter to any reader.
const Rational& finest_step() {
  static const Rational step(1, 1000000);
  return step;
}

}  // namespace

void ValueCounts::add(const Rational& value, std::size_t side, std::size_t patients) {
  values_[rounded(value)][side] += patients;
  patients_[side] += patients;
  while (values_.size() > most_values) coarsen();
}

Rational ValueCounts::rounded(const Rational& value) const {
  if (!step_) return value;
  const Rational steps = value / *step_;
  mpz_class whole;
  if (rounding_ == Rounding::down) {
    mpz_fdiv_q(whole.get_mpz_t(), steps.get_num_mpz_t(), steps.get_den_mpz_t());
  } else {
    mpz_cdiv_q(whole.get_mpz_t(), steps.get_num_mpz_t(), steps.get_den_mpz_t());
  }
  Rational result = Rational(whole) * *step_;
  return result;
}

// Every step is a multiple of the one before it, so that rounding twice is rounding once.
void ValueCounts::coarsen() {
  step_ = step_ ? Rational(*step_ * 10) : finest_step();
  std::map<Rational, Sides> before;
  before.swap(values_);
  for (const auto& [value, counts] : before) {
    Sides& joined = values_[rounded(value)];
    for (std::size_t side = 0; side < joined.size(); ++side) joined[side] += counts[side];
  }
}

Rational ValueCounts::quantile(const Rational& share) const {
  std::size_t seen = 0;
  for (const auto& [value, counts] : values_) {
    seen += counts[0] + counts[1];
    if (Rational(seen) >= share * Rational(patients())) return value;
  }
  return values_.empty() ? Rational(0) : values_.rbegin()->first;
}

}  // namespace eligo
