#pragma once

// What a stopped run of a whole population has done, so that it can go on from there.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batch/counts.h"

namespace eligo {

struct Checkpoint {
  std::string run;           // a digest of everything that decides besides the patients
  std::uint32_t input = 0;   // the input being read, by position
  std::uint64_t offset = 0;  // its bytes that are done
  std::array<std::uint64_t, 2> input_digest{};  // of all bytes done, over all inputs
  std::uint64_t output_bytes = 0;
  // Digests of patients that are kept beside the output, by the input they were read from.
  std::vector<std::uint64_t> patients;
  std::uint64_t rejected = 0;
  bool all_usable = true;
  batch::Counts counts;

  Checkpoint(const batch::Plan& plan, batch::CountsOf of) : counts(plan, of) {}
};

std::string checkpoint_text(const Checkpoint& checkpoint);
// Nothing where the text is no checkpoint of a run that begins as `start`.
std::optional<Checkpoint> parse_checkpoint(std::string_view text, const Checkpoint& start);

}  // namespace eligo
