#include "document/html_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "document/markup_text.h"

namespace eligo {

namespace {

constexpr std::uint32_t columns_a_list = 4;

bool is_list(std::string_view name) {
  return name == "ul" || name == "ol" || name == "menu" || name == "dir";
}

// Puts the pieces of a page together to lines.
class LineBuilder {
 public:
  explicit LineBuilder(std::string_view content) : content_(content) {}

  void add(const MarkupToken& token) {
    switch (token.kind) {
      case MarkupToken::Kind::tag:
        add_tag(token);
        break;
      case MarkupToken::Kind::text:
        add_text(token);
        break;
      case MarkupToken::Kind::reference:
        append_words(line_, token.text, token.span.begin, token.span.end);
        break;
    }
  }

  ReadableText take_lines() {
    end_line();
    if (!lines_.empty() && lines_.back().words.text.empty()) lines_.pop_back();
    return std::move(lines_);
  }

 private:
  void add_tag(const MarkupToken& tag) {
    const std::string_view name = tag.text;
    if (is_inline_tag(name)) {
      const std::string_view words =
          tag_words(tag, MarkupLanguage::html, content_.substr(tag.span.end));
      append_words(line_, words, tag.span.begin, tag.span.end);
      return;
    }
    end_line();
    if (name != "br") end_block();
    if (is_list(name)) change_depth(tag.closes);
    if (name == "pre") is_preformatted_ = !tag.closes;
    if (name == "li") begins_item_ = !tag.closes;
    if (name == "p" || name == "br" || name == "div") return;
    if (name != "li") begins_item_ = false;
  }

  void add_text(const MarkupToken& token) {
    const std::string_view text = token.text;
    std::size_t begin = 0;
    while (is_preformatted_) {
      const std::size_t end = text.find('\n', begin);
      if (end == std::string_view::npos) break;
      append_verbatim(line_, text.substr(begin, end - begin), token.span.begin + begin);
      end_line();
      begin = end + 1;
    }
    append_verbatim(line_, text.substr(begin), token.span.begin + begin);
  }

  void change_depth(bool closes) {
    if (!closes) {
      ++depth_;
    } else if (depth_ > 0) {
      --depth_;
    }
  }

  void end_line() {
    ReadableLine line;
    line.words = plain_text(line_);
    const std::size_t spaces = line_.text.find_first_not_of(' ');
    line_ = {};
    if (line.words.text.empty()) return;
    line.indentation = depth_ * columns_a_list;
    if (is_preformatted_) line.indentation += static_cast<std::uint32_t>(spaces);
    line.is_list_item = std::exchange(begins_item_, false);
    lines_.push_back(std::move(line));
  }

  void end_block() {
    const bool is_blank = lines_.empty() || lines_.back().words.text.empty();
    if (!is_blank) lines_.emplace_back();
  }

  std::string_view content_;
  ReadableText lines_;
  PlainText line_;  // what the line holds so far, its white space as it is written
  std::uint32_t depth_ = 0;
  bool begins_item_ = false;
  bool is_preformatted_ = false;
};

}  // namespace

ReadableText html_lines(std::string_view content) {
  LineBuilder lines(content);
  MarkupReader reader(content, MarkupLanguage::html);
  while (const auto token = reader.next()) lines.add(*token);
  return lines.take_lines();
}

}  // namespace eligo
