#pragma once

// Every rule about wording by name; each stands in the file of its name.

#include "audit/wording_rule.h"

namespace eligo::wording {

void missing_unit(const AuditedTrial& trial, WordingFindings& found);
void implausible_limit(const AuditedTrial& trial, WordingFindings& found);
void lost_comparator(const AuditedTrial& trial, WordingFindings& found);
void number_writing(const AuditedTrial& trial, WordingFindings& found);
void corrupt_text(const AuditedTrial& trial, WordingFindings& found);
void numbering_gap(const AuditedTrial& trial, WordingFindings& found);
void no_criteria(const AuditedTrial& trial, WordingFindings& found);
void misplaced(const AuditedTrial& trial, WordingFindings& found);
void duplicate(const AuditedTrial& trial, WordingFindings& found);
void elsewhere(const AuditedTrial& trial, WordingFindings& found);
void open_list(const AuditedTrial& trial, WordingFindings& found);
void vague_term(const AuditedTrial& trial, WordingFindings& found);
void subjective(const AuditedTrial& trial, WordingFindings& found);
void unclear_time(const AuditedTrial& trial, WordingFindings& found);
void missing_anchor(const AuditedTrial& trial, WordingFindings& found);
void ambiguous_logic(const AuditedTrial& trial, WordingFindings& found);
void double_negation(const AuditedTrial& trial, WordingFindings& found);
void misspelt_term(const AuditedTrial& trial, WordingFindings& found);
void sex_gap(const AuditedTrial& trial, WordingFindings& found);

}  // namespace eligo::wording
