#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "document/document.h"
#include "language/syntax_tree.h"
#include "text/result.h"

namespace eligo {

// A rule file that an earlier import wrote, and people may have edited since.
struct ExistingRules {
  syntax::RuleFile rules;
  std::size_t place = 0;  // of the trial in the file
  std::string text;
};

// The folder that an import writes rule files and copies of their documents to. A file that is
// there already is replaced in one step, and only where its content changes.
class ImportFolder {
 public:
  explicit ImportFolder(std::string folder) : folder_(std::move(folder)) {}

  // Makes the folder where there is none. What is wrong where it cannot be used.
  std::optional<Diagnostic> open() const;

  // Where the rules of a trial stand.
  std::string rule_file(const std::string& trial) const;

  // The rules that stand there; nothing where there are none. Errors: the file cannot be parsed, or
  // is about other trials.
  Result<std::optional<ExistingRules>> existing_rules(const std::string& trial) const;

  // The name that the copy of a document has or will have: its own, or behind the trial's id where
  // another document has that name. `before` are the names that the trials' rules give it now: such
  // a file may be replaced.
  Result<std::string> document_name(const std::string& input, const Document& document,
                                    const std::string& trial,
                                    const std::vector<std::string>& before) const;

  // Nothing, or why it could not be written.
  std::optional<Diagnostic> write_document(const std::string& name, const Document& document);
  std::optional<Diagnostic> write_rules(const std::string& trial, const std::string& text) const;

 private:
  std::string path_of(const std::string& name) const;
  bool may_take(const std::string& name, const Document& document,
                const std::vector<std::string>& before) const;

  std::string folder_;
  std::map<std::string, std::string> written_;  // documents of this run, with their digests
};

}  // namespace eligo
