#pragma once

#include <string_view>

#include "document/readable_text.h"

namespace eligo {

// The lines of an HTML page as a reader sees them: each paragraph, heading, table cell and list
// item is a line, with a blank line behind it; "<br>" ends a line. Items of lists say that they
// are, and are indented by the lists that they stand in. Scripts, styles and what else is not shown
// are left out. What stands in a line is read as markup_text reads it.
ReadableText html_lines(std::string_view content);

}  // namespace eligo
