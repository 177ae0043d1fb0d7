#pragma once

// A tagged and parsed sentence, and what its readers leave behind: assumptions, constraints and
// reasons. Readers take pieces of it and return what they mean.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compile/phrase.h"
#include "compile/reading.h"
#include "compile/token.h"
#include "document/registry_record.h"
#include "language/syntax_tree.h"
#include "vocabulary/vocabulary.h"

namespace eligo::compile {

// A run of a sentence's tokens, half-open.
struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin >= end; }
};

// A place of a sentence where its words leave open which of several readings is meant.
struct Choice {
  std::string where;                 // the same for the same place
  std::vector<std::string> because;  // why the words allow it, of each reading but the first
  std::string assumption;            // what the first one takes for granted; empty where nothing
};

// The reading that is to be taken at one such place, counted from 1 behind the first one.
struct ChosenReading {
  std::string where;
  std::size_t reading = 0;
};

class Sentence {
 public:
  Sentence(std::string_view text, const Tokens& tokens, const Vocabulary& vocabulary,
           CriteriaList list, std::optional<ChosenReading> chosen = std::nullopt)
      : text_(text),
        tokens_(tokens),
        vocabulary_(vocabulary),
        list_(list),
        chosen_(std::move(chosen)) {}

  std::string_view text() const { return text_; }
  const Tokens& tokens() const { return tokens_; }
  const Token& token(std::size_t index) const { return tokens_[index]; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  CriteriaList list() const { return list_; }

  std::string_view words(Span span) const {
    return text_.substr(span.begin, span.end - span.begin);
  }
  std::string_view words(std::size_t token) const { return words(tokens_[token].span); }
  Span span(TokenRange range) const {
    return {tokens_[range.begin].span.begin, tokens_[range.end - 1].span.end};
  }
  std::string_view words(TokenRange range) const {
    return range.empty() ? std::string_view() : words(span(range));
  }

  // A reading that the words leave open: `assume because`, with a unit where it is about one.
  void assume(std::string reason);
  void assume_unit(const std::string& unit, std::string reason);

  // Which reading to take at a place where the words leave it open: 0 for the first one. The whole
  // sentence is read again for each of the others.
  std::size_t choose(Choice choice);

  // What a reader understood less than whole, for the ledger: a short reason, then the words.
  void leave_open(const std::string& reason, std::string_view words);

  void add_constraint(NumericConstraint constraint) {
    constraints_.push_back(std::move(constraint));
  }
  // A half-open range of code points for a range of bytes.
  CodePoints code_points(Span span) const;

  // Readings that are tried and given up leave no assumption and no reason, but their constraints.
  struct Mark {
    std::size_t assumes = 0;
    std::size_t reasons = 0;
    std::size_t constraints = 0;
    std::size_t choices = 0;
  };
  Mark mark() const {
    return {assumes_.size(), reasons_.size(), constraints_.size(), choices_.size()};
  }
  void forget_readings_since(const Mark& mark) {
    assumes_.resize(mark.assumes);
    reasons_.resize(mark.reasons);
    choices_.resize(mark.choices);
  }
  // The same for readings that are done again in another way.
  void forget_all_since(const Mark& mark) {
    forget_readings_since(mark);
    constraints_.erase(constraints_.begin() + static_cast<std::ptrdiff_t>(mark.constraints),
                       constraints_.end());
  }

  // What was left behind, taken by whoever makes the reading.
  std::vector<syntax::Assume> take_assumes() { return std::move(assumes_); }
  std::vector<NumericConstraint> take_constraints() { return std::move(constraints_); }
  std::vector<Choice> take_choices() { return std::move(choices_); }
  std::string why() const;

 private:
  std::string_view text_;
  const Tokens& tokens_;
  const Vocabulary& vocabulary_;
  CriteriaList list_;
  std::optional<ChosenReading> chosen_;
  std::vector<Choice> choices_;
  std::vector<syntax::Assume> assumes_;
  std::vector<NumericConstraint> constraints_;
  std::vector<std::string> reasons_;
};

}  // namespace eligo::compile
