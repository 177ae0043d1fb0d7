#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {

// A text as a reader sees it, and where in the original each part of it stands.
struct PlainText {
  std::string text;
  // For each byte of `text`, the half-open range of original bytes that it came from.
  std::vector<std::uint32_t> begins;
  std::vector<std::uint32_t> ends;
  bool is_whole = true;  // false where the original goes on
};

// `raw` with Markdown's backslash escapes and HTML's character references undone, every run of
// white space one space, and none at the ends. `base` is the offset of `raw` in its source. Once
// there are `enough` bytes, the rest of `raw` is left unread.
PlainText plain_text(std::string_view raw, std::uint32_t base = 0,
                     std::size_t enough = std::string_view::npos);

// The same for the bytes [begin, end) of a text that was itself decoded; the places are those that
// `decoded` knows.
PlainText plain_text(const PlainText& decoded, std::size_t begin, std::size_t end);
PlainText plain_text(const PlainText& decoded);

// Puts `words` behind what `text` has; each byte comes from the original's [begin, end).
void append_words(PlainText& text, std::string_view words, std::size_t begin, std::size_t end);
// Puts `words` behind what `text` has; they stand in the original from `begin` on as they are.
void append_verbatim(PlainText& text, std::string_view words, std::size_t begin);

// `raw` with only its white space treated so.
PlainText collapsed_text(std::string_view raw);

}  // namespace eligo
