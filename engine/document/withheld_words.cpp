#include "document/withheld_words.h"

#include <algorithm>
#include <array>

#include "document/list_marker.h"

namespace eligo {

namespace {

constexpr std::string_view published_without = "the registry entry was published without";
constexpr std::string_view kept_elsewhere = "the document refers to the protocol for";

struct Withholding {
  std::string_view words;
  std::string_view reason;
};

constexpr auto withholdings = std::to_array<Withholding>({
    {"not provided", published_without},
    {"not available", published_without},
    {"not specified", published_without},
    {"not stated", published_without},
    {"not applicable", published_without},
    {"not given", published_without},
    {"not disclosed", published_without},
    {"unspecified", published_without},
    {"no data", published_without},
    {"no information", published_without},
    {"information not available", published_without},
    {"n/a", published_without},
    {"na", published_without},
    {"tbd", published_without},
    {"to be determined", published_without},
    {"-", published_without},
    {"see protocol", kept_elsewhere},
    {"please see protocol", kept_elsewhere},
    {"see the protocol", kept_elsewhere},
    {"see study protocol", kept_elsewhere},
    {"see protocol for details", kept_elsewhere},
    {"please see protocol for details", kept_elsewhere},
    {"as per protocol", kept_elsewhere},
    {"per protocol", kept_elsewhere},
    {"refer to protocol", kept_elsewhere},
    {"please refer to protocol", kept_elsewhere},
});

constexpr auto empty_lists = std::to_array<std::string_view>(
    {"none", "no exclusion criteria", "no inclusion criteria", "no exclusions", "none specified",
     "there are no exclusion criteria", "there are no inclusion criteria", "nil"});

// The words alone, in lower case.
std::string bare(std::string_view text) {
  text.remove_prefix(std::min(list_marker_size(text), text.size()));
  while (!text.empty() && std::string_view(".;: *_").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return lower_case(text);
}

}  // namespace

std::optional<std::string> reason_for_withholding(std::string_view text) {
  const std::string words = bare(text);
  const auto* const found =
      std::find_if(withholdings.begin(), withholdings.end(),
                   [&](const Withholding& withholding) { return withholding.words == words; });
  if (found == withholdings.end()) return std::nullopt;
  return std::string(found->reason);
}

bool says_that_there_are_none(std::string_view text) {
  const std::string words = bare(text);
  return std::find(empty_lists.begin(), empty_lists.end(), words) != empty_lists.end();
}

TextParts without_marker(const TextParts& parts) {
  TextParts result = parts;
  const std::size_t size = list_marker_size(result.front().text());
  if (size < result.front().text().size()) {
    result.front() = result.front().without_first(size);
  }
  return result;
}

}  // namespace eligo
