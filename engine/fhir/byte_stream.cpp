#include "fhir/byte_stream.h"

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <streambuf>
#include <utility>

namespace eligo {

namespace {

constexpr std::size_t block_bytes = std::size_t{64} << 10U;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_white_space(int c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Takes a line, or a block of it, from a stream that has no buffer, without waiting for more.
void take_unbuffered_line(std::streambuf& stream, std::string& to) {
  for (std::size_t i = 0; i < block_bytes; ++i) {
    const int c = stream.sbumpc();
    if (c == std::char_traits<char>::eof()) return;
    to += static_cast<char>(c);
    if (c == '\n') return;
  }
}

// Hands on what a ByteStream has left.
class RestBuffer final : public std::streambuf {
 public:
  RestBuffer(ByteStream& source, std::string_view first) : source_(source), block_(first) {
    setg(block_.data(), block_.data(), block_.data() + block_.size());
  }

 protected:
  int_type underflow() override {
    block_ = source_.take_block();
    // How a file's buffer tells that reading failed.
    if (block_.empty() && source_.has_failed()) throw std::runtime_error("the input broke off");
    if (block_.empty()) return traits_type::eof();
    setg(block_.data(), block_.data(), block_.data() + block_.size());
    return traits_type::to_int_type(block_.front());
  }

 private:
  ByteStream& source_;
  std::string block_;
};

class RestStream final : public std::istream {
 public:
  RestStream(ByteStream& source, std::string_view first)
      : std::istream(nullptr), buffer_(source, first) {
    rdbuf(&buffer_);
  }

 private:
  RestBuffer buffer_;
};

}  // namespace

ByteStream::ByteStream(std::istream& input) : input_(&input) {
  while (buffer_.size() < byte_order_mark.size() && read_more()) {
  }
  had_byte_order_mark_ = buffer_.starts_with(byte_order_mark);
  if (had_byte_order_mark_) at_ = byte_order_mark.size();
}

bool ByteStream::reach(std::size_t ahead) {
  while (at_ + ahead >= buffer_.size()) {
    if (!read_more()) return false;
  }
  return true;
}

// Takes what the stream has at hand, so that a record of a slow pipe is not held back.
bool ByteStream::read_more() {
  if (ended_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  std::streambuf* stream = input_->rdbuf();
  const std::size_t old_size = buffer_.size();
  try {
    if (stream == nullptr || stream->sgetc() == std::char_traits<char>::eof()) {
      ended_ = true;
      failed_ = stream == nullptr || input_->bad();
      return false;
    }
    const std::streamsize at_hand = stream->in_avail();
    if (at_hand <= 0) {
      take_unbuffered_line(*stream, buffer_);
      return buffer_.size() > old_size;
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

std::string_view ByteStream::shown(std::size_t size) const {
  return std::string_view(buffer_).substr(at_, size);
}

void ByteStream::take(std::size_t size) {
  for (const char c : shown(size)) {
    if (c == '\n') {
      ++position_.line;
      position_.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++position_.column;
    }
  }
  at_ += size;
}

void ByteStream::take_white_space() {
  while (is_white_space(peek())) take(1);
}

bool ByteStream::take_blank_lines() {
  for (std::size_t ahead = 0;;) {
    const int c = peek(ahead);
    if (c == end) return false;
    if (!is_white_space(c)) return true;
    ++ahead;
    if (c != '\n' && ahead < block_bytes) continue;
    take(ahead);
    ahead = 0;
  }
}

void ByteStream::take_line() {
  stop_at_line_end(false);
  for (int c = peek(); c != end; c = peek()) {
    take(1);
    if (c == '\n') return;
  }
}

std::string ByteStream::take_block() {
  if (at_ >= buffer_.size() && !read_more()) return {};
  std::string block = std::exchange(buffer_, {});
  block.erase(0, at_);
  at_ = 0;
  return block;
}

std::unique_ptr<std::istream> ByteStream::rest() {
  return std::make_unique<RestStream>(*this,
                                      had_byte_order_mark_ ? byte_order_mark : std::string_view{});
}

}  // namespace eligo
