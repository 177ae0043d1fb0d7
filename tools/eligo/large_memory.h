#pragma once

// Memory in large pages, where the system has them: small ones cost more to get than some megabytes
// cost to read and to unpack.

#include <cstddef>
#include <memory>

namespace eligo {

// So many bytes, with anything in them. Throws std::bad_alloc where there is no memory.
std::shared_ptr<char[]> large_memory(std::size_t size);

// Makes the heap of the calling thread ready for so many bytes in any number of pieces. To be
// called once, early: what the heap gives back goes to later pieces and no longer to the system.
void expect_on_heap(std::size_t size);

}  // namespace eligo
