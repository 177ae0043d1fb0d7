#pragma once

// Memory in large pages, where the system has them: small ones cost more to get than some megabytes
// cost to read and to unpack.

#include <cstddef>
#include <memory>

namespace eligo {

// So many bytes, with anything in them. Throws std::bad_alloc where there is no memory.
std::shared_ptr<char[]> large_memory(std::size_t size);

// Makes the heap of the program's first thread, which has to call it, ready for so many bytes in
// any number of pieces. What is given back to the heap goes to later pieces then, not to the
// system.
void expect_on_heap(std::size_t size);

}  // namespace eligo
