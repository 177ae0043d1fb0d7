#include "patient/compressed_input.h"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <streambuf>
#include <string_view>
#include <utility>
#include <vector>

namespace eligo {
namespace {

constexpr std::size_t block_bytes = std::size_t{128} << 10U;
constexpr std::string_view gzip_begins = "\x1F\x8B";
constexpr std::string_view zstd_begins = "\x28\xB5\x2F\xFD";

// Turns bytes into what they were before they were compressed.
class Decoder {
 public:
  Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  virtual ~Decoder() = default;

  virtual std::string_view name() const = 0;
  // Takes bytes from the front of `in` and returns how many it wrote to `out`. Throws with what is
  // wrong where the data is damaged.
  virtual std::size_t decode(std::string_view& in, std::span<char> out) = 0;
  // Whether the data may end here.
  virtual bool is_complete() const = 0;
};

class GzipDecoder final : public Decoder {
 public:
  GzipDecoder() {
    constexpr int largest_window_with_gzip_header = 15 + 16;
    if (inflateInit2(&stream_, largest_window_with_gzip_header) != Z_OK) {
      throw std::runtime_error("there is no memory to read it");
    }
  }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;
  ~GzipDecoder() override { inflateEnd(&stream_); }

  std::string_view name() const override { return "gzip"; }
  bool is_complete() const override { return is_complete_; }

  std::size_t decode(std::string_view& in, std::span<char> out) override {
    if (is_complete_ && inflateReset(&stream_) != Z_OK) throw std::runtime_error("is damaged");
    // zlib does not write to its input.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(in.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
      throw std::runtime_error(fmt::format(
          "is damaged ({})", stream_.msg == nullptr ? "no more is known" : stream_.msg));
    }
    is_complete_ = status == Z_STREAM_END;
    in.remove_prefix(in.size() - stream_.avail_in);
    return out.size() - stream_.avail_out;
  }

 private:
  z_stream stream_{};
  bool is_complete_ = false;
};

class ZstdDecoder final : public Decoder {
 public:
  ZstdDecoder() : stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::runtime_error("there is no memory to read it");
  }
  ZstdDecoder(const ZstdDecoder&) = delete;
  ZstdDecoder& operator=(const ZstdDecoder&) = delete;
  ~ZstdDecoder() override { ZSTD_freeDStream(stream_); }

  std::string_view name() const override { return "Zstandard"; }
  bool is_complete() const override { return is_complete_; }

  std::size_t decode(std::string_view& in, std::span<char> out) override {
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    const std::size_t status = ZSTD_decompressStream(stream_, &to, &from);
    if (ZSTD_isError(status) != 0) {
      throw std::runtime_error(fmt::format("is damaged ({})", ZSTD_getErrorName(status)));
    }
    is_complete_ = status == 0;
    in.remove_prefix(from.pos);
    return to.pos;
  }

 private:
  ZSTD_DStream* stream_;
  bool is_complete_ = false;
};

// Hands on bytes that only began like compressed data.
class NoDecoder final : public Decoder {
 public:
  std::string_view name() const override { return "input"; }
  bool is_complete() const override { return true; }
  std::size_t decode(std::string_view& in, std::span<char> out) override {
    const std::size_t count = in.copy(out.data(), out.size());
    in.remove_prefix(count);
    return count;
  }
};

class InflatingBuffer final : public std::streambuf {
 public:
  InflatingBuffer(std::unique_ptr<std::istream> source,
                  std::function<void(const std::string&)> report)
      : source_(std::move(source)), report_(std::move(report)) {}

 protected:
  int_type underflow() override {
    if (has_failed_) throw std::runtime_error("the input could not be inflated");
    try {
      const std::size_t count = fill();
      setg(out_.data(), out_.data(), out_.data() + count);
      return count == 0 ? traits_type::eof() : traits_type::to_int_type(out_.front());
    } catch (const std::runtime_error& problem) {
      has_failed_ = true;
      report_(fmt::format("the {} data {}", decoder_ ? decoder_->name() : "input", problem.what()));
      throw;
    }
  }

 private:
  // Fills out_; returns how much of it, 0 at the end.
  std::size_t fill() {
    if (!decoder_) begin();
    while (true) {
      // What is left in the decoder comes before what is left in the source.
      if (in_.empty() && !read_source() && decoder_->is_complete()) return 0;
      const bool is_at_end = in_.empty();
      const std::size_t count = decoder_->decode(in_, out_);
      if (count > 0) return count;
      if (is_at_end) throw std::runtime_error("is cut off");
    }
  }

  void begin() {
    while (in_.size() < zstd_begins.size() && read_source()) {
    }
    if (in_.starts_with(gzip_begins)) {
      decoder_ = std::make_unique<GzipDecoder>();
    } else if (in_.starts_with(zstd_begins)) {
      decoder_ = std::make_unique<ZstdDecoder>();
    } else {
      decoder_ = std::make_unique<NoDecoder>();
    }
  }

  // Reads more behind what is left of the block. False where there is no more.
  bool read_source() {
    const std::size_t kept = in_.copy(block_.data(), block_.size());
    source_->read(block_.data() + kept, static_cast<std::streamsize>(block_.size() - kept));
    const auto read = static_cast<std::size_t>(source_->gcount());
    in_ = std::string_view(block_.data(), kept + read);
    if (source_->bad()) throw std::runtime_error("cannot be read to its end");
    return read > 0;
  }

  std::unique_ptr<std::istream> source_;
  std::function<void(const std::string&)> report_;
  std::unique_ptr<Decoder> decoder_;
  std::vector<char> block_ = std::vector<char>(block_bytes);
  std::string_view in_;  // what is left of block_
  std::vector<char> out_ = std::vector<char>(block_bytes);
  bool has_failed_ = false;
};

class InflatingStream final : public std::istream {
 public:
  InflatingStream(std::unique_ptr<std::istream> source,
                  std::function<void(const std::string&)> report)
      : std::istream(nullptr), buffer_(std::move(source), std::move(report)) {
    rdbuf(&buffer_);
  }

 private:
  InflatingBuffer buffer_;
};

}  // namespace

std::unique_ptr<std::istream> inflated(std::unique_ptr<std::istream> source,
                                       std::function<void(const std::string& problem)> report) {
  if (source == nullptr) return source;
  // The first byte is enough to know that it is not compressed; so a pipe that people type into
  // stays as it is.
  const int first = source->peek();
  const auto begins = [&](std::string_view magic) {
    return first == static_cast<unsigned char>(magic.front());
  };
  if (!begins(gzip_begins) && !begins(zstd_begins)) return source;
  return std::make_unique<InflatingStream>(std::move(source), std::move(report));
}

}  // namespace eligo
