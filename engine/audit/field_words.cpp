#include "audit/field_words.h"

#include <algorithm>

#include "audit/audited_sentence.h"
#include "vocabulary/nearest.h"

namespace eligo {
namespace {

constexpr std::size_t shortest = 10;  // letters: many shorter words differ in one

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string beginning_key(char first, std::size_t size) {
  return std::string(1, first) + std::to_string(size);
}

bool ends_alike(std::string_view a, std::string_view b) {
  constexpr std::size_t ending = 2;
  return a.substr(a.size() - ending) == b.substr(b.size() - ending);
}

// Words that are right, though a letter away from one of the vocabulary's.
bool is_another_word(std::string_view word) {
  static const std::unordered_set<std::string_view> words = {
#define RIGHT_WORD(word) word,
#include "audit/right_words.def"
#undef RIGHT_WORD
  };
  return words.contains(word);
}

}  // namespace

FieldWords::FieldWords(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
  for (std::uint32_t index = 0; index < vocabulary.size(); ++index) {
    const Concept& item = vocabulary[ConceptId{index}];
    add(item.name, item.kind);
    for (const std::string& synonym : item.synonyms) add(synonym, item.kind);
  }
}

// Medicines are known, but nothing is taken to be meant as one: many names differ in a letter.
void FieldWords::add(const std::string& name, ConceptKind kind) {
  for (SentenceWord& word : words_of(name)) {
    const bool is_new = known_.insert(word.text).second;
    known_.insert(vocabulary_.comparable_name(word.text));
    if (!is_new || kind == ConceptKind::medication) continue;
    if (word.text.size() < shortest || !is_plain(word.text)) continue;
    by_beginning_[beginning_key(word.text.front(), word.text.size())].push_back(word.text);
  }
}

bool FieldWords::is_right(const std::string& word) const {
  if (known_.contains(word) || is_another_word(word)) return true;
  if (word.ends_with('s') && known_.contains(word.substr(0, word.size() - 1))) return true;
  return known_.contains(word + "s") || known_.contains(vocabulary_.comparable_name(word));
}

std::string FieldWords::meant_by(const std::string& word) const {
  if (word.size() < shortest || !is_plain(word) || is_right(word)) return {};
  std::string meant;
  for (std::size_t size = word.size() - 1; size <= word.size() + 1; ++size) {
    const auto words = by_beginning_.find(beginning_key(word.front(), size));
    if (words == by_beginning_.end()) continue;
    for (const std::string& candidate : words->second) {
      if (!ends_alike(candidate, word) || edit_distance(candidate, word, 1) > 1) continue;
      if (!meant.empty()) return {};
      meant = candidate;
    }
  }
  return meant;
}

}  // namespace eligo
