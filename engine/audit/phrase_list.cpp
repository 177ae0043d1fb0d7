#include "audit/phrase_list.h"

#include <algorithm>

namespace eligo {
namespace {

// Whether `word` is what the list writes; "interfer*" is every word that begins so.
bool is_meant(std::string_view written, std::string_view word) {
  if (!written.ends_with('*')) return written == word;
  written.remove_suffix(1);
  return word.starts_with(written);
}

std::vector<std::string> parted(std::string_view phrase) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < phrase.size()) {
    const std::size_t end = std::min(phrase.find(' ', at), phrase.size());
    words.emplace_back(phrase.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

PhraseList::PhraseList(std::initializer_list<PhraseEntry> entries) {
  for (const PhraseEntry& entry : entries) {
    std::size_t at = 0;
    while (at < entry.phrases.size()) {
      const std::size_t end = std::min(entry.phrases.find('|', at), entry.phrases.size());
      phrases_.push_back({parted(entry.phrases.substr(at, end - at)), entry.advice});
      at = end + 1;
    }
  }
}

const PhraseList::Phrase* PhraseList::longest_at(const std::vector<SentenceWord>& words,
                                                 std::size_t at) const {
  const Phrase* longest = nullptr;
  for (const Phrase& phrase : phrases_) {
    if (at + phrase.words.size() > words.size()) continue;
    if (longest != nullptr && phrase.words.size() <= longest->words.size()) continue;
    std::size_t same = 0;
    while (same < phrase.words.size() && is_meant(phrase.words[same], words[at + same].text)) {
      ++same;
    }
    if (same == phrase.words.size()) longest = &phrase;
  }
  return longest;
}

bool PhraseList::matches_at(const AuditedSentence& sentence, std::size_t word) const {
  return longest_at(sentence.words, word) != nullptr;
}

std::vector<PhraseMatch> PhraseList::find(const AuditedSentence& sentence) const {
  std::vector<PhraseMatch> found;
  std::size_t at = 0;
  while (at < sentence.words.size()) {
    const Phrase* phrase = longest_at(sentence.words, at);
    if (phrase == nullptr) {
      ++at;
      continue;
    }
    const std::size_t end = at + phrase->words.size();
    found.push_back({{sentence.words[at].span.begin, sentence.words[end - 1].span.end},
                     at,
                     end,
                     phrase->advice});
    at = end;
  }
  return found;
}

}  // namespace eligo
