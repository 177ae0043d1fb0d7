#include "compile/tagger.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <span>
#include <utility>

#include "compile/tag_number.h"
#include "compile/tag_sign.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

constexpr std::size_t most_remembered = 50'000;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool has_upper(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_upper);
}

// Signs that may stand inside a name of several words.
bool may_stand_in_a_name(std::string_view sign) {
  return sign == "-" || sign == "/" || sign == "'" || sign == "’" || sign == "–" || sign == "®" ||
         sign == "™" || sign == "‑" || sign == "‐" || sign == "&" || sign == ".";
}

// Signs that say nothing.
bool is_silent(std::string_view sign) {
  static constexpr std::array<std::string_view, 16> silent = {
      "\"", "'", "“", "”", "‘", "’", "®", "™", "©", "`", "*", "•", "\u00AD", "″", "′", "_"};
  return std::find(silent.begin(), silent.end(), sign) != silent.end();
}

bool begins_value(TokenKind kind) {
  switch (kind) {
    case TokenKind::less:
    case TokenKind::at_most:
    case TokenKind::greater:
    case TokenKind::at_least:
    case TokenKind::equal:
    case TokenKind::between:
    case TokenKind::to:
      return true;
    default:
      return false;
  }
}

}  // namespace

// Tags one sentence, from its first atom to its last.
class SentenceTagger {
 public:
  SentenceTagger(Tagger& tagger, std::string_view sentence)
      : tagger_(tagger), sentence_(sentence), atoms_(atoms_of(sentence)) {
    part_glued_words();
  }

  Tokens tag() {
    find_parentheses();
    while (at_ < atoms_.size()) tag_next();
    return std::move(tokens_);
  }

 private:
  std::string_view text(std::size_t index) const {
    const Span span = atoms_[index].span;
    return sentence_.substr(span.begin, span.end - span.begin);
  }
  std::span<const Atom> rest(std::size_t from) const {
    return std::span<const Atom>(atoms_).subspan(from);
  }
  bool previous_is(TokenKind kind) const { return !tokens_.empty() && tokens_.back().kind == kind; }

  // "to75", "Age18", "mm3or": words that lost the space between them.
  void part_glued_words() {
    std::vector<Atom> parted;
    parted.reserve(atoms_.size());
    for (std::size_t index = 0; index < atoms_.size(); ++index) {
      const auto split =
          atoms_[index].kind == Atom::Kind::word ? glued_at(text(index)) : std::nullopt;
      if (!split) {
        parted.push_back(atoms_[index]);
        continue;
      }
      const Span span = atoms_[index].span;
      const auto middle = static_cast<std::uint32_t>(span.begin + *split);
      const bool digits_behind = is_digit(sentence_[middle]);
      parted.push_back({Atom::Kind::word, {span.begin, middle}, atoms_[index].space_before});
      parted.push_back(
          {digits_behind ? Atom::Kind::digits : Atom::Kind::word, {middle, span.end}, true});
    }
    atoms_ = std::move(parted);
  }

  std::optional<std::size_t> glued_at(std::string_view word) {
    // "xULN"
    if ((word[0] == 'x' || word[0] == 'X') && word.size() > 1) {
      const WordMeaning* limit = tagger_.words_.find(tagger_.comparable(word.substr(1)));
      const bool is_limit = limit != nullptr && (limit->phrase == TokenKind::upper_limit ||
                                                 limit->phrase == TokenKind::lower_limit);
      if (is_limit) return 1;
    }
    const auto* const digit = std::find_if(word.begin(), word.end(), is_digit);
    const auto first_digit = static_cast<std::size_t>(digit - word.begin());
    if (digit == word.end() || first_digit < 2) return std::nullopt;
    const std::string_view tail = word.substr(first_digit);
    const bool ends_in_digits = std::all_of(tail.begin(), tail.end(), is_digit);
    if (ends_in_digits) {
      const bool is_known = tagger_.known(word).most_words > 0;
      const WordMeaning* lead =
          tagger_.words_.find(tagger_.comparable(word.substr(0, first_digit)));
      const bool is_phrase = lead != nullptr && lead->phrase && *lead->phrase != TokenKind::times;
      return is_phrase && !is_known ? std::optional(first_digit) : std::nullopt;
    }
    for (const std::string_view joined : {"or", "and", "to"}) {
      const bool is_glued = word.ends_with(joined) && word.size() > joined.size() &&
                            is_digit(word[word.size() - joined.size() - 1]);
      if (is_glued) return word.size() - joined.size();
    }
    return std::nullopt;
  }

  // Only parentheses with a partner, nested no deeper than the grammar is asked to go, are tokens.
  void find_parentheses() {
    constexpr std::size_t deepest = 3;
    is_parenthesis_.assign(atoms_.size(), false);
    std::vector<std::size_t> open;
    for (std::size_t index = 0; index < atoms_.size(); ++index) {
      const std::string_view sign = text(index);
      if (sign == "(" || sign == "[" || sign == "（") open.push_back(index);
      if ((sign == ")" || sign == "]" || sign == "）") && !open.empty()) {
        if (open.size() <= deepest) is_parenthesis_[open.back()] = is_parenthesis_[index] = true;
        open.pop_back();
      }
    }
  }

  Token& add(TokenKind kind, std::size_t atoms) {
    Token token;
    token.kind = kind;
    token.span = {atoms_[at_].span.begin, atoms_[at_ + atoms - 1].span.end};
    at_ += atoms;
    tokens_.push_back(std::move(token));
    return tokens_.back();
  }

  void tag_next() {
    if (tag_normal() || tag_comparator() || tag_grade() || tag_name_or_phrase() || tag_number())
      return;
    if (atoms_[at_].kind == Atom::Kind::sign) {
      tag_sign();
    } else {
      add(TokenKind::word, 1);
    }
  }

  bool tag_comparator() {
    const auto sign = comparator_at(sentence_, rest(at_));
    if (!sign) return false;
    Token& token = add(sign->kind, sign->atoms);
    token.open_writing = sign->open_writing;
    return true;
  }

  // "II", "B": a step of the scale that was named shortly before.
  bool tag_grade() {
    if (atoms_[at_].kind != Atom::Kind::word) return false;
    const Concept* scale = scale_before();
    if (scale == nullptr) return false;
    const std::string_view written = text(at_);
    const auto& steps = scale->named_results;
    if (std::find(steps.begin(), steps.end(), written) == steps.end()) return false;
    add(TokenKind::grade, 1);
    return true;
  }

  // The scale with named steps that the last words are about.
  const Concept* scale_before() const {
    for (auto token = tokens_.rbegin(); token != tokens_.rend(); ++token) {
      switch (token->kind) {
        case TokenKind::measured: {
          const Concept& scale = tagger_.vocabulary_[*token->concept_id];
          return scale.ordered_results ? &scale : nullptr;
        }
        case TokenKind::comma:
        case TokenKind::semicolon:
        case TokenKind::condition:
        case TokenKind::medication:
          if (token->kind == TokenKind::comma && token != tokens_.rbegin()) return nullptr;
          if (token->kind != TokenKind::comma) return nullptr;
          break;
        case TokenKind::word:
          return nullptr;
        default:
          break;
      }
    }
    return nullptr;
  }

  bool follows_number() const {
    return previous_is(TokenKind::number) || previous_is(TokenKind::unit) ||
           previous_is(TokenKind::time_unit) || previous_is(TokenKind::age_unit);
  }

  bool tag_number() {
    const bool is_negative = text(at_) == "-" || text(at_) == "−" || text(at_) == "–";
    std::size_t first = at_;
    if (is_negative) {
      const bool can_be = at_ + 1 < atoms_.size() && !atoms_[at_ + 1].space_before &&
                          !tokens_.empty() && begins_value(tokens_.back().kind);
      if (!can_be) return false;
      ++first;
    }
    auto number = number_at(sentence_, rest(first));
    if (!number) return false;
    if (is_list_of_steps(*number, first)) number = number_at(sentence_, rest(first).first(1));
    const std::size_t number_atoms = number->atoms + (first - at_);
    Token& token = add(TokenKind::number, number_atoms);
    token.decimal = (is_negative ? "-" : "") + number->decimal;
    token.open_writing = number->open_writing;
    tag_unit(*number);
    return true;
  }

  // "0,1": single digits that no unit follows are two steps of a scale, no decimal.
  bool is_list_of_steps(const WrittenNumber& number, std::size_t first) {
    constexpr std::size_t comma_atoms = 3;
    if (number.open_writing.empty() || number.atoms != comma_atoms) return false;
    if (text(first).size() != 1 || text(first + 2).size() != 1) return false;
    const std::size_t behind = first + comma_atoms;
    return behind >= atoms_.size() || !tagger_.units_.unit_at(sentence_, rest(behind));
  }

  void tag_unit(const WrittenNumber& number) {
    if (at_ >= atoms_.size()) return;
    std::size_t skip = 0;
    // "18-year", "7-mm"
    if (text(at_) == "-" && !atoms_[at_].space_before && at_ + 1 < atoms_.size() &&
        atoms_[at_ + 1].kind == Atom::Kind::word && !atoms_[at_ + 1].space_before) {
      skip = 1;
    }
    if (tag_time(skip)) return;
    const auto unit = tagger_.units_.unit_at(sentence_, rest(at_ + skip));
    if (!unit) return;
    const std::size_t number_index = tokens_.size() - 1;
    at_ += skip;
    Token& token = add(TokenKind::unit, unit->atoms);
    token.ucum = unit->ucum;
    token.is_count_noun = unit->ucum.empty();
    token.open_unit = unit->open_writing;
    if (unit->is_count && !number.as_thousands.empty()) {
      Token& value = tokens_[number_index];
      value.open_writing =
          fmt::format("the point of {} is read as grouping thousands", value.decimal);
      value.decimal = number.as_thousands;
    }
  }

  // Times behind a number: "4 weeks", "18-year-old".
  bool tag_time(std::size_t skip) {
    const std::size_t begin = at_ + skip;
    const auto match = longest_entry(begin, [](const WordMeaning& meaning) {
      return meaning.phrase == TokenKind::time_unit || meaning.phrase == TokenKind::age_unit;
    });
    if (!match) return false;
    at_ = begin;
    add(*match->meaning->phrase, match->atoms);
    return true;
  }

  struct Match {
    const WordMeaning* meaning = nullptr;
    std::size_t atoms = 0;
    std::size_t words = 0;
  };

  // The longest entry of the table that begins at atom `begin` and that `accept` takes.
  template <typename Accept>
  std::optional<Match> longest_entry(std::size_t begin, Accept accept) {
    if (begin >= atoms_.size() || atoms_[begin].kind == Atom::Kind::sign) return std::nullopt;
    const std::size_t most = tagger_.known(text(begin)).most_words;
    // A plural begins like its singular only in its last word.
    std::optional<Match> best;
    std::string key;
    std::size_t words = 0;
    const std::size_t limit = std::max<std::size_t>(most, 1);
    for (std::size_t index = begin; index < atoms_.size() && words < limit; ++index) {
      if (atoms_[index].kind == Atom::Kind::sign) {
        if (index == begin || !may_stand_in_a_name(text(index))) break;
        // "hepatitis. b" is the end of a sentence and no hepatitis B.
        const bool is_followed_by_space =
            index + 1 < atoms_.size() && atoms_[index + 1].space_before;
        if (is_followed_by_space && (text(index) == "." || is_dash(text(index)))) break;
        continue;
      }
      const std::string& word = tagger_.comparable(text(index));
      if (word.empty()) break;
      const std::string before = key.empty() ? "" : key + " ";
      key = before + word;
      ++words;
      const WordMeaning* meaning = meaning_of(before, word, begin, index);
      if (meaning != nullptr && accept(*meaning)) best = Match{meaning, index - begin + 1, words};
    }
    return best;
  }

  const WordMeaning* meaning_of(const std::string& before, const std::string& word,
                                std::size_t begin, std::size_t end) {
    const std::string_view written =
        sentence_.substr(atoms_[begin].span.begin, atoms_[end].span.end - atoms_[begin].span.begin);
    const auto usable = [&](const std::string& key) -> const WordMeaning* {
      const WordMeaning* meaning = tagger_.words_.find(key);
      if (meaning == nullptr) return nullptr;
      const bool is_lower_abbreviation =
          meaning->needs_capitals && !meaning->phrase && !has_upper(written);
      return is_lower_abbreviation ? nullptr : meaning;
    };
    if (const WordMeaning* whole = usable(before + word)) return whole;
    for (const std::string& singular : singulars_of(word)) {
      const WordMeaning* meaning = usable(before + singular);
      if (meaning != nullptr && !meaning->concepts.empty()) return meaning;
    }
    return nullptr;
  }

  static std::vector<std::string> singulars_of(const std::string& word) {
    constexpr std::size_t shortest = 4;
    std::vector<std::string> forms;
    if (word.size() < shortest || word.back() != 's') return forms;
    const std::string without = word.substr(0, word.size() - 1);
    forms.push_back(without);
    if (word.ends_with("ies")) forms.push_back(word.substr(0, word.size() - 3) + "y");
    if (word.ends_with("es")) forms.push_back(word.substr(0, word.size() - 2));
    if (word.ends_with("ses")) forms.push_back(word.substr(0, word.size() - 2) + "is");
    return forms;
  }

  bool tag_name_or_phrase() {
    const auto match = longest_entry(at_, [&](const WordMeaning& meaning) {
      return !meaning.concepts.empty() || may_be_phrase(*meaning.phrase);
    });
    if (!match) return false;
    // "18 years" is a number, not the beginning of a name, but "5-alpha reductase" is one.
    const bool is_lone_digits = atoms_[at_].kind == Atom::Kind::digits && match->words == 1;
    if (is_lone_digits) return false;
    const WordMeaning& meaning = *match->meaning;
    if (meaning.phrase && may_be_phrase(*meaning.phrase)) {
      if (atoms_[at_].kind == Atom::Kind::digits) return false;
      if (is_cut_comparison(*meaning.phrase, at_ + match->atoms)) {
        add(ascii_lower(text(at_)) == "or" ? TokenKind::or_ : TokenKind::and_, 1);
        return true;
      }
      Token& token = add(*meaning.phrase, match->atoms);
      token.anchor = meaning.anchor;
      return true;
    }
    if (meaning.concepts.empty()) return false;
    add_concept(meaning, match->atoms);
    return true;
  }

  // "and less than 70": no "and less", but "and" and a comparison.
  bool is_cut_comparison(TokenKind kind, std::size_t next) const {
    if (kind != TokenKind::or_more && kind != TokenKind::or_less) return false;
    const std::string first = ascii_lower(text(at_));
    if ((first != "and" && first != "or") || next >= atoms_.size()) return false;
    const std::string word = ascii_lower(text(next));
    return word == "than" || word == "or" || word == "to" ||
           atoms_[next].kind == Atom::Kind::digits;
  }

  // "5N": so many times the upper limit of normal, as hepatologists write.
  bool tag_normal() {
    const bool is_normal = text(at_) == "N" && previous_is(TokenKind::number);
    if (is_normal) add(TokenKind::normal, 1);
    return is_normal;
  }

  // Some phrases are phrases only in their place: "x" and "yrs" behind a number, "in" is no unit.
  bool may_be_phrase(TokenKind kind) const {
    switch (kind) {
      case TokenKind::times:
        return follows_number();
      case TokenKind::or_more:
      case TokenKind::or_less:
        return follows_number() ||
               (!tokens_.empty() && tokens_.back().kind == TokenKind::upper_limit);
      case TokenKind::normal:
        return previous_is(TokenKind::times) || previous_is(TokenKind::filler);
      default:
        return true;
    }
  }

  void add_concept(const WordMeaning& meaning, std::size_t atoms) {
    const ConceptId id = meaning.concepts.front();
    Token& token = add(token_kind_of(tagger_.vocabulary_[id].kind), atoms);
    token.concept_id = id;
    token.other_concepts.assign(meaning.concepts.begin() + 1, meaning.concepts.end());
  }

  bool next_is_number(std::size_t index) const {
    return index < atoms_.size() && number_at(sentence_, rest(index)).has_value();
  }

  void tag_sign() {
    const std::string_view sign = text(at_);
    if (is_parenthesis_[at_]) {
      const bool opens = sign == "(" || sign == "[" || sign == "（";
      add(opens ? TokenKind::left : TokenKind::right, 1);
    } else if (sign == "," || sign == "，" || sign == "、") {
      add(TokenKind::comma, 1);
    } else if (sign == ";" || sign == "；" || sign == "。") {
      add(TokenKind::semicolon, 1);
    } else if (sign == ":" || sign == "：") {
      add(TokenKind::colon, 1);
    } else if (sign == "/" || sign == "／") {
      add(TokenKind::slash, 1);
    } else if (sign == "&") {
      add(TokenKind::and_, 1);
    } else if (sign == "×") {
      add(TokenKind::times, 1);
    } else if (is_dash(sign) && follows_number() && at_ + 1 < atoms_.size()) {
      add(TokenKind::dash, 1);
    } else if (is_dash(sign) && previous_is(TokenKind::grade)) {
      add(TokenKind::dash, 1);
    } else if (sign == "+" && follows_number() && !next_is_number(at_ + 1)) {
      add(TokenKind::or_more, 1);
    } else if (sign == ".") {
      tag_full_stop();
    } else if (is_dash(sign) && atoms_[at_].space_before && at_ > 0 && at_ + 1 < atoms_.size() &&
               atoms_[at_ + 1].space_before) {
      // "Liver function - bilirubin < 2": a heading and what it means.
      add(TokenKind::colon, 1);
    } else if (is_silent(sign) || is_dash(sign) || is_parenthesis_sign(sign)) {
      ++at_;
    } else {
      add(TokenKind::word, 1);
    }
  }

  // Parentheses without a partner.
  static bool is_parenthesis_sign(std::string_view sign) {
    return sign == "(" || sign == ")" || sign == "[" || sign == "]" || sign == "（" || sign == "）";
  }

  static bool is_dash(std::string_view sign) {
    return sign == "-" || sign == "–" || sign == "—" || sign == "−" || sign == "‑" || sign == "‐" ||
           sign == "‒" || sign == "~";
  }

  // A full stop ends a sentence where more follows it after a space; at the very end it says
  // nothing, and inside "e.g." neither.
  void tag_full_stop() {
    const bool more_follows = at_ + 1 < atoms_.size() && atoms_[at_ + 1].space_before;
    const bool after_abbreviation = at_ > 0 &&
                                    atoms_[at_ - 1].span.end - atoms_[at_ - 1].span.begin == 1 &&
                                    atoms_[at_ - 1].kind == Atom::Kind::word;
    const char next = more_follows ? sentence_[atoms_[at_ + 1].span.begin] : ' ';
    const bool goes_on =
        next == '<' || next == '>' || next == '=' || (next >= 'a' && next <= 'z') ||
        text(at_ + (more_follows ? 1 : 0)) == "≥" || text(at_ + (more_follows ? 1 : 0)) == "≤";
    const bool after_unit = previous_is(TokenKind::unit) || previous_is(TokenKind::time_unit);
    if (more_follows && !after_abbreviation && !(after_unit && goes_on)) {
      add(TokenKind::semicolon, 1);
    } else {
      ++at_;
    }
  }

  Tagger& tagger_;
  std::string_view sentence_;
  std::vector<Atom> atoms_;
  std::vector<bool> is_parenthesis_;
  std::size_t at_ = 0;
  Tokens tokens_;
};

Tagger::Tagger(const Vocabulary& vocabulary)
    : vocabulary_(vocabulary), words_(vocabulary), units_(vocabulary.units()) {}

const Tagger::KnownWord& Tagger::known(std::string_view word) {
  if (const auto found = known_.find(word); found != known_.end()) return found->second;
  if (known_.size() > most_remembered) known_.clear();
  KnownWord next;
  next.comparable = vocabulary_.comparable_name(word);
  next.most_words = words_.most_words_from(next.comparable);
  return known_.emplace(std::string(word), std::move(next)).first->second;
}

Tokens Tagger::tag(std::string_view sentence) {
  return SentenceTagger(*this, sentence).tag();
}

}  // namespace eligo::compile
