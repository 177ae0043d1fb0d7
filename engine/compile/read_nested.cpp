#include "compile/read_nested.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

struct LeadWords {
  std::string_view words;
  LeadIn::Join join;
  std::uint32_t count;
};

// The longest that fits counts, so longer wordings stand first.
constexpr std::array lead_words = {
    LeadWords{"none of the following criteria", LeadIn::Join::none, 0},
    LeadWords{"none of the following", LeadIn::Join::none, 0},
    LeadWords{"not any of the following", LeadIn::Join::none, 0},
    LeadWords{"at least one of the following criteria", LeadIn::Join::any, 0},
    LeadWords{"at least one of the following", LeadIn::Join::any, 0},
    LeadWords{"at least 1 of the following", LeadIn::Join::any, 0},
    LeadWords{"one or more of the following", LeadIn::Join::any, 0},
    LeadWords{"1 or more of the following", LeadIn::Join::any, 0},
    LeadWords{"any one of the following", LeadIn::Join::any, 0},
    LeadWords{"any 1 of the following", LeadIn::Join::any, 0},
    LeadWords{"either of the following", LeadIn::Join::any, 0},
    LeadWords{"any of the following criteria", LeadIn::Join::any, 0},
    LeadWords{"any of the following conditions", LeadIn::Join::any, 0},
    LeadWords{"any of the following", LeadIn::Join::any, 0},
    LeadWords{"any of these", LeadIn::Join::any, 0},
    LeadWords{"one of the following criteria", LeadIn::Join::any, 0},
    LeadWords{"one of the following", LeadIn::Join::any, 0},
    LeadWords{"1 of the following", LeadIn::Join::any, 0},
    LeadWords{"at least two of the following criteria", LeadIn::Join::at_least, 2},
    LeadWords{"at least two of the following", LeadIn::Join::at_least, 2},
    LeadWords{"at least 2 of the following", LeadIn::Join::at_least, 2},
    LeadWords{"two or more of the following", LeadIn::Join::at_least, 2},
    LeadWords{"2 or more of the following", LeadIn::Join::at_least, 2},
    LeadWords{"at least three of the following", LeadIn::Join::at_least, 3},
    LeadWords{"at least 3 of the following", LeadIn::Join::at_least, 3},
    LeadWords{"three or more of the following", LeadIn::Join::at_least, 3},
    LeadWords{"at least four of the following", LeadIn::Join::at_least, 4},
    LeadWords{"at least 4 of the following", LeadIn::Join::at_least, 4},
    LeadWords{"two of the following", LeadIn::Join::at_least, 2},
    LeadWords{"2 of the following", LeadIn::Join::at_least, 2},
    LeadWords{"three of the following", LeadIn::Join::at_least, 3},
    LeadWords{"3 of the following", LeadIn::Join::at_least, 3},
    LeadWords{"four of the following", LeadIn::Join::at_least, 4},
    LeadWords{"4 of the following", LeadIn::Join::at_least, 4},
    LeadWords{"both of the following", LeadIn::Join::all, 0},
    LeadWords{"all of the following criteria", LeadIn::Join::all, 0},
    LeadWords{"all of the following", LeadIn::Join::all, 0},
    LeadWords{"all the following criteria", LeadIn::Join::all, 0},
    LeadWords{"all the following", LeadIn::Join::all, 0},
    LeadWords{"each of the following", LeadIn::Join::all, 0},
    LeadWords{"the following", LeadIn::Join::unsaid, 0},
    LeadWords{"as follows", LeadIn::Join::unsaid, 0},
};

std::string trimmed(std::string_view text) {
  const std::string_view silent = " \t:;,.-";
  const std::size_t begin = text.find_first_not_of(silent);
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(silent) - begin + 1));
}

// "no more than" one of the following, "only" one of them.
bool limits_count(std::string_view before) {
  static constexpr std::array<std::string_view, 8> limits = {
      "more than", "at most", "fewer than", "less than", "only", "exactly", "up to", "maximum of"};
  const std::size_t end = before.find_last_not_of(' ');
  if (end == std::string_view::npos) return false;
  before = before.substr(0, end + 1);
  return std::any_of(limits.begin(), limits.end(),
                     [&](std::string_view words) { return before.ends_with(words); });
}

}  // namespace

LeadIn lead_in_of(std::string_view sentence) {
  const std::string lower = ascii_lower(sentence);
  LeadIn lead;
  lead.rest = trimmed(sentence);
  for (const LeadWords& words : lead_words) {
    const std::size_t at = lower.find(words.words);
    if (at == std::string::npos) continue;
    lead.join = words.join;
    lead.count = words.count;
    lead.begin = at;
    lead.end = at + words.words.size();
    if (limits_count(lower.substr(0, at))) lead.join = LeadIn::Join::other;
    lead.rest = trimmed(std::string(sentence.substr(0, at)) + " " +
                        std::string(sentence.substr(at + words.words.size())));
    break;
  }
  return lead;
}

bool belongs_to_other_list(std::string_view lead_in, CriteriaList list) {
  static constexpr std::array<std::string_view, 11> of_inclusions = {
      "must have",   "must be",     "must meet",  "are eligible",  "is eligible",    "be included",
      "be eligible", "are allowed", "be allowed", "are permitted", "not be excluded"};
  static constexpr std::array<std::string_view, 6> of_exclusions = {
      "excluded", "not eligible", "ineligible", "not be eligible", "not be included", "exclusion"};
  const std::string lower = ascii_lower(lead_in);
  const auto says = [&](std::string_view words) { return lower.find(words) != std::string::npos; };
  return list == CriteriaList::exclusion
             ? std::any_of(of_inclusions.begin(), of_inclusions.end(), says)
             : std::any_of(of_exclusions.begin(), of_exclusions.end(), says);
}

}  // namespace eligo::compile
