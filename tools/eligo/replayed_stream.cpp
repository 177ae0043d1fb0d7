#include "replayed_stream.h"

#include <stdexcept>
#include <utility>

namespace eligo {

ReplayedStream::ReplayedStream(std::string beginning, std::unique_ptr<std::istream> rest)
    : std::istream(nullptr), buffer_(std::move(beginning), std::move(rest)) {
  rdbuf(&buffer_);
}

ReplayedStream::Buffer::Buffer(std::string beginning, std::unique_ptr<std::istream> rest)
    : piece_(std::move(beginning)), rest_(std::move(rest)) {
  setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
}

ReplayedStream::Buffer::int_type ReplayedStream::Buffer::underflow() {
  constexpr std::size_t piece_size = 65536;
  piece_.resize(piece_size);
  rest_->read(piece_.data(), static_cast<std::streamsize>(piece_size));
  piece_.resize(static_cast<std::size_t>(rest_->gcount()));
  if (piece_.empty() && rest_->bad()) throw std::runtime_error("the input broke off");
  setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
  return piece_.empty() ? traits_type::eof() : traits_type::to_int_type(piece_.front());
}

}  // namespace eligo
