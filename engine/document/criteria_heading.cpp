#include "document/criteria_heading.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "document/heading_words.h"
#include "document/list_marker.h"
#include "document/text_part.h"

namespace eligo {

namespace {

using Words = std::span<const std::string_view>;

template <typename Table>
bool holds(const Table& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' ||
         static_cast<unsigned char>(c) >= 0x80U;
}

std::vector<std::string_view> words_of(std::string_view lower) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < lower.size()) {
    if (!is_word_byte(lower[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < lower.size() && is_word_byte(lower[at])) ++at;
    words.push_back(lower.substr(begin, at - begin));
  }
  return words;
}

// Whether `word` is `wanted`, with at most one letter left out, put in or replaced.
bool is_nearly(std::string_view word, std::string_view wanted) {
  const std::size_t longer = std::max(word.size(), wanted.size());
  const std::size_t shorter = std::min(word.size(), wanted.size());
  if (longer - shorter > 1) return false;
  std::size_t prefix = 0;
  while (prefix < shorter && word[prefix] == wanted[prefix]) ++prefix;
  const std::string_view word_rest = word.substr(prefix);
  const std::string_view wanted_rest = wanted.substr(prefix);
  if (word_rest.empty() || wanted_rest.empty()) return true;
  if (word_rest.size() == wanted_rest.size()) return word_rest.substr(1) == wanted_rest.substr(1);
  return word_rest.size() > wanted_rest.size() ? word_rest.substr(1) == wanted_rest
                                               : word_rest == wanted_rest.substr(1);
}

std::optional<CriteriaList> list_named_by(std::string_view word) {
  for (const std::string_view name : {"inclusion", "inclusions"}) {
    if (is_nearly(word, name)) return CriteriaList::inclusion;
  }
  for (const std::string_view name : {"exclusion", "exclusions", "exclusionary"}) {
    if (is_nearly(word, name)) return CriteriaList::exclusion;
  }
  return std::nullopt;
}

bool is_criteria_word(std::string_view word) {
  return holds(criteria_words, word) || is_nearly(word, "criteria");
}

bool are_all_filler(Words words) {
  return std::all_of(words.begin(), words.end(),
                     [](std::string_view word) { return holds(filler_words, word); });
}

// The part of a line that may be a heading: up to its colon, or all of a short line.
struct Head {
  Head() = default;
  Head(const Head&) = delete;  // the words are of `lower`, and stay where it is
  Head& operator=(const Head&) = delete;

  std::string_view text;  // as it is written
  std::string lower;
  std::vector<std::string_view> words;  // of `lower`
  std::size_t size = 0;                 // with the colon and the space after it
  bool has_colon = false;
};

constexpr std::size_t longest_head = 160;  // bytes
constexpr std::size_t most_words = 28;

std::size_t skipping(std::string_view text, std::size_t at, std::string_view skipped) {
  return std::min(text.find_first_not_of(skipped, at), text.size());
}

void take_words(Head& head) {
  head.lower = lower_case(head.text);
  head.words = words_of(head.lower);
}

bool ends_with_full_stop(std::string_view text) {
  return text.ends_with('.') || text.ends_with(';') || text.ends_with(',');
}

// False where the line is too long to be a heading, or has no words.
bool read_head(std::string_view text, Head& head) {
  const std::size_t begin = skipping(text, 0, "#*_ ");
  const std::string_view start = text.substr(0, longest_head);
  const std::size_t ascii = start.find(':', begin);
  const std::size_t wide = start.find("：", begin);
  if (ascii != std::string_view::npos || wide != std::string_view::npos) {
    const std::size_t colon = std::min(ascii, wide);
    head.text = text.substr(begin, colon - begin);
    // "**Inclusion:** a" has emphasis at its colon; "Inclusion: * a" has a bullet behind it.
    head.size = skipping(text, skipping(text, colon + (colon == ascii ? 1 : 3), "*_"), " ");
    head.has_colon = true;
  } else {
    if (text.size() > longest_head) return false;
    head.text = text.substr(begin);
    head.size = text.size();
  }
  take_words(head);
  return !head.words.empty() && head.words.size() <= most_words;
}

std::string without_brackets(std::string_view text) {
  constexpr std::string_view around = " -–—()[]/,*_.";
  const std::size_t begin = text.find_first_not_of(around);
  if (begin == std::string_view::npos) return {};
  std::string result(text.substr(begin, text.find_last_not_of(around) - begin + 1));
  for (const std::string_view opener : {"for ", "of "}) {
    if (lower_case(result).starts_with(opener)) result.erase(0, opener.size());
  }
  // A closing bracket belongs to an opening one within: "patients (part 1)".
  if (std::count(result.begin(), result.end(), '(') > std::count(result.begin(), result.end(), ')'))
    result += ')';
  return result;
}

// Where a word of `head.lower` begins and ends in `head.text`.
std::size_t begin_of(const Head& head, std::string_view word) {
  return static_cast<std::size_t>(word.data() - head.lower.data());
}

bool is_capitalised(std::string_view word) {
  return !word.empty() && (word.front() < 'a' || word.front() > 'z');
}

// "Cohort A" before "Inclusion Criteria": a name is capitalised throughout.
bool is_group_name(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() > longest) return false;
  while (!text.empty()) {
    const std::string_view word = first_word(text);
    if (!word.empty() && !is_capitalised(word) && !holds(filler_words, word)) return false;
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return true;
}

bool begins_group(std::string_view after) {
  const std::size_t begin = after.find_first_not_of(" *_");
  if (begin == std::string_view::npos) return false;
  const std::string_view rest = after.substr(begin);
  if (rest.starts_with('(') || rest.starts_with('[') || rest.starts_with('/')) return true;
  for (const std::string_view dash : {"-", "–", "—"}) {
    if (rest.starts_with(dash)) return true;
  }
  const std::string lower = lower_case(rest);
  return holds(group_openers, first_word(lower));
}

// What a heading that names its list has around the name.
struct NamedList {
  CriteriaList list{};
  std::size_t first = 0;  // the words of the name
  std::size_t last = 0;
};

std::optional<NamedList> named_list(Words words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto list = list_named_by(words[i]);
    if (!list) continue;
    NamedList named{*list, i, i};
    if (i > 0 && words[i - 1] == "non") {
      named.list = CriteriaList::exclusion;
      named.first = i - 1;
    }
    if (i + 1 < words.size() && is_criteria_word(words[i + 1])) named.last = i + 1;
    return named;
  }
  return std::nullopt;
}

// "Inclusion/Exclusion Criteria"
bool names_both_lists(Words words) {
  bool inclusion = false;
  bool exclusion = false;
  for (const std::string_view word : words) {
    const auto list = list_named_by(word);
    inclusion = inclusion || list == CriteriaList::inclusion;
    exclusion = exclusion || list == CriteriaList::exclusion;
  }
  return inclusion && exclusion;
}

// A name without "criteria" is a heading only where nothing else is in it.
bool is_bare_name_allowed(const Head& head, const NamedList& named) {
  const Words words = head.words;
  return named.last > named.first || words[named.last] != words.back() ||
         are_all_filler(words.first(named.first));
}

std::optional<CriteriaHeading> heading_that_names_list(const Head& head) {
  const Words words = head.words;
  const auto named = named_list(words);
  if (!named) return std::nullopt;
  CriteriaHeading heading{named->list, {}, head.size, head.has_colon, true};
  if (names_both_lists(words)) {
    if (words.size() > 6) return std::nullopt;
    heading.list = std::nullopt;
    return heading;
  }
  const bool has_criteria_word = is_criteria_word(words[named->last]);
  const Words before = words.first(named->first);
  const Words after = words.subspan(named->last + 1);
  if (!has_criteria_word && !after.empty() && !head.has_colon) return std::nullopt;
  if (!is_bare_name_allowed(head, *named)) return std::nullopt;
  const std::string_view before_text = head.text.substr(0, begin_of(head, words[named->first]));
  if (!are_all_filler(before)) {
    if (!is_group_name(before_text)) return std::nullopt;
    heading.group = without_brackets(before_text);
  }
  const std::string_view last = words[named->last];
  const std::string_view after_text = head.text.substr(begin_of(head, last) + last.size());
  if (!are_all_filler(after)) {
    if (!begins_group(after_text) || ends_with_full_stop(after_text)) return std::nullopt;
    const std::string group = without_brackets(after_text);
    heading.group = heading.group.empty() ? group : heading.group + ", " + group;
  }
  return heading;
}

std::string joined(Words words) {
  std::string result;
  for (const std::string_view word : words) {
    if (!result.empty()) result += ' ';
    result += word;
  }
  return result;
}

std::optional<CriteriaHeading> heading_in_other_words(const Head& head) {
  const std::string words = joined(head.words);
  const auto* const found =
      std::find_if(named_headings.begin(), named_headings.end(),
                   [&](const NamedHeading& heading) { return heading.words == words; });
  if (found == named_headings.end()) return std::nullopt;
  return CriteriaHeading{found->list, {}, head.size, head.has_colon, false, found->covers_both};
}

// "Patients must meet one of the following" asks for one and not for all: it is a criterion with a
// list of its own. A list that excludes does so with any of its items.
bool asks_for_some(Words words, std::optional<CriteriaList> list) {
  constexpr auto some = std::to_array<std::string_view>({"any", "one", "more", "or"});
  const bool excludes = list == CriteriaList::exclusion;
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return excludes ? word == "all" || word == "both" : holds(some, word);
  });
}

bool is_leading_word(std::string_view word) {
  return holds(leading_words, word);
}

// "The following patients are not eligible", "Exclude patients with any of the following"
bool begins_or_ends_with_following(Words words) {
  const bool begins = words.size() > 1 && words[0] == "the" && words[1] == "following";
  return begins || words.back() == "following";
}

// "Patients are eligible if they meet the following criteria:"
std::optional<CriteriaHeading> leading_sentence(const Head& head, std::string_view text) {
  const bool leads = (head.has_colon && head.size == text.size()) ||
                     begins_or_ends_with_following(head.words) ||
                     holds(std::array<std::string_view, 2>{"if", "when"}, head.words.back());
  if (!leads) return std::nullopt;
  const std::string words = joined(head.words);
  for (const NamedHeading& phrase : leading_phrases) {
    const std::size_t at = words.find(phrase.words);
    if (at == std::string::npos) continue;
    const std::string before = words.substr(0, at);
    const std::string after = words.substr(at + phrase.words.size());
    const auto before_words = words_of(before);
    const auto after_words = words_of(after);
    if (!std::all_of(before_words.begin(), before_words.end(), is_leading_word))
      return std::nullopt;
    if (!std::all_of(after_words.begin(), after_words.end(), is_leading_word)) return std::nullopt;
    return CriteriaHeading{phrase.list, {}, text.size(), head.has_colon, false};
  }
  return std::nullopt;
}

std::optional<CriteriaHeading> heading_that_leads(const Head& head, std::string_view text) {
  auto heading = leading_sentence(head, text);
  if (heading && asks_for_some(head.words, heading->list)) return std::nullopt;
  return heading;
}

// "Inclusion Criteria 1. Age over 18 2. …": the colon is missing, and a list follows.
std::optional<CriteriaHeading> heading_before_marker(std::string_view text) {
  const std::string lower = lower_case(text.substr(0, longest_head));
  const auto words = words_of(lower);
  const auto named = named_list(Words(words).first(std::min<std::size_t>(words.size(), 4)));
  if (!named || named->last == named->first || !are_all_filler(Words(words).first(named->first))) {
    return std::nullopt;
  }
  const std::string_view last = words[named->last];
  const std::size_t end = static_cast<std::size_t>(last.data() - lower.data()) + last.size();
  const std::size_t rest = skipping(text, end, " ");
  if (rest == end || rest >= text.size() || !is_capitalised(text)) return std::nullopt;
  const auto marker = list_marker(text.substr(rest));
  if (!marker || marker->kind == ListMarker::Kind::letter) return std::nullopt;
  const bool is_list = marker->kind == ListMarker::Kind::number ||
                       text.find(" " + marker->style + " ", rest + 1) != std::string_view::npos;
  if (!is_list) return std::nullopt;
  return CriteriaHeading{named->list, {}, rest, false, true};
}

// Whether a word at byte `at` is "Inclusion" or "EXCLUSION", or begins so.
bool begins_capitalised_name(std::string_view text, std::size_t at) {
  if (text[at] != 'I' && text[at] != 'E') return false;
  if (at > 0 && text[at - 1] != ' ') return false;
  const std::string_view rest = text.substr(at + 1);
  return rest.starts_with("nclusion") || rest.starts_with("NCLUSION") ||
         rest.starts_with("xclusion") || rest.starts_with("XCLUSION");
}

}  // namespace

std::optional<CriteriaHeading> criteria_heading(std::string_view text) {
  if (auto heading = heading_before_marker(text)) return heading;
  Head head;
  if (!read_head(text, head)) return std::nullopt;
  if (auto heading = heading_that_names_list(head)) return heading;
  if (auto heading = heading_in_other_words(head)) return heading;
  return heading_that_leads(head, text);
}

std::optional<InnerHeading> heading_inside(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (!begins_capitalised_name(text, at)) continue;
    std::size_t begin = at;
    for (const std::string_view word : {"Key ", "Main ", "KEY ", "MAIN ", "Major "}) {
      if (text.substr(from, at - from).ends_with(word)) begin -= word.size();
    }
    const auto heading = criteria_heading(text.substr(begin));
    if (!heading || !heading->names_list || !heading->list || !heading->has_colon) continue;
    if (!heading->group.empty()) continue;
    return InnerHeading{begin, *heading};
  }
  return std::nullopt;
}

bool leads_out_of(CriteriaList list, std::string_view sentence, bool is_item) {
  const std::string lower = lower_case(sentence);
  const std::string words = " " + joined(words_of(lower)) + " ";
  const auto holds_phrase = [&](std::string_view phrase) {
    return words.find(" " + std::string(phrase) + " ") != std::string::npos;
  };
  for (const NamedHeading& phrase : lead_in_phrases) {
    if (holds_phrase(phrase.words)) return phrase.list != list;
  }
  return list == CriteriaList::exclusion && !is_item &&
         std::any_of(asking_phrases.begin(), asking_phrases.end(), holds_phrase);
}

bool includes_any_of(std::string_view sentence) {
  Head head;
  if (!read_head(sentence, head)) return false;
  const auto heading = leading_sentence(head, sentence);
  return heading && heading->list == CriteriaList::inclusion &&
         asks_for_some(head.words, heading->list);
}

bool names_patient_group(std::string_view heading) {
  const std::string lower = lower_case(heading.substr(0, longest_head));
  const auto words = words_of(lower);
  return !words.empty() && (holds(group_words, words.front()) || holds(group_words, words.back()));
}

}  // namespace eligo
