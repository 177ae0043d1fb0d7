#include "batch/kernels.h"

#include "batch/kernels_variants.h"

namespace eligo::batch {

const Kernels& kernels() {
#if defined(__x86_64__)
  const bool has_avx512 =
      __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0;
  if (has_avx512) return avx512_kernels();
  if (__builtin_cpu_supports("avx2") != 0) return avx2_kernels();
#endif
  return baseline_kernels();
}

}  // namespace eligo::batch
