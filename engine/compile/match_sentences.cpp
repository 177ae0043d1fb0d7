#include "compile/match_sentences.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "text/unicode.h"

namespace eligo {
namespace {

struct Sentence {
  std::size_t item = 0;
  std::string id;
  std::string words;
  bool matched = false;
};
using Sentences = std::vector<Sentence>;

// By the list that they stand in: inclusion, exclusion, registry.
std::map<std::string, Sentences> sentences_of(const std::vector<syntax::TrialItem>& items) {
  std::map<std::string, Sentences> lists;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto* criterion = std::get_if<syntax::Criterion>(&items[i]);
    if (criterion == nullptr) continue;
    lists[criterion->name.kind.text].push_back(
        {i, id_text(criterion->name), quoted_words(*criterion), false});
  }
  return lists;
}

std::vector<std::string> sorted_words(const std::string& text) {
  std::istringstream stream(folded_name(text));
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  std::sort(words.begin(), words.end());
  return words;
}

// How much two sentences have in common: 0 nothing, 1 all words.
double likeness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<std::string> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  return 2.0 * static_cast<double>(shared.size()) / static_cast<double>(a.size() + b.size());
}

class Matcher {
 public:
  Matcher(Sentences& before, Sentences& today, std::vector<SentencePair>& pairs)
      : before_(before), today_(today), pairs_(pairs) {}

  void match() {
    match_same_words(true);
    match_same_words(false);
    match_similar_words();
  }

 private:
  void pair(Sentence& before, Sentence& today, bool reworded) {
    before.matched = true;
    today.matched = true;
    pairs_.push_back({before.item, today.item, reworded});
  }

  // Of the same words, what comes first in the one is what comes first in the other.
  void match_same_words(bool same_id) {
    std::multimap<std::pair<std::string, std::string>, Sentence*> unmatched;
    const auto key = [&](const Sentence& sentence) {
      return std::pair(sentence.words, same_id ? sentence.id : std::string());
    };
    for (Sentence& sentence : before_) {
      if (!sentence.matched) unmatched.emplace(key(sentence), &sentence);
    }
    for (Sentence& sentence : today_) {
      if (sentence.matched) continue;
      const auto found = unmatched.lower_bound(key(sentence));
      if (found == unmatched.end() || found->first != key(sentence)) continue;
      pair(*found->second, sentence, false);
      unmatched.erase(found);
    }
  }

  // The best pair first; of equal ones the one under the same number, then the first.
  void match_similar_words() {
    constexpr double least_likeness = 0.5;
    constexpr std::size_t most_comparisons = 1U << 20U;
    struct Candidate {
      Sentence* before;
      Sentence* today;
      double likeness;
    };
    const std::vector<std::pair<Sentence*, std::vector<std::string>>> old_words = rest_of(before_);
    const std::vector<std::pair<Sentence*, std::vector<std::string>>> new_words = rest_of(today_);
    // A wholly other document: nothing in it is a rewording.
    if (old_words.size() * new_words.size() > most_comparisons) return;
    std::vector<Candidate> candidates;
    for (const auto& [before, before_words] : old_words) {
      for (const auto& [today, today_words] : new_words) {
        const double like = likeness(before_words, today_words);
        if (like >= least_likeness) candidates.push_back({before, today, like});
      }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) {
                       if (a.likeness != b.likeness) return a.likeness > b.likeness;
                       return (a.before->id == a.today->id) > (b.before->id == b.today->id);
                     });
    for (const Candidate& candidate : candidates) {
      if (candidate.before->matched || candidate.today->matched) continue;
      pair(*candidate.before, *candidate.today, true);
    }
  }

  static std::vector<std::pair<Sentence*, std::vector<std::string>>> rest_of(Sentences& sentences) {
    std::vector<std::pair<Sentence*, std::vector<std::string>>> rest;
    for (Sentence& sentence : sentences) {
      if (!sentence.matched) rest.emplace_back(&sentence, sorted_words(sentence.words));
    }
    return rest;
  }

  Sentences& before_;
  Sentences& today_;
  std::vector<SentencePair>& pairs_;
};

// A header fact is the same fact whatever its words are.
void match_registry(Sentences& before, Sentences& today, std::vector<SentencePair>& pairs) {
  for (Sentence& old : before) {
    const auto same = std::find_if(today.begin(), today.end(), [&](const Sentence& sentence) {
      return !sentence.matched && sentence.id == old.id;
    });
    if (same == today.end()) continue;
    same->matched = true;
    pairs.push_back({old.item, same->item, old.words != same->words});
  }
}

}  // namespace

std::string id_text(const syntax::CriterionName& name) {
  const std::string which = std::visit([](const auto& part) { return part.text; }, name.which);
  if (name.kind.text == "registry") return "R." + which;
  return (name.kind.text == "inclusion" ? "I" : "E") + which;
}

std::string quoted_words(const syntax::Criterion& criterion) {
  std::string words;
  for (const syntax::QuotedLine& line : criterion.quotes) {
    std::istringstream stream(line.quote.text);
    for (std::string word; stream >> word;) words += (words.empty() ? "" : " ") + word;
  }
  while (!words.empty() && std::string_view(".;, ").find(words.back()) != std::string_view::npos) {
    words.pop_back();
  }
  return words;
}

std::vector<SentencePair> match_sentences(const std::vector<syntax::TrialItem>& before,
                                          const std::vector<syntax::TrialItem>& today) {
  std::vector<SentencePair> pairs;
  auto old_lists = sentences_of(before);
  auto new_lists = sentences_of(today);
  for (auto& [kind, sentences] : old_lists) {
    if (kind == "registry") {
      match_registry(sentences, new_lists[kind], pairs);
    } else {
      Matcher(sentences, new_lists[kind], pairs).match();
    }
  }
  return pairs;
}

}  // namespace eligo
