#include "compile/parse_phrases.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "compile/phrase_runtime.h"
#include "compile/phrase_tree.h"

namespace eligo::compile {
namespace {

std::size_t grammar_token(TokenKind kind) {
  switch (kind) {
#define TOKEN_KIND(name, grammar_name) \
  case TokenKind::name:                \
    return generated::CriterionParser::grammar_name;
#include "compile/token_kinds.def"
#undef TOKEN_KIND
  }
  return generated::CriterionParser::WORD;
}

// The tagged tokens as ANTLR takes them, with the end of input that its list source needs.
std::vector<std::unique_ptr<antlr4::Token>> antlr_tokens(const Tokens& tokens) {
  std::vector<std::unique_ptr<antlr4::Token>> list;
  list.reserve(tokens.size() + 1);
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    list.push_back(std::make_unique<antlr4::CommonToken>(grammar_token(tokens[index].kind)));
  }
  list.push_back(std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF));
  return list;
}

}  // namespace

class PhraseParser::Implementation {
 public:
  Implementation() : source_(antlr_tokens({})), stream_(&source_), parser_(&stream_) {
    parser_.removeErrorListeners();
    parser_.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  }

  // The quick prediction mode, which can be wrong about where a phrase ends, and then the exact
  // one.
  std::vector<Phrase> parse(std::string_view sentence, const Tokens& tokens) {
    for (const auto mode : {antlr4::atn::PredictionMode::SLL, antlr4::atn::PredictionMode::LL}) {
      if (auto phrases = parse(sentence, tokens, mode)) return std::move(*phrases);
    }
    return single_tokens(tokens);
  }

 private:
  std::optional<std::vector<Phrase>> parse(std::string_view sentence, const Tokens& tokens,
                                           antlr4::atn::PredictionMode mode) {
    antlr4::ListTokenSource source(antlr_tokens(tokens));
    antlr4::CommonTokenStream stream(&source);
    parser_.setTokenStream(&stream);
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    std::optional<std::vector<Phrase>> phrases;
    try {
      phrases = phrases_of(*parser_.sentence(), sentence, tokens);
    } catch (const antlr4::ParseCancellationException&) {
      phrases.reset();
    }
    parser_.setTokenStream(&stream_);
    return phrases;
  }

  // What the grammar cannot read at all is read word by word.
  static std::vector<Phrase> single_tokens(const Tokens& tokens) {
    std::vector<Phrase> phrases;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
      phrases.push_back({SingleToken{}, index, index + 1, tokens[index].span});
    }
    return phrases;
  }

  antlr4::ListTokenSource source_;
  antlr4::CommonTokenStream stream_;
  generated::CriterionParser parser_;
};

PhraseParser::PhraseParser() : implementation_(std::make_unique<Implementation>()) {}
PhraseParser::~PhraseParser() = default;
PhraseParser::PhraseParser(PhraseParser&&) noexcept = default;
PhraseParser& PhraseParser::operator=(PhraseParser&&) noexcept = default;

std::vector<Phrase> PhraseParser::parse(std::string_view sentence, const Tokens& tokens) {
  return implementation_->parse(sentence, tokens);
}

}  // namespace eligo::compile
