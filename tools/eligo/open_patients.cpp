#include "open_patients.h"

#include <fstream>
#include <iostream>
#include <utility>

#include "command.h"
#include "patient/compressed_input.h"

namespace eligo {
namespace {

std::unique_ptr<std::istream> open_as_it_is(const std::string& file) {
  if (file == "-") return std::make_unique<std::istream>(std::cin.rdbuf());
  auto stream = std::make_unique<std::ifstream>(file, std::ios::binary);
  if (!*stream) return nullptr;
  return stream;
}

}  // namespace

std::vector<std::string> patient_file_endings() {
  std::vector<std::string> endings;
  for (const char* compression : {"", ".gz", ".zst"}) {
    for (const std::string ending : {".json", ".ndjson", ".jsonl"}) {
      endings.push_back(ending + compression);
    }
  }
  return endings;
}

std::unique_ptr<std::istream> open_patients(const std::string& file) {
  const std::string name = file == "-" ? "standard input" : file;
  return inflated(open_as_it_is(file), [name](const std::string& problem) {
    print({make_diagnostic(DiagnosticCode::unreadable_file, name, problem,
                           "make or copy the file again")});
  });
}

}  // namespace eligo
