#include "compile/read_back.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "language/parse.h"
#include "language/print.h"
#include "language/string_literal.h"
#include "text/unicode.h"

namespace eligo {
namespace {

bool reads_back(const syntax::Quoted& quoted) {
  if (first_invalid_utf8(quoted.text)) return false;
  const DecodedLiteral decoded = decode_literal(encode_literal(quoted.text));
  return decoded.invalid.empty() && decoded.text == quoted.text;
}

bool is_number(const syntax::Number& number) {
  return !number.text.empty() && std::all_of(number.text.begin(), number.text.end(),
                                             [](char c) { return c >= '0' && c <= '9'; });
}

bool reads_back(const syntax::QuotedLine& line) {
  return reads_back(line.quote) && is_number(line.line) &&
         (!line.column || is_number(*line.column));
}

// The words of a rule that is nothing but words: "unread "…"", "attestation "…"". Nothing where it
// is more, or says none.
const syntax::Quoted* only_words(const syntax::Criterion& criterion) {
  if (criterion.means.size() != 1 || !criterion.assumes.empty()) return nullptr;
  const auto& node = criterion.means.front().expression.node;
  if (const auto* unread = std::get_if<syntax::Unread>(&node)) return &unread->words;
  if (const auto* attestation = std::get_if<syntax::Attestation>(&node)) {
    return attestation->question ? &*attestation->question : nullptr;
  }
  if (const auto* judgement = std::get_if<syntax::Judgement>(&node)) {
    return judgement->question ? &*judgement->question : nullptr;
  }
  return nullptr;
}

// Examples and comments are what people write.
bool has_additions(const syntax::Criterion& criterion) {
  const auto has_comments = [](const auto& statement) { return !statement.comments.empty(); };
  return !criterion.examples.empty() || has_comments(criterion) ||
         !criterion.closing_comments.empty() ||
         std::any_of(criterion.means.begin(), criterion.means.end(), has_comments) ||
         std::any_of(criterion.assumes.begin(), criterion.assumes.end(), has_comments);
}

// What is left of a criterion to parse once its quotes are known to read back.
syntax::Criterion without_quotes(const syntax::Criterion& criterion) {
  syntax::Criterion rest;
  rest.name = criterion.name;
  rest.quotes.push_back({syntax::Quoted{}, criterion.quotes.front().line, std::nullopt});
  rest.means = criterion.means;
  rest.assumes = criterion.assumes;
  return rest;
}

}  // namespace

bool reads_back(const syntax::Trial& trial) {
  if (!trial.comments.empty() || !trial.closing_comments.empty()) return false;
  syntax::RuleFile rest;
  syntax::Trial& part = rest.trials.emplace_back();
  part.id = trial.id;
  part.title = trial.title;
  for (const syntax::TrialItem& item : trial.items) {
    const auto* criterion = std::get_if<syntax::Criterion>(&item);
    if (criterion == nullptr) {
      part.items.push_back(item);
      continue;
    }
    if (criterion->quotes.empty() || has_additions(*criterion)) return false;
    const bool quotes_read_back =
        std::all_of(criterion->quotes.begin(), criterion->quotes.end(),
                    [](const syntax::QuotedLine& line) { return reads_back(line); });
    if (!quotes_read_back) return false;
    const syntax::Quoted* words = only_words(*criterion);
    const auto* number = std::get_if<syntax::Number>(&criterion->name.which);
    if (words == nullptr || number == nullptr || !is_number(*number)) {
      part.items.emplace_back(without_quotes(*criterion));
    } else if (!reads_back(*words)) {
      return false;
    }
  }
  const Result<syntax::RuleFile> parsed = parse_rules(SourceText("rules", print_rules(rest)));
  return parsed && *parsed == rest;
}

}  // namespace eligo
