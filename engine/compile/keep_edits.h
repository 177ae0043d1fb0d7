#pragma once

#include <set>
#include <string>
#include <vector>

#include "compile/compile_trial.h"
#include "language/syntax_tree.h"

namespace eligo {

// What importing a document again means for one criterion or statement of its rule file.
struct RuleChange {
  enum class Kind {
    kept,        // the file's rule stays, though today's reading of the sentence is another
    renumbered,  // the sentence is the same and has another number now
    came,        // a sentence that the file did not have
    changed,     // a sentence that was reworded: its rule is today's reading
    went,        // a sentence, a conflict or another statement that holds no longer
    left_out,    // a conflict that today's reading declares and the file does not
  };
  Kind kind{};
  std::string id;           // "E5"; of what went the one it had; of a conflict "I1, R.age"
  std::string id_before;    // where the number is another
  std::string text;         // the sentence, of what went as it was; of a statement its reason
  std::string text_before;  // of a reworded sentence
  std::string rule_before;  // what the file says, in the rule language with its comments; empty for
                            // what it did not have
  std::string rule_today;   // what today's reading says; empty for what went
};
std::string_view name_of(RuleChange::Kind kind);  // "kept", "renumbered", …

struct MergedTrial {
  CompiledTrial compiled;  // what the rule file is to say; its criteria tell of the rules in there
  std::vector<RuleChange> changes;
  std::set<std::string> kept;  // ids of the criteria that are the file's own, not today's reading
};

// Puts today's reading of a document into the rules that were made of it before, `existing`. A
// criterion whose sentence did not change stays as the file has it: its rule, other readings,
// assumptions, accepted findings, examples and comments; its number and its places in the document
// are brought up to date. Conflicts, lost numbers and withheld lists stay where they still hold,
// findings that the trial accepts stay. Everything that does not stay is among the
// changes, so that no edit is lost in silence.
MergedTrial keep_edits(const syntax::Trial& existing, CompiledTrial fresh);

}  // namespace eligo
