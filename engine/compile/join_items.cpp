#include "compile/join_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "compile/expressions.h"
#include "compile/list_heading.h"
#include "compile/merge_records.h"
#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

bool is_single_of(const Sentence& sentence, const Phrase& phrase, TokenKind kind) {
  return std::holds_alternative<SingleToken>(phrase.node) &&
         sentence.token(phrase.begin).kind == kind;
}

std::optional<TokenKind> joint_of(const Sentence& sentence, const Phrase& phrase) {
  // "neither A nor B"
  const bool is_nor = is_single_of(sentence, phrase, TokenKind::negation) &&
                      sentence.words(phrase.begin).size() == 3 &&
                      ascii_lower(sentence.words(phrase.begin)) == "nor";
  if (is_nor) return TokenKind::or_;
  for (const TokenKind kind : {TokenKind::comma, TokenKind::and_, TokenKind::or_, TokenKind::and_or,
                               TokenKind::but, TokenKind::slash}) {
    if (is_single_of(sentence, phrase, kind))
      return kind == TokenKind::but ? TokenKind::and_ : kind;
  }
  return std::nullopt;
}

// One item with what it means, ready to be joined.
struct Operand {
  syntax::Expression meaning;
  bool is_negated = false;
  bool names_record = false;
  bool has_value = false;
  bool is_clause = false;  // begins with "with", "who": says more of what stands before it
  bool is_open = false;    // wholly unread
  std::optional<Sex> sex;
  std::optional<ConceptId> analyte;
  TokenKind joint{};                     // what stands before it
  std::optional<syntax::Window> window;  // the time that closes it
  std::string open_time;                 // one that no rule can say
  bool has_front = false;                // the words in front of its name: see ItemReading
  std::vector<std::string> front;
  std::string behind;
  bool is_now = false;
  bool is_exposure = false;
  bool denies_behind_sex = false;  // "women who do not …", not "no women who …"
};

class ItemJoiner {
 public:
  ItemJoiner(Sentence& sentence, Phrases phrases, const ItemContext& context)
      : sentence_(sentence), phrases_(phrases), joint_(context.joint), comma_(context.comma) {
    if (context.inherited != nullptr) last_subject_ = *context.inherited;
  }

  SentenceReading join(const std::string& narrowed_by) {
    read_items();
    flush_bare();
    note_lone_sex();
    SentenceReading reading;
    reading.has_open_words = has_open_words_;
    reading.has_computed = has_computed_;
    if (operands_.empty()) return reading;
    share_front();
    share_complement();
    share_window();
    join_sexes();
    const bool is_narrowed = carry_negation(narrowed_by);
    reading.meaning = joined();
    if (!narrowed_by.empty() && !is_narrowed) narrow(*reading.meaning, narrowed_by);
    reading.has_open_words = has_open_words_;
    return reading;
  }

 private:
  std::string_view words(Phrases phrases) const { return sentence_.words(tokens_of(phrases)); }

  void read_items() {
    const Items items = items_of(sentence_, phrases_);
    for (std::size_t index = 0; index < items.phrases.size(); ++index) {
      const TokenKind joint = index == 0 ? TokenKind::comma : items.joints[index - 1];
      read_one(items.phrases[index], joint);
    }
  }

  void read_one(Phrases item, TokenKind joint) {
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

  bool is_only_sex(Phrases item) const {
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
  void give_value_to_bare(const Subject& compared, Phrases item) {
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
  void give_result_to_bare(const std::string& result) {
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
  void flush_bare() {
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
  void note_lone_sex() {
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

  void add_plain(syntax::Expression meaning, TokenKind joint) {
    Operand operand;
    operand.meaning = std::move(meaning);
    operand.joint = joint;
    has_computed_ = true;
    operands_.insert(operands_.begin(), std::move(operand));
  }

  // "with …", "who …": says more of what stands before it.
  bool begins_clause(Phrases item) const {
    static constexpr std::array<std::string_view, 8> words = {
        "with", "who", "whose", "having", "which", "who have", "who has", "who are"};
    const std::string first = ascii_lower(sentence_.words(item.front().begin));
    return std::find(words.begin(), words.end(), first) != words.end();
  }

  void add(ItemReading reading, Phrases item, TokenKind joint) {
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
  void note_time(Phrases item, Operand& operand) {
    for (const Phrase& phrase : item) {
      const auto* time = std::get_if<TimePhrase>(&phrase.node);
      if (time == nullptr || time->count.empty() || operand.window || !operand.open_time.empty())
        continue;
      operand.window = window_of(sentence_, phrase);
      if (!operand.window) operand.open_time = std::string(sentence_.words(phrase.span));
    }
  }

  // "reactions to aspirin": what follows "or" may belong to it.
  bool has_complement(Phrases item) const {
    const TokenRange range = tokens_of(item);
    for (std::size_t index = range.begin + 1; index < range.end; ++index) {
      const std::string word = ascii_lower(sentence_.words(index));
      const bool is_preposition = word == "to" || word == "of" || word == "from" ||
                                  word == "with" || word == "for" || word == "against" ||
                                  word == "by" || word == "in";
      if (is_preposition) return true;
    }
    return false;
  }

  bool denies_behind_sex(Phrases item) const {
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
  bool names_day_again(Phrases item) const {
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

  bool begins_with_negation(Phrases item) const {
    const TokenRange range = tokens_of(item);
    std::size_t first = range.begin;
    while (first < range.end && sentence_.token(first).kind == TokenKind::filler) ++first;
    return first < range.end && sentence_.token(first).kind == TokenKind::negation &&
           ascii_lower(sentence_.words(first)) != "non";
  }

  static void narrow(syntax::Expression& meaning, const std::string& by) {
    std::vector<syntax::Expression> both;
    both.push_back(std::move(meaning));
    both.push_back(unread(by));
    meaning = all_of(std::move(both));
  }

  bool has_conjunction() const {
    return std::any_of(operands_.begin(), operands_.end(),
                       [](const Operand& operand) { return operand.joint != TokenKind::comma; });
  }

  // "withdrawal from drugs or alcohol": a bare name behind the complement of the item before it may
  // belong to that.
  void share_complement() {
    for (std::size_t index = 1; index < operands_.size(); ++index) {
      Operand& operand = operands_[index];
      const std::string words = operands_[index - 1].behind;
      const bool may_belong = !words.empty() && operand.joint != TokenKind::comma &&
                              !operand.has_front && !operand.has_value && !operand.is_open &&
                              !operand.is_negated;
      if (!may_belong) continue;
      sentence_.leave_open("a name that may belong to the words before it", words);
      narrow(operand.meaning, words);
      has_open_words_ = true;
    }
  }

  // "severe asthma or COPD", "use of A, B or C": words in front of the first name may govern those
  // that follow without words of their own.
  void share_front() {
    if (!has_conjunction()) return;
    Operand* from = nullptr;
    for (Operand& operand : operands_) {
      if (operand.has_front || operand.has_value) {
        from = &operand;
        continue;
      }
      syntax::RecordExists* record = narrowed_record_in(operand.meaning);
      if (from == nullptr || record == nullptr) continue;
      share_status(*from, record->record);
      operand.is_exposure = from->is_exposure;
      for (const std::string& words : from->front) {
        sentence_.leave_open("words that may narrow what follows them", words);
        narrow(operand.meaning, words);
        has_open_words_ = true;
      }
    }
  }

  void share_status(const Operand& from, syntax::RecordReference& record) {
    const bool can_be_active = record.kind.text == "condition" || record.kind.text == "medication";
    if (!from.is_now || !can_be_active || record.status || record.window) return;
    record.status = name("active");
    if (!from.is_exposure) {
      sentence_.assume(
          "the word in front of the list that says \"now\" is taken to govern all of it");
    }
  }

  // "stroke or infarction within 6 months": the time that closes a list governs all of it.
  void share_window() {
    std::size_t from = operands_.size();
    while (from > 0 && !operands_[from - 1].window && operands_[from - 1].open_time.empty()) --from;
    if (from < 2) return;
    const Operand& last = operands_[from - 1];
    const bool can_share = last.window && last.window->period && has_conjunction();
    std::string open_time = last.open_time;
    if (last.window && last.window->period) {
      open_time = fmt::format("within {} {}", last.window->period->count.text,
                              last.window->period->unit.text);
    }
    if (!can_share && open_time.empty()) return;
    bool was_shared = false;
    const std::vector<Operand> before = operands_;
    for (std::size_t index = 0; index + 1 < from; ++index) {
      syntax::RecordExists* record = narrowed_record_in(operands_[index].meaning);
      const bool has_time = operands_[index].window || !operands_[index].open_time.empty();
      if (has_time) continue;
      if (record == nullptr && operands_[index].names_record && !operands_[index].is_open) {
        // Of several records, or of a length: the time may govern it.
        if (can_share && give_window(operands_[index].meaning, *last.window)) {
          was_shared = true;
        } else if (!operands_[index].has_value) {
          narrow(operands_[index].meaning, open_time);
          has_open_words_ = true;
        }
        continue;
      }
      if (record == nullptr || record->record.window) continue;
      // An "active" infection is one now; "use of" is said of the time that follows.
      if (record->record.status && !operands_[index].is_exposure) continue;
      record->record.status.reset();
      if (!can_share) {
        sentence_.leave_open("a time that may govern the list before it", open_time);
        narrow(operands_[index].meaning, open_time);
        has_open_words_ = true;
        continue;
      }
      record->record.window = last.window;
      was_shared = true;
    }
    if (was_shared && closes_last_alone(open_time)) operands_ = before;
  }

  // The time behind a list may be meant of its last item alone; says whether it is to be taken so.
  // "Use of A or B within 4 weeks" is said of the time.
  bool closes_last_alone(const std::string& time) {
    const std::string assumption = "the time at the end of the list is taken to govern all of it";
    const bool is_of_all =
        std::any_of(operands_.begin(), operands_.end(),
                    [](const Operand& operand) { return operand.is_exposure || operand.is_open; });
    if (is_of_all) {
      sentence_.assume(assumption);
      return false;
    }
    const std::string because =
        fmt::format("\"{}\" may be meant of the last one of the list alone", time);
    return sentence_.choose({place("time"), {because}, assumption}) > 0;
  }

  // The place of a choice about this list.
  std::string place(std::string_view what) const {
    return fmt::format("{} of the list at {}", what, tokens_of(phrases_).begin);
  }

  // "> 1.5 mg/dL (males) and 1.4 mg/dL (females)"
  void join_sexes() {
    for (std::size_t index = 0; index + 1 < operands_.size(); ++index) {
      Operand& first = operands_[index];
      Operand& second = operands_[index + 1];
      const bool is_pair = first.sex && second.sex && *first.sex != *second.sex &&
                           first.has_value && second.has_value && !first.is_open && !second.is_open;
      if (!is_pair) continue;
      syntax::CaseSex by_sex;
      Operand& male = *first.sex == Sex::male ? first : second;
      Operand& female = *first.sex == Sex::male ? second : first;
      by_sex.arms.push_back({name("male"), std::move(male.meaning)});
      by_sex.arms.push_back({name("female"), std::move(female.meaning)});
      first.meaning = expression(std::move(by_sex));
      first.sex.reset();
      operands_.erase(operands_.begin() + static_cast<std::ptrdiff_t>(index) + 1);
    }
    for (Operand& operand : operands_) {
      if (!operand.sex || operand.is_open) continue;
      if (operand.is_negated && operand.denies_behind_sex) {
        operand.meaning = negated(std::move(operand.meaning));
        operand.is_negated = false;
      }
      std::vector<syntax::Expression> both;
      both.push_back(expression(syntax::SexIs{name(std::string(name_of(*operand.sex)))}));
      both.push_back(std::move(operand.meaning));
      operand.meaning = all_of(std::move(both));
    }
  }

  // "no A, B or C" denies each of them. Words behind the list that narrow it narrow what is denied,
  // where the list ends with it; says whether it does.
  bool carry_negation(const std::string& narrowed_by) {
    bool is_narrowed = false;
    std::vector<Operand> result;
    std::size_t index = 0;
    while (index < operands_.size()) {
      Operand& first = operands_[index];
      if (!first.is_negated) {
        result.push_back(std::move(first));
        ++index;
        continue;
      }
      std::vector<syntax::Expression> denied;
      const bool is_open = first.is_open;
      const TokenKind joint = first.joint;
      denied.push_back(std::move(first.meaning));
      ++index;
      while (index < operands_.size() && continues_negation(operands_[index])) {
        if (operands_[index].joint == TokenKind::and_) {
          sentence_.assume("\"no … and …\" is taken to deny each of them");
        }
        denied.push_back(std::move(operands_[index].meaning));
        ++index;
      }
      // Words that were not understood keep the negation that stands in them.
      const bool is_open_alone = is_open && denied.size() == 1;
      Operand operand;
      operand.meaning = any_of(merged_records(std::move(denied)));
      if (index == operands_.size() && !narrowed_by.empty()) {
        narrow(operand.meaning, narrowed_by);
        is_narrowed = true;
      }
      if (!is_open_alone) operand.meaning = negated(std::move(operand.meaning));
      operand.joint = joint;
      operand.is_open = is_open;
      result.push_back(std::move(operand));
    }
    operands_ = std::move(result);
    return is_narrowed;
  }

  static bool continues_negation(const Operand& operand) {
    if (operand.is_negated) return false;
    if (operand.joint == TokenKind::and_) return operand.names_record && !operand.has_value;
    return operand.joint != TokenKind::comma || !operand.has_value;
  }

  enum class Join { all, any, unclear };

  Join join_kind() {
    bool has_and = false;
    bool has_or = false;
    for (std::size_t index = 1; index < operands_.size(); ++index) {
      const TokenKind joint = operands_[index].joint;
      if (joint == TokenKind::and_) has_and = true;
      if (joint == TokenKind::or_) has_or = true;
      if (joint == TokenKind::and_or) {
        has_or = true;
        sentence_.assume("\"and/or\" is read as \"or\"");
      }
    }
    if (has_and && has_or) return Join::unclear;
    if (joint_) return *joint_ == TokenKind::or_ ? Join::any : Join::all;
    if (has_or) return Join::any;
    const bool is_exclusion = sentence_.list() == CriteriaList::exclusion;
    if (!has_and && comma_) return *comma_ == TokenKind::or_ ? Join::any : Join::all;
    if (!has_and) return is_exclusion ? Join::any : Join::all;
    return is_exclusion && lists_what_excludes() ? Join::any : Join::all;
  }

  // In an exclusion "A, B and C" names three things that exclude; "both A and B" does not.
  bool lists_what_excludes() {
    const bool are_names = std::none_of(operands_.begin(), operands_.end(),
                                        [](const Operand& operand) { return operand.has_value; });
    if (!are_names) return false;
    const TokenRange range = tokens_of(phrases_);
    for (std::size_t index = range.begin; index < range.end; ++index) {
      const std::string_view word = sentence_.words(index);
      if (word == "both" || word == "Both") return false;
    }
    sentence_.assume("\"and\" lists what excludes: one of them is enough");
    return true;
  }

  // Where a list goes on with what is asked besides: "aged 18 or older, with asthma or COPD", and
  // in an inclusion "HbA1c ≥ 7 %, asthma or COPD". The size of the list where it does not.
  std::size_t second_demand() const {
    const bool is_inclusion = sentence_.list() == CriteriaList::inclusion;
    for (std::size_t index = 1; index < operands_.size(); ++index) {
      if (operands_[index].joint != TokenKind::comma) continue;
      if (operands_[index].is_clause) return index;
      const bool only_values_before =
          std::all_of(operands_.begin(), operands_.begin() + static_cast<std::ptrdiff_t>(index),
                      [](const Operand& operand) { return operand.has_value; });
      const bool no_values_behind =
          std::none_of(operands_.begin() + static_cast<std::ptrdiff_t>(index), operands_.end(),
                       [](const Operand& operand) { return operand.has_value; });
      if (is_inclusion && only_values_before && no_values_behind) return index;
    }
    return operands_.size();
  }

  // "A and B or C": which word joins first; 0 where that stays open. In an exclusion "and" between
  // names may list what excludes.
  std::size_t chosen_scope() {
    const bool is_plain =
        std::all_of(operands_.begin(), operands_.end(), [&](const Operand& operand) {
          const bool is_joined = &operand == &operands_.front() ||
                                 operand.joint == TokenKind::and_ ||
                                 operand.joint == TokenKind::or_;
          const bool is_name = sentence_.list() == CriteriaList::exclusion && !operand.has_value;
          return is_joined && !operand.is_open && !is_name;
        });
    if (!is_plain) return 0;
    return sentence_.choose(
        {place("order"),
         {"\"and\" may join first, then \"or\"", "\"or\" may join first, then \"and\""},
         {}});
  }

  // The operands with `first` joined before the other word.
  syntax::Expression grouped(TokenKind first) {
    std::vector<syntax::Expression> groups;
    std::vector<syntax::Expression> group;
    const auto close = [&] {
      groups.push_back(first == TokenKind::and_ ? all_of(std::move(group))
                                                : any_of(std::move(group)));
      group.clear();
    };
    for (Operand& operand : operands_) {
      if (!group.empty() && operand.joint != first) close();
      group.push_back(std::move(operand.meaning));
    }
    close();
    return first == TokenKind::and_ ? any_of(std::move(groups)) : all_of(std::move(groups));
  }

  syntax::Expression joined() {
    if (operands_.size() == 1) return std::move(operands_.front().meaning);
    if (const std::size_t second = second_demand(); second < operands_.size()) {
      const auto middle = operands_.begin() + static_cast<std::ptrdiff_t>(second);
      std::vector<Operand> behind(std::make_move_iterator(middle),
                                  std::make_move_iterator(operands_.end()));
      operands_.erase(middle, operands_.end());
      behind.front().is_clause = false;
      std::vector<syntax::Expression> both;
      both.push_back(joined());
      operands_ = std::move(behind);
      both.push_back(joined());
      return all_of(std::move(both));
    }
    const Join kind = join_kind();
    const std::size_t scope = kind == Join::unclear ? chosen_scope() : 0;
    if (scope > 0) return grouped(scope == 1 ? TokenKind::and_ : TokenKind::or_);
    std::vector<syntax::Expression> meanings;
    for (Operand& operand : operands_) meanings.push_back(std::move(operand.meaning));
    if (kind == Join::all) return all_of(std::move(meanings));
    if (kind == Join::any) return any_of(merged_records(std::move(meanings)));
    // However the two go together, all of it is enough and none of it is too little.
    sentence_.leave_open("\"and\" and \"or\" in one list, whose order is not said",
                         words(phrases_));
    has_open_words_ = true;
    syntax::Expression every = all_of(meanings);
    syntax::Expression some = any_of(merged_records(std::move(meanings)));
    narrow(some, std::string(words(phrases_)));
    std::vector<syntax::Expression> either;
    either.push_back(std::move(every));
    either.push_back(std::move(some));
    return any_of(std::move(either));
  }

  struct Bare {
    Subject subject;
    TokenKind joint{};
    std::string words;
  };
  struct LoneSex {
    Sex sex{};
    TokenKind joint{};
  };

  Sentence& sentence_;
  Phrases phrases_;
  std::vector<Operand> operands_;
  std::vector<Bare> bare_;
  std::vector<LoneSex> lone_sexes_;
  std::optional<Subject> last_subject_;
  std::optional<TokenKind> last_comparator_;
  std::optional<TokenKind> joint_;
  std::optional<TokenKind> comma_;
  bool has_open_words_ = false;
  bool has_computed_ = false;
};

}  // namespace

Items items_of(const Sentence& sentence, Phrases phrases) {
  Items items;
  std::size_t begin = 0;
  TokenKind joint = TokenKind::comma;
  for (std::size_t index = 0; index <= phrases.size(); ++index) {
    const bool is_end = index == phrases.size();
    const std::optional<TokenKind> next =
        is_end ? std::nullopt : joint_of(sentence, phrases[index]);
    if (!is_end && !next) continue;
    if (index > begin) {
      if (!items.phrases.empty()) items.joints.push_back(joint);
      items.phrases.push_back(phrases.subspan(begin, index - begin));
      joint = TokenKind::comma;
    }
    // ", or": the word counts, not the comma.
    if (next && joint == TokenKind::comma) joint = *next;
    begin = index + 1;
  }
  return items;
}

SentenceReading join_items(Sentence& sentence, Phrases phrases, const std::string& narrowed_by,
                           const ItemContext& context) {
  SentenceReading reading = ItemJoiner(sentence, phrases, context).join(narrowed_by);
  if (!narrowed_by.empty()) reading.has_open_words = true;
  return reading;
}

}  // namespace eligo::compile
