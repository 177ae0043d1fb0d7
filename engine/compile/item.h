#pragma once

// One item of a list of things that a sentence names: "serum creatinine > 1.5 mg/dL", "history of
// stroke". Items stand between commas, "and", "or" and the like.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compile/phrase.h"
#include "compile/sentence.h"
#include "compile/subject.h"
#include "language/syntax_tree.h"

namespace eligo::compile {

// What an item means. `meaning` is what was understood; where something was not, it is open.
struct ItemReading {
  std::optional<syntax::Expression> meaning;  // unset: nothing was understood
  std::vector<std::string> rest;  // words that narrow the meaning and were not understood
  bool is_empty = false;          // only words that say nothing
  bool is_negated = false;        // "no …": the negation stands in front and may go on behind
  bool is_open = false;           // its meaning holds words that were not understood

  std::optional<Subject> bare;          // a quantity without a value, which a later item may have
  std::optional<TokenKind> comparator;  // the sign of its only limit
  std::optional<Subject> subject;  // the quantity that was compared, for later values without one
  std::optional<Sex> sex;          // it speaks of one sex only
  bool names_record = false;       // a condition, a medication, a procedure or an event
  std::optional<syntax::Window> window;  // the time that closes the item
  std::string open_time;                 // one that closes it and that no rule can say

  // Words in front of the name, which may govern the items that follow in a list.
  bool has_front = false;          // there are any: what earlier items had governs no further
  std::vector<std::string> front;  // those that narrow: "severe"
  std::string behind;        // words behind it that narrow, and may have the next name in them
  bool is_now = false;       // "current", "taking"
  bool is_exposure = false;  // "use of": governs for sure

  std::string result;  // "positive": a result that tests named without one may share
};

// Phrases of a sentence that stand together.
using Phrases = std::span<const Phrase>;

TokenRange tokens_of(Phrases phrases);

// How an item is read: what the items before it said.
struct ItemContext {
  const Subject* inherited = nullptr;        // for a value without a subject
  std::optional<TokenKind> comparator = {};  // and for one without a sign: "1.4 mg/dL (women)"
  std::optional<TokenKind> joint = {};  // and_ or or_: what joins the list, whatever stands in it
  std::optional<TokenKind> comma = {};  // and_ or or_: what joins the list that this is a part of
};

// Reads one item.
ItemReading read_item(Sentence& sentence, Phrases phrases, const ItemContext& context);

// A shared value for a quantity that stood without one: "AST and ALT ≤ 3 x ULN".
std::optional<syntax::Expression> read_shared_value(Sentence& sentence, const Subject& subject,
                                                    Phrases phrases);

// The families of items, each for the tokens of one item without a compared value. Nothing where
// the item is none of the family.
std::optional<ItemReading> read_record(Sentence& sentence, Phrases phrases);
std::optional<ItemReading> read_fact(Sentence& sentence, Phrases phrases);
std::optional<ItemReading> read_test_result(Sentence& sentence, Phrases phrases);
// "positive" for a test that stood without its result; nothing where the test has no such result.
std::optional<syntax::Expression> result_of(const Sentence& sentence, const Subject& test,
                                            const std::string& result);

// Whether a token names a record: a condition, a medication, a procedure or an event.
bool is_record_name(TokenKind kind);

// Whether a token stands in the phrases, outside and inside parentheses.
bool holds(const Sentence& sentence, TokenRange tokens, TokenKind kind);

// The window of a rule for a time phrase; nothing where rules cannot say it (hours, times ahead).
std::optional<syntax::Window> window_of(Sentence& sentence, const Phrase& phrase);

}  // namespace eligo::compile
