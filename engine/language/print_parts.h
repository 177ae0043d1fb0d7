#pragma once

// The parts of a rule file that stand on one line, as text.

#include <string>

#include "language/syntax_tree.h"

namespace eligo::printing {

std::string text_of(const syntax::Limit& limit);
std::string text_of(const syntax::Observed& observed);
std::string text_of(const syntax::RecordReference& record);
std::string text_of(const syntax::CriterionName& name);
std::string text_of(const syntax::QuotedLine& line);
std::string text_of(const syntax::ExampleDatum& datum);

// A trial's id: as it is where it is a name, else in quotes.
std::string trial_id_text(const syntax::Name& id);

// "any of", "all of", "at least 2 of"
std::string group_head(const syntax::Group& group);

std::string_view word_of(syntax::Connective connective);

// Whether `inner` needs parentheses as the operand of "not", of a connective or of "assuming".
bool needs_parentheses_after_not(const syntax::Expression& inner);
bool needs_parentheses_in_chain(const syntax::Expression& inner);
bool needs_parentheses_before_assuming(const syntax::Expression& inner);

// An expression on one line, without parentheses around it.
std::string text_of(const syntax::Expression& expression);
std::string in_parentheses_if(bool needed, const std::string& text);

}  // namespace eligo::printing
