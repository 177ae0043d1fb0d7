#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace eligo {

// Brings British spelling to American spelling, so that names in both compare.
class EnglishSpelling {
 public:
  using Part = std::pair<std::string, std::string>;  // "haem", "hem", both folded

  // Takes in a British word part and the American one. False where the British part is empty or
  // known already.
  bool add(Part part);

  // A folded name with American word parts in place of British ones, the longest first.
  std::string american(std::string_view folded) const;

  // All parts, the longest British ones of one first byte first.
  std::vector<Part> parts() const;

 private:
  std::array<std::vector<Part>, 256> parts_;  // by the first byte of the British part
};

}  // namespace eligo
