// The kernels' loops, for the instructions that the including file is compiled for. It defines them
// in a namespace of its own before it includes this.

// 64 rows, or as many as a register has, or two.
struct Word {
  static constexpr std::size_t words = 1;
  std::uint64_t bits = 0;

  static Word at(const std::uint64_t* from) { return {*from}; }
  void put(std::uint64_t* to) const { *to = bits; }
  std::uint64_t count() const { return static_cast<unsigned>(std::popcount(bits)); }
  friend Word operator&(Word a, Word b) { return {a.bits & b.bits}; }
  friend Word operator|(Word a, Word b) { return {a.bits | b.bits}; }
  friend Word without(Word a, Word b) { return {a.bits & ~b.bits}; }
};

#if defined(__AVX512VPOPCNTDQ__)
struct Lane {
  static constexpr std::size_t words = 8;
  __m512i bits = _mm512_setzero_si512();

  static Lane at(const std::uint64_t* from) { return {_mm512_loadu_si512(from)}; }
  void put(std::uint64_t* to) const { _mm512_storeu_si512(to, bits); }
  __m512i counts() const { return _mm512_popcnt_epi64(bits); }
  std::uint64_t count() const {
    return static_cast<std::uint64_t>(_mm512_reduce_add_epi64(counts()));
  }
  friend Lane operator&(Lane a, Lane b) { return {_mm512_and_si512(a.bits, b.bits)}; }
  friend Lane operator|(Lane a, Lane b) { return {_mm512_or_si512(a.bits, b.bits)}; }
  friend Lane without(Lane a, Lane b) { return {_mm512_andnot_si512(b.bits, a.bits)}; }
};

std::uint64_t count_both(Lane a, Lane b) {
  const __m512i sums = _mm512_add_epi64(a.counts(), b.counts());
  return static_cast<std::uint64_t>(_mm512_reduce_add_epi64(sums));
}
#elif defined(__AVX2__)
struct Lane {
  static constexpr std::size_t words = 4;
  __m256i bits = _mm256_setzero_si256();

  static Lane at(const std::uint64_t* from) {
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))};
  }
  void put(std::uint64_t* to) const { _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), bits); }
  std::uint64_t count() const {
    std::uint64_t one[words];
    put(one);
    return static_cast<unsigned>(std::popcount(one[0]) + std::popcount(one[1]) +
                                 std::popcount(one[2]) + std::popcount(one[3]));
  }
  friend Lane operator&(Lane a, Lane b) { return {_mm256_and_si256(a.bits, b.bits)}; }
  friend Lane operator|(Lane a, Lane b) { return {_mm256_or_si256(a.bits, b.bits)}; }
  friend Lane without(Lane a, Lane b) { return {_mm256_andnot_si256(b.bits, a.bits)}; }
};

std::uint64_t count_both(Lane a, Lane b) {
  return a.count() + b.count();
}
#elif defined(__SSE2__)
struct Lane {
  static constexpr std::size_t words = 2;
  __m128i bits = _mm_setzero_si128();

  static Lane at(const std::uint64_t* from) {
    return {_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))};
  }
  void put(std::uint64_t* to) const { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bits); }
  std::uint64_t count() const {
    std::uint64_t one[words];
    put(one);
    return static_cast<unsigned>(std::popcount(one[0]) + std::popcount(one[1]));
  }
  friend Lane operator&(Lane a, Lane b) { return {_mm_and_si128(a.bits, b.bits)}; }
  friend Lane operator|(Lane a, Lane b) { return {_mm_or_si128(a.bits, b.bits)}; }
  friend Lane without(Lane a, Lane b) { return {_mm_andnot_si128(b.bits, a.bits)}; }
};

std::uint64_t count_both(Lane a, Lane b) {
  return a.count() + b.count();
}
#else
using Lane = Word;

std::uint64_t count_both(Lane a, Lane b) {
  return a.count() + b.count();
}
#endif

struct Pair {
  static constexpr std::size_t words = 2 * Lane::words;
  Lane first;
  Lane second;

  static Pair at(const std::uint64_t* from) {
    return {Lane::at(from), Lane::at(from + Lane::words)};
  }
  void put(std::uint64_t* to) const {
    first.put(to);
    second.put(to + Lane::words);
  }
  std::uint64_t count() const { return count_both(first, second); }
  friend Pair operator&(Pair a, Pair b) { return {a.first & b.first, a.second & b.second}; }
  friend Pair operator|(Pair a, Pair b) { return {a.first | b.first, a.second | b.second}; }
  friend Pair without(Pair a, Pair b) {
    return {without(a.first, b.first), without(a.second, b.second)};
  }
};
static_assert(Pair::words <= most_lane_words);

// Does something with each pair of lanes of a vector, then with each lane and word that is left.
template <typename Do>
void by_lanes(std::size_t words, const Do& work) {
  std::size_t i = 0;
  for (; i + Pair::words <= words; i += Pair::words) work(Pair(), i);
  for (; i + Lane::words <= words; i += Lane::words) work(Lane(), i);
  for (; i < words; ++i) work(Word(), i);
}

// Which of 64 cells are below a place; missing ones are.
std::uint64_t mask_below(const Place* cells, Place place) {
#if defined(__AVX512BW__)
  const __m512i limit = _mm512_set1_epi16(place);
  const auto below = [&](const Place* from) {
    return std::uint64_t{_mm512_cmplt_epi16_mask(_mm512_loadu_si512(from), limit)};
  };
  return below(cells) | (below(cells + 32) << 32U);
#elif defined(__AVX2__)
  const __m256i limit = _mm256_set1_epi16(place);
  const auto mask_of_32 = [&](const Place* at) {
    const auto below = [&](const Place* from) {
      return _mm256_cmpgt_epi16(limit, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)));
    };
    // Packing goes by halves of a register; the permutation brings the rows back into order.
    const __m256i packed =
        _mm256_permute4x64_epi64(_mm256_packs_epi16(below(at), below(at + 16)), 0b11'01'10'00);
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(packed)));
  };
  return mask_of_32(cells) | (mask_of_32(cells + 32) << 32U);
#elif defined(__SSE2__)
  const __m128i limit = _mm_set1_epi16(place);
  const auto below = [&](const Place* from) {
    return _mm_cmpgt_epi16(limit, _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
  };
  std::uint64_t mask = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i packed = _mm_packs_epi16(below(cells + 16 * i), below(cells + 16 * i + 8));
    mask |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(packed)))
            << (16 * i);
  }
  return mask;
#else
  std::uint64_t mask = 0;
  for (unsigned i = 0; i < 64; ++i) mask |= std::uint64_t{cells[i] < place} << i;
  return mask;
#endif
}

void compare(const Place* cells, std::size_t words, PlaceRange places, std::uint64_t* yes,
             std::uint64_t* no) {
  for (std::size_t i = 0; i < words; ++i) {
    const Place* at = cells + 64 * i;
    const std::uint64_t known = ~mask_below(at, 0);
    const std::uint64_t high = places.high == std::numeric_limits<Place>::max()
                                   ? known
                                   : mask_below(at, static_cast<Place>(places.high + 1));
    yes[i] = high & known & ~mask_below(at, places.low);
    no[i] = known & ~yes[i];
  }
}

// `fixed` ends, or as many as `count` says.
template <std::size_t fixed>
void scan_ends(const Place* cells, std::size_t words, const Place* places, std::size_t count,
               std::uint64_t* vectors, std::uint32_t* counts) {
  constexpr std::size_t ahead = 2048;  // cells: what comes next is fetched while this is compared
  const std::size_t ends = fixed > 0 ? fixed : count;
  for (std::size_t i = 0; i < words; ++i) {
    const Place* at = cells + 64 * i;
    __builtin_prefetch(at + ahead);
    __builtin_prefetch(at + ahead + 32);
    const std::uint64_t known = ~mask_below(at, 0);
    for (std::size_t end = 0; end < ends; ++end) {
      const std::uint64_t below = known & mask_below(at, places[end]);
      vectors[end * words + i] = below;
      counts[end] += static_cast<unsigned>(std::popcount(below));
    }
    vectors[ends * words + i] = known;
    counts[ends] += static_cast<unsigned>(std::popcount(known));
  }
}

void scan(const Place* cells, std::size_t words, const Place* places, std::size_t count,
          std::uint64_t* vectors, std::uint32_t* counts) {
  if (count == 1) return scan_ends<1>(cells, words, places, count, vectors, counts);
  if (count == 2) return scan_ends<2>(cells, words, places, count, vectors, counts);
  scan_ends<0>(cells, words, places, count, vectors, counts);
}

void mark(const Place* cells, std::size_t words, const std::uint16_t* slots, std::uint64_t* vectors,
          std::uint32_t* counts) {
  for (std::size_t i = 0; i < words; ++i) {
    for (unsigned row = 0; row < 64; ++row) {
      const std::size_t slot = slots[cells[64 * i + row] + 1];
      vectors[slot * words + i] |= std::uint64_t{1} << row;
      ++counts[slot];
    }
  }
}

void gather(std::uint64_t* marks, std::size_t count, std::size_t words, std::uint64_t* vectors) {
  by_lanes(words, [&](auto before, std::size_t i) {
    for (std::size_t at = i; at < count * words; at += words) {
      before = before | decltype(before)::at(marks + at);
      decltype(before)().put(marks + at);
      before.put(vectors + at);
    }
  });
}

void gather_with(std::uint64_t* marks, const std::uint64_t* others, std::size_t count,
                 std::size_t words, std::uint64_t* vectors) {
  by_lanes(words, [&](auto before, std::size_t i) {
    for (std::size_t at = i; at < count * words; at += words) {
      before = before | decltype(before)::at(marks + at);
      decltype(before)().put(marks + at);
      (before | decltype(before)::at(others + at)).put(vectors + at);
    }
  });
}

// Vectors of which one lane is looked at.
template <typename Lane_>
struct Looked {
  const std::uint64_t* vectors;
  std::size_t words;

  Lane_ at(std::uint32_t vector) const { return Lane_::at(vectors + vector * words); }
  Lane_ yes(const ComparisonVectors& of) const { return without(at(of.high), at(of.maybe_low)); }
  Lane_ no(const ComparisonVectors& of) const {
    return without(at(of.known), without(at(of.maybe_high), at(of.low)));
  }
};

void look_up(const ComparisonVectors& comparison, const std::uint64_t* vectors, std::size_t words,
             std::uint64_t* yes, std::uint64_t* no) {
  by_lanes(words, [&](auto lane, std::size_t i) {
    const Looked<decltype(lane)> looked{vectors + i, words};
    looked.yes(comparison).put(yes + i);
    looked.no(comparison).put(no + i);
  });
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

template <typename Lane_>
void count_lane(const PlainTrial& trial, const Looked<Lane_>& looked, Lane_ rows, Lane_ deceased,
                std::uint64_t* scratch, VerdictCounts& counts) {
  Lane_ passing = rows;
  Lane_ once;
  Lane_ twice;
  std::uint64_t* failures = scratch;
  const auto take = [&](Lane_ pass, Lane_ fail) {
    passing = passing & pass;
    twice = twice | (once & fail);
    once = once | fail;
    fail.put(failures);
    failures += Lane_::words;
  };
  const ComparisonVectors* of = trial.comparisons;
  for (; of < trial.comparisons + trial.inside_end; ++of) {
    const Lane_ yes = looked.yes(*of);
    take(yes, without(looked.at(of->known), yes));
  }
  for (; of < trial.comparisons + trial.outside_end; ++of) {
    const Lane_ yes = looked.yes(*of);
    take(without(looked.at(of->known), yes), yes);
  }
  for (; of < trial.comparisons + trial.one_sided_inside_end; ++of) {
    take(looked.yes(*of), looked.no(*of));
  }
  for (; of < trial.comparisons + trial.size; ++of) take(looked.no(*of), looked.yes(*of));

  if (trial.can_be_eligible) counts.eligible += without(passing, deceased).count();
  counts.ineligible += (once | deceased).count();
  const Lane_ alone = without(once, twice);
  for (std::size_t i = 0; i < trial.size; ++i) {
    // What the next trial looks at is fetched meanwhile.
    const ComparisonVectors& next = trial.comparisons[trial.size + i];
    __builtin_prefetch(looked.vectors + next.high * looked.words);
    __builtin_prefetch(looked.vectors + next.maybe_low * looked.words);
    const Lane_ fails = Lane_::at(scratch + i * Lane_::words);
    trial.fails_alone[i] += static_cast<std::uint32_t>((fails & alone).count());
  }
}

void count_trial(const PlainTrial& trial, const std::uint64_t* vectors, std::size_t words,
                 const std::uint64_t* rows, const std::uint64_t* deceased, std::uint64_t* scratch,
                 VerdictCounts& counts) {
  by_lanes(words, [&](auto lane, std::size_t i) {
    using Lane_ = decltype(lane);
    count_lane(trial, Looked<Lane_>{vectors + i, words}, Lane_::at(rows + i),
               Lane_::at(deceased + i), scratch, counts);
  });
}

constexpr Kernels every_kernel = {compare, scan,          mark,       gather,  gather_with,
                                  look_up, and_with,      or_with,    and_not, take_criterion,
                                  count,   count_without, count_trial};
