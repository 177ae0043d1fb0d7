#include "document/list_numbers.h"

#include <fmt/format.h>

#include <algorithm>

namespace eligo {

namespace {

using Written = std::vector<std::optional<std::uint32_t>>;

// A larger gap is no lost text but another kind of number.
constexpr std::uint32_t largest_gap = 20;

bool rises(const Written& written) {
  std::uint32_t last = 0;
  for (const auto& number : written) {
    if (!number) continue;
    if (*number <= last || *number - last > largest_gap) return false;
    last = *number;
  }
  return last != 0;
}

bool counts_most(const Written& written) {
  const auto counted = std::count_if(written.begin(), written.end(),
                                     [](const auto& number) { return number.has_value(); });
  return 2 * static_cast<std::size_t>(counted) >= written.size();
}

void number_by_position(ListNumbers& result, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    result.numbers.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::string gap_reason(std::uint32_t last, std::uint32_t number, bool is_first) {
  if (is_first) return fmt::format("the list begins at {}", number);
  return fmt::format("the list goes from {} to {}", last, number);
}

void number_as_written(ListNumbers& result, const Written& written, std::uint32_t expected_first,
                       const std::string& list_name) {
  std::uint32_t largest = 0;
  for (const auto& number : written) largest = std::max(largest, number.value_or(0));
  std::uint32_t last = expected_first - 1;
  bool is_first = true;
  std::size_t unnumbered = 0;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (!written[i]) {
      ++unnumbered;
      result.numbers.push_back(++largest);
      continue;
    }
    const std::uint32_t number = *written[i];
    for (std::uint32_t lost = last + 1; lost < number; ++lost) {
      result.skipped.push_back({lost, i, gap_reason(last, number, is_first)});
    }
    result.numbers.push_back(number);
    last = number;
    is_first = false;
  }
  if (unnumbered > 0) {
    result.notes.push_back(fmt::format(
        "the {} list numbers its items but for {}, which are counted behind the last number",
        list_name, unnumbered));
  }
}

}  // namespace

ListNumbers number_list(const Written& written, std::uint32_t expected_first,
                        const std::string& list_name) {
  ListNumbers result;
  const bool has_numbers = std::any_of(written.begin(), written.end(),
                                       [](const auto& number) { return number.has_value(); });
  if (has_numbers && rises(written) && counts_most(written)) {
    number_as_written(result, written, expected_first, list_name);
    return result;
  }
  number_by_position(result, written.size());
  if (has_numbers) {
    result.notes.push_back(
        fmt::format("the numbers in the {} list do not count its criteria one after the other; "
                    "they are counted "
                    "by their positions",
                    list_name));
  }
  return result;
}

}  // namespace eligo
