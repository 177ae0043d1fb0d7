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
    other,  // "no more than one of the following": nothing that is read
  };
  Join join = Join::unsaid;
  std::uint32_t count = 0;  // for at_least
  std::size_t begin = 0;    // bytes: where the words that lead in stand
  std::size_t end = 0;
  std::string rest;  // the sentence without the words that lead in and the colon
};

LeadIn lead_in_of(std::string_view sentence);

// Whether a lead-in belongs to the other list than the one that it stands in: "Patients must have:"
// among the exclusions, "will be excluded:" among the inclusions. What such a list asks for is not
// what its place says.
bool belongs_to_other_list(std::string_view lead_in, CriteriaList list);

}  // namespace eligo::compile
