#include "compile/group.h"

#include <algorithm>
#include <array>
#include <utility>

#include "compile/expressions.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

// Who is named in a run of tokens that names nothing else.
class GroupNames {
 public:
  explicit GroupNames(const Sentence& sentence) : sentence_(sentence) {}

  // False where the token is no part of naming a group.
  bool take(std::size_t index) {
    const Token& token = sentence_.token(index);
    switch (token.kind) {
      case TokenKind::filler:
        return true;
      case TokenKind::male:
        male_ = true;
        return true;
      case TokenKind::female:
        female_ = true;
        return true;
      case TokenKind::fact:
        return take_fact(sentence_.vocabulary()[*token.concept_id]);
      case TokenKind::and_:
      case TokenKind::or_:
      case TokenKind::and_or:
      case TokenKind::slash:
        close();
        return true;
      default:
        return false;
    }
  }

  // Nothing where nobody or everybody is named.
  std::optional<syntax::Expression> who() {
    close();
    if (groups_.empty() || is_mixed_ || (all_male_ && all_female_)) return std::nullopt;
    return any_of(std::move(groups_));
  }

 private:
  // Only what says who somebody is: whether she is pregnant is what a sentence asks.
  bool take_fact(const Concept& fact) {
    static constexpr std::array<std::string_view, 4> names = {
        "childbearing_potential", "postmenopausal", "premenopausal", "sexually_active"};
    if (std::find(names.begin(), names.end(), fact.key) == names.end()) return false;
    facts_.push_back(expression(syntax::FactHolds{name(fact.key)}));
    if (fact.only_sex) needs_no_sex_ = true;
    return true;
  }

  void close() {
    // "male participants of childbearing potential": not what the fact says.
    if (needs_no_sex_ && male_) is_mixed_ = true;
    if (!facts_.empty()) {
      std::vector<syntax::Expression> all = std::move(facts_);
      const bool names_sex = male_ != female_ && !needs_no_sex_;
      if (names_sex) all.insert(all.begin(), sex());
      groups_.push_back(all_of(std::move(all)));
    } else if (male_ != female_) {
      groups_.push_back(sex());
      (male_ ? all_male_ : all_female_) = true;
    } else if (male_) {
      all_male_ = all_female_ = true;
    }
    facts_.clear();
    male_ = female_ = needs_no_sex_ = false;
  }

  syntax::Expression sex() const {
    return expression(syntax::SexIs{name(male_ ? "male" : "female")});
  }

  const Sentence& sentence_;
  std::vector<syntax::Expression> groups_;
  std::vector<syntax::Expression> facts_;
  bool male_ = false;
  bool female_ = false;
  bool needs_no_sex_ = false;
  bool is_mixed_ = false;
  bool all_male_ = false;
  bool all_female_ = false;
};

bool is_single(const Phrase& phrase) {
  return std::holds_alternative<SingleToken>(phrase.node);
}

// "must", "should", "agree": an inclusion asks it of the group. "who": an exclusion means those of
// the group.
bool begins_what_is_asked(const Sentence& sentence, const Phrase& phrase) {
  if (!is_single(phrase)) return false;
  if (sentence.token(phrase.begin).kind == TokenKind::human) return true;
  const std::string word = ascii_lower(sentence.words(phrase.begin));
  if (sentence.list() == CriteriaList::exclusion) return word == "who" || word == "whom";
  static constexpr std::array<std::string_view, 14> modal = {
      "must",     "must be", "must have", "should",   "will",    "will be",       "shall",
      "shall be", "need",    "required",  "requires", "require", "must not have", "must not"};
  return std::find(modal.begin(), modal.end(), word) != modal.end();
}

// "Men must …"
std::optional<Group> group_in_front(const Sentence& sentence, Phrases phrases) {
  GroupNames names(sentence);
  std::size_t asked = 0;
  while (asked < phrases.size() && !begins_what_is_asked(sentence, phrases[asked])) {
    if (!is_single(phrases[asked]) || !names.take(phrases[asked].begin)) return std::nullopt;
    ++asked;
  }
  if (asked == 0 || asked == phrases.size()) return std::nullopt;
  auto who = names.who();
  if (!who) return std::nullopt;
  return Group{std::move(*who),
               {phrases.begin() + static_cast<std::ptrdiff_t>(asked), phrases.end()}};
}

// "… in women of childbearing potential", "… (women only)"
std::optional<Group> group_at_the_end(const Sentence& sentence, Phrases phrases) {
  if (sentence.list() == CriteriaList::exclusion || phrases.size() < 2) return std::nullopt;
  std::size_t begin = phrases.size();
  Phrases named;
  if (const auto* parenthesised = std::get_if<Parenthesised>(&phrases.back().node)) {
    --begin;
    named = parenthesised->inside;
  } else {
    while (begin > 0) {
      const Phrase& phrase = phrases[begin - 1];
      if (!is_single(phrase)) return std::nullopt;
      const TokenKind kind = sentence.token(phrase.begin).kind;
      if (kind == TokenKind::within || kind == TokenKind::since) break;
      --begin;
    }
    if (begin == 0) return std::nullopt;
    named = phrases.subspan(begin);
    --begin;
  }
  GroupNames names(sentence);
  for (const Phrase& phrase : named) {
    const TokenKind kind = sentence.token(phrase.begin).kind;
    if (kind == TokenKind::since || kind == TokenKind::within) continue;
    if (!is_single(phrase) || !names.take(phrase.begin)) return std::nullopt;
  }
  const TokenRange front = tokens_of(phrases.first(begin));
  const bool is_the_only_one = !holds(sentence, front, TokenKind::male) &&
                               !holds(sentence, front, TokenKind::female) &&
                               !holds(sentence, front, TokenKind::permission);
  if (!is_the_only_one || front.empty()) return std::nullopt;
  auto who = names.who();
  if (!who) return std::nullopt;
  return Group{std::move(*who),
               {phrases.begin(), phrases.begin() + static_cast<std::ptrdiff_t>(begin)}};
}

}  // namespace

std::optional<Group> group_in(const Sentence& sentence, Phrases phrases) {
  if (auto group = group_in_front(sentence, phrases)) return group;
  return group_at_the_end(sentence, phrases);
}

}  // namespace eligo::compile
