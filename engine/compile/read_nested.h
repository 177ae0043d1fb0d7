#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/registry_record.h"

namespace eligo::compile {

// How a sentence that leads in a list joins its items.
struct LeadIn {
  enum class Join {
    all,       // "all of the following"
    any,       // "one of the following", "any of"
    at_least,  // "at least two of the following"
    none,      // "none of the following"
    unsaid,
  };
  Join join = Join::unsaid;
  std::uint32_t count = 0;  // for at_least
  std::string rest;         // the sentence without the words that lead in and the colon
};

LeadIn lead_in_of(std::string_view sentence);

}  // namespace eligo::compile
