#pragma once

#include <functional>
#include <istream>
#include <memory>
#include <string>

namespace eligo {

// What the bytes of `source` are, inflated while they are read: gzip and Zstandard data is told by
// its first bytes, several such streams one after another are read as one, and everything else is
// handed on as it is. Memory does not grow with the input. Where the data is damaged or cut,
// reading fails as it does for a broken disk, and `report` is called with what is wrong, once:
// "the gzip data is cut off".
std::unique_ptr<std::istream> inflated(std::unique_ptr<std::istream> source,
                                       std::function<void(const std::string& problem)> report);

}  // namespace eligo
