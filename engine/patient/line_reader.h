#pragma once

// Lines of a stream in bounded memory. Private to this stage.

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace eligo {

class LineReader {
 public:
  // A line without its end. Where it is over the limit, `text` is empty.
  struct Line {
    std::string text;
    std::uint32_t number = 0;  // from 1
    bool is_too_long = false;
  };

  // `input` outlives the reader; an UTF-8 byte order mark at its start is skipped.
  LineReader(std::istream& input, std::size_t line_limit);

  // Skips white space that fills whole lines. False where nothing else is left.
  bool skip_blank_lines();
  // What is left of the current line, without taking it; at most a little over the limit.
  std::string_view peek_line();
  // Takes the current line. Call after skip_blank_lines.
  Line take_line();
  // Takes everything that is left, up to `limit` bytes; nothing where there is more. Then
  // nothing is taken.
  std::optional<std::string> take_rest(std::size_t limit);
  // Gives back what take_rest took.
  void give_back(std::string text);

  // The number of the current line.
  std::uint32_t line_number() const { return line_number_; }
  // Whether the stream broke off with an error.
  bool has_failed() const { return failed_; }

 private:
  bool read_more();
  // Offset of the next line feed at or after `from`; npos where there is none within the limit.
  std::size_t find_line_end(std::size_t from);
  void discard_line();

  std::istream* input_;
  std::size_t line_limit_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint32_t line_number_ = 1;
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace eligo
