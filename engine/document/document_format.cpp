#include "document/document_format.h"

#include <algorithm>
#include <array>
#include <string>

namespace eligo {

namespace {

std::string_view without_leading_space(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\f\v");
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

std::string lower_start(std::string_view text, std::size_t size) {
  std::string start(text.substr(0, size));
  std::transform(start.begin(), start.end(), start.begin(), lower);
  return start;
}

// What an HTML page, or a piece of one, begins with.
bool is_html_name(std::string_view name) {
  constexpr std::array<std::string_view, 30> names = {
      "html", "head", "body",    "title",  "meta", "link",    "script", "style", "div",    "p",
      "span", "h1",   "h2",      "h3",     "h4",   "h5",      "h6",     "ul",    "ol",     "li",
      "dl",   "main", "article", "header", "nav",  "section", "table",  "b",     "strong", "br"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The text behind what may stand before the first element: declarations, comments. Empty where one
// of them does not end.
std::string_view behind_prolog(std::string_view text) {
  while (text.starts_with("<?") || text.starts_with("<!")) {
    const bool is_comment = text.starts_with("<!--");
    const std::string_view close = is_comment ? "-->" : ">";
    const std::size_t end = text.find(close, is_comment ? 4 : 2);
    if (end == std::string_view::npos) return {};
    text = without_leading_space(text.substr(end + close.size()));
  }
  return text;
}

DocumentFormat markup_format(std::string_view text) {
  constexpr std::string_view html_type = "<!doctype html";
  if (lower_start(text, html_type.size()) == html_type) return DocumentFormat::html;
  const bool has_prolog = text.starts_with("<?xml") || text.starts_with("<!");
  const std::string_view element = behind_prolog(text);
  if (lower_start(element, html_type.size()) == html_type) return DocumentFormat::html;
  if (element.size() < 2 || element[0] != '<' || !is_letter(element[1])) {
    return has_prolog ? DocumentFormat::xml : DocumentFormat::text;
  }
  const std::size_t name_end = element.find_first_of(" \t\r\n/>", 1);
  if (name_end == std::string_view::npos) return DocumentFormat::xml;
  const std::string_view name = element.substr(1, name_end - 1);
  return is_html_name(lower_start(name, name.size())) ? DocumentFormat::html : DocumentFormat::xml;
}

// "[Title]" and "{draft}" begin a text, "{"id"" and "[{" a JSON value.
bool begins_json(std::string_view text) {
  const std::string_view inside = without_leading_space(text.substr(1));
  if (text.front() == '{') {
    return inside.empty() || inside.front() == '"' || inside.front() == '}';
  }
  return inside.empty() || inside.front() == '{' || inside.front() == '[' || inside.front() == ']';
}

}  // namespace

DocumentFormat document_format(std::string_view content) {
  const std::string_view text = without_leading_space(content);
  if (text.empty()) return DocumentFormat::text;
  if (text.front() == '<' && text.size() > 1) return markup_format(text);
  const bool may_be_json = text.front() == '{' || text.front() == '[';
  return may_be_json && begins_json(text) ? DocumentFormat::json : DocumentFormat::text;
}

}  // namespace eligo
