#pragma once

#include <istream>
#include <memory>
#include <string>
#include <vector>

namespace eligo {

// How files of patients end, for the search of folders.
std::vector<std::string> patient_file_endings();

// A file of patients, or standard input for "-"; null where it cannot be read. Compressed ones are
// inflated while they are read; if that fails, standard error says why.
std::unique_ptr<std::istream> open_patients(const std::string& file);

}  // namespace eligo
