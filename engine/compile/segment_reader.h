#pragma once

#include <optional>
#include <vector>

#include "compile/expressions.h"
#include "compile/item.h"
#include "compile/item_words.h"
#include "compile/read_segment.h"
#include "compile/read_value.h"

namespace eligo::compile {

// Reads one value with the words around it; behind read_segment. The subject, records in a time,
// and what is left of the words have a source each.
class SegmentReader {
 public:
  SegmentReader(Sentence& sentence, Phrases before, const Phrase& value, Phrases behind,
                const ItemContext& context)
      : sentence_(sentence), before_(before), phrase_(value), behind_(behind), context_(context) {}

  ItemReading read();

 private:
  TokenRange without_times(Phrases phrases, std::size_t edge, bool is_before);
  ItemReading not_understood();
  ItemReading read_two_sided(const TwoSided& two_sided);
  std::optional<Subject> range_subject(TokenRange range, TokenRange& read);
  Subject age_subject(std::size_t token) const;
  std::optional<std::size_t> token_before(TokenKind kind) const;

  bool compares_ages() const;
  bool may_be_age() const;
  std::optional<Subject> find_subject();
  bool begins_with_of(TokenRange behind) const;
  bool is_count_in_words() const;
  bool stands_alone() const;
  bool counts_things(const std::optional<Subject>& at_back, TokenRange behind) const;
  bool may_last(const Subject& subject) const;

  bool is_close(TokenRange read) const { return read.end - read.begin < 4; }

  std::optional<Subject> inherited() const;
  std::optional<Subject> years_of_a_person(bool is_named);
  std::optional<Span> person_before() const;
  Subject age_at(std::size_t token);
  Subject measurable(Subject subject) const;

  bool is_record(std::size_t token) const;
  std::optional<ItemReading> how_long_ago();
  std::optional<ItemReading> record_in_time(std::size_t token, bool is_denied);
  void take_sign_in_front();
  std::optional<ItemReading> onset_or_duration();
  bool onset_says_age() const;
  std::optional<std::size_t> record_around() const;
  template <typename AboutRecord>
  ItemReading about_record(std::size_t token);
  std::optional<ItemReading> dose();
  std::optional<ItemReading> counted_record(const Subject& subject);

  ItemReading compared(const Subject& subject);
  void use_points_of(const Concept& scale);
  void ask_for_condition(ItemReading& reading);

  ItemReading finish(syntax::Subject about, const Subject& subject, TokenRange read);
  void borrow_comparator(ValueStatement& statement);
  bool names_one_sex() const;
  bool is_cut() const;
  std::optional<syntax::Expression> not_cut(const ValueStatement& statement);
  void note_negation_and_sex(TokenRange& front, ItemReading& reading);
  void note_unused_times(Leftover& leftover);

  Sentence& sentence_;
  Phrases before_;
  const Phrase& phrase_;
  Phrases behind_;
  const ItemContext& context_;
  Value value_;
  TokenRange before_tokens_;
  TokenRange behind_tokens_;
  TokenRange read_tokens_;
  std::optional<syntax::Window> window_;
  bool denies_a_word_ = false;
  std::vector<TokenRange> time_phrases_;
};

}  // namespace eligo::compile
