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

const Kernels& avx512_kernels() {
  return every_kernel;
}

}  // namespace eligo::batch
