#include "run_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "decide/examples.h"
#include "language/check.h"
#include "language/parse.h"
#include "language/print.h"
#include "rule_shape.h"

namespace eligo::testing {
namespace {

// One criterion in a file of its own.
class RuleFileOf {
 public:
  RuleFileOf(const SentenceCase& one, const Vocabulary& vocabulary)
      : case_(one),
        vocabulary_(vocabulary),
        sentence_(SentenceCompiler::text_of(one.sentence)),
        document_(document_of("trial.txt", sentence_ + "\n")) {}

  // The first thing that the checker or the examples say against the rule; empty where nothing.
  std::string objection(const syntax::Expression& means, const std::vector<syntax::Assume>& assumes,
                        const std::string& example = {}) const {
    const SourceText source("case.eligo", text_with(means, assumes, example));
    const auto rules = parse_rules(source);
    if (!rules) return "no rule: " + render(rules.diagnostics.front());
    const auto programs = check_rules(source, *rules, vocabulary_, [&](const std::string&) {
      return Result<Document>::success(*document_);
    });
    if (!programs) return "refused: " + render(programs.diagnostics.front());
    for (const Program& program : *programs) {
      const std::vector<Diagnostic> wrong = run_examples(program, vocabulary_);
      if (!wrong.empty()) return wrong.front().message;
    }
    return {};
  }

  // The same for an example with several right results: none where one of them comes out.
  std::string objection(const syntax::Expression& means, const std::vector<syntax::Assume>& assumes,
                        const CaseExample& example) const {
    std::string first;
    for (const std::string& result : example.results) {
      std::string said = objection(means, assumes, fmt::format("{} -> {}", example.data, result));
      if (said.empty()) return {};
      if (first.empty()) first = std::move(said);
    }
    return fmt::format("example {}: {}", example.data, first);
  }

 private:
  std::string text_with(const syntax::Expression& means, const std::vector<syntax::Assume>& assumes,
                        const std::string& example) const {
    syntax::RuleFile file;
    syntax::Trial& trial = file.trials.emplace_back();
    trial.id.text = "made_up";
    syntax::DocumentReference reference;
    reference.file.text = "trial.txt";
    reference.sha256.text = document_->sha256;
    trial.items.emplace_back(std::move(reference));
    syntax::Criterion criterion;
    criterion.name.kind.text = case_.list == CriteriaList::inclusion ? "inclusion" : "exclusion";
    criterion.name.which = syntax::Number{"1", {}};
    syntax::QuotedLine line;
    line.quote.text = sentence_;
    line.line.text = "1";
    criterion.quotes.push_back(std::move(line));
    criterion.means.push_back({means, {}});
    criterion.assumes = assumes;
    trial.items.emplace_back(std::move(criterion));
    std::string text = print_rules(file);
    if (example.empty()) return text;
    const std::size_t end = text.rfind('}', text.rfind('}') - 1);
    return text.insert(end, fmt::format("  example {};\n  ", example));
  }

  const SentenceCase& case_;
  const Vocabulary& vocabulary_;
  std::string sentence_;
  Result<Document> document_;
};

// The assumptions of the parts of a rule.
void collect_reasons(const syntax::Expression& rule, std::vector<std::string>& reasons) {
  std::visit(
      [&](const auto& node) {
        if constexpr (requires { node.reason; }) reasons.push_back(node.reason.text);
        if constexpr (requires { node.operands; }) {
          for (const syntax::Expression& operand : node.operands) collect_reasons(operand, reasons);
        }
        if constexpr (requires { *node.operand; }) collect_reasons(*node.operand, reasons);
        if constexpr (requires { node.arms; }) {
          for (const syntax::CaseArm& arm : node.arms) collect_reasons(*arm.value, reasons);
        }
      },
      rule.node);
}

bool has_assumption(const Reading& reading, const std::vector<std::string>& reasons,
                    const std::string& unit) {
  const auto is_of_unit = [&](const syntax::Assume& assume) {
    return assume.unit && assume.unit->text == unit;
  };
  return std::any_of(reading.assumes.begin(), reading.assumes.end(), is_of_unit) ||
         std::any_of(reasons.begin(), reasons.end(), [&](const std::string& reason) {
           return reason.find(unit) != std::string::npos;
         });
}

void compare_assumes(const SentenceCase& one, const Reading& reading, CaseResult& result) {
  std::vector<std::string> reasons;
  collect_reasons(reading.means, reasons);
  const bool has_any = !reading.assumes.empty() || !reasons.empty();
  const bool is_one_of_several = !reading.other_readings.empty();
  for (const std::string& wanted : one.assumes) {
    bool is_met = false;
    if (wanted == "some") is_met = has_any || is_one_of_several;
    if (wanted == "none") is_met = !has_any;
    if (wanted.starts_with("unit ")) is_met = has_assumption(reading, reasons, wanted.substr(5));
    if (is_met) continue;
    std::string has;
    for (const syntax::Assume& assume : reading.assumes) {
      has += fmt::format("{}{}; ", assume.unit ? "unit " + assume.unit->text + " " : "",
                         assume.reason.text);
    }
    for (const std::string& reason : reasons) has += reason + "; ";
    result.differences.push_back(
        fmt::format("assume: {}, but has {}", wanted, has.empty() ? "none" : has));
  }
}

std::string without_quoted(const std::string& printed) {
  std::string text;
  bool is_quoted = false;
  for (std::size_t at = 0; at < printed.size(); ++at) {
    if (is_quoted && printed[at] == '\\') {
      ++at;
      continue;
    }
    if (printed[at] == '"') is_quoted = !is_quoted;
    if (!is_quoted && printed[at] != '"') text += printed[at];
  }
  return text;
}

bool holds_words(const std::string& text, const std::string& words) {
  const auto is_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  std::size_t at = text.find(words);
  while (at != std::string::npos) {
    const std::size_t end = at + words.size();
    const bool begins = !is_word(words.front()) || at == 0 || !is_word(text[at - 1]);
    const bool ends = !is_word(words.back()) || end == text.size() || !is_word(text[end]);
    if (begins && ends) return true;
    at = text.find(words, at + 1);
  }
  return false;
}

bool means_one_of(const std::vector<std::string>& written, const syntax::Expression& means) {
  const RuleShape shape = shape_of(means);
  for (const std::string& text : written) {
    for (const syntax::Expression& expected : expected_rules(text)) {
      if (matches(shape_of(expected), shape)) return true;
    }
  }
  return false;
}

}  // namespace

// The other readings, in the order of the rule.
void compare_other_readings(const SentenceCase& one, const Reading& reading, CaseResult& result) {
  if (one.other_readings.empty()) return;
  std::vector<std::string> expected = one.other_readings;
  if (expected.size() == 1 && expected.front() == "none") expected.clear();
  std::string has;
  bool is_met = expected.size() == reading.other_readings.size();
  for (std::size_t i = 0; i < reading.other_readings.size(); ++i) {
    const syntax::Expression& other = reading.other_readings[i].expression;
    has += "\n             " + print_expression(other);
    is_met = is_met && means_one_of({expected[i]}, other);
  }
  if (!is_met) {
    result.differences.push_back(fmt::format("also: expected {}, but has{}",
                                             fmt::join(one.other_readings, "\n             "),
                                             has.empty() ? " none" : has));
  }
}

CaseResult run_case(const SentenceCase& one, SentenceCompiler& compiler,
                    const Vocabulary& vocabulary) {
  const Reading reading = compiler.compile(one.sentence, one.list);
  CaseResult result;
  result.rule = print_expression(reading.means);
  const std::string status(name_of(reading.status));
  if (std::find(one.statuses.begin(), one.statuses.end(), status) == one.statuses.end()) {
    result.differences.push_back(
        fmt::format("status: {}, expected {}", status, fmt::join(one.statuses, "|")));
  }
  if (!one.rules.empty() && !means_one_of(one.rules, reading.means)) {
    result.differences.push_back(
        fmt::format("means: expected {}", fmt::join(one.rules, "\n             or: ")));
  }
  compare_assumes(one, reading, result);
  compare_other_readings(one, reading, result);
  const std::string words = without_quoted(result.rule);
  for (const std::string& forbidden : one.forbidden) {
    if (holds_words(words, forbidden))
      result.differences.push_back("holds the forbidden " + forbidden);
  }
  const RuleFileOf file(one, vocabulary);
  if (std::string said = file.objection(reading.means, reading.assumes); !said.empty()) {
    result.differences.push_back(std::move(said));
    return result;
  }
  for (const syntax::OrMeans& other : reading.other_readings) {
    std::string said = file.objection(other.expression, {});
    if (!said.empty()) result.differences.push_back("also: " + said);
  }
  for (const CaseExample& example : one.examples) {
    std::string said = file.objection(reading.means, reading.assumes, example);
    if (!said.empty()) result.differences.push_back(std::move(said));
  }
  return result;
}

std::vector<std::string> faults_of(const SentenceCase& one, const Vocabulary& vocabulary) {
  std::vector<std::string> faults;
  const RuleFileOf file(one, vocabulary);
  for (const std::string& written : one.rules) {
    const std::vector<syntax::Expression> rules = expected_rules(written);
    if (rules.empty()) faults.push_back("is no rule: " + written);
    std::string said;
    for (const syntax::Expression& rule : rules) {
      said = file.objection(rule, {});
      for (const CaseExample& example : one.examples) {
        if (said.empty()) said = file.objection(rule, {}, example);
      }
      if (said.empty()) break;
    }
    if (!said.empty()) faults.push_back(fmt::format("{}: {}", written, said));
  }
  return faults;
}

}  // namespace eligo::testing
