#include <algorithm>
#include <array>
#include <utility>

#include "compile/expressions.h"
#include "compile/item.h"
#include "compile/item_words.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

// The vocabulary's keys for the agent of another trial and for taking part in one.
constexpr std::string_view trial_agent = "investigational_agent";
constexpr std::string_view trial_participation = "clinical_trial_participation";

// Words that say no more than that somebody has it: "diagnosis of", "documented".
bool says_only_that_it_is(std::string_view lower) {
  static constexpr std::array<std::string_view, 31> words = {"confirmed",
                                                             "documented",
                                                             "known",
                                                             "established",
                                                             "proven",
                                                             "diagnosed",
                                                             "diagnosis",
                                                             "a diagnosis of",
                                                             "clinical diagnosis of",
                                                             "confirmed diagnosis of",
                                                             "evidence of",
                                                             "clinical evidence of",
                                                             "presence of",
                                                             "definite",
                                                             "definitive",
                                                             "true",
                                                             "clinical",
                                                             "clinically",
                                                             "histologically confirmed",
                                                             "histologically",
                                                             "cytologically",
                                                             "pathologically",
                                                             "biopsy-proven",
                                                             "radiologically",
                                                             "radiographically",
                                                             "overt",
                                                             "manifest",
                                                             "medical",
                                                             "signs of",
                                                             "patients",
                                                             "type"};
  return std::find(words.begin(), words.end(), lower) != words.end();
}

// Words by which somebody has a medication now.
bool says_now(std::string_view lower) {
  static constexpr std::array<std::string_view, 17> words = {"receiving",
                                                             "taking",
                                                             "on",
                                                             "current use of",
                                                             "current treatment with",
                                                             "are receiving",
                                                             "is receiving",
                                                             "are taking",
                                                             "is taking",
                                                             "are on",
                                                             "is on",
                                                             "use of",
                                                             "using",
                                                             "treatment with",
                                                             "concomitant use of",
                                                             "concurrent use of",
                                                             "concomitant treatment with"};
  return std::find(words.begin(), words.end(), lower) != words.end();
}

bool says_before(std::string_view lower) {
  return lower.find("prior") != std::string_view::npos ||
         lower.find("previous") != std::string_view::npos ||
         lower.find("received") != std::string_view::npos;
}

// The fact that a token names. A pregnancy is asked for as one.
const Concept* fact_named(const Sentence& sentence, std::size_t index) {
  const Token& token = sentence.token(index);
  if (!token.concept_id) return nullptr;
  const Vocabulary& vocabulary = sentence.vocabulary();
  const Concept& named = vocabulary[*token.concept_id];
  if (named.kind == ConceptKind::fact) return &named;
  for (const ConceptId id : token.other_concepts) {
    if (vocabulary[id].kind == ConceptKind::fact) return &vocabulary[id];
  }
  const bool is_pregnancy = named.kind == ConceptKind::condition && named.key == "pregnancy" &&
                            sentence.words(index).find(' ') == std::string_view::npos;
  const auto pregnant = is_pregnancy ? vocabulary.find("pregnant") : std::nullopt;
  return pregnant ? &vocabulary[*pregnant] : nullptr;
}

class RecordReader {
 public:
  RecordReader(Sentence& sentence, Phrases phrases) : sentence_(sentence), phrases_(phrases) {}

  std::optional<ItemReading> read() {
    take_times();
    const TokenRange range = tokens_of(phrases_);
    const auto core = find_core(range);
    if (!core) return std::nullopt;
    const Concept& term = sentence_.vocabulary()[*sentence_.token(*core).concept_id];
    ItemReading reading;
    reading.names_record = true;
    Leftover leftover;
    read_front({range.begin, *core}, reading, leftover);
    read_behind({*core + 1, range.end}, leftover);
    sort_unused_times(leftover);
    says_time_ = !times_.empty() || holds(sentence_, range, TokenKind::time_unit);
    reading.window = window_;
    reading.open_time = open_time_;
    // "treatment of hypertension", "ingestion of alcohol": not the condition itself.
    if (is_exposure_ && term.kind == ConceptKind::condition) leftover.shifts_meaning = true;
    if (leftover.shifts_meaning) return not_understood(range, *core, std::move(reading));
    reading.front = leftover.narrow;
    if (front_narrows_ < reading.front.size()) reading.front.resize(front_narrows_);
    reading.is_now = is_active_ && !is_history_;
    reading.is_exposure = is_exposure_;
    if (is_acute_only_in_words(*core, term)) leftover.narrow.emplace_back("acute");
    reading.meaning = expression(syntax::RecordExists{record(term)});
    if (auto since = since_diagnosis(term, range, leftover)) {
      reading.meaning = std::move(*since);
      reading.window.reset();
      reading.open_time = sentence_.words(times_.front());
    }
    if (term.key == trial_agent) *reading.meaning = with_participation(std::move(*reading.meaning));
    if (leftover.narrow.size() > reading.front.size()) reading.behind = leftover.narrow.back();
    reading.rest = std::move(leftover.narrow);
    return reading;
  }

 private:
  void take_times() {
    for (const Phrase& whole : phrases_) {
      const Phrase& phrase = in_parentheses(whole);
      if (!std::holds_alternative<TimePhrase>(phrase.node)) continue;
      times_.push_back({whole.begin, whole.end});
      if (window_) continue;
      window_ = window_of(sentence_, phrase);
      // "at screening" is when somebody looks; a record is not of that day alone.
      if (window_ && !window_->period) window_.reset();
      if (window_ || std::get<TimePhrase>(phrase.node).count.empty()) used_ = times_.size() - 1;
    }
  }

  // "newly diagnosed type 1 diabetes (within 12 weeks)": a time of the diagnosis, not one in which
  // somebody has it.
  std::optional<syntax::Expression> since_diagnosis(const Concept& term, TokenRange range,
                                                    Leftover& leftover) {
    if (!window_ || term.kind != ConceptKind::condition) return std::nullopt;
    bool is_diagnosed = false;
    for (std::size_t index = range.begin; index < range.end; ++index) {
      const std::string word = lower(index);
      const bool says_so = word.find("diagnosed") != std::string::npos ||
                           sentence_.token(index).kind == TokenKind::onset;
      is_diagnosed = is_diagnosed || says_so;
    }
    if (!is_diagnosed) return std::nullopt;
    std::erase_if(leftover.narrow, [](const std::string& words) {
      const std::string word = ascii_lower(words);
      return word.find("diagnosed") != std::string::npos &&
             word.size() <= sizeof("newly diagnosed");
    });
    syntax::RecordReference record;
    record.kind = name("condition");
    record.terms.push_back(syntax::Term(name(term.key)));
    syntax::Comparison comparison{
        syntax::Duration{std::move(record)}, syntax::Comparator::at_most, {}};
    comparison.limit.value = window_->period->count;
    comparison.limit.unit = syntax::Term(window_->period->unit);
    return expression(std::move(comparison));
  }

  // "(within 12 weeks)"
  static const Phrase& in_parentheses(const Phrase& phrase) {
    const auto* parenthesised = std::get_if<Parenthesised>(&phrase.node);
    const bool is_one = parenthesised != nullptr && parenthesised->inside.size() == 1;
    return is_one ? parenthesised->inside.front() : phrase;
  }

  bool is_in_time(std::size_t token) const {
    return std::any_of(times_.begin(), times_.end(), [&](const TokenRange& time) {
      return token >= time.begin && token < time.end;
    });
  }

  // The first name of a record; a later one belongs to what qualifies it.
  std::optional<std::size_t> find_core(TokenRange range) const {
    for (std::size_t index = range.begin; index < range.end; ++index) {
      if (is_record_name(sentence_.token(index).kind)) return index;
    }
    return std::nullopt;
  }

  std::string lower(std::size_t token) const { return ascii_lower(sentence_.words(token)); }

  // "prior" and "previous" also stand before days: "prior to randomization".
  bool says_past(std::size_t index) const {
    const TokenKind kind = sentence_.token(index).kind;
    const std::string word = lower(index);
    return (kind == TokenKind::before || kind == TokenKind::last) &&
           (word == "prior" || word == "previous" || word == "preceding");
  }

  // "non-diabetic patients" denies; "non-cardiac disease", "non-infectious uveitis" is another
  // thing.
  bool denies(std::size_t index, std::size_t core) const {
    if (lower(index) != "non") return true;
    return index + 1 == core && sentence_.words(core).find(' ') == std::string_view::npos;
  }

  // What stands in front of the name. A word that is not known there can turn the meaning: "cord
  // blood transplantation", "anti-HCV".
  void read_front(TokenRange front, ItemReading& reading, Leftover& leftover) {
    for (std::size_t index = front.begin; index < front.end; ++index) {
      if (is_in_time(index)) continue;
      const Token& token = sentence_.token(index);
      const bool is_silent = token.kind == TokenKind::filler || token.kind == TokenKind::colon ||
                             token.kind == TokenKind::comma;
      if (is_silent) continue;
      reading.has_front = true;
      switch (token.kind) {
        case TokenKind::negation:
          if (!denies(index, front.end)) leftover.shifts_meaning = true;
          if (lower(index).ends_with("history of") || lower(index).ends_with("prior") ||
              lower(index).ends_with("previous") || lower(index) == "never") {
            is_history_ = true;
          }
          reading.is_negated = !reading.is_negated;
          break;
        case TokenKind::history:
          is_history_ = true;
          break;
        case TokenKind::active:
          is_active_ = true;
          break;
        case TokenKind::exposure:
          if (says_before(lower(index))) is_history_ = true;
          is_exposure_ = true;
          if (says_now(lower(index))) is_active_ = true;
          break;
        case TokenKind::onset:
          // "diagnosis of", "diagnosed with"
          if (lower(index).find("diagnos") == std::string::npos) leftover.shifts_meaning = true;
          break;
        case TokenKind::male:
          note_sex(Sex::male, reading);
          break;
        case TokenKind::female:
          note_sex(Sex::female, reading);
          break;
        case TokenKind::narrowing:
          if (!says_only_that_it_is(lower(index))) {
            leftover.narrow.emplace_back(sentence_.words(index));
          }
          break;
        default:
          if (says_past(index)) {
            is_history_ = true;
          } else if (!says_positive(index, front.end)) {
            leftover.shifts_meaning = true;
          }
          break;
      }
    }
    front_narrows_ = leftover.narrow.size();
  }

  // "positive for hepatitis C", "HIV positive"
  bool says_positive(std::size_t index, std::size_t core) const {
    if (sentence_.token(core).kind != TokenKind::condition) return false;
    if (lower(index) == "positive") return true;
    return sentence_.token(index).kind == TokenKind::since && lower(index) == "for" && index > 0 &&
           lower(index - 1) == "positive";
  }

  static void note_sex(Sex sex, ItemReading& reading) {
    if (!reading.sex) {
      reading.sex = sex;
    } else if (*reading.sex != sex) {
      reading.sex.reset();
    }
  }

  // A word that follows the name at once makes another name of it ("diabetes insipidus"); one
  // behind "with" or "of" narrows it.
  void read_behind(TokenRange behind, Leftover& leftover) {
    std::size_t begin = behind.begin;
    while (begin < behind.end && is_in_time(begin)) ++begin;
    if (begin >= behind.end) return;
    begin = after_other_name(begin, behind.end);
    if (begin < behind.end && lower(begin) == "positive" &&
        says_positive(begin, behind.begin - 1)) {
      ++begin;
    } else if (begin == behind.begin && begin < behind.end) {
      const TokenKind next = sentence_.token(begin).kind;
      if (next == TokenKind::word || is_record_name(next) || next == TokenKind::measured ||
          next == TokenKind::human) {
        leftover.shifts_meaning = true;
        return;
      }
    }
    while (begin < behind.end) {
      std::size_t end = begin;
      while (end < behind.end && !is_in_time(end)) ++end;
      sort_leftover(sentence_, {begin, end}, leftover);
      begin = end;
      while (begin < behind.end && is_in_time(begin)) ++begin;
    }
  }

  // "coronary artery disease (CAD)": the same name again says nothing.
  std::size_t after_other_name(std::size_t begin, std::size_t end) const {
    const bool is_short = begin + 2 < end && sentence_.token(begin).kind == TokenKind::left &&
                          sentence_.token(begin + 2).kind == TokenKind::right;
    if (!is_short || begin == 0) return begin;
    const Token& inside = sentence_.token(begin + 1);
    const bool is_same =
        inside.concept_id && inside.concept_id == sentence_.token(begin - 1).concept_id;
    return is_same || abbreviates(sentence_.words(begin + 1), sentence_.words(begin - 1))
               ? begin + 3
               : begin;
  }

  // Capitals that are the initials of the last words of a name.
  static bool abbreviates(std::string_view letters, std::string_view name) {
    std::string initials;
    bool begins = true;
    for (const char c : name) {
      const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (begins && is_letter) initials += c;
      begins = !is_letter;
    }
    return letters.size() > 1 && ascii_lower(initials).ends_with(ascii_lower(letters));
  }

  void sort_unused_times(Leftover& leftover) {
    for (std::size_t index = 0; index < times_.size(); ++index) {
      const bool is_used = used_ && *used_ == index;
      if (is_used) continue;
      leftover.narrow.emplace_back(sentence_.words(times_[index]));
      open_time_ = leftover.narrow.back();
    }
  }

  ItemReading not_understood(TokenRange range, std::size_t core, ItemReading read) {
    ItemReading reading;
    // What stands in front of a name may govern the names that follow in a list.
    reading.has_front = read.has_front;
    reading.window = std::move(read.window);
    reading.open_time = std::move(read.open_time);
    const bool front_is_unknown = core > range.begin && read.has_front && !read.is_negated;
    if (front_is_unknown)
      reading.front.emplace_back(sentence_.words(TokenRange{range.begin, core}));
    sentence_.leave_open("words around a known name that may turn its meaning",
                         sentence_.words(range));
    return reading;
  }

  // Who took part in another trial may have had its agent, and records say only that.
  syntax::Expression with_participation(syntax::Expression use) const {
    const auto event = sentence_.vocabulary().find(trial_participation);
    if (!event) return use;
    syntax::RecordReference taking_part;
    taking_part.kind = name("event");
    taking_part.terms.push_back(syntax::Term(name(std::string(trial_participation))));
    taking_part.window = window_;
    syntax::Assumed assumed{
        expression(syntax::Anyone{}),
        quoted("taking part in another trial is taken to be use of its investigational agent")};
    std::vector<syntax::Expression> both;
    both.push_back(expression(syntax::RecordExists{std::move(taking_part)}));
    both.push_back(expression(std::move(assumed)));
    std::vector<syntax::Expression> either;
    either.push_back(std::move(use));
    either.push_back(all_of(std::move(both)));
    return any_of(std::move(either));
  }

  // "acute cerebral infarction" is a name of ischemic stroke, but an old one is not acute.
  bool is_acute_only_in_words(std::size_t core, const Concept& term) const {
    const bool is_named_acute = ascii_lower(term.name).find("acute") != std::string::npos;
    return lower(core).starts_with("acute ") && !is_named_acute && !is_history_ && !is_active_ &&
           !window_;
  }

  syntax::RecordReference record(const Concept& term) const {
    syntax::RecordReference record;
    record.kind = name(std::string(name_of(term.kind)));
    record.terms.push_back(syntax::Term(name(term.key)));
    record.window = window_;
    const bool has_status =
        term.kind == ConceptKind::condition || term.kind == ConceptKind::medication;
    const bool is_now = is_active_ && !is_history_ && !window_ && !says_time_;
    if (has_status && is_now) record.status = name("active");
    return record;
  }

  Sentence& sentence_;
  Phrases phrases_;
  std::vector<TokenRange> times_;
  std::optional<std::size_t> used_;
  std::optional<syntax::Window> window_;
  std::string open_time_;
  bool says_time_ = false;         // some time is named, understood or not
  std::size_t front_narrows_ = 0;  // how many of the words that narrow stand in front
  bool is_history_ = false;
  bool is_active_ = false;
  bool is_exposure_ = false;
};

}  // namespace

bool is_record_name(TokenKind kind) {
  return kind == TokenKind::condition || kind == TokenKind::medication ||
         kind == TokenKind::procedure || kind == TokenKind::event;
}

std::optional<ItemReading> read_record(Sentence& sentence, Phrases phrases) {
  return RecordReader(sentence, phrases).read();
}

// "pregnant", "women of childbearing potential", "smokers"
std::optional<ItemReading> read_fact(Sentence& sentence, Phrases phrases) {
  const TokenRange range = tokens_of(phrases);
  std::optional<std::size_t> core;
  for (std::size_t index = range.begin; index < range.end; ++index) {
    if (is_record_name(sentence.token(index).kind) && !fact_named(sentence, index))
      return std::nullopt;
    if (fact_named(sentence, index) && !core) core = index;
  }
  if (!core) return std::nullopt;
  const Concept& fact = *fact_named(sentence, *core);
  ItemReading reading;
  Leftover leftover;
  for (std::size_t index = range.begin; index < range.end; ++index) {
    if (index == *core) continue;
    const TokenKind kind = sentence.token(index).kind;
    if (kind == TokenKind::negation && index < *core) {
      reading.is_negated = !reading.is_negated;
    } else if (kind == TokenKind::male || kind == TokenKind::female) {
      const Sex sex = kind == TokenKind::male ? Sex::male : Sex::female;
      // A fact that only one sex can have is no more than that, but for what it takes away: the
      // other sex is not asked for.
      const bool says_sex_again = fact.only_sex && *fact.only_sex == sex;
      const bool asks_for_sex = says_sex_again && index > *core && !reading.is_negated &&
                                sentence.list() == CriteriaList::inclusion;
      if (!says_sex_again || asks_for_sex) reading.sex = sex;
    } else if (kind == TokenKind::word && index < *core) {
      leftover.shifts_meaning = true;
    } else if (fact_named(sentence, index) != &fact) {
      sort_leftover(sentence, {index, index + 1}, leftover);
    }
  }
  if (leftover.shifts_meaning) {
    sentence.leave_open("words around a known name that may turn its meaning",
                        sentence.words(range));
    return reading;
  }
  reading.meaning = expression(syntax::FactHolds{name(fact.key)});
  reading.rest = std::move(leftover.narrow);
  return reading;
}

}  // namespace eligo::compile
