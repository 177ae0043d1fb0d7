#include <fmt/format.h>

#include <variant>

#include "language/print.h"
#include "language/print_parts.h"
#include "language/string_literal.h"

namespace eligo::printing {
namespace {

std::string text_of(const syntax::Age&) {
  return "age";
}
std::string text_of(const syntax::OnsetAge& age) {
  return "age at onset of " + printing::text_of(age.record);
}
std::string text_of(const syntax::Duration& duration) {
  return "duration of " + printing::text_of(duration.record);
}
std::string text_of(const syntax::Dose& dose) {
  return "dose of " + printing::text_of(dose.record);
}
std::string text_of(const syntax::Observed& observed) {
  return printing::text_of(observed);
}

std::string text_of(const syntax::Subject& subject) {
  return std::visit([](const auto& one) { return text_of(one); }, subject);
}

std::string_view sign_of(syntax::Comparator comparator) {
  switch (comparator) {
    case syntax::Comparator::less:
      return "<";
    case syntax::Comparator::at_most:
      return "<=";
    case syntax::Comparator::at_least:
      return ">=";
    case syntax::Comparator::greater:
      return ">";
    case syntax::Comparator::equal:
      return "=";
  }
  return "=";
}

template <typename T>
bool is(const syntax::Expression& expression) {
  return std::holds_alternative<T>(expression.node);
}

std::string text_of(const syntax::Chain& chain) {
  std::string text;
  for (const syntax::Expression& operand : chain.operands) {
    if (!text.empty()) text += fmt::format(" {} ", word_of(chain.connective));
    text += in_parentheses_if(needs_parentheses_in_chain(operand), printing::text_of(operand));
  }
  return text;
}

std::string text_of(const syntax::Negation& negation) {
  return "not " + in_parentheses_if(needs_parentheses_after_not(*negation.operand),
                                    printing::text_of(*negation.operand));
}

std::string text_of(const syntax::Group& group) {
  std::string text = group_head(group) + " { ";
  for (const syntax::Expression& operand : group.operands) {
    text += printing::text_of(operand) + "; ";
  }
  return text + '}';
}

std::string text_of(const syntax::CaseSex& by_sex) {
  std::string text = "case sex { ";
  for (const syntax::CaseArm& arm : by_sex.arms) {
    text += fmt::format("{}: {}; ", arm.label.text, printing::text_of(*arm.value));
  }
  return text + '}';
}

std::string text_of(const syntax::Assumed& assumed) {
  return fmt::format("{} assuming {}",
                     in_parentheses_if(needs_parentheses_before_assuming(*assumed.operand),
                                       printing::text_of(*assumed.operand)),
                     encode_literal(assumed.reason.text));
}

std::string text_of(const syntax::Comparison& comparison) {
  return fmt::format("{} {} {}", text_of(comparison.subject), sign_of(comparison.comparator),
                     printing::text_of(comparison.limit));
}

std::string text_of(const syntax::Range& range) {
  return fmt::format("{} from {} to {}", text_of(range.subject), printing::text_of(range.low),
                     printing::text_of(range.high));
}

std::string text_of(const syntax::ResultIs& result) {
  std::string text = printing::text_of(result.subject);
  std::string_view joint = " is ";
  for (const syntax::Quoted& one : result.results) {
    text += joint;
    text += encode_literal(one.text);
    joint = ", ";
  }
  return text;
}

std::string text_of(const syntax::RecordExists& exists) {
  return printing::text_of(exists.record);
}
std::string text_of(const syntax::FactHolds& holds) {
  return fmt::format("fact({})", holds.fact.text);
}
std::string text_of(const syntax::SexIs& sex) {
  return "sex is " + sex.sex.text;
}
std::string text_of(const syntax::Anyone&) {
  return "anyone";
}

std::string with_question(std::string text, const std::optional<syntax::Quoted>& question) {
  if (question) text += ' ' + encode_literal(question->text);
  return text;
}
std::string text_of(const syntax::Judgement& judgement) {
  return with_question("judgement by investigator", judgement.question);
}
std::string text_of(const syntax::Attestation& attestation) {
  return with_question("attestation", attestation.question);
}
std::string text_of(const syntax::Unread& unread) {
  return "unread " + encode_literal(unread.words.text);
}

}  // namespace

std::string group_head(const syntax::Group& group) {
  switch (group.kind) {
    case syntax::Group::Kind::any:
      return "any of";
    case syntax::Group::Kind::all:
      return "all of";
    case syntax::Group::Kind::at_least:
      return fmt::format("at least {} of", group.count ? group.count->text : "1");
  }
  return "any of";
}

std::string_view word_of(syntax::Connective connective) {
  switch (connective) {
    case syntax::Connective::and_:
      return "and";
    case syntax::Connective::or_:
      return "or";
    case syntax::Connective::xor_:
      return "xor";
    case syntax::Connective::implies:
      return "implies";
  }
  return "and";
}

bool needs_parentheses_after_not(const syntax::Expression& inner) {
  return is<syntax::Chain>(inner);
}
bool needs_parentheses_in_chain(const syntax::Expression& inner) {
  return is<syntax::Chain>(inner);
}
bool needs_parentheses_before_assuming(const syntax::Expression& inner) {
  return is<syntax::Chain>(inner) || is<syntax::Negation>(inner);
}

std::string in_parentheses_if(bool needed, const std::string& text) {
  return needed ? '(' + text + ')' : text;
}

std::string text_of(const syntax::Expression& expression) {
  return std::visit([](const auto& node) { return text_of(node); }, expression.node);
}

}  // namespace eligo::printing

namespace eligo {

std::string print_expression(const syntax::Expression& expression) {
  return printing::text_of(expression);
}

}  // namespace eligo
