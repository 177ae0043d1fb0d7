#include "rule_shape.h"

#include <algorithm>
#include <cctype>
#include <type_traits>
#include <utility>

#include "language/parse.h"
#include "language/print.h"

namespace eligo::testing {
namespace {

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

// The end of the word that begins at `begin`.
std::size_t word_end(std::string_view text, std::size_t begin) {
  while (begin < text.size() && is_word_character(text[begin])) ++begin;
  return begin;
}

// The end of the text in quotes that begins at `begin`, behind its closing quote.
std::size_t quoted_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size());
}

// Lower case; numbers without the zeros that say nothing.
std::string comparable(std::string_view printed) {
  std::string text;
  std::size_t at = 0;
  while (at < printed.size()) {
    const bool is_quoted = printed[at] == '"';
    const std::size_t end =
        is_quoted ? quoted_end(printed, at) : std::max(word_end(printed, at), at + 1);
    std::string piece(printed.substr(at, end - at));
    const bool is_decimal = std::isdigit(static_cast<unsigned char>(piece[0])) != 0 &&
                            piece.find('.') != std::string::npos;
    if (is_decimal) {
      while (piece.back() == '0') piece.pop_back();
      if (piece.back() == '.') piece.pop_back();
    }
    std::transform(piece.begin(), piece.end(), piece.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    text += piece;
    at = end;
  }
  return text;
}

bool texts_match(std::string_view expected, std::string_view text) {
  // A question may go without saying.
  if (expected == std::string(text) + " \"*\"") return true;
  std::size_t at = 0;
  std::size_t of_text = 0;
  while (at < expected.size()) {
    const bool is_any = expected.substr(at).starts_with("\"*\"");
    if (is_any) {
      if (of_text >= text.size() || text[of_text] != '"') return false;
      of_text = quoted_end(text, of_text);
      at += 3;
      continue;
    }
    if (of_text >= text.size() || text[of_text] != expected[at]) return false;
    ++at;
    ++of_text;
  }
  return of_text == text.size();
}

RuleShape joined(std::string word, std::vector<RuleShape> operands) {
  RuleShape shape{std::move(word), true, {}};
  for (RuleShape& operand : operands) {
    const bool is_same = operand.is_unordered && operand.text == shape.text;
    if (!is_same) {
      shape.parts.push_back(std::move(operand));
      continue;
    }
    for (RuleShape& part : operand.parts) shape.parts.push_back(std::move(part));
  }
  std::vector<RuleShape> once;
  for (RuleShape& part : shape.parts) {
    const bool is_known = std::any_of(once.begin(), once.end(), [&](const RuleShape& known) {
      return known.text.find("\"*\"") == std::string::npos && matches(known, part) &&
             matches(part, known);
    });
    if (!is_known) once.push_back(std::move(part));
  }
  if (once.size() == 1) return std::move(once.front());
  shape.parts = std::move(once);
  return shape;
}

void sort_exceptions(syntax::RecordReference& record) {
  std::sort(record.exceptions.begin(), record.exceptions.end(),
            [](const syntax::Exception& a, const syntax::Exception& b) {
              return a.term.text < b.term.text;
            });
}

void sort_terms(syntax::RecordReference& record) {
  std::sort(record.terms.begin(), record.terms.end(),
            [](const syntax::Term& a, const syntax::Term& b) { return a.text < b.text; });
  sort_exceptions(record);
}

template <typename Node>
RuleShape leaf(Node node) {
  syntax::Expression expression;
  expression.node = std::move(node);
  return {comparable(print_expression(expression)), false, {}};
}

syntax::Subject sorted(syntax::Subject subject) {
  std::visit(
      [](auto& of) {
        if constexpr (requires { of.record; }) sort_terms(of.record);
      },
      subject);
  return subject;
}

RuleShape shape_of_node(const syntax::RecordExists& exists) {
  std::vector<RuleShape> each;
  syntax::RecordExists one = exists;
  sort_exceptions(one.record);
  for (const syntax::Term& term : exists.record.terms) {
    one.record.terms = {term};
    each.push_back(leaf(one));
  }
  if (each.empty()) each.push_back(leaf(one));
  return joined("or", std::move(each));
}

RuleShape negated(RuleShape operand) {
  return {"not", false, {std::move(operand)}};
}

RuleShape shape_of_node(const syntax::Chain& chain) {
  std::vector<RuleShape> operands;
  for (const syntax::Expression& operand : chain.operands) {
    // "… and anyone assuming "…"" says nothing but the assumption.
    const auto* assumed = std::get_if<syntax::Assumed>(&operand.node);
    const bool says_nothing = chain.connective == syntax::Connective::and_ && assumed != nullptr &&
                              std::holds_alternative<syntax::Anyone>(assumed->operand->node);
    if (!says_nothing) operands.push_back(shape_of(operand));
  }
  switch (chain.connective) {
    case syntax::Connective::and_:
      return joined("and", std::move(operands));
    case syntax::Connective::or_:
      return joined("or", std::move(operands));
    case syntax::Connective::implies: {
      const std::size_t last = operands.size() - 1;
      RuleShape shape = std::move(operands[last]);
      for (std::size_t index = last; index > 0; --index) {
        std::vector<RuleShape> either;
        either.push_back(negated(std::move(operands[index - 1])));
        either.push_back(std::move(shape));
        shape = joined("or", std::move(either));
      }
      return shape;
    }
    case syntax::Connective::xor_:
      break;
  }
  return {"xor", true, std::move(operands)};
}

RuleShape shape_of_node(const syntax::Negation& negation) {
  return negated(shape_of(*negation.operand));
}
RuleShape shape_of_node(const syntax::Assumed& assumed) {
  return shape_of(*assumed.operand);
}

RuleShape shape_of_node(const syntax::Group& group) {
  std::vector<RuleShape> operands;
  for (const syntax::Expression& operand : group.operands) operands.push_back(shape_of(operand));
  if (group.kind == syntax::Group::Kind::all) return joined("and", std::move(operands));
  const bool is_any =
      group.kind == syntax::Group::Kind::any || !group.count || group.count->text == "1";
  if (is_any) return joined("or", std::move(operands));
  return {"at least " + group.count->text, true, std::move(operands)};
}

RuleShape shape_of_node(const syntax::CaseSex& by_sex) {
  RuleShape shape{"case sex", true, {}};
  for (const syntax::CaseArm& arm : by_sex.arms) {
    shape.parts.push_back({arm.label.text, false, {shape_of(*arm.value)}});
  }
  return shape;
}

RuleShape shape_of_node(const syntax::ResultIs& result) {
  std::vector<RuleShape> each;
  for (const syntax::Quoted& one : result.results) {
    each.push_back(leaf(syntax::ResultIs{result.subject, {one}}));
  }
  return joined("or", std::move(each));
}

// "nyha_class = "III"" is "nyha_class is "III"".
RuleShape shape_of_node(syntax::Comparison comparison) {
  const auto* observed = std::get_if<syntax::Observed>(&comparison.subject);
  const auto* step = std::get_if<syntax::Quoted>(&comparison.limit.value);
  if (observed != nullptr && step != nullptr &&
      comparison.comparator == syntax::Comparator::equal) {
    return shape_of_node(syntax::ResultIs{*observed, {*step}});
  }
  comparison.subject = sorted(std::move(comparison.subject));
  return leaf(std::move(comparison));
}

RuleShape shape_of_node(syntax::Range range) {
  range.subject = sorted(std::move(range.subject));
  if (!range.low.unit) range.low.unit = range.high.unit;
  return leaf(std::move(range));
}

template <typename Node>
RuleShape shape_of_node(const Node& node) {
  return leaf(node);
}

// Whether each expected part has a part of its own, whatever their order.
bool parts_match(const std::vector<RuleShape>& expected, const std::vector<RuleShape>& parts,
                 std::size_t next, std::vector<bool>& is_taken) {
  if (next == expected.size()) return true;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    if (is_taken[index] || !matches(expected[next], parts[index])) continue;
    is_taken[index] = true;
    if (parts_match(expected, parts, next + 1, is_taken)) return true;
    is_taken[index] = false;
  }
  return false;
}

// The end of a word of `this|that`, which may be a unit.
std::size_t choice_end(std::string_view text, std::size_t begin) {
  while (begin < text.size() &&
         (is_word_character(text[begin]) || text[begin] == '/' || text[begin] == '*' ||
          static_cast<unsigned char>(text[begin]) >= 0x80)) {
    ++begin;
  }
  return begin;
}

// The first place where the text leaves a choice, taken each way.
std::vector<std::string> choices(const std::string& text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == '"') {
      at = quoted_end(text, at);
      continue;
    }
    std::size_t end = choice_end(text, at);
    if (end == text.size() || text[end] != '|') end = word_end(text, at);
    if (end == at) {
      ++at;
      continue;
    }
    const std::string before = text.substr(0, at);
    if (end < text.size() && text[end] == '?') {
      return {before + text.substr(at, end - at) + text.substr(end + 1),
              before + text.substr(end + 1)};
    }
    if (end < text.size() && text[end] == '|') {
      std::vector<std::string> words{text.substr(at, end - at)};
      std::size_t last = end;
      while (last < text.size() && text[last] == '|') {
        const std::size_t next = choice_end(text, last + 1);
        words.push_back(text.substr(last + 1, next - last - 1));
        last = next;
      }
      for (std::string& word : words) word = before + word + text.substr(last);
      return words;
    }
    at = end;
  }
  return {text};
}

}  // namespace

RuleShape shape_of(const syntax::Expression& rule) {
  return std::visit([](const auto& node) { return shape_of_node(node); }, rule.node);
}

bool matches(const RuleShape& expected, const RuleShape& rule) {
  if (expected.parts.size() != rule.parts.size()) return false;
  if (!texts_match(expected.text, rule.text)) return false;
  if (expected.is_unordered) {
    std::vector<bool> is_taken(rule.parts.size(), false);
    return parts_match(expected.parts, rule.parts, 0, is_taken);
  }
  for (std::size_t index = 0; index < expected.parts.size(); ++index) {
    if (!matches(expected.parts[index], rule.parts[index])) return false;
  }
  return true;
}

std::vector<syntax::Expression> expected_rules(const std::string& written) {
  std::vector<std::string> open{written};
  std::vector<syntax::Expression> rules;
  while (!open.empty()) {
    const std::string text = std::move(open.back());
    open.pop_back();
    std::vector<std::string> each = choices(text);
    if (each.size() > 1) {
      for (std::string& one : each) open.push_back(std::move(one));
      continue;
    }
    const SourceText source("means",
                            "trial t {\n  document \"d\" sha256 \"aa\";\n"
                            "  inclusion 1 \"s\" line 1 { means " +
                                text + "; }\n}\n");
    const auto parsed = parse_rules(source);
    if (!parsed) continue;
    for (const syntax::TrialItem& item : parsed->trials.front().items) {
      const auto* criterion = std::get_if<syntax::Criterion>(&item);
      if (criterion != nullptr) rules.push_back(criterion->means.front().expression);
    }
  }
  return rules;
}

}  // namespace eligo::testing
