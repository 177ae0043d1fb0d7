#pragma once

#include <string_view>

namespace eligo {

// Whether a line of a page is a heading that begins another section than the eligibility criteria:
// "Sites / Locations", "Study Plan".
bool begins_other_section(std::string_view line);

// Whether a line of a page only explains its section to the reader, as some sites do.
bool is_page_explanation(std::string_view line);

// Whether a line is a site's own name or menu, and not the title of a trial.
bool is_site_name(std::string_view line);

}  // namespace eligo
