#include "vocabulary/vocabulary.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"
#include "vocabulary/code_form.h"
#include "vocabulary/vocabulary_content.h"
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

Vocabulary::Vocabulary() : packed_(std::make_shared<const PackedVocabulary>(std::string_view())) {}

Result<Vocabulary> Vocabulary::read(std::span<const SourceText> files) {
  auto content = VocabularyReader(files).read();
  if (!content) return Result<Vocabulary>::failure(std::move(content.diagnostics));
  auto bytes = std::make_unique<const std::string>(PackedVocabulary::pack(*content));
  Vocabulary vocabulary(std::make_shared<const PackedVocabulary>(std::move(bytes)));
  return Result<Vocabulary>::success(std::move(vocabulary), std::move(content.diagnostics));
}

std::optional<ConceptId> Vocabulary::find(std::string_view key) const {
  return packed_->with_key(key);
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
  const std::string comparable = comparable_name(name);
  if (kinds.empty()) return packed_->with_name(comparable, [](ConceptId) { return true; });
  for (const ConceptKind kind : kinds) {
    const auto is_of_kind = [&](ConceptId id) { return packed_->kind_of(id) == kind; };
    if (const auto id = packed_->with_name(comparable, is_of_kind)) return id;
  }
  return std::nullopt;
}

std::optional<ConceptId> Vocabulary::match(CodeSystem system, std::string_view code) const {
  const std::string form = code_form(system, code);
  const std::size_t shortest = system == CodeSystem::icd10 ? 1 : form.size();
  for (std::size_t length = form.size(); length >= shortest && length > 0; --length) {
    const auto found = packed_->with_code(system, std::string_view(form).substr(0, length));
    if (found) return found;
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
  const std::span<const ConceptId> terms = broader_of(narrow);
  return narrow == broad || std::binary_search(terms.begin(), terms.end(), broad);
}

bool Vocabulary::may_mean(std::string_view unmatched_name, ConceptId id) const {
  constexpr std::size_t shortest_name = 3;
  const std::string comparable = comparable_name(unmatched_name);
  const std::vector<std::string_view> words = words_of(comparable);
  for (std::size_t first = 0; first < words.size(); ++first) {
    const std::size_t end = std::min(words.size(), first + packed_->most_words_in_a_name());
    for (std::size_t last = first; last < end; ++last) {
      const std::string_view part = text_between(words[first], words[last]);
      if (code_point_count(part) < shortest_name) continue;
      const auto meant =
          packed_->with_name(part, [&](ConceptId named) { return is_kind_of(named, id); });
      if (meant) return true;
    }
  }
  return is_stem_of_a_kind(comparable, id);
}

bool Vocabulary::is_stem_of_a_kind(std::string_view comparable, ConceptId id) const {
  const auto stems = packed_->stems();
  return std::any_of(stems.begin(), stems.end(), [&](const auto& stem) {
    return is_kind_of(stem.second, id) && comparable.find(stem.first) != std::string_view::npos;
  });
}

std::vector<std::string> Vocabulary::nearest_keys(std::string_view key, std::size_t count) const {
  return packed_->keys().nearest(key, count);
}

std::vector<std::string> Vocabulary::nearest_names(std::string_view name, std::size_t count) const {
  return packed_->written_names().nearest(comparable_name(name), count);
}

std::string Vocabulary::comparable_name(std::string_view name) const {
  return packed_->spelling().american(folded_name(name));
}

}  // namespace eligo
