#pragma once

// The syntax tree of a rule file, by value: what was written, where it stands, nothing resolved.
// engine/language/README.md describes the language. Equality ignores spans and comments, so that
// a formatted file can be compared with the file it came from.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "language/box.h"
#include "text/span.h"

namespace eligo::syntax {

struct Name {
  std::string text;
  Span span;
  friend bool operator==(const Name& a, const Name& b) { return a.text == b.text; }
};

// A text in quotes, with its escapes undone. `span` covers the quotes too.
struct Quoted {
  std::string text;
  Span span;
  friend bool operator==(const Quoted& a, const Quoted& b) { return a.text == b.text; }
};

// What the vocabulary knows by a name or, in quotes, what it does not know by the document's own
// words: stroke, "Moyamoya syndrome"; a unit likewise: mm, "finger breadths".
struct Term {
  std::string text;
  Span span;
  bool in_own_words = false;  // in quotes, whose escapes are undone

  Term() = default;
  Term(Name name) : text(std::move(name.text)), span(name.span) {}  // NOLINT(*-explicit-*)
  Term(Quoted words)                                                // NOLINT(*-explicit-*)
      : text(std::move(words.text)), span(words.span), in_own_words(true) {}
  friend bool operator==(const Term& a, const Term& b) {
    return a.text == b.text && a.in_own_words == b.in_own_words;
  }
};

// A decimal as it was written.
struct Number {
  std::string text;
  Span span;
  friend bool operator==(const Number& a, const Number& b) { return a.text == b.text; }
};

// "7.5 mmol/L", "1.5 xULN", "1.5", "3 "finger breadths"", or a named result: "III".
struct Limit {
  std::variant<Number, Quoted> value;
  std::optional<Term> unit;
  Span span;
  friend bool operator==(const Limit& a, const Limit& b) {
    return a.value == b.value && a.unit == b.unit;
  }
};

// "4 weeks". The unit is one of day(s), week(s), month(s), year(s), as written.
struct Period {
  Number count;
  Name unit;
  Span span;
  friend bool operator==(const Period& a, const Period& b) {
    return a.count == b.count && a.unit == b.unit;
  }
};

// "within 4 weeks before enrollment"; without a period, "at enrollment".
struct Window {
  std::optional<Period> period;
  Name anchor;
  Span span;
  friend bool operator==(const Window& a, const Window& b) {
    return a.period == b.period && a.anchor == b.anchor;
  }
};

// What a comparison measures, and what a record must be:

// "fasting c_peptide", "serum creatinine within 2 weeks before enrollment", "measured "tumor size""
struct Observed {
  std::vector<Name> qualifiers;  // "fasting", "serum", "plasma", "blood", "urine"
  Term analyte;
  std::optional<Window> window;
  friend bool operator==(const Observed&, const Observed&) = default;
};

// "except basal_cell_carcinoma with outcome "excised" or "successfully treated""
struct Exception {
  Name term;
  std::vector<Quoted> outcomes;  // empty: whatever its outcome
  friend bool operator==(const Exception&, const Exception&) = default;
};

// "condition(malignancy except basal_cell_carcinoma) active within 5 years before enrollment"
struct RecordReference {
  Name kind;                // condition, medication, procedure, event or exposure
  std::vector<Term> terms;  // any of them; empty for "any"
  std::vector<Exception> exceptions;
  std::optional<Name> status;  // active or resolved
  std::optional<Window> window;
  Span span;
  friend bool operator==(const RecordReference& a, const RecordReference& b) {
    return a.kind == b.kind && a.terms == b.terms && a.exceptions == b.exceptions &&
           a.status == b.status && a.window == b.window;
  }
};

struct Age {
  friend bool operator==(const Age&, const Age&) = default;
};
struct OnsetAge {  // "age at onset of condition(type_1_diabetes)"
  RecordReference record;
  friend bool operator==(const OnsetAge&, const OnsetAge&) = default;
};
struct Duration {  // "duration of condition(type_1_diabetes)"
  RecordReference record;
  friend bool operator==(const Duration&, const Duration&) = default;
};
struct Dose {  // "dose of medication(insulin)"
  RecordReference record;
  friend bool operator==(const Dose&, const Dose&) = default;
};
using Subject = std::variant<Observed, Age, OnsetAge, Duration, Dose>;

struct Expression;

enum class Connective { and_, or_, xor_, implies };

// "a and b and c", "a or b", "a xor b", "a implies b"
struct Chain {
  Connective connective{};
  std::vector<Expression> operands;
  friend bool operator==(const Chain&, const Chain&) = default;
};

struct Negation {
  Box<Expression> operand;
  friend bool operator==(const Negation&, const Negation&) = default;
};

// "any of { a; b; }", "all of { … }", "at least 2 of { … }"
struct Group {
  enum class Kind { any, all, at_least };
  Kind kind{};
  std::optional<Number> count;  // for at_least
  std::vector<Expression> operands;
  friend bool operator==(const Group&, const Group&) = default;
};

// "case sex { male: a; female: b; }"
struct CaseArm {
  Name label;
  Box<Expression> value;
  friend bool operator==(const CaseArm&, const CaseArm&) = default;
};
struct CaseSex {
  std::vector<CaseArm> arms;
  friend bool operator==(const CaseSex&, const CaseSex&) = default;
};

// "ptt > 40 s assuming "the text gives no unit; PTT is reported in seconds""
struct Assumed {
  Box<Expression> operand;
  Quoted reason;
  friend bool operator==(const Assumed&, const Assumed&) = default;
};

enum class Comparator { less, at_most, at_least, greater, equal };

// "hba1c >= 7.5 %"
struct Comparison {
  Subject subject;
  Comparator comparator{};
  Limit limit;
  friend bool operator==(const Comparison&, const Comparison&) = default;
};

// "age from 18 to 65 years": both ends included
struct Range {
  Subject subject;
  Limit low;  // its unit may be left to `high`
  Limit high;
  friend bool operator==(const Range&, const Range&) = default;
};

// "pregnancy_test is "positive"", "lupus_nephritis_class is "III", "IV""
struct ResultIs {
  Observed subject;
  std::vector<Quoted> results;
  friend bool operator==(const ResultIs&, const ResultIs&) = default;
};

// A record exists: "condition(malignancy)"
struct RecordExists {
  RecordReference record;
  friend bool operator==(const RecordExists&, const RecordExists&) = default;
};

struct FactHolds {  // "fact(pregnant)"
  Name fact;
  friend bool operator==(const FactHolds&, const FactHolds&) = default;
};
struct SexIs {  // "sex is female"
  Name sex;
  friend bool operator==(const SexIs&, const SexIs&) = default;
};
struct Anyone {  // "anyone": holds for every patient
  friend bool operator==(const Anyone&, const Anyone&) = default;
};
struct Judgement {  // "judgement by investigator "the infection would be a risk""
  std::optional<Quoted> question;
  friend bool operator==(const Judgement&, const Judgement&) = default;
};
struct Attestation {  // "attestation "written informed consent was given""
  std::optional<Quoted> question;
  friend bool operator==(const Attestation&, const Attestation&) = default;
};
struct Unread {  // "unread "as defined by the Expert Committee"": words that no rule covers
  Quoted words;
  friend bool operator==(const Unread&, const Unread&) = default;
};

struct Expression {
  std::variant<Chain, Negation, Group, CaseSex, Assumed, Comparison, Range, ResultIs, RecordExists,
               FactHolds, SexIs, Anyone, Judgement, Attestation, Unread>
      node;
  Span span;
  friend bool operator==(const Expression& a, const Expression& b) { return a.node == b.node; }
};

// One part of a sentence as the document has it, its line there and, where it does not begin with
// the line, its column.
struct QuotedLine {
  Quoted quote;
  Number line;
  std::optional<Number> column = {};
  friend bool operator==(const QuotedLine&, const QuotedLine&) = default;
};

// Comment lines before something, each with its "//".
using Comments = std::vector<std::string>;

// "assume unit % because "…"", "assume because "…"": covers the whole of `means`.
struct Assume {
  std::optional<Name> unit;
  Quoted reason;
  Comments comments;
  friend bool operator==(const Assume& a, const Assume& b) {
    return a.unit == b.unit && a.reason == b.reason;
  }
};

// What an example says of its patient:
struct ExampleObservation {  // "fasting c_peptide = 0.3 ng/mL", "alt = 70 U/L high 40 taken 2 weeks
                             // ago"
  std::vector<Name> qualifiers;
  Term analyte;
  std::optional<Limit> value;  // unset: "hba1c missing"
  std::optional<Number> high;  // the laboratory's reference limits, in the value's unit
  std::optional<Number> low;
  std::optional<Period> ago;
  friend bool operator==(const ExampleObservation&, const ExampleObservation&) = default;
};
struct ExampleAge {  // "age = 50 years"
  Limit value;
  friend bool operator==(const ExampleAge&, const ExampleAge&) = default;
};
struct ExampleSex {  // "sex = female"
  Name sex;
  friend bool operator==(const ExampleSex&, const ExampleSex&) = default;
};
struct ExampleRecord {  // "condition(x) active started 3 years ago", "no condition(x)"
  bool absent = false;  // "no": the list is declared complete and holds no such record
  Name kind;
  Term term;
  std::optional<Name> status;
  std::optional<Period> started;  // ago
  std::optional<Period> ended;    // ago
  std::optional<Limit> dose;
  std::optional<Quoted> outcome;
  friend bool operator==(const ExampleRecord&, const ExampleRecord&) = default;
};
struct ExampleFact {  // "fact(pregnant) = true"
  Name fact;
  Name value;
  friend bool operator==(const ExampleFact&, const ExampleFact&) = default;
};
struct ExampleAttested {  // "attested = false": of this criterion's sentence
  Name value;
  friend bool operator==(const ExampleAttested&, const ExampleAttested&) = default;
};
using ExampleDatum = std::variant<ExampleObservation, ExampleAge, ExampleSex, ExampleRecord,
                                  ExampleFact, ExampleAttested>;
struct Example {
  std::vector<ExampleDatum> data;
  Name result;  // pass, fail or unknown
  Comments comments;
  Span span;
  friend bool operator==(const Example& a, const Example& b) {
    return a.data == b.data && a.result == b.result;
  }
};

// "inclusion 8", "exclusion 31", "registry age"
struct CriterionName {
  Name kind;  // inclusion, exclusion or registry
  std::variant<Number, Name> which;
  Span span;
  friend bool operator==(const CriterionName& a, const CriterionName& b) {
    return a.kind == b.kind && a.which == b.which;
  }
};

struct Means {
  Expression expression;
  Comments comments;
  friend bool operator==(const Means& a, const Means& b) { return a.expression == b.expression; }
};

// "or means hba1c > 12 % because "…"": another way to read the sentence
struct OrMeans {
  Expression expression;
  Quoted reason;
  Comments comments;
  friend bool operator==(const OrMeans& a, const OrMeans& b) {
    return a.expression == b.expression && a.reason == b.reason;
  }
};

// "accept "missing-unit" because "…"": a finding of an audit that a person accepts
struct Accept {
  Quoted code;
  Quoted reason;
  Comments comments;
  friend bool operator==(const Accept& a, const Accept& b) {
    return a.code == b.code && a.reason == b.reason;
  }
};

struct Criterion {
  CriterionName name;
  std::vector<QuotedLine> quotes;
  std::vector<Means> means;  // a well-formed criterion has one
  std::vector<OrMeans> other_readings;
  std::vector<Assume> assumes;
  std::vector<Accept> accepts;
  std::vector<Example> examples;
  Comments comments;
  Comments closing_comments;  // before the closing brace
  friend bool operator==(const Criterion& a, const Criterion& b) {
    return a.name == b.name && a.quotes == b.quotes && a.means == b.means &&
           a.other_readings == b.other_readings && a.assumes == b.assumes &&
           a.accepts == b.accepts && a.examples == b.examples;
  }
};

// "document "NCT01374854.txt" sha256 "42e7…";"
struct DocumentReference {
  Quoted file;
  Quoted sha256;
  Comments comments;
  friend bool operator==(const DocumentReference& a, const DocumentReference& b) {
    return a.file == b.file && a.sha256 == b.sha256;
  }
};

// "conflict inclusion 1, registry age because "…";"
struct Conflict {
  CriterionName first;
  CriterionName second;
  Quoted reason;
  Comments comments;
  friend bool operator==(const Conflict& a, const Conflict& b) {
    return a.first == b.first && a.second == b.second && a.reason == b.reason;
  }
};

// "lost inclusion 1 line 68 because "…";": the list skips this number
struct Lost {
  CriterionName name;
  Number line;  // where it should stand
  Quoted reason;
  Comments comments;
  friend bool operator==(const Lost& a, const Lost& b) {
    return a.name == b.name && a.line == b.line && a.reason == b.reason;
  }
};

// "not provided inclusion "Not provided" line 53 because "…";": a list the document withholds
struct NotProvided {
  Name list;  // inclusion or exclusion
  std::optional<QuotedLine> quote;
  Quoted reason;
  Comments comments;
  friend bool operator==(const NotProvided& a, const NotProvided& b) {
    return a.list == b.list && a.quote == b.quote && a.reason == b.reason;
  }
};

using TrialItem = std::variant<DocumentReference, Criterion, Conflict, Lost, NotProvided, Accept>;

struct Trial {
  Name id;  // in quotes where it is not an identifier: trial "003_fa63"
  std::optional<Quoted> title;
  std::vector<TrialItem> items;
  Comments comments;
  Comments closing_comments;
  Span span;
  friend bool operator==(const Trial& a, const Trial& b) {
    return a.id == b.id && a.title == b.title && a.items == b.items;
  }
};

struct RuleFile {
  std::vector<Trial> trials;
  Comments closing_comments;  // after the last trial
  friend bool operator==(const RuleFile& a, const RuleFile& b) { return a.trials == b.trials; }
};

}  // namespace eligo::syntax
