#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {

// Whether a file can be run.
bool is_program(const std::string& file);

// The first of `names` that is a program in a folder of PATH, by its path; nothing where none is.
std::optional<std::string> program_on_path(const std::vector<std::string>& names);

// Runs a program, hands it `input` and returns what it printed on standard output; what it says on
// standard error goes nowhere. Nothing where it cannot be started, fails, prints more than 64 MiB
// or takes longer than `limit`, when it is stopped; `why` then says which. Children of its own that
// are still there when it has ended are stopped as well.
std::optional<std::string> output_of_program(const std::string& program,
                                             const std::vector<std::string>& arguments,
                                             std::string_view input, std::chrono::seconds limit,
                                             std::string& why);

}  // namespace eligo
