#include "document/page_lines.h"

#include <algorithm>
#include <array>
#include <string>

#include "document/text_part.h"

namespace eligo {

namespace {

constexpr auto other_sections = std::to_array<std::string_view>({
    "sites / locations",
    "sites/locations",
    "study & design",
    "study and design",
    "study design",
    "study plan",
    "study details",
    "study overview",
    "study contact",
    "study contacts",
    "study record dates",
    "study documents",
    "design details",
    "sponsors",
    "sponsor",
    "lead sponsor",
    "sponsors and collaborators",
    "collaborators and investigators",
    "contacts and locations",
    "contacts",
    "central contacts",
    "facility contacts",
    "locations",
    "trial locations",
    "study locations",
    "location",
    "countries",
    "responsible party",
    "principal investigators",
    "investigators",
    "arms and interventions",
    "arm && interventions",
    "arms & interventions",
    "interventions",
    "outcome measures",
    "outcomes",
    "primary outcome measures",
    "primary outcome",
    "primary outcomes",
    "secondary outcome measures",
    "secondary outcome",
    "secondary outcomes",
    "publications",
    "publications and helpful links",
    "references",
    "other identifiers",
    "more information",
    "more related trials",
    "related clinical trials",
    "conditions",
    "keywords",
    "detailed description",
    "brief summary",
    "funder",
    "publisher",
    "study results",
    "results",
    "recruiting information",
    "recruiting locations",
    "enrolling locations",
    "timeline",
    "about this trial",
    "basic information",
    "study groups",
});

constexpr auto explanations = std::to_array<std::string_view>({
    "check the participation requirements, including inclusion and exclusion rules",
    "researchers look for people who fit a certain description",
});

constexpr auto site_names = std::to_array<std::string_view>(
    {"medpath", "overview", "clinicaltrials.gov", "home", "search", "menu", "trial overview",
     "study overview", "back to search", "clinical trial", "clinical trials"});

std::string bare(std::string_view line) {
  while (line.starts_with('#') || line.starts_with('*') || line.starts_with(' ')) {
    line.remove_prefix(1);
  }
  while (line.ends_with('*') || line.ends_with(':') || line.ends_with(' ')) line.remove_suffix(1);
  return lower_case(line);
}

template <std::size_t Count>
bool is_one_of(std::string_view line, const std::array<std::string_view, Count>& words) {
  constexpr std::size_t longest = 64;
  return line.size() <= longest && std::find(words.begin(), words.end(), bare(line)) != words.end();
}

}  // namespace

bool begins_other_section(std::string_view line) {
  return is_one_of(line, other_sections);
}

bool is_page_explanation(std::string_view line) {
  constexpr std::size_t enough = 100;
  const std::string words = lower_case(line.substr(0, enough));
  return std::any_of(explanations.begin(), explanations.end(),
                     [&](std::string_view explanation) { return words.starts_with(explanation); });
}

bool is_site_name(std::string_view line) {
  return is_one_of(line, site_names);
}

}  // namespace eligo
