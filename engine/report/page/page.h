#pragma once

#include <string>
#include <string_view>

#include "report/page/template.h"

namespace eligo {

struct PageHead {
  std::string title;         // of the window and of a bookmark
  std::string running_head;  // on each printed sheet of paper: which patient, which trial
  bool landscape = false;
};

// A whole page around `body`, which is markup made by fill_html: one file that loads nothing, runs
// nothing, and prints. Its content security policy allows its own stylesheet, by its digest, and
// nothing else; markup in `body` must therefore carry no style attributes. `provenance`, from
// provenance_fields, becomes the foot of the page.
std::string html_page(const PageHead& head, const std::string& body, const Fields& provenance);

// The Markdown template `name` filled in; {{{foot}}} in it is the foot that `fields` have under
// "provenance".
std::string markdown_page(std::string_view name, Fields fields);

}  // namespace eligo
