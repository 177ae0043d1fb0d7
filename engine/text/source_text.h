#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace eligo {

// A text with a name that people know it by, and the places of its lines.
class SourceText {
 public:
  // `name` is the path as the user gave it. `content` is UTF-8; a line ends at LF or CRLF.
  SourceText(std::string name, std::string content);

  const std::string& name() const { return name_; }
  std::string_view content() const { return content_; }

  // How many lines there are; an empty text has one.
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }

  // The line and column of a byte offset; an offset past the end is the end.
  Position position(std::uint32_t offset) const;

  // The text of line `line` (from 1) without its line end; empty where there is no such line.
  std::string_view line_text(std::uint32_t line) const;

  // The byte offset at which line `line` (from 1) starts.
  std::uint32_t line_start(std::uint32_t line) const;

 private:
  // How many code points begin before byte `offset`.
  std::uint32_t code_points_before(std::uint32_t offset) const;

  std::string name_;
  std::string content_;
  std::vector<std::uint32_t> line_starts_;
  std::vector<std::uint32_t> code_points_before_block_;  // so that a column in a long line is cheap
};

}  // namespace eligo
