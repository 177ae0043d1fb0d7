#include "batch/line_chunks.h"

#include <algorithm>

namespace eligo::batch {
namespace {

constexpr std::size_t piece_size = std::size_t{2} << 20U;  // bytes of a read, and about a chunk's
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

LineChunks::LineChunks(std::istream& input, std::size_t longest)
    : input_(input), longest_(longest) {}

std::string_view LineChunks::start() {
  while (!ended_ && buffer_.size() < piece_size) read_more();
  return buffer_;
}

std::optional<LineChunk> LineChunks::next() {
  std::size_t searched = 0;
  while (true) {
    // The last line end so far, or the end of the input, ends the chunk.
    if (buffer_.size() >= piece_size || ended_) {
      const std::size_t end = std::string_view(buffer_).substr(searched).rfind('\n');
      if (end != std::string_view::npos) return take(searched + end + 1);
      searched = buffer_.size();
    }
    if (buffer_.size() > longest_) return skip_line();
    if (ended_) break;
    read_more();
  }
  if (failed_ || buffer_.empty()) return std::nullopt;
  return take(buffer_.size());
}

bool LineChunks::read_more() {
  // Of an input that is a patient alone no more memory is asked for than that takes.
  constexpr std::size_t first_size = std::size_t{64} << 10U;
  const std::size_t wanted = begun_ ? piece_size : first_size;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + wanted);
  input_.read(buffer_.data() + before, static_cast<std::streamsize>(wanted));
  buffer_.resize(before + static_cast<std::size_t>(input_.gcount()));
  if (!input_) {
    ended_ = true;
    failed_ = input_.bad();
  }
  if (!begun_ && (buffer_.size() >= byte_order_mark.size() || ended_)) {
    begun_ = true;
    if (buffer_.starts_with(byte_order_mark)) {
      buffer_.erase(0, byte_order_mark.size());
      offset_ += byte_order_mark.size();
    }
  }
  return !ended_;
}

LineChunk LineChunks::take(std::size_t size) {
  LineChunk chunk;
  std::string rest(buffer_, size);
  chunk.text = std::move(buffer_);
  chunk.text.resize(size);
  const auto line_ends = std::count(chunk.text.begin(), chunk.text.end(), '\n');
  chunk.text.append(LineChunk::padding, '\0');
  chunk.size = size;
  chunk.offset = offset_;
  chunk.first_line = line_;
  buffer_ = std::move(rest);
  offset_ += size;
  line_ += static_cast<std::uint32_t>(line_ends);
  return chunk;
}

LineChunk LineChunks::skip_line() {
  LineChunk chunk;
  chunk.offset = offset_;
  chunk.first_line = line_;
  chunk.is_too_long = true;
  std::size_t end = buffer_.find('\n');
  while (end == std::string::npos && !ended_) {
    offset_ += buffer_.size();
    buffer_.clear();
    read_more();
    end = buffer_.find('\n');
  }
  const std::size_t size = end == std::string::npos ? buffer_.size() : end + 1;
  buffer_.erase(0, size);
  offset_ += size;
  ++line_;
  return chunk;
}

}  // namespace eligo::batch
