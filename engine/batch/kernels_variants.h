#pragma once

#include "batch/kernels.h"

namespace eligo::batch {

const Kernels& baseline_kernels();
// To be used only on a processor that has AVX2.
const Kernels& avx2_kernels();
// To be used only on one that has AVX-512 with BW and VPOPCNTDQ.
const Kernels& avx512_kernels();

}  // namespace eligo::batch
