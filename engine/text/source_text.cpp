#include "text/source_text.h"

#include <algorithm>
#include <utility>

namespace eligo {
namespace {

constexpr std::uint32_t block_bytes = 1024;

// Every byte but a continuation byte begins a code point.
bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

std::uint32_t count_code_points(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), begins_code_point));
}

}  // namespace

SourceText::SourceText(std::string name, std::string content)
    : name_(std::move(name)), content_(std::move(content)), line_starts_{0} {
  for (std::size_t i = content_.find('\n'); i != std::string::npos;
       i = content_.find('\n', i + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
  std::uint32_t count = 0;
  for (std::size_t block = 0; block <= content_.size(); block += block_bytes) {
    code_points_before_block_.push_back(count);
    count += count_code_points(std::string_view(content_).substr(block, block_bytes));
  }
}

std::uint32_t SourceText::code_points_before(std::uint32_t offset) const {
  const std::uint32_t block = offset / block_bytes;
  const std::uint32_t block_begin = block * block_bytes;
  return code_points_before_block_[block] +
         count_code_points(content().substr(block_begin, offset - block_begin));
}

Position SourceText::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(content_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::uint32_t start = *(after - 1);
  return {static_cast<std::uint32_t>(after - line_starts_.begin()),
          code_points_before(offset) - code_points_before(start) + 1};
}

std::string_view SourceText::line_text(std::uint32_t line) const {
  if (line == 0 || line > line_count()) return {};
  const std::uint32_t begin = line_starts_[line - 1];
  std::string_view rest = content().substr(begin);
  if (line < line_count()) {
    rest = rest.substr(0, line_starts_[line] - begin - 1);
    if (rest.ends_with('\r')) rest.remove_suffix(1);
  }
  return rest;
}

std::uint32_t SourceText::line_start(std::uint32_t line) const {
  if (line == 0) return 0;
  if (line > line_count()) return static_cast<std::uint32_t>(content_.size());
  return line_starts_[line - 1];
}

}  // namespace eligo
