#include "compile/expressions.h"

#include <utility>

namespace eligo::compile {
namespace {

syntax::Expression joined(syntax::Connective connective, std::vector<syntax::Expression> operands) {
  if (operands.size() == 1) return std::move(operands.front());
  syntax::Chain chain;
  chain.connective = connective;
  for (syntax::Expression& operand : operands) {
    auto* inner = std::get_if<syntax::Chain>(&operand.node);
    if (inner != nullptr && inner->connective == connective) {
      for (syntax::Expression& part : inner->operands) chain.operands.push_back(std::move(part));
    } else {
      chain.operands.push_back(std::move(operand));
    }
  }
  return expression(std::move(chain));
}

}  // namespace

syntax::Name name(std::string text) {
  syntax::Name result;
  result.text = std::move(text);
  return result;
}

syntax::Quoted quoted(std::string text) {
  syntax::Quoted result;
  result.text = std::move(text);
  return result;
}

syntax::Number number(std::string text) {
  syntax::Number result;
  result.text = std::move(text);
  return result;
}

syntax::Expression all_of(std::vector<syntax::Expression> operands) {
  return joined(syntax::Connective::and_, std::move(operands));
}

syntax::Expression any_of(std::vector<syntax::Expression> operands) {
  return joined(syntax::Connective::or_, std::move(operands));
}

syntax::Expression negated(syntax::Expression operand) {
  if (auto* negation = std::get_if<syntax::Negation>(&operand.node)) {
    return std::move(*negation->operand);
  }
  return expression(syntax::Negation{std::move(operand)});
}

syntax::Expression unread(std::string words) {
  return expression(syntax::Unread{quoted(std::move(words))});
}

syntax::Expression attestation(std::string question) {
  return expression(syntax::Attestation{quoted(std::move(question))});
}

syntax::Expression judgement(std::string question) {
  return expression(syntax::Judgement{quoted(std::move(question))});
}

}  // namespace eligo::compile
