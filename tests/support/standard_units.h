#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "quantity/unit.h"

namespace eligo {

// A file of rules/vocabulary as it stands there.
inline SourceText vocabulary_file(const std::string& name) {
  std::ifstream stream(std::string(ELIGO_SOURCE_DIR) + "/rules/vocabulary/" + name,
                       std::ios::binary);
  return {name, std::string(std::istreambuf_iterator<char>(stream), {})};
}

// The units that Eligo is built with.
inline const UnitTable& standard_unit_table() {
  static const UnitTable units = [] {
    const SourceText spellings = vocabulary_file("unit_spelling.json");
    auto read = UnitTable::read(vocabulary_file("units.json"), &spellings);
    for (const Diagnostic& diagnostic : read.diagnostics) ADD_FAILURE() << render(diagnostic);
    return read.value.value();
  }();
  return units;
}

}  // namespace eligo
