#include "report/page/template.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "report/page/template_files.h"
#include "text/unicode.h"

namespace eligo {
namespace {

using Template = kainjow::mustache::mustache;

std::string filled(std::string_view name, const Fields& fields,
                   const std::function<std::string(const std::string&)>& escape) {
  Template page{std::string(template_text(name))};
  page.set_custom_escape(escape);
  std::string text = page.render(fields);
  if (!page.is_valid()) {
    throw std::logic_error("the template " + std::string(name) + ": " + page.error_message());
  }
  return text;
}

}  // namespace

Fields list_of_texts(const std::vector<std::string>& texts) {
  return list_of_fields(texts, [](const std::string& text) { return Fields(text); });
}

Fields optional_text(const std::string& text) {
  return text.empty() ? Fields(false) : Fields(text);
}

std::string_view template_text(std::string_view name) {
  const std::vector<EmbeddedFile>& files = report_templates();
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const EmbeddedFile& file) { return file.name == name; });
  if (found == files.end()) throw std::logic_error("no template is " + std::string(name));
  return found->content;
}

std::string html_text(std::string_view text) {
  std::string html;
  for (const char character : escape_controls(text)) {
    switch (character) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += character;
    }
  }
  return html;
}

std::string markdown_text(std::string_view text) {
  constexpr std::string_view markup = "\\`*_[]<>|&~@";
  constexpr std::string_view begins_block = "-+=#";
  const std::string shown = escape_controls(text);
  std::string safe;
  bool in_number = true;  // the text so far is a whole number
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const char character = shown[i];
    const bool ends_number = in_number && i > 0 && (character == '.' || character == ')');
    const bool begins = i == 0 && begins_block.find(character) != std::string_view::npos;
    const bool links = shown.compare(i, 3, "://") == 0 ||
                       (character == '.' && i >= 3 && shown.compare(i - 3, 3, "www") == 0);
    const bool is_markup = markup.find(character) != std::string_view::npos;
    if (is_markup || ends_number || begins || links) safe += '\\';
    safe += character;
    in_number = in_number && character >= '0' && character <= '9';
  }
  return safe;
}

std::string fill_html(std::string_view name, const Fields& fields) {
  return filled(name, fields, html_text);
}

std::string fill_markdown(std::string_view name, const Fields& fields) {
  return filled(name, fields, markdown_text);
}

}  // namespace eligo
