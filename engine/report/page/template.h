#pragma once

// Texts made from the templates in engine/report/templates. Whatever is filled in is made inert by
// the kind of text it goes into; only what a template takes in with three braces stays as it is,
// and that is markup that this stage has made itself.

#include <initializer_list>
#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {

// What a template is filled with: texts, truths, lists and objects by name.
using Fields = kainjow::mustache::data;

// A list for a template, from what `make_fields` makes of each item.
template <typename Items, typename MakeFields>
Fields list_of_fields(const Items& items, const MakeFields& make_fields) {
  Fields list{Fields::type::list};
  for (const auto& item : items) list << make_fields(item);
  return list;
}
// A list of texts; the template has each as {{.}}.
Fields list_of_texts(const std::vector<std::string>& texts);
// A text that is left out, with what stands around it in the template, where it is empty.
Fields optional_text(const std::string& text);

// The template `name` ("sheet.html.mustache") filled in. Texts become HTML text that is also safe
// inside a quoted attribute. Throws std::logic_error where there is no such template or it is none.
std::string fill_html(std::string_view name, const Fields& fields);
// Likewise for Markdown: no text can become markup, a heading, a table's bar or HTML.
std::string fill_markdown(std::string_view name, const Fields& fields);
// The content of a template file as it stands: a stylesheet.
std::string_view template_text(std::string_view name);

// `text` as HTML: special characters as references, control and bidirectional characters visible.
std::string html_text(std::string_view text);
std::string markdown_text(std::string_view text);

}  // namespace eligo
