#pragma once

// The entries of a FHIR Bundle, one after another, in memory for one of them. Private to this
// stage.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "fhir/json_scanner.h"

namespace eligo {

// What is wrong with a Bundle as a whole.
struct BundleFault {
  std::string path;  // JSON Pointer into the Bundle
  std::string why;
};

// Called for each entry (an object) with its number from 0; returns what is wrong with it.
using EntrySink = std::function<std::optional<BundleFault>(const JsonPiece&, std::size_t number)>;

// Reads the Bundle whose "{" is the next byte, up to behind its "}"; `depth` arrays stand around
// it. All of its text is held to the rulings of parse_json. Where a fault is found, no more entries
// are handed on, but reading goes on to the Bundle's end, unless scanner.is_lost().
std::optional<BundleFault> read_bundle(JsonScanner& scanner, std::size_t depth,
                                       const EntrySink& sink);

// Whether a JSON value can begin with this byte.
bool begins_value(int c);

}  // namespace eligo
