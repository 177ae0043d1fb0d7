#include "patient/plain_decimal.h"

namespace eligo {

Rational exactly(const PlainDecimal& number) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, number.places);
  Rational exact(mpz_class(static_cast<long>(number.mantissa)), power);
  exact.canonicalize();
  return exact;
}

}  // namespace eligo
