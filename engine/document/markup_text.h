#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "document/plain_text.h"
#include "text/span.h"

namespace eligo {

enum class MarkupLanguage { xml, html };

// One piece of a marked-up document.
struct MarkupToken {
  enum class Kind {
    text,       // stands for itself
    reference,  // a character reference, undone
    tag
  };
  Kind kind{};
  std::string text;     // what a reader sees; of a tag, its name, in HTML in lower case
  bool closes = false;  // a tag: it ends an element
  Span span;
};

// Cuts a document into what a reader sees and the tags between, in one pass without looking back.
// Comments, declarations and processing instructions are left out; of HTML also scripts, styles and
// whatever else is not shown. What is no tag though it begins like one ("< 5 mm") is text.
class MarkupReader {
 public:
  MarkupReader(std::string_view content, MarkupLanguage language)
      : content_(content), language_(language) {}

  // The next token; nothing at the end.
  std::optional<MarkupToken> next();

 private:
  std::optional<MarkupToken> at_bracket();
  MarkupToken take_text(std::size_t end);
  MarkupToken take_tag(std::size_t end);
  MarkupToken take_character_data();
  std::size_t tag_end();
  bool skip_to(std::size_t end);
  void skip_hidden_element(std::string_view name);

  std::string_view content_;
  MarkupLanguage language_;
  std::size_t at_ = 0;
  std::size_t character_data_end_ = 0;  // of the CDATA section that is being read
  std::size_t bytes_in_vain_ = 0;       // spent on tags that have no end
  bool has_no_bracket_ = false;         // no ">" follows
  std::uint32_t never_closed_ = 0;      // hidden elements that are known to have no end, a bit each
};

// Whether a tag of this name stands within a line: "b", "sup". Any other parts what is before it
// from what is after it.
bool is_inline_tag(std::string_view name);

// How a tag reads: a part of a line, nothing; "<sup>" before a number, "^", because 10<sup>9</sup>
// is not 109; any other, a line end. `rest` is the document behind the tag.
std::string_view tag_words(const MarkupToken& tag, MarkupLanguage language, std::string_view rest);

// The document from the byte `begin` on as a reader sees it, tags read as tag_words says. Once
// there are `enough` bytes, the rest is left unread.
PlainText markup_text(std::string_view content, MarkupLanguage language, std::size_t begin,
                      std::size_t enough);

}  // namespace eligo
