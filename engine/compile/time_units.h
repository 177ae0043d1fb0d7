#pragma once

#include <string>
#include <string_view>

namespace eligo::compile {

// The rule language's name for a written unit of time: "yrs" and "years old" are "years". Empty for
// what is none.
std::string time_unit_name(std::string_view written);

}  // namespace eligo::compile
