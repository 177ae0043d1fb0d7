#pragma once

// The bytes of an input, taken block by block, with the place of each. Private to this stage.

#include <cstddef>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "text/span.h"

namespace eligo {

class ByteStream {
 public:
  static constexpr int end = -1;

  // `input` outlives the stream. A UTF-8 byte order mark at its start is passed over.
  explicit ByteStream(std::istream& input);

  // The byte that stands `ahead` places from here; `end` behind the last one. What lies between is
  // kept in memory, so callers look ahead no further than they have a limit for.
  int peek(std::size_t ahead = 0) {
    if (at_ + ahead >= buffer_.size() && !reach(ahead)) return end;
    const char c = buffer_[at_ + ahead];
    return c == '\n' && stops_at_line_end_ ? end : static_cast<unsigned char>(c);
  }
  // The next bytes that peek has already shown.
  std::string_view shown(std::size_t size) const;
  // Moves on over bytes that peek has already shown.
  void take(std::size_t size);
  void take_white_space();  // all that JSON counts as such
  // Moves on to the start of the next line that holds more than white space. False where there is
  // none. Very much white space before a line's text is taken too.
  bool take_blank_lines();
  // Moves on to the end of this line, and over it. Lines may be longer than memory.
  void take_line();

  // While set, the input ends where the line does.
  void stop_at_line_end(bool stops) { stops_at_line_end_ = stops; }
  Position position() const { return position_; }
  // Whether the input broke off with an error here.
  bool has_failed() const { return failed_ && at_ >= buffer_.size(); }

  // Everything from here on as a stream of its own, with the byte order mark that was passed over.
  // To be called at the start of the input; this object outlives it.
  std::unique_ptr<std::istream> rest();
  // The bytes at hand, at least one; none at the end.
  std::string take_block();

 private:
  bool reach(std::size_t ahead);
  bool read_more();

  std::istream* input_;
  std::string buffer_;
  std::size_t at_ = 0;
  Position position_;
  bool had_byte_order_mark_ = false;
  bool stops_at_line_end_ = false;
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace eligo
