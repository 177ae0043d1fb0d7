#pragma once

#include <string>

namespace eligo {

// What tells this build of the program, with the vocabulary in it, from every other one.
std::string build_identity();

}  // namespace eligo
