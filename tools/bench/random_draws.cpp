#include "random_draws.h"

namespace eligo::bench {
namespace {

constexpr double natural_logarithm_of_2 = 0.69314718055994530942;

// SplitMix64's finaliser: neighbouring seeds become unrelated ones.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

}  // namespace

Draws::Draws(std::uint64_t seed, std::uint64_t stream)
    : engine_(mixed(seed + 0x9e3779b97f4a7c15U * (stream + 1))) {}

double Draws::uniform() {
  return static_cast<double>(engine_() >> 11U) * 0x1p-53;
}

double Draws::uniform(double low, double high) {
  return low + (high - low) * uniform();
}

// The sum of twelve uniform draws of 16 bits, three engine draws in all.
double Draws::normal() {
  std::uint64_t sum = 0;
  for (int draw = 0; draw < 3; ++draw) {
    const std::uint64_t bits = engine_();
    for (unsigned piece = 0; piece < 4; ++piece) sum += (bits >> (16U * piece)) & 0xffffU;
  }
  return (static_cast<double>(sum) + 6.0) * 0x1p-16 - 6.0;
}

bool Draws::chance(double share) {
  return uniform() < share;
}

std::int64_t Draws::between(std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(uniform() * static_cast<double>(high - low + 1));
}

// Halved until a short power series is exact enough, then squared back.
double exponential(double x) {
  constexpr int halvings = 8;
  const double small = x * 0x1p-8;
  double term = 1.0;
  double sum = 1.0;
  for (int n = 1; n <= 10; ++n) {
    term = term * small / n;
    sum += term;
  }
  for (int n = 0; n < halvings; ++n) sum *= sum;
  return sum;
}

// Brought to [2/3, 4/3) by factors of two, then the series of artanh.
double natural_logarithm(double x) {
  double twos = 0.0;
  for (; x >= 4.0 / 3.0; x *= 0.5) twos += 1.0;
  for (; x < 2.0 / 3.0; x *= 2.0) twos -= 1.0;
  const double ratio = (x - 1.0) / (x + 1.0);
  double power_of_ratio = ratio;
  double sum = 0.0;
  for (int n = 1; n <= 21; n += 2) {
    sum += power_of_ratio / n;
    power_of_ratio *= ratio * ratio;
  }
  return 2.0 * sum + twos * natural_logarithm_of_2;
}

double power(double base, double exponent) {
  return exponential(exponent * natural_logarithm(base));
}

}  // namespace eligo::bench
