#include <algorithm>
#include <array>
#include <utility>

#include "compile/expressions.h"
#include "compile/item.h"
#include "compile/item_words.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

bool is_record_name(TokenKind kind) {
  return kind == TokenKind::condition || kind == TokenKind::medication ||
         kind == TokenKind::procedure || kind == TokenKind::event;
}

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
    if (leftover.shifts_meaning) return not_understood(range);
    reading.meaning = expression(syntax::RecordExists{record(term)});
    reading.rest = std::move(leftover.narrow);
    reading.window = window_;
    return reading;
  }

 private:
  void take_times() {
    for (const Phrase& phrase : phrases_) {
      if (!std::holds_alternative<TimePhrase>(phrase.node)) continue;
      times_.push_back({phrase.begin, phrase.end});
      if (window_) continue;
      window_ = window_of(sentence_, phrase);
      // "at screening" is when somebody looks; a record is not of that day alone.
      if (window_ && !window_->period) window_.reset();
      if (window_ || std::get<TimePhrase>(phrase.node).count.empty()) used_ = times_.size() - 1;
    }
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

  // What stands in front of the name. A word that is not known there can turn the meaning: "cord
  // blood transplantation", "anti-HCV".
  void read_front(TokenRange front, ItemReading& reading, Leftover& leftover) {
    for (std::size_t index = front.begin; index < front.end; ++index) {
      if (is_in_time(index)) continue;
      const Token& token = sentence_.token(index);
      switch (token.kind) {
        case TokenKind::filler:
        case TokenKind::colon:
        case TokenKind::comma:
          break;
        case TokenKind::negation:
          if (lower(index).ends_with("history of")) is_history_ = true;
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
          leftover.shifts_meaning = true;
          break;
      }
    }
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
    if (begin == behind.begin) {
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

  void sort_unused_times(Leftover& leftover) const {
    for (std::size_t index = 0; index < times_.size(); ++index) {
      const bool is_used = used_ && *used_ == index;
      if (!is_used) leftover.narrow.emplace_back(sentence_.words(times_[index]));
    }
  }

  ItemReading not_understood(TokenRange range) {
    ItemReading reading;
    sentence_.leave_open("words around a known name that may turn its meaning",
                         sentence_.words(range));
    return reading;
  }

  syntax::RecordReference record(const Concept& term) const {
    syntax::RecordReference record;
    record.kind = name(std::string(name_of(term.kind)));
    record.terms.push_back(syntax::Term(name(term.key)));
    record.window = window_;
    const bool has_status =
        term.kind == ConceptKind::condition || term.kind == ConceptKind::medication;
    const bool is_now = is_active_ && !is_history_ && !window_;
    if (has_status && is_now) record.status = name("active");
    return record;
  }

  Sentence& sentence_;
  Phrases phrases_;
  std::vector<TokenRange> times_;
  std::optional<std::size_t> used_;
  std::optional<syntax::Window> window_;
  bool is_history_ = false;
  bool is_active_ = false;
  bool is_exposure_ = false;
};

}  // namespace

std::optional<ItemReading> read_record(Sentence& sentence, Phrases phrases) {
  return RecordReader(sentence, phrases).read();
}

// "pregnant", "women of childbearing potential", "smokers"
std::optional<ItemReading> read_fact(Sentence& sentence, Phrases phrases) {
  const TokenRange range = tokens_of(phrases);
  std::optional<std::size_t> core;
  for (std::size_t index = range.begin; index < range.end; ++index) {
    if (is_record_name(sentence.token(index).kind)) return std::nullopt;
    if (sentence.token(index).kind == TokenKind::fact && !core) core = index;
  }
  if (!core) return std::nullopt;
  const Concept& fact = sentence.vocabulary()[*sentence.token(*core).concept_id];
  ItemReading reading;
  Leftover leftover;
  for (std::size_t index = range.begin; index < range.end; ++index) {
    if (index == *core) continue;
    const TokenKind kind = sentence.token(index).kind;
    if (kind == TokenKind::negation && index < *core) {
      reading.is_negated = !reading.is_negated;
    } else if (kind == TokenKind::male || kind == TokenKind::female) {
      const Sex sex = kind == TokenKind::male ? Sex::male : Sex::female;
      if (!fact.only_sex || *fact.only_sex != sex) reading.sex = sex;
    } else if (kind == TokenKind::word && index < *core) {
      leftover.shifts_meaning = true;
    } else {
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
