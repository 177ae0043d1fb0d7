#include "patient/line_reader.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace eligo {

namespace {

constexpr std::size_t block_bytes = std::size_t{64} << 10U;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

// Appends what is left of a line, or a block of it, without waiting for what follows.
void read_unbuffered_line(std::streambuf& stream, std::string& to) {
  for (std::size_t i = 0; i < block_bytes; ++i) {
    const int c = stream.sbumpc();
    if (c == std::char_traits<char>::eof()) return;
    to += static_cast<char>(c);
    if (c == '\n') return;
  }
}

}  // namespace

LineReader::LineReader(std::istream& input, std::size_t line_limit)
    : input_(&input), line_limit_(line_limit) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  while (buffer_.size() < byte_order_mark.size() && read_more()) {
  }
  if (buffer_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
}

// Takes what the stream has at hand, so that a record of a slow pipe is not held back.
bool LineReader::read_more() {
  if (ended_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  std::streambuf* stream = input_->rdbuf();
  const std::size_t old_size = buffer_.size();
  try {
    if (stream == nullptr || stream->sgetc() == std::char_traits<char>::eof()) {
      ended_ = true;
      failed_ = failed_ || stream == nullptr || input_->bad();
      return false;
    }
    const std::streamsize at_hand = stream->in_avail();
    if (at_hand <= 0) {  // a stream without a buffer, such as std::cin as a program finds it
      read_unbuffered_line(*stream, buffer_);
      return true;
    }
    const std::size_t wanted = std::min(static_cast<std::size_t>(at_hand), block_bytes);
    buffer_.resize(old_size + wanted);
    const std::streamsize read =
        stream->sgetn(buffer_.data() + old_size, static_cast<std::streamsize>(wanted));
    buffer_.resize(old_size + static_cast<std::size_t>(std::max<std::streamsize>(read, 0)));
    return read > 0;
  } catch (const std::exception&) {  // how a file stream reports that reading failed
    buffer_.resize(old_size);
    ended_ = true;
    failed_ = true;
    return false;
  }
}

bool LineReader::skip_blank_lines() {
  std::size_t ahead = 0;  // of at_, in the current line
  for (;;) {
    if (at_ + ahead == buffer_.size() && !read_more()) return false;
    const char c = buffer_[at_ + ahead];
    if (c == '\n') {
      at_ += ahead + 1;
      ahead = 0;
      ++line_number_;
    } else if (!is_blank(c)) {
      return true;
    } else if (++ahead > block_bytes) {
      at_ += ahead;  // a line with so much white space before it loses its columns
      ahead = 0;
    }
  }
}

std::size_t LineReader::find_line_end(std::size_t from) {
  std::size_t ahead = from - at_;
  for (;;) {
    const std::size_t found = buffer_.find('\n', at_ + ahead);
    if (found != std::string::npos) return found;
    ahead = buffer_.size() - at_;
    if (ahead > line_limit_ || !read_more()) return std::string::npos;
  }
}

std::string_view LineReader::peek_line() {
  const std::size_t found = find_line_end(at_);  // may move what is in the buffer
  const std::size_t end = std::min(found, buffer_.size());
  return std::string_view(buffer_).substr(at_, end - at_);
}

LineReader::Line LineReader::take_line() {
  Line line;
  line.number = line_number_;
  const std::string_view text = peek_line();
  line.is_too_long = text.size() > line_limit_;
  if (line.is_too_long) {
    discard_line();
  } else {
    line.text = std::string(text);
    if (line.text.ends_with('\r')) line.text.pop_back();
    at_ = std::min(at_ + text.size() + 1, buffer_.size());
  }
  ++line_number_;
  return line;
}

void LineReader::discard_line() {
  for (;;) {
    const std::size_t end = buffer_.find('\n', at_);
    if (end != std::string::npos) {
      at_ = end + 1;
      return;
    }
    at_ = buffer_.size();
    if (!read_more()) return;
  }
}

std::optional<std::string> LineReader::take_rest(std::size_t limit) {
  while (buffer_.size() - at_ <= limit && read_more()) {
  }
  if (buffer_.size() - at_ > limit) return std::nullopt;
  std::string rest = std::exchange(buffer_, {});
  rest.erase(0, at_);
  at_ = 0;
  return rest;
}

void LineReader::give_back(std::string text) {
  text += buffer_.substr(at_);
  buffer_ = std::move(text);
  at_ = 0;
}

}  // namespace eligo
