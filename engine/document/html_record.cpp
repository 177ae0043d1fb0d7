#include "document/html_record.h"

#include <string>
#include <string_view>
#include <utility>

#include "document/html_text.h"
#include "document/markup_text.h"
#include "document/text_record.h"

namespace eligo {

namespace {

// What the first element of this name shows; empty where there is none.
std::string shown_by(std::string_view content, std::string_view name) {
  MarkupReader reader(content, MarkupLanguage::html);
  std::string text;
  bool is_inside = false;
  while (auto token = reader.next()) {
    const bool is_tag = token->kind == MarkupToken::Kind::tag;
    const bool is_named = is_tag && token->text == name;
    if (is_named && is_inside) break;
    if (is_named && !token->closes) is_inside = true;
    if (!is_inside) continue;
    text += is_tag ? tag_words(*token, MarkupLanguage::html, content.substr(token->span.end))
                   : std::string_view(token->text);
  }
  return is_inside ? plain_text(text).text : std::string();
}

}  // namespace

Result<std::vector<RegistryRecord>> read_html_records(const Document& document) {
  using Records = Result<std::vector<RegistryRecord>>;
  Result<RegistryRecord> record = read_text_record(document, html_lines(document.text.content()));
  if (!record) return Records::failure(std::move(record.diagnostics));
  // A page's main heading says what it is about; its title often also whose page it is.
  const std::string heading = shown_by(document.text.content(), "h1");
  if (!heading.empty()) record->title = heading;
  if (record->title.empty()) record->title = shown_by(document.text.content(), "title");
  std::vector<RegistryRecord> records;
  records.push_back(std::move(*record));
  return Records::success(std::move(records), std::move(record.diagnostics));
}

}  // namespace eligo
