#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "compile/phrase.h"
#include "compile/token.h"

namespace eligo::compile {

// The phrases of a tagged sentence, in order; every token is in exactly one. It keeps the grammar's
// parser warm from one sentence to the next.
class PhraseParser {
 public:
  PhraseParser();
  ~PhraseParser();
  PhraseParser(PhraseParser&&) noexcept;
  PhraseParser& operator=(PhraseParser&&) noexcept;

  std::vector<Phrase> parse(std::string_view sentence, const Tokens& tokens);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace eligo::compile
