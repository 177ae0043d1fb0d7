#pragma once

// Questions that several rules ask of a sentence.

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "audit/wording_rule.h"

namespace eligo {

// Puts a finding about words of a sentence behind the others.
void report(WordingFindings& found, AuditCode code, const AuditedSentence& sentence, Span words,
            std::string message, std::string suggestion);

// The words in quotation marks, for a message; long ones are cut.
std::string in_marks(const AuditedSentence& sentence, Span words);

bool is_one_of(compile::TokenKind kind, std::initializer_list<compile::TokenKind> kinds);
bool holds(const AuditedSentence& sentence, compile::TokenKind kind);

// The first token that begins at or behind the byte; the number of tokens where there is none.
std::size_t token_from(const AuditedSentence& sentence, std::uint32_t byte);

// Whether the words are only a part of a name that the vocabulary holds: "severe" of "severe
// combined immunodeficiency".
bool is_within_a_name(const AuditedSentence& sentence, Span words);

// Whether the sentence says what these words mean: by a definition, a step of a scale, a list under
// it, or a limit that stands with them and not behind another disease.
bool defines(const AuditedSentence& sentence, Span words);

// Whether a limit is of a measured quantity that the vocabulary knows.
bool is_measured_limit(const AuditedTrial& trial, const WrittenLimit& limit);

}  // namespace eligo
