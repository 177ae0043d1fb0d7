#pragma once

// Random draws that are the same on any machine: the standard fixes the engine but not its
// distributions, and not how exp and log round, so those are our own.

#include <cstdint>
#include <random>

namespace eligo::bench {

class Draws {
 public:
  // Two seeds that differ in either part give unrelated draws.
  Draws(std::uint64_t seed, std::uint64_t stream);

  double uniform();                                           // in [0, 1)
  double uniform(double low, double high);                    // in [low, high)
  double normal();                                            // mean 0, deviation 1, never beyond 6
  bool chance(double share);                                  // true in this share of draws
  std::int64_t between(std::int64_t low, std::int64_t high);  // both ends included

 private:
  std::mt19937_64 engine_;
};

double exponential(double x);        // for |x| < 100, to 14 digits
double natural_logarithm(double x);  // for x > 0, to 14 digits
double power(double base, double exponent);

}  // namespace eligo::bench
