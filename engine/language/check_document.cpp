#include "language/check_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "document/quote.h"
#include "language/check_names.h"
#include "language/string_literal.h"
#include "text/unicode.h"

namespace eligo {
namespace {

// The bytes at the front of a literal's inside that write one character, and how many bytes of
// text they mean.
struct WrittenCharacter {
  std::size_t written = 1;
  std::size_t meant = 1;
};

WrittenCharacter character_at(std::string_view inside, std::size_t offset) {
  const std::string_view rest = inside.substr(offset);
  if (rest[0] != '\\') {
    const std::size_t length = code_point_at(rest, 0).length;
    return {length, length};
  }
  std::size_t written = 2;
  if (rest.starts_with("\\u{")) written = std::min(rest.find('}') + 1, rest.size());
  const std::string literal = fmt::format("\"{}\"", rest.substr(0, written));
  return {written, decode_literal(literal).text.size()};
}

// Where in the source the character at `offset` of the quoted text is written; the closing quote
// where the offset is the text's end.
Span span_in_quote(const SourceText& source, const syntax::Quoted& quote, std::size_t offset) {
  const std::uint32_t begin = quote.span.begin + 1;
  const std::string_view inside = source.content().substr(begin, quote.span.end - 1 - begin);
  std::size_t at = 0;
  std::size_t meant = 0;
  while (at < inside.size()) {
    const WrittenCharacter next = character_at(inside, at);
    if (meant + next.meant > offset) {
      return {begin + static_cast<std::uint32_t>(at),
              begin + static_cast<std::uint32_t>(at + next.written)};
    }
    at += next.written;
    meant += next.meant;
  }
  return {quote.span.end - 1, quote.span.end};
}

// A few words from `offset` on, for messages.
std::string excerpt(std::string_view text, std::size_t offset) {
  constexpr std::size_t longest = 40;
  std::size_t end = offset;
  while (end < text.size() && end - offset < longest) end += code_point_at(text, end).length;
  if (end < text.size()) {
    const std::size_t space = text.rfind(' ', end);
    if (space != std::string_view::npos && space > offset) end = space;
  }
  return std::string(text.substr(offset, end - offset)) + (end < text.size() ? " …" : "");
}

std::size_t start_of_word(std::string_view text, std::size_t offset) {
  while (offset > 0 && text[offset - 1] != ' ') --offset;
  return offset;
}

bool is_digest(std::string_view text) {
  constexpr std::size_t digits = 64;
  return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
           return std::isxdigit(static_cast<unsigned char>(c)) != 0;
         });
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool is_bare_file_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of(std::string_view("/\\\0", 3)) == std::string_view::npos;
}

}  // namespace

std::optional<std::uint32_t> positive_integer(std::string_view text) {
  std::uint32_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

QuotedDocument::QuotedDocument(CheckContext& context, const syntax::DocumentReference& reference,
                               const DocumentSource& documents)
    : context_(context), reference_(reference) {
  load(documents);
  check_digest();
}

void QuotedDocument::load(const DocumentSource& documents) {
  const syntax::Quoted& file = reference_.file;
  if (!is_bare_file_name(file.text)) {
    context_.report(DiagnosticCode::document_path, file.span,
                    fmt::format("{} is no plain file name", in_quotes(file.text)),
                    "put the document beside the rule file and write its name only");
    return;
  }
  Result<Document> result = documents(file.text);
  if (!result) {
    std::string why;
    for (const Diagnostic& diagnostic : result.diagnostics) {
      why += (why.empty() ? "" : "; ") + diagnostic.message;
    }
    context_.report(DiagnosticCode::unreadable_document, file.span,
                    fmt::format("{} cannot be used: {}", file.text, why),
                    "put the document, a UTF-8 text, beside the rule file");
    return;
  }
  document_ = std::move(*result);
}

void QuotedDocument::check_digest() {
  const syntax::Quoted& digest = reference_.sha256;
  const std::string actual = document_ ? fmt::format("write \"{}\"", document_->sha256) : "";
  if (!is_digest(digest.text)) {
    context_.report(DiagnosticCode::invalid_digest, digest.span,
                    "a SHA-256 digest has 64 hexadecimal digits", actual);
    return;
  }
  if (!document_ || lower(digest.text) == document_->sha256) return;
  context_.report(
      DiagnosticCode::digest_mismatch, digest.span,
      fmt::format("{} has changed: its digest is {}", reference_.file.text, document_->sha256),
      "read the document again, correct what it changes, then write its new digest");
}

std::uint32_t QuotedDocument::check_line(const syntax::Number& line) {
  const auto number = positive_integer(line.text);
  if (!number) {
    context_.report(DiagnosticCode::invalid_line, line.span,
                    fmt::format("{} is no line of a document", line.text),
                    "write a whole number from 1 up");
    return 0;
  }
  if (!document_ || *number <= document_->text.line_count()) return *number;
  context_.report(
      DiagnosticCode::invalid_line, line.span,
      fmt::format("{} has {} lines only", reference_.file.text, document_->text.line_count()),
      fmt::format("write a line from 1 to {}", document_->text.line_count()));
  return 0;
}

std::uint32_t QuotedDocument::check_column(const syntax::Number& column, std::uint32_t line) {
  const auto number = positive_integer(column.text);
  const std::size_t width =
      document_ && line > 0 ? code_point_count(document_->text.line_text(line)) : 0;
  if (number && (width == 0 || *number <= width)) return *number;
  context_.report(DiagnosticCode::invalid_column, column.span,
                  number ? fmt::format("line {} has {} characters only", line, width)
                         : fmt::format("{} is no column of a line", column.text),
                  "write the place of the quote's first character in its line, from 1");
  return 0;
}

QuotedPlace QuotedDocument::check_quote(const syntax::QuotedLine& quoted_line) {
  QuotedPlace place{check_line(quoted_line.line), 0};
  if (quoted_line.column) {
    place.column = check_column(*quoted_line.column, place.line);
    if (place.column == 0) return place;
  }
  compare_quote(quoted_line, place);
  return place;
}

void QuotedDocument::compare_quote(const syntax::QuotedLine& quoted_line,
                                   const QuotedPlace& place) {
  if (place.line == 0 || !document_) return;
  std::optional<std::uint32_t> column;
  if (place.column > 0) column = place.column;
  const QuoteMatch match = find_quote(*document_, quoted_line.quote.text, place.line, column);
  const auto* differs = std::get_if<QuoteDiffers>(&match);
  if (differs == nullptr) return;
  const std::string here =
      fmt::format("line {}{}", place.line, column ? fmt::format(" at column {}", *column) : "");
  if (const auto elsewhere = line_of_quote(*document_, quoted_line.quote.text)) {
    context_.report(DiagnosticCode::quote_elsewhere, quoted_line.line.span,
                    fmt::format("the quote does not stand on {}, but on line {}", here, *elsewhere),
                    fmt::format("write line {}{}", *elsewhere, column ? ", without a column" : ""));
    return;
  }
  const auto within = column ? place_of_quote(*document_, quoted_line.quote.text) : std::nullopt;
  if (within) {
    context_.report(DiagnosticCode::quote_elsewhere, quoted_line.line.span,
                    fmt::format("the quote does not stand on {}, but on line {} at column {}", here,
                                within->line, within->column),
                    fmt::format("write line {} column {}", within->line, within->column));
    return;
  }
  report_difference(quoted_line, differs->quote_offset, differs->document_has);
}

void QuotedDocument::report_difference(const syntax::QuotedLine& quoted_line, std::size_t offset,
                                       const std::string& document_has) {
  const syntax::Quoted& quote = quoted_line.quote;
  const Span span = span_in_quote(context_.source, quote, offset);
  const std::string where = fmt::format(
      "line {}{} of {}", quoted_line.line.text,
      quoted_line.column ? " column " + quoted_line.column->text : "", reference_.file.text);
  if (offset >= quote.text.size()) {
    context_.report(
        DiagnosticCode::quote_differs, span,
        fmt::format("the quote ends, and {} goes on: {}", where, encode_literal(document_has)),
        "quote the sentence to its end");
    return;
  }
  const std::string quote_has = excerpt(quote.text, start_of_word(quote.text, offset));
  const std::string document_says =
      document_has.empty() ? "ends here" : fmt::format("has {}", encode_literal(document_has));
  context_.report(
      DiagnosticCode::quote_differs, span,
      fmt::format("the quote has {} where {} {}", encode_literal(quote_has), where, document_says),
      "quote the document's own words");
}

}  // namespace eligo
