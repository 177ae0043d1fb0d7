#pragma once

// An input cut into pieces of whole lines, in bounded memory.

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace eligo::batch {

// Some lines. Behind them stand `padding` bytes that readers may look at.
struct LineChunk {
  static constexpr std::size_t padding = 64;

  std::string text;              // the lines with their ends, then the padding
  std::size_t size = 0;          // of the lines
  std::uint64_t offset = 0;      // of the first byte in the input
  std::uint32_t first_line = 1;  // its number
  // The chunk is one line that is longer than a record may be; its text is left out.
  bool is_too_long = false;
};

class LineChunks {
 public:
  // `input` outlives the reader; a UTF-8 byte order mark at its start is skipped. A line of more
  // than `longest` bytes is a chunk of its own.
  LineChunks(std::istream& input, std::size_t longest);

  // What the input begins with: of a long one, the first megabytes. To be called before next().
  std::string_view start();
  // The next chunk; nothing at the end of the input and where reading failed.
  std::optional<LineChunk> next();
  bool has_failed() const { return failed_; }

 private:
  bool read_more();
  LineChunk take(std::size_t size);
  LineChunk skip_line();

  std::istream& input_;
  std::size_t longest_;
  std::string buffer_;  // what was read and not yet taken
  std::uint64_t offset_ = 0;
  std::uint32_t line_ = 1;
  bool begun_ = false;
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace eligo::batch
