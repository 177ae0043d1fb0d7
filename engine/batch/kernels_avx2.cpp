#include <bit>
#include <limits>

#include "batch/kernels_variants.h"
#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace eligo::batch {
namespace {
#include "batch/kernels_body.h"
}  // namespace

const Kernels& avx2_kernels() {
  static constexpr Kernels all = {in_places, is_known,       compare, and_with,      or_with,
                                  and_not,   take_criterion, count,   count_without, "avx2"};
  return all;
}

}  // namespace eligo::batch
