#include "large_memory.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>

// NOLINTBEGIN(cppcoreguidelines-no-malloc, cppcoreguidelines-pro-type-reinterpret-cast): it is
// about malloc's heap, and about addresses.

namespace eligo {
namespace {

constexpr std::size_t page = std::size_t{2} << 20U;

}  // namespace

std::shared_ptr<char[]> large_memory(std::size_t size) {
  const std::size_t whole = (size / page + 1) * page;
  void* memory = std::aligned_alloc(page, whole);
  if (memory == nullptr) throw std::bad_alloc();
  ::madvise(memory, whole, MADV_HUGEPAGE);
  return {static_cast<char*>(memory), [](char* bytes) { std::free(bytes); }};
}

void expect_on_heap(std::size_t size) {
  constexpr int largest_piece = 32 << 20;  // the most that malloc takes
  constexpr int most = 256 << 20;
  constexpr int usual_growth = 128 << 10;
  const int room = static_cast<int>((std::min<std::size_t>(size, most) / page + 1) * page);
  ::mallopt(M_MMAP_THRESHOLD, largest_piece);
  ::mallopt(M_TRIM_THRESHOLD, 2 * most);
  ::mallopt(M_TOP_PAD, room);
  void* grown = std::malloc(page);  // the heap grows by this and the room behind it
  ::mallopt(M_TOP_PAD, usual_growth);
  const auto begin = (reinterpret_cast<std::uintptr_t>(grown) + page - 1) / page * page;
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  if (end > begin) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  std::free(grown);
}

}  // namespace eligo

// NOLINTEND(cppcoreguidelines-no-malloc, cppcoreguidelines-pro-type-reinterpret-cast)
