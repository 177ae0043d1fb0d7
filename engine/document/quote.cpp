#include "document/quote.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "document/list_marker.h"
#include "document/plain_text.h"

namespace eligo {

namespace {

// A line of the document and those after it, joined, as far as a quote has needed them.
class Item {
 public:
  // A line is read no further than `enough` bytes.
  Item(const SourceText& text, std::uint32_t line, std::size_t enough)
      : text_(&text), next_line_(line), enough_(enough) {
    append(next_line());
  }

  const PlainText& plain() const { return plain_; }

  // Takes in the next line that is not blank; false where there is none.
  bool extend() {
    if (plain_.text.empty() || !plain_.is_whole) return false;
    while (next_line_ <= text_->line_count()) {
      if (append(next_line())) return true;
    }
    return false;
  }

  bool ends_at(std::size_t size) const {
    return std::find(line_ends_.begin(), line_ends_.end(), size) != line_ends_.end();
  }

 private:
  PlainText next_line() {
    const std::uint32_t line = next_line_++;
    return plain_text(text_->line_text(line), text_->line_start(line), enough_);
  }

  // False where the line is blank, and nothing is added.
  bool append(const PlainText& line) {
    if (line.text.empty()) return false;
    if (!plain_.text.empty()) {
      plain_.text += ' ';
      plain_.begins.push_back(plain_.ends.back());
      plain_.ends.push_back(line.begins.front());
    }
    plain_.text += line.text;
    plain_.begins.insert(plain_.begins.end(), line.begins.begin(), line.begins.end());
    plain_.ends.insert(plain_.ends.end(), line.ends.begin(), line.ends.end());
    plain_.is_whole = line.is_whole;
    if (line.is_whole) line_ends_.push_back(plain_.text.size());
    return true;
  }

  const SourceText* text_;
  std::uint32_t next_line_;
  std::size_t enough_;
  PlainText plain_;
  std::vector<std::size_t> line_ends_;
};

bool is_inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// Where `a` and `b` part, in bytes, and never inside a character of either.
std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t size = 0;
  while (size < most && a[size] == b[size]) ++size;
  while (size > 0 && (is_inside_character(a, size) || is_inside_character(b, size))) --size;
  return size;
}

// Where an item may begin: at its first character, or behind one or more of its list markers.
std::vector<std::size_t> beginnings(std::string_view item) {
  constexpr std::size_t most_markers = 3;  // "* (a) 1. "
  std::vector<std::size_t> result = {0};
  while (result.size() <= most_markers) {
    const std::size_t size = list_marker_size(item.substr(result.back()));
    if (size == 0) break;
    result.push_back(result.back() + size);
  }
  return result;
}

// A few words, from the start of the one that holds the byte `at`.
std::string words_at(std::string_view text, std::size_t at) {
  constexpr std::size_t most_words = 6;
  constexpr std::size_t most_bytes = 80;
  std::size_t begin = at;
  if (begin < text.size() && text[begin] == ' ') {
    ++begin;
  } else {
    while (begin > 0 && text[begin - 1] != ' ') --begin;
  }
  std::size_t end = begin;
  for (std::size_t words = 0; words < most_words && end < text.size(); ++words) {
    end = std::min(text.find(' ', end + 1), text.size());
  }
  end = std::min(end, begin + most_bytes);
  while (is_inside_character(text, end)) --end;
  return std::string(text.substr(begin, end - begin));
}

// A quote and the ways to read it.
struct Quote {
  std::string_view text;
  std::vector<PlainText> readings;

  explicit Quote(std::string_view written) : text(written), readings{plain_text(written)} {
    PlainText as_written = collapsed_text(written);
    if (as_written.text != readings.front().text) readings.push_back(std::move(as_written));
  }

  // More than the quote, its list markers and the words after it need of a line.
  std::size_t enough() const { return text.size() + 256; }
};

struct Comparison {
  QuoteMatch match;
  std::size_t agreed = 0;  // how many bytes agree
};

Comparison compare(Item& item, std::size_t begin, const PlainText& reading, const Quote& quote) {
  const std::string_view wanted = reading.text;
  std::size_t agreed = 0;
  while (true) {
    const std::string_view rest = std::string_view(item.plain().text).substr(begin);
    agreed += common_prefix(rest.substr(agreed), wanted.substr(agreed));
    const bool needs_more = agreed == rest.size() && agreed < wanted.size();
    if (!needs_more || !item.extend()) break;
  }
  const PlainText& plain = item.plain();
  const std::size_t end = begin + agreed;
  const bool at_line_end = item.ends_at(end);
  if (agreed > 0 && agreed == wanted.size() && at_line_end) {
    return {QuoteFound{{plain.begins[begin], plain.ends[end - 1]}}, agreed};
  }
  const std::size_t offset = agreed < wanted.size() ? reading.begins[agreed] : quote.text.size();
  return {QuoteDiffers{offset, at_line_end ? "" : words_at(plain.text, end)}, agreed};
}

Comparison best_comparison(Item& item, const Quote& quote) {
  Comparison best{QuoteDiffers{}, 0};
  for (const std::size_t begin : beginnings(item.plain().text)) {
    for (const PlainText& reading : quote.readings) {
      Comparison next = compare(item, begin, reading, quote);
      if (std::holds_alternative<QuoteFound>(next.match)) return next;
      // Where nothing agrees, the words behind the list marker are the item.
      if (next.agreed > best.agreed || best.agreed == 0) best = std::move(next);
    }
  }
  return best;
}

}  // namespace

QuoteMatch find_quote(const Document& document, std::string_view quote, std::uint32_t line) {
  const Quote wanted(quote);
  Item item(document.text, line, wanted.enough());
  return best_comparison(item, wanted).match;
}

std::optional<std::uint32_t> line_of_quote(const Document& document, std::string_view quote) {
  const Quote wanted(quote);
  // Most lines differ within themselves; a text that repeats the quote's beginning does not.
  constexpr std::size_t spare_bytes = 1U << 20U;
  std::size_t bytes_left = 2 * document.text.content().size() + spare_bytes;
  for (std::uint32_t line = 1; line <= document.text.line_count(); ++line) {
    Item item(document.text, line, wanted.enough());
    const Comparison comparison = best_comparison(item, wanted);
    if (std::holds_alternative<QuoteFound>(comparison.match)) return line;
    const std::size_t spent = item.plain().text.size();
    if (spent > bytes_left) return std::nullopt;
    bytes_left -= spent;
  }
  return std::nullopt;
}

}  // namespace eligo
