// The kernels' loops, for the instructions that the including file is compiled for. It defines them
// in a namespace of its own before it includes this.

std::uint64_t mask_of_64(const Place* cells, PlaceRange places) {
#if defined(__AVX2__)
  const __m256i below = _mm256_set1_epi16(static_cast<short>(places.low - 1));
  const __m256i high = _mm256_set1_epi16(places.high);
  const auto inside = [&](const Place* at) {
    const __m256i cell = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    return _mm256_andnot_si256(_mm256_cmpgt_epi16(cell, high), _mm256_cmpgt_epi16(cell, below));
  };
  const auto mask_of_32 = [&](const Place* at) {
    // Packing goes by halves of a register; the permutation brings the rows back into order.
    const __m256i packed = _mm256_permute4x64_epi64(
        _mm256_packs_epi16(inside(at), inside(at + 16)), 0b11'01'10'00);
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(packed)));
  };
  return mask_of_32(cells) | (mask_of_32(cells + 32) << 32U);
#elif defined(__SSE2__)
  const __m128i below = _mm_set1_epi16(static_cast<short>(places.low - 1));
  const __m128i high = _mm_set1_epi16(places.high);
  const auto inside = [&](const Place* at) {
    const __m128i cell = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    return _mm_andnot_si128(_mm_cmpgt_epi16(cell, high), _mm_cmpgt_epi16(cell, below));
  };
  std::uint64_t mask = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i packed = _mm_packs_epi16(inside(cells + 16 * i), inside(cells + 16 * i + 8));
    mask |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(packed)))
            << (16 * i);
  }
  return mask;
#else
  std::uint64_t mask = 0;
  for (unsigned i = 0; i < 64; ++i) {
    const bool inside = cells[i] >= places.low && cells[i] <= places.high;
    mask |= std::uint64_t{inside} << i;
  }
  return mask;
#endif
}

void in_places(const Place* cells, std::size_t words, PlaceRange places, std::uint64_t* yes) {
  for (std::size_t i = 0; i < words; ++i) yes[i] = mask_of_64(cells + 64 * i, places);
}

void is_known(const Place* cells, std::size_t words, std::uint64_t* known) {
  in_places(cells, words, {0, std::numeric_limits<Place>::max()}, known);
}

void compare(const Place* cells, std::size_t words, PlaceRange places, std::uint64_t* yes,
             std::uint64_t* no) {
  constexpr PlaceRange every{0, std::numeric_limits<Place>::max()};
  constexpr std::size_t ahead = 2048;  // cells: what comes next is fetched while this is compared
  for (std::size_t i = 0; i < words; ++i) {
    __builtin_prefetch(cells + 64 * i + ahead);
    __builtin_prefetch(cells + 64 * i + ahead + 32);
    const std::uint64_t inside = mask_of_64(cells + 64 * i, places);
    yes[i] = inside;
    no[i] = mask_of_64(cells + 64 * i, every) & ~inside;
  }
}

void and_with(std::uint64_t* a, const std::uint64_t* b, std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) a[i] &= b[i];
}

void or_with(std::uint64_t* a, const std::uint64_t* b, std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) a[i] |= b[i];
}

void and_not(std::uint64_t* a, const std::uint64_t* known, const std::uint64_t* yes,
             std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) a[i] = known[i] & ~yes[i];
}

void take_criterion(TrialBits trial, const std::uint64_t* passes, const std::uint64_t* fails,
                    std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) {
    trial.passing[i] &= passes[i];
    trial.twice[i] |= trial.once[i] & fails[i];
    trial.once[i] |= fails[i];
  }
}

std::uint64_t count(const std::uint64_t* bits, std::size_t words) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < words; ++i) sum += static_cast<unsigned>(std::popcount(bits[i]));
  return sum;
}

std::uint64_t count_without(const std::uint64_t* a, const std::uint64_t* b, std::size_t words) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < words; ++i) {
    sum += static_cast<unsigned>(std::popcount(a[i] & ~b[i]));
  }
  return sum;
}

constexpr Kernels every_kernel = {in_places, is_known,       compare, and_with,     or_with,
                                  and_not,   take_criterion, count,   count_without};
