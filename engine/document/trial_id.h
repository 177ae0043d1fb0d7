#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/document.h"
#include "document/readable_text.h"

namespace eligo {

// The first number of a trial registry in `text`: "NCT01374854", "ChiCTR-TRC-12002401",
// "2015-001234-12" (EudraCT). Nothing where it holds none.
std::optional<std::string> registry_number(std::string_view text);

// A trial's id, and what it is.
struct TrialId {
  std::string id;
  bool is_registry_number = false;
};

// The id of the trial that a text describes: the number in a field that names it ("Registration
// Number"), else the first in the text, else the file's name without its ending.
TrialId trial_id(const Document& document, const ReadableText& lines);

// Whether the file's name holds the number of a trial registry: "NCT01219465__page.txt".
bool is_named_after_trial(const Document& document);

}  // namespace eligo
