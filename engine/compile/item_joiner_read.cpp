#include <algorithm>
#include <array>
#include <utility>

#include "compile/expressions.h"
#include "compile/item_joiner.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {

void ItemJoiner::read_items() {
  const Items items = items_of(sentence_, phrases_);
  for (std::size_t index = 0; index < items.phrases.size(); ++index) {
    const TokenKind joint = index == 0 ? TokenKind::comma : items.joints[index - 1];
    read_one(items.phrases[index], joint);
  }
}

void ItemJoiner::read_one(Phrases item, TokenKind joint) {
  if (names_day_again(item)) return;
  ItemContext context;
  context.comparator = last_comparator_;
  if (!bare_.empty()) {
    context.inherited = &bare_.back().subject;
  } else if (last_subject_) {
    context.inherited = &*last_subject_;
  }
  ItemReading reading = read_item(sentence_, item, context);
  if (reading.is_empty) return;
  if (reading.bare && !reading.meaning) {
    bare_.push_back({std::move(*reading.bare), joint, std::string(words(item))});
    return;
  }
  const bool is_sex_alone = reading.sex && !reading.meaning && !reading.subject &&
                            !reading.names_record && is_only_sex(item);
  if (is_sex_alone) {
    lone_sexes_.push_back({*reading.sex, joint});
    return;
  }
  if (!reading.result.empty()) give_result_to_bare(reading.result);
  if (reading.subject) give_value_to_bare(*reading.subject, item);
  last_subject_ = reading.subject ? reading.subject : last_subject_;
  if (reading.comparator) last_comparator_ = reading.comparator;
  add(std::move(reading), item, joint);
}

bool ItemJoiner::is_only_sex(Phrases item) const {
  const TokenRange range = tokens_of(item);
  for (std::size_t index = range.begin; index < range.end; ++index) {
    const TokenKind kind = sentence_.token(index).kind;
    if (kind != TokenKind::male && kind != TokenKind::female && kind != TokenKind::filler)
      return false;
  }
  return true;
}

// "AST and ALT ≤ 3 x ULN": quantities that stood alone have the value of the next one. The last
// of them may be what the value was read of.
void ItemJoiner::give_value_to_bare(const Subject& compared, Phrases item) {
  for (Bare& bare : bare_) {
    if (bare.subject.span == compared.span) continue;
    auto meaning = read_shared_value(sentence_, bare.subject, item);
    Operand operand;
    operand.is_open = !meaning;
    if (!meaning) has_open_words_ = true;
    if (meaning) has_computed_ = true;
    operand.meaning = meaning ? std::move(*meaning) : unread(bare.words);
    operand.has_value = true;
    operand.joint = bare.joint;
    operands_.push_back(std::move(operand));
  }
  bare_.clear();
}

// "HBsAg or HIV antibody positive": tests that stood alone have the result of the next one.
void ItemJoiner::give_result_to_bare(const std::string& result) {
  std::vector<Bare> without;
  for (Bare& bare : bare_) {
    auto meaning = result_of(sentence_, bare.subject, result);
    if (!meaning) {
      without.push_back(std::move(bare));
      continue;
    }
    has_computed_ = true;
    Operand operand;
    operand.meaning = std::move(*meaning);
    operand.joint = bare.joint;
    operands_.push_back(std::move(operand));
  }
  bare_ = std::move(without);
}

// Quantities that no value followed.
void ItemJoiner::flush_bare() {
  for (Bare& bare : bare_) {
    sentence_.leave_open("a quantity without a value", bare.words);
    has_open_words_ = true;
    Operand operand;
    operand.is_open = true;
    operand.meaning = unread(bare.words);
    operand.joint = bare.joint;
    operands_.push_back(std::move(operand));
  }
  bare_.clear();
}

// "Male or female": everyone; "Men": men. Sexes named beside other items do not limit these
// where both are named.
void ItemJoiner::note_lone_sex() {
  if (lone_sexes_.empty()) return;
  const bool male = holds(sentence_, tokens_of(phrases_), TokenKind::male);
  const bool female = holds(sentence_, tokens_of(phrases_), TokenKind::female);
  if (male && female) {
    for (Operand& operand : operands_) operand.sex.reset();
    if (operands_.empty()) add_plain(expression(syntax::Anyone{}), lone_sexes_.front().joint);
    return;
  }
  add_plain(expression(syntax::SexIs{name(male ? "male" : "female")}), lone_sexes_.front().joint);
}

void ItemJoiner::add_plain(syntax::Expression meaning, TokenKind joint) {
  Operand operand;
  operand.meaning = std::move(meaning);
  operand.joint = joint;
  has_computed_ = true;
  operands_.insert(operands_.begin(), std::move(operand));
}

// "with …", "who …": says more of what stands before it.
bool ItemJoiner::begins_clause(Phrases item) const {
  static constexpr std::array<std::string_view, 8> words = {
      "with", "who", "whose", "having", "which", "who have", "who has", "who are"};
  const std::string first = ascii_lower(sentence_.words(item.front().begin));
  return std::find(words.begin(), words.end(), first) != words.end();
}

void ItemJoiner::add(ItemReading reading, Phrases item, TokenKind joint) {
  Operand operand;
  operand.joint = joint;
  operand.is_negated = reading.is_negated;
  operand.names_record = reading.names_record;
  operand.sex = reading.sex;
  operand.is_clause = begins_clause(item);
  operand.window = std::move(reading.window);
  operand.open_time = std::move(reading.open_time);
  operand.has_front = reading.has_front;
  operand.front = std::move(reading.front);
  operand.behind = std::move(reading.behind);
  operand.is_now = reading.is_now;
  operand.denies_behind_sex = denies_behind_sex(item);
  operand.is_exposure = reading.is_exposure;
  if (reading.subject) {
    operand.has_value = true;
    operand.analyte = reading.subject->analyte;
  }
  if (reading.is_open) has_open_words_ = true;
  if (reading.meaning) {
    has_computed_ = true;
    operand.meaning = std::move(*reading.meaning);
    for (std::string& rest : reading.rest) {
      sentence_.leave_open("words that narrow what was understood", rest);
      narrow(operand.meaning, rest);
      has_open_words_ = true;
    }
  } else {
    sentence_.leave_open("words that were not understood", words(item));
    operand.meaning = unread(std::string(words(item)));
    operand.is_open = true;
    operand.is_negated = begins_with_negation(item);
    note_time(item, operand);
    if (has_complement(item)) operand.behind = std::string(words(item));
    has_open_words_ = true;
  }
  operands_.push_back(std::move(operand));
}

// The time that closes words which were not understood governs what stands before them all the
// same.
void ItemJoiner::note_time(Phrases item, Operand& operand) {
  for (const Phrase& phrase : item) {
    const auto* time = std::get_if<TimePhrase>(&phrase.node);
    if (time == nullptr || time->count.empty() || operand.window || !operand.open_time.empty())
      continue;
    operand.window = window_of(sentence_, phrase);
    if (!operand.window) operand.open_time = std::string(sentence_.words(phrase.span));
  }
}

// "reactions to aspirin": what follows "or" may belong to it.
bool ItemJoiner::has_complement(Phrases item) const {
  const TokenRange range = tokens_of(item);
  for (std::size_t index = range.begin + 1; index < range.end; ++index) {
    const std::string word = ascii_lower(sentence_.words(index));
    const bool is_preposition = word == "to" || word == "of" || word == "from" || word == "with" ||
                                word == "for" || word == "against" || word == "by" || word == "in";
    if (is_preposition) return true;
  }
  return false;
}

bool ItemJoiner::denies_behind_sex(Phrases item) const {
  const TokenRange range = tokens_of(item);
  bool has_sex = false;
  for (std::size_t index = range.begin; index < range.end; ++index) {
    const TokenKind kind = sentence_.token(index).kind;
    has_sex = has_sex || kind == TokenKind::male || kind == TokenKind::female;
    if (kind == TokenKind::negation) return has_sex;
  }
  return false;
}

// "screening/baseline visit", "age, sex": days and persons that ask for nothing.
bool ItemJoiner::names_day_again(Phrases item) const {
  if (operands_.empty()) return false;
  const TokenRange range = tokens_of(item);
  bool has_day = false;
  for (std::size_t index = range.begin; index < range.end; ++index) {
    const TokenKind kind = sentence_.token(index).kind;
    has_day = has_day || kind == TokenKind::anchor;
    if (kind != TokenKind::anchor && kind != TokenKind::filler) return false;
  }
  return has_day;
}

bool ItemJoiner::begins_with_negation(Phrases item) const {
  const TokenRange range = tokens_of(item);
  std::size_t first = range.begin;
  while (first < range.end && sentence_.token(first).kind == TokenKind::filler) ++first;
  return first < range.end && sentence_.token(first).kind == TokenKind::negation &&
         ascii_lower(sentence_.words(first)) != "non";
}

}  // namespace eligo::compile
