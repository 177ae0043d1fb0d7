// Compressed inputs: what comes out is what went in, or it is said that it is not.

#include "patient/compressed_input.h"

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace eligo {
namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstd(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  const std::size_t size =
      ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size());
  ZSTD_freeCCtx(context);
  EXPECT_FALSE(ZSTD_isError(size));
  packed.resize(size);
  return packed;
}

struct Inflated {
  std::string text;
  bool failed = false;
  std::vector<std::string> problems;
};

Inflated inflate_all(const std::string& bytes) {
  Inflated result;
  const auto stream =
      inflated(std::make_unique<std::istringstream>(bytes),
               [&](const std::string& problem) { result.problems.push_back(problem); });
  std::vector<char> block(5000);
  while (stream->read(block.data(), static_cast<std::streamsize>(block.size())),
         stream->gcount() > 0) {
    result.text.append(block.data(), static_cast<std::size_t>(stream->gcount()));
  }
  result.failed = stream->bad();
  return result;
}

// Text that packs to about half.
std::string sample(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i)
    text += std::to_string(i * i * 2654435761U) + "\n";
  text.resize(size);
  return text;
}

constexpr std::size_t block = std::size_t{128} << 10U;

TEST(CompressedInput, GivesBackWhatWasCompressed) {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, block - 1, block, block + 1, 3 * block + 17}) {
    const std::string text = sample(size);
    for (const std::string& packed : {gzip(text), zstd(text)}) {
      const Inflated result = inflate_all(packed);
      EXPECT_EQ(result.text, text) << size;
      EXPECT_FALSE(result.failed);
      EXPECT_TRUE(result.problems.empty());
    }
  }
}

TEST(CompressedInput, ReadsOneStreamBehindAnother) {
  const std::string a = sample(300'000);
  const std::string b = "the second\n";
  EXPECT_EQ(inflate_all(gzip(a) + gzip("") + gzip(b)).text, a + b);
  EXPECT_EQ(inflate_all(zstd(a) + zstd("") + zstd(b)).text, a + b);
  EXPECT_TRUE(inflate_all(gzip(a) + gzip(b)).problems.empty());
  const Inflated mixed = inflate_all(gzip(a) + zstd(b));
  EXPECT_EQ(mixed.text, a);
  EXPECT_TRUE(mixed.failed);
}

TEST(CompressedInput, HandsOnWhatIsNotCompressed) {
  for (const std::string text :
       {"", "{\"id\": \"P\"}\n", "(", "\x28\xB5", "\x28\xB5\x2F no", "\x1F", "\x1F{}"}) {
    const Inflated result = inflate_all(text);
    EXPECT_EQ(result.text, text);
    EXPECT_FALSE(result.failed);
    EXPECT_TRUE(result.problems.empty());
  }
}

TEST(CompressedInput, SaysThatItIsCutWhereverThatIs) {
  const std::string text = sample(200'000);
  for (const std::string& packed : {gzip(text), zstd(text)}) {
    const std::string name = packed[0] == '\x1F' ? "gzip" : "Zstandard";
    for (std::size_t size = 4; size < packed.size(); size += packed.size() / 60 + 1) {
      const Inflated result = inflate_all(packed.substr(0, size));
      EXPECT_TRUE(text.starts_with(result.text));
      EXPECT_TRUE(result.failed) << size;
      EXPECT_EQ(result.problems, std::vector{"the " + name + " data is cut off"}) << size;
    }
    EXPECT_TRUE(inflate_all(packed.substr(0, packed.size() - 1)).failed);
  }
}

TEST(CompressedInput, NeverGivesOtherTextThanWentInWithoutSayingSo) {
  const std::string text = sample(600);
  for (const std::string& packed : {gzip(text), zstd(text)}) {
    std::size_t found = 0;
    for (std::size_t at = 4; at < packed.size(); ++at) {
      for (const int bit : {0, 3, 7}) {
        std::string damaged = packed;
        damaged[at] = static_cast<char>(damaged[at] ^ 1 << bit);
        const Inflated result = inflate_all(damaged);
        EXPECT_EQ(result.failed, result.problems.size() == 1);
        EXPECT_TRUE(result.failed || result.text == text) << at;
        found += result.failed;
      }
    }
    EXPECT_GT(found, packed.size());
  }
}

}  // namespace
}  // namespace eligo
