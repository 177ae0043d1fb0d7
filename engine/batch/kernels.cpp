#include "batch/kernels.h"

#include "batch/kernels_variants.h"

namespace eligo::batch {

const Kernels& kernels() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0) return avx2_kernels();
#endif
  return baseline_kernels();
}

}  // namespace eligo::batch
