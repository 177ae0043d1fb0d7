#include "vocabulary/vocabulary.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"
#include "vocabulary/code_form.h"
#include "vocabulary/nearest.h"
#include "vocabulary/vocabulary_reader.h"

namespace eligo {

namespace {

std::vector<std::string_view> words_of(std::string_view comparable) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  while (begin < comparable.size()) {
    const std::size_t end = std::min(comparable.find(' ', begin), comparable.size());
    if (end > begin) words.push_back(comparable.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// The text from the beginning of `first` to the end of `last`, both words of one text.
std::string_view text_between(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

// "head (inside)"
struct ParenthesisedName {
  std::string_view head;
  std::string_view inside;
};

std::optional<ParenthesisedName> split_at_final_parentheses(std::string_view name) {
  const std::size_t end = name.find_last_not_of(" \t");
  if (end == std::string_view::npos || name[end] != ')') return std::nullopt;
  const std::size_t begin = name.rfind('(', end);
  if (begin == std::string_view::npos || begin == 0) return std::nullopt;
  return ParenthesisedName{name.substr(0, begin), name.substr(begin + 1, end - begin - 1)};
}

// The words that SNOMED CT puts behind its full names to say what sort of thing they name.
bool is_semantic_tag(std::string_view text) {
  static constexpr std::array<std::string_view, 12> tags = {
      "disorder",          "finding",        "situation",
      "procedure",         "regime/therapy", "event",
      "observable entity", "product",        "medicinal product",
      "substance",         "person",         "morphologic abnormality"};
  return std::find(tags.begin(), tags.end(), text) != tags.end();
}

// Under which a site's codes of one system stand, however the system is named.
std::string_view common_system_name(std::string_view system) {
  const std::optional<CodeSystem> known = code_system_named(system);
  return known ? name_of(*known) : system;
}

std::string site_code_form(std::string_view system, std::string_view code) {
  const std::optional<CodeSystem> known = code_system_named(system);
  return known ? code_form(*known, code) : std::string(code);
}

}  // namespace

std::string_view name_of(CodeSystem system) {
  switch (system) {
    case CodeSystem::loinc:
      return "LOINC";
    case CodeSystem::snomed:
      return "SNOMED CT";
    case CodeSystem::icd10:
      return "ICD-10";
    case CodeSystem::rxnorm:
      return "RxNorm";
  }
  return "";
}

Result<Vocabulary> Vocabulary::read(std::span<const SourceText> files) {
  return VocabularyReader(files).read();
}

std::optional<ConceptId> Vocabulary::find(std::string_view key) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  return found->second;
}

std::optional<ConceptId> Vocabulary::match(std::string_view name,
                                           std::span<const ConceptKind> kinds) const {
  if (const auto whole = match_whole(name, kinds)) return whole;
  const auto parts = split_at_final_parentheses(name);
  if (!parts) return std::nullopt;
  const auto head = match_whole(parts->head, kinds);
  if (!head || is_semantic_tag(parts->inside)) return head;
  return match_whole(parts->inside, kinds) == head ? head : std::nullopt;
}

std::optional<ConceptId> Vocabulary::match_whole(std::string_view name,
                                                 std::span<const ConceptKind> kinds) const {
  const auto found = by_name_.find(comparable_name(name));
  if (found == by_name_.end()) return std::nullopt;
  if (kinds.empty()) return found->second.front();
  for (const ConceptKind kind : kinds) {
    for (const ConceptId id : found->second) {
      if ((*this)[id].kind == kind) return id;
    }
  }
  return std::nullopt;
}

std::optional<ConceptId> Vocabulary::match(CodeSystem system, std::string_view code) const {
  const auto codes = by_code_.find(system);
  if (codes == by_code_.end()) return std::nullopt;
  const std::string form = code_form(system, code);
  const std::size_t shortest = system == CodeSystem::icd10 ? 1 : form.size();
  for (std::size_t length = form.size(); length >= shortest && length > 0; --length) {
    const auto found = codes->second.find(std::string_view(form).substr(0, length));
    if (found != codes->second.end()) return found->second;
  }
  return std::nullopt;
}

std::optional<ConceptId> Vocabulary::match_site_code(std::string_view system,
                                                     std::string_view code) const {
  if (by_site_code_.empty()) return std::nullopt;
  const auto codes = by_site_code_.find(common_system_name(system));
  if (codes == by_site_code_.end()) return std::nullopt;
  const auto found = codes->second.find(site_code_form(system, code));
  if (found == codes->second.end()) return std::nullopt;
  return found->second;
}

std::optional<ConceptId> Vocabulary::match_code(std::string_view system,
                                                std::string_view code) const {
  if (const auto own = match_site_code(system, code)) return own;
  const std::optional<CodeSystem> known = code_system_named(system);
  return known ? match(*known, code) : std::nullopt;
}

bool Vocabulary::add_site_code(const SiteCode& code) {
  const auto [known, is_new] = by_site_code_[std::string(common_system_name(code.system))].emplace(
      site_code_form(code.system, code.code), code.meaning);
  return is_new || known->second == code.meaning;
}

bool Vocabulary::is_kind_of(ConceptId narrow, ConceptId broad) const {
  const std::vector<ConceptId>& terms = broader_of_[narrow.index];
  return narrow == broad || std::binary_search(terms.begin(), terms.end(), broad);
}

bool Vocabulary::may_mean(std::string_view unmatched_name, ConceptId id) const {
  constexpr std::size_t shortest_name = 3;
  const std::string comparable = comparable_name(unmatched_name);
  const std::vector<std::string_view> words = words_of(comparable);
  for (std::size_t first = 0; first < words.size(); ++first) {
    const std::size_t end = std::min(words.size(), first + most_words_in_a_name_);
    for (std::size_t last = first; last < end; ++last) {
      const std::string_view part = text_between(words[first], words[last]);
      if (code_point_count(part) < shortest_name) continue;
      const auto found = by_name_.find(part);
      if (found == by_name_.end()) continue;
      const bool meant = std::any_of(found->second.begin(), found->second.end(),
                                     [&](ConceptId named) { return is_kind_of(named, id); });
      if (meant) return true;
    }
  }
  return is_stem_of_a_kind(comparable, id);
}

bool Vocabulary::is_stem_of_a_kind(std::string_view comparable, ConceptId id) const {
  return std::any_of(stems_.begin(), stems_.end(), [&](const auto& stem) {
    return is_kind_of(stem.second, id) && comparable.find(stem.first) != std::string_view::npos;
  });
}

std::vector<std::string> Vocabulary::nearest_keys(std::string_view key, std::size_t count) const {
  return nearest(key, keys_, count);
}

std::vector<std::string> Vocabulary::nearest_names(std::string_view name, std::size_t count) const {
  const std::string comparable = comparable_name(name);
  const std::size_t limit = misspelling_limit(comparable);
  std::vector<std::pair<std::size_t, std::string_view>> found;
  for (const auto& [form, written] : written_names_) {
    const std::size_t distance = edit_distance(comparable, form, limit);
    if (distance <= limit) found.emplace_back(distance, written);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> result;
  for (const auto& [distance, written] : found) {
    if (result.size() == count) break;
    result.emplace_back(written);
  }
  return result;
}

std::string Vocabulary::comparable_name(std::string_view name) const {
  const std::string folded = folded_name(name);
  std::string result;
  result.reserve(folded.size());
  std::size_t at = 0;
  while (at < folded.size()) {
    const std::string_view rest = std::string_view(folded).substr(at);
    const auto& spellings = spellings_[static_cast<unsigned char>(rest.front())];
    const auto part = std::find_if(spellings.begin(), spellings.end(),
                                   [&](const auto& pair) { return rest.starts_with(pair.first); });
    if (part == spellings.end()) {
      result += folded[at];
      ++at;
    } else {
      result += part->second;
      at += part->first.size();
    }
  }
  return result;
}

}  // namespace eligo
