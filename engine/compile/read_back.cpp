#include "compile/read_back.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "language/keywords.h"
#include "language/parse.h"
#include "language/print.h"
#include "language/string_literal.h"
#include "text/unicode.h"

namespace eligo {
namespace {

bool literal_reads_back(const std::string& text) {
  if (first_invalid_utf8(text)) return false;
  const DecodedLiteral decoded = decode_literal(encode_literal(text));
  return decoded.invalid.empty() && decoded.text == text;
}

bool is_number(const syntax::Number& number) {
  return !number.text.empty() && std::all_of(number.text.begin(), number.text.end(),
                                             [](char c) { return c >= '0' && c <= '9'; });
}

bool line_reads_back(const syntax::QuotedLine& line) {
  return literal_reads_back(line.quote.text) && is_number(line.line) &&
         (!line.column || is_number(*line.column));
}

// Puts one word in the place of each text in quotes. Each must read back.
class TextRemover {
 public:
  bool all_read_back() const { return all_read_back_; }

  void remove(syntax::Expression& expression) {
    std::visit([this](auto& node) { remove_in(node); }, expression.node);
  }
  void remove(syntax::Quoted& quoted) { replace(quoted.text); }

 private:
  void replace(std::string& text) {
    all_read_back_ = all_read_back_ && literal_reads_back(text);
    text = "w";
  }
  void remove(syntax::Term& term) {
    if (term.in_own_words) replace(term.text);
  }
  void remove(syntax::Limit& limit) {
    if (auto* quoted = std::get_if<syntax::Quoted>(&limit.value)) remove(*quoted);
    if (limit.unit) remove(*limit.unit);
  }
  void remove(syntax::RecordReference& record) {
    for (syntax::Term& term : record.terms) remove(term);
    for (syntax::Exception& exception : record.exceptions) {
      for (syntax::Quoted& outcome : exception.outcomes) remove(outcome);
    }
  }
  void remove(syntax::Subject& subject) {
    std::visit([this](auto& one) { remove_in_subject(one); }, subject);
  }
  void remove_in_subject(syntax::Observed& observed) { remove(observed.analyte); }
  void remove_in_subject(syntax::Age&) {}
  template <typename OfRecord>
  void remove_in_subject(OfRecord& of_record) {
    remove(of_record.record);
  }

  void remove_in(syntax::Chain& chain) {
    for (syntax::Expression& operand : chain.operands) remove(operand);
  }
  void remove_in(syntax::Group& group) {
    for (syntax::Expression& operand : group.operands) remove(operand);
  }
  void remove_in(syntax::Negation& negation) { remove(*negation.operand); }
  void remove_in(syntax::CaseSex& by_sex) {
    for (syntax::CaseArm& arm : by_sex.arms) remove(*arm.value);
  }
  void remove_in(syntax::Assumed& assumed) {
    remove(*assumed.operand);
    remove(assumed.reason);
  }
  void remove_in(syntax::Comparison& comparison) {
    remove(comparison.subject);
    remove(comparison.limit);
  }
  void remove_in(syntax::Range& range) {
    remove(range.subject);
    remove(range.low);
    remove(range.high);
  }
  void remove_in(syntax::ResultIs& result) {
    remove(result.subject.analyte);
    for (syntax::Quoted& one : result.results) remove(one);
  }
  void remove_in(syntax::RecordExists& exists) { remove(exists.record); }
  void remove_in(syntax::Judgement& judgement) {
    if (judgement.question) remove(*judgement.question);
  }
  void remove_in(syntax::Attestation& attestation) {
    if (attestation.question) remove(*attestation.question);
  }
  void remove_in(syntax::Unread& unread) { remove(unread.words); }
  void remove_in(syntax::FactHolds&) {}
  void remove_in(syntax::SexIs&) {}
  void remove_in(syntax::Anyone&) {}

  bool all_read_back_ = true;
};

// Examples, accepted findings and comments are what people write.
bool has_additions(const syntax::Criterion& criterion) {
  const auto has_comments = [](const auto& statement) { return !statement.comments.empty(); };
  return !criterion.examples.empty() || !criterion.accepts.empty() || has_comments(criterion) ||
         !criterion.closing_comments.empty() ||
         std::any_of(criterion.means.begin(), criterion.means.end(), has_comments) ||
         std::any_of(criterion.other_readings.begin(), criterion.other_readings.end(),
                     has_comments) ||
         std::any_of(criterion.assumes.begin(), criterion.assumes.end(), has_comments);
}

// What is left of a criterion without its texts; nothing where one of them does not read back.
std::optional<syntax::Criterion> without_texts(const syntax::Criterion& criterion) {
  const bool quotes_read_back =
      std::all_of(criterion.quotes.begin(), criterion.quotes.end(), line_reads_back);
  if (criterion.quotes.empty() || !quotes_read_back) return std::nullopt;
  syntax::Criterion rest;
  rest.name = criterion.name;
  // The lists number alike, and any number is as good as another.
  auto* number = std::get_if<syntax::Number>(&rest.name.which);
  if (number != nullptr && is_number(*number)) number->text = "1";
  rest.quotes.push_back({syntax::Quoted{"w", {}}, syntax::Number{"1", {}}, std::nullopt});
  rest.means = criterion.means;
  rest.other_readings = criterion.other_readings;
  rest.assumes = criterion.assumes;
  TextRemover remover;
  for (syntax::Means& means : rest.means) remover.remove(means.expression);
  for (syntax::OrMeans& other : rest.other_readings) {
    remover.remove(other.expression);
    remover.remove(other.reason);
  }
  for (syntax::Assume& assume : rest.assumes) remover.remove(assume.reason);
  return remover.all_read_back() ? std::optional(std::move(rest)) : std::nullopt;
}

bool parses_as_itself(const syntax::RuleFile& rules, const std::string& text) {
  const Result<syntax::RuleFile> parsed = parse_rules(SourceText("rules", text));
  return parsed && *parsed == rules;
}

bool header_reads_back(const syntax::Trial& trial) {
  return trial.comments.empty() && trial.closing_comments.empty() &&
         (is_name(trial.id.text) || literal_reads_back(trial.id.text)) &&
         (!trial.title || literal_reads_back(trial.title->text));
}

}  // namespace

bool ReadBack::reads_back(const syntax::Trial& trial) {
  if (!header_reads_back(trial)) return false;
  syntax::RuleFile rest;
  rest.trials.emplace_back().id.text = "t";
  for (const syntax::TrialItem& item : trial.items) {
    if (const auto* criterion = std::get_if<syntax::Criterion>(&item)) {
      if (!parses(*criterion)) return false;
    } else {
      rest.trials.front().items.push_back(item);
    }
  }
  return parses_as_itself(rest, print_rules(rest));
}

bool ReadBack::parses(const syntax::Criterion& criterion) {
  constexpr std::size_t most_remembered = 20'000;
  if (has_additions(criterion)) return false;
  std::optional<syntax::Criterion> rest = without_texts(criterion);
  if (!rest) return false;
  syntax::RuleFile alone;
  alone.trials.emplace_back().id.text = "t";
  alone.trials.front().items.emplace_back(std::move(*rest));
  std::string text = print_rules(alone);
  if (parsed_.contains(text)) return true;
  if (!parses_as_itself(alone, text)) return false;
  if (parsed_.size() < most_remembered) parsed_.insert(std::move(text));
  return true;
}

}  // namespace eligo
