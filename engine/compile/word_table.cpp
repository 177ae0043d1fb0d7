#include "compile/word_table.h"

#include <algorithm>
#include <array>
#include <utility>

namespace eligo::compile {
namespace {

struct Phrases {
  TokenKind kind;
  std::string_view words;
};

constexpr std::array phrase_lists = {
#define PHRASE_WORDS(kind, words) Phrases{TokenKind::kind, words},
#include "compile/phrase_words.def"
#undef PHRASE_WORDS
};

struct AnchorWords {
  Anchor anchor;
  std::string_view words;
};

constexpr std::array anchor_lists = {
    AnchorWords{
        Anchor::enrollment,
        "enrollment|enrolment|study enrollment|study entry|entry|trial entry|entry into the "
        "study|entry into study|entering the study|study inclusion|inclusion in the study|"
        "inclusion into the study|study start|start of the study|start of study|the study|"
        "study|the trial|registration|study registration|recruitment|time of "
        "enrollment|study participation|enrollment in the study|enrollment into the study|"
        "enrolling|baseline|baseline visit|the start of the study|beginning of the study|"
        "study initiation|entry in the study|signing informed consent|signing of informed "
        "consent|informed consent date|signature of informed consent"},
    AnchorWords{Anchor::randomization,
                "randomization|randomisation|the randomization|study randomization|time of "
                "randomization|being randomized|randomized"},
    AnchorWords{Anchor::screening,
                "screening|the screening visit|screening visit|study screening|initial screening|"
                "the screening|visit 1|screening period|screening assessment"},
    AnchorWords{
        Anchor::first_dose,
        "first dose|the first dose|first dose of study drug|first dose of study treatment|"
        "first dose of study medication|the first dose of study drug|first dose of trial "
        "treatment|the first dose of study treatment|first dose of the study drug|first dose "
        "of study therapy|the first dose of trial treatment|first dosing|first study drug "
        "administration|first administration of study drug|start of treatment|start of study "
        "treatment|start of study drug|treatment start|start of therapy|study drug "
        "administration|study drug|study treatment|study medication|study day 1|day 1|dosing|"
        "initiation of study treatment|initiation of treatment|first study treatment|first "
        "treatment|beginning study treatment|receiving study drug|initiation of study drug|"
        "first infusion|treatment initiation|first injection|administration of study drug|"
        "first study drug dose|first study dose|start of study medication|study vaccination|"
        "first vaccination|initiation of therapy|initiation of study therapy"}};

// Abbreviations of the vocabulary that running text also has as words.
constexpr std::string_view also_words =
    "|all|as|at|it|is|or|in|he|she|me|us|who|may|no|on|an|am|be|by|do|go|if|so|to|up|we|map|mes|"
    "pet|"
    "cat|arm|hip|leg|act|add|aid|aids|air|ear|eye|fat|fit|gas|had|hot|ice|ill|low|man|met|old|par|"
    "pen|"
    "raw|red|sad|set|sit|tan|tip|top|via|was|ad|ms|pt|ph|rr|hr|ld|pe|ed|cr|ct|ca|pr|er|cast|gold|"
    "aria|"
    "pain|care|case|dose|live|page|gas|fast|pass|step|sat|ace|arms|cha|rip|lad|ra|got|ps|lama|mets|"
    "sans|fab|bode|prism|pram|syntax|aspects|wit|ga|bw|ais|asa|cas|pra|iron|fall|travel|midas|"
    "audit|lamas|tips|wells|fried|bishop|bristol|tanner|watchman|mayo|mash|honk|sob|sol|imp|des|"
    "nas|nec|mods|mic|mics|mip|mop|rap|rif|rop|tug|turb|vas|wifi|pep|pert|cal|cis|cit|ero|bop|shim|"
    "seq|";

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// "AST or ALT" is two names in a sentence, whatever a record means by it.
bool joins_two_things(std::string_view words) {
  return words.find(" or ") != std::string_view::npos ||
         words.find(" and ") != std::string_view::npos;
}

// "ALT/AST" is two analytes of one unit; a ratio of them ("FEV1/FVC") has none or another.
bool lists_two_analytes(const Vocabulary& vocabulary, ConceptId id, std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos || !vocabulary[id].unit) return false;
  const auto has_same_unit = [&](std::string_view part) {
    const auto found = vocabulary.match(part);
    return found && *found != id && vocabulary[*found].unit &&
           vocabulary[*found].unit->dimension == vocabulary[id].unit->dimension &&
           !vocabulary[id].unit->dimension.empty();
  };
  return has_same_unit(name.substr(0, slash)) && has_same_unit(name.substr(slash + 1));
}

bool is_also_a_word(std::string_view comparable) {
  const std::string bounded = "|" + std::string(comparable) + "|";
  return also_words.find(bounded) != std::string_view::npos;
}

}  // namespace

TokenKind token_kind_of(ConceptKind kind) {
  switch (kind) {
    case ConceptKind::laboratory:
    case ConceptKind::vital:
    case ConceptKind::score:
      return TokenKind::measured;
    case ConceptKind::condition:
      return TokenKind::condition;
    case ConceptKind::medication:
      return TokenKind::medication;
    case ConceptKind::procedure:
      return TokenKind::procedure;
    case ConceptKind::event:
      return TokenKind::event;
    case ConceptKind::fact:
      return TokenKind::fact;
  }
  return TokenKind::word;
}

WordTable::WordTable(const Vocabulary& vocabulary) {
  add_phrases(vocabulary);
  add_names(vocabulary);
}

const WordMeaning* WordTable::find(std::string_view words) const {
  const auto found = meanings_.find(words);
  return found == meanings_.end() ? nullptr : &found->second;
}

std::size_t WordTable::most_words_from(std::string_view first_word) const {
  const auto found = most_words_.find(first_word);
  return found == most_words_.end() ? 0 : found->second;
}

WordMeaning& WordTable::entry(const std::string& words) {
  const auto count = static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
  std::size_t& most = most_words_[words.substr(0, words.find(' '))];
  most = std::max(most, count);
  return meanings_[words];
}

void WordTable::add_phrases(const Vocabulary& vocabulary) {
  for (const Phrases& list : phrase_lists) {
    for (const std::string_view words : split(list.words, '|')) {
      WordMeaning& meaning = entry(vocabulary.comparable_name(words));
      if (!meaning.phrase) meaning.phrase = list.kind;
    }
  }
  for (const AnchorWords& list : anchor_lists) {
    for (const std::string_view words : split(list.words, '|')) {
      WordMeaning& meaning = entry(vocabulary.comparable_name(words));
      meaning.phrase = TokenKind::anchor;
      meaning.anchor = list.anchor;
    }
  }
}

void WordTable::add_names(const Vocabulary& vocabulary) {
  for (std::uint32_t index = 0; index < vocabulary.size(); ++index) {
    const ConceptId id{index};
    add_name(vocabulary, id, vocabulary[id].name);
    for (const std::string& synonym : vocabulary[id].synonyms) add_name(vocabulary, id, synonym);
  }
}

void WordTable::add_name(const Vocabulary& vocabulary, ConceptId id, std::string_view name) {
  const std::string words = vocabulary.comparable_name(name);
  if (words.empty() || joins_two_things(words) || lists_two_analytes(vocabulary, id, name)) return;
  WordMeaning& meaning = entry(words);
  if (std::find(meaning.concepts.begin(), meaning.concepts.end(), id) != meaning.concepts.end()) {
    return;
  }
  meaning.concepts.push_back(id);
  std::stable_sort(meaning.concepts.begin(), meaning.concepts.end(), [&](ConceptId a, ConceptId b) {
    return vocabulary[a].kind < vocabulary[b].kind;
  });
  meaning.needs_capitals = is_also_a_word(words);
}

}  // namespace eligo::compile
