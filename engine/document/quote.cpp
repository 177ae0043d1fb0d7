#include "document/quote.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "document/list_marker.h"
#include "document/plain_text.h"
#include "document/quote_reading.h"
#include "document/word_edge.h"

namespace eligo {

namespace {

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

// Where a quote must end.
enum class QuoteEnd { line, word };

// Whether a line of the document ends behind the first `size` bytes of its reading.
bool is_line_end(const SourceText& text, const PlainText& plain, std::size_t size) {
  if (size == 0 || size > plain.text.size()) return false;
  if (size == plain.text.size()) return plain.is_whole;
  if (plain.text[size] != ' ') return false;
  const std::uint32_t begin = plain.ends[size - 1];
  const std::uint32_t end = plain.begins[size + 1];
  return text.content().substr(begin, end - begin).find('\n') != std::string_view::npos;
}

// What is read up to the first line end from the byte `at` on.
std::string_view until_line_end(const SourceText& text, const PlainText& plain, std::size_t at) {
  const std::string_view all = plain.text;
  while (at < all.size() && !is_line_end(text, plain, at))
    at = std::min(all.find(' ', at + 1), all.size());
  return all.substr(0, at);
}

// Whether the text can be parted before the byte `at` without breaking a word or a number.
bool is_word_boundary(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool has_digits = is_digit(text[at - 1]) && at + 1 < text.size() && is_digit(text[at + 1]);
  if (has_digits && (text[at] == '.' || text[at] == ',')) return false;
  return !(ends_in_word(text.substr(0, at)) && begins_in_word(text.substr(at)));
}

// One reading of the quote beside the document's, from the byte `begin` of that on.
struct Comparison {
  const PlainText* reading = nullptr;
  std::size_t begin = 0;
  std::size_t agreed = 0;  // how many bytes agree
  bool is_found = false;
};

Comparison compare(const SourceText& text, const PlainText& plain, std::size_t begin,
                   const PlainText& reading, QuoteEnd quote_end) {
  const std::string_view wanted = reading.text;
  const std::size_t agreed = common_prefix(std::string_view(plain.text).substr(begin), wanted);
  const std::size_t end = begin + agreed;
  const bool ends_well = quote_end == QuoteEnd::line ? is_line_end(text, plain, end)
                                                     : is_word_boundary(plain.text, end);
  return {&reading, begin, agreed, agreed > 0 && agreed == wanted.size() && ends_well};
}

// The comparison that agrees for longest, of the quote's readings with `plain` from each of
// `begins` (at least one) on.
Comparison best_comparison(const SourceText& text, const PlainText& plain,
                           const std::vector<std::size_t>& begins, const Quote& quote,
                           QuoteEnd end) {
  Comparison best;
  for (const std::size_t begin : begins) {
    for (const PlainText& reading : quote.readings) {
      const Comparison next = compare(text, plain, begin, reading, end);
      if (next.is_found) return next;
      // Where nothing agrees, the words behind the list marker are the item.
      if (next.agreed > best.agreed || best.agreed == 0) best = next;
    }
  }
  return best;
}

Span span_of(const PlainText& plain, const Comparison& found) {
  return {plain.begins[found.begin], plain.ends[found.begin + found.agreed - 1]};
}

QuoteMatch match_of(const SourceText& text, const PlainText& plain, const Comparison& comparison,
                    const Quote& quote, QuoteEnd quote_end) {
  if (comparison.is_found) return QuoteFound{span_of(plain, comparison)};
  if (comparison.reading == nullptr) return QuoteDiffers{};
  const PlainText& reading = *comparison.reading;
  const std::size_t agreed = comparison.agreed;
  const std::size_t end = comparison.begin + agreed;
  const std::size_t offset =
      agreed < reading.text.size() ? reading.begins[agreed] : quote.text.size();
  const std::string_view item =
      quote_end == QuoteEnd::line ? until_line_end(text, plain, end) : std::string_view(plain.text);
  return QuoteDiffers{offset, end < item.size() ? words_at(item, end) : ""};
}

// Where an item that begins with the byte `at` of `plain` may begin.
std::vector<std::size_t> beginnings_at(const PlainText& plain, std::size_t at) {
  std::vector<std::size_t> result = beginnings(std::string_view(plain.text).substr(at));
  for (std::size_t& begin : result) begin += at;
  return result;
}

// The part of a document in which a quote is looked for.
struct SearchedText {
  PlainText plain;
  std::vector<std::size_t> begins;  // where the quote may begin; none: it stands here for sure not
  QuoteEnd end{};
  std::string has_instead;  // where it may begin nowhere: what stands there
};

SearchedText searched_line(const Document& document, const Quote& quote, std::uint32_t line) {
  const DocumentFormat format = document_format(document.text.content());
  SearchedText searched{reading_from_line(document, format, line, quote.enough()), {}, {}, {}};
  const PlainText& plain = searched.plain;
  const bool is_blank =
      plain.text.empty() || plain.begins.front() >= document.text.line_start(line + 1);
  if (is_blank) return searched;
  searched.begins = beginnings_at(plain, 0);
  searched.end = QuoteEnd::line;
  return searched;
}

// The byte at which a column begins; nothing where the line ends before it.
std::optional<std::uint32_t> byte_of(const SourceText& text, Position position) {
  const std::string_view line = text.line_text(position.line);
  std::size_t at = 0;
  for (std::uint32_t column = 1; column < position.column && at < line.size(); ++column) {
    ++at;
    while (is_inside_character(line, at)) ++at;
  }
  if (position.column == 0 || at >= line.size()) return std::nullopt;
  return static_cast<std::uint32_t>(text.line_start(position.line) + at);
}

SearchedText searched_place(const Document& document, const Quote& quote, Position position) {
  const auto byte = byte_of(document.text, position);
  if (!byte) return {};
  const DocumentFormat format = document_format(document.text.content());
  SearchedText searched{reading_around(document, format, *byte, quote.enough()), {}, {}, {}};
  const PlainText& plain = searched.plain;
  const auto found = std::lower_bound(plain.begins.begin(), plain.begins.end(), *byte);
  const auto begin = static_cast<std::size_t>(found - plain.begins.begin());
  const bool begins_there = found != plain.begins.end() && *found == *byte &&
                            plain.text[begin] != ' ' && is_word_boundary(plain.text, begin);
  if (begins_there) {
    searched.begins = {begin};
  } else {
    searched.has_instead = words_at(plain.text, begin);
  }
  searched.end = QuoteEnd::word;
  return searched;
}

SearchedText searched_text(const Document& document, const Quote& quote, std::uint32_t line,
                           std::optional<std::uint32_t> column) {
  if (line == 0 || line > document.text.line_count()) return {};
  return column ? searched_place(document, quote, {line, *column})
                : searched_line(document, quote, line);
}

Comparison best_comparison(const Document& document, const SearchedText& searched,
                           const Quote& quote) {
  return best_comparison(document.text, searched.plain, searched.begins, quote, searched.end);
}

// How much of a search may be spent on beginnings that agree. Most differ at once; those of a text
// that repeats the quote's beginning do not.
class SearchBudget {
 public:
  explicit SearchBudget(const SourceText& text) : bytes_left_(2 * text.content().size() + spare) {}

  // False where there is none left.
  bool spend(std::size_t bytes) {
    if (bytes > bytes_left_) return false;
    bytes_left_ -= bytes;
    return true;
  }

 private:
  static constexpr std::size_t spare = 1U << 20U;
  std::size_t bytes_left_;
};

std::optional<Position> place_in(const SourceText& text, const PlainText& plain, const Quote& quote,
                                 SearchBudget& budget) {
  for (const PlainText& reading : quote.readings) {
    if (reading.text.empty()) continue;
    for (std::size_t at = plain.text.find(reading.text.front()); at != std::string::npos;
         at = plain.text.find(reading.text.front(), at + 1)) {
      if (!is_word_boundary(plain.text, at)) continue;
      const Comparison next = compare(text, plain, at, reading, QuoteEnd::word);
      if (next.is_found) return text.position(span_of(plain, next).begin);
      if (!budget.spend(next.agreed)) return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

QuoteMatch find_quote(const Document& document, std::string_view quote, std::uint32_t line,
                      std::optional<std::uint32_t> column) {
  const Quote wanted(quote);
  const SearchedText searched = searched_text(document, wanted, line, column);
  if (searched.begins.empty()) return QuoteDiffers{0, searched.has_instead};
  return match_of(document.text, searched.plain, best_comparison(document, searched, wanted),
                  wanted, searched.end);
}

std::optional<Span> place_in_quote(const Document& document, std::string_view quote,
                                   std::uint32_t line, std::optional<std::uint32_t> column,
                                   Span words) {
  const Quote wanted(quote);
  const SearchedText searched = searched_text(document, wanted, line, column);
  const Comparison found = best_comparison(document, searched, wanted);
  if (!found.is_found) return std::nullopt;
  const PlainText& reading = *found.reading;
  const auto first = std::upper_bound(reading.ends.begin(), reading.ends.end(), words.begin);
  const auto end = std::lower_bound(reading.begins.begin(), reading.begins.end(), words.end);
  const std::size_t from = found.begin + static_cast<std::size_t>(first - reading.ends.begin());
  const std::size_t to = found.begin + static_cast<std::size_t>(end - reading.begins.begin());
  if (from >= to || to > searched.plain.text.size()) return std::nullopt;
  return Span{searched.plain.begins[from], searched.plain.ends[to - 1]};
}

std::optional<std::uint32_t> line_of_quote(const Document& document, std::string_view quote) {
  const Quote wanted(quote);
  const SourceText& text = document.text;
  const PlainText plain =
      reading_from_line(document, document_format(text.content()), 1, std::string_view::npos);
  SearchBudget budget(text);
  std::size_t at = 0;
  for (std::uint32_t line = 1; line <= text.line_count(); ++line) {
    const std::uint32_t next_line = text.line_start(line + 1);
    while (at < plain.text.size() &&
           (plain.begins[at] < text.line_start(line) || plain.text[at] == ' ')) {
      ++at;
    }
    if (at == plain.text.size()) break;
    if (plain.begins[at] >= next_line) continue;
    const Comparison comparison =
        best_comparison(text, plain, beginnings_at(plain, at), wanted, QuoteEnd::line);
    if (comparison.is_found) return line;
    if (!budget.spend(comparison.agreed)) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Position> place_of_quote(const Document& document, std::string_view quote) {
  const Quote wanted(quote);
  SearchBudget budget(document.text);
  for (const PlainText& plain : readings(document, document_format(document.text.content()))) {
    if (auto place = place_in(document.text, plain, wanted, budget)) return place;
  }
  return std::nullopt;
}

}  // namespace eligo
