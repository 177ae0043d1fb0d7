#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "command_import_folder.h"
#include "command_import_output.h"
#include "compile/accept_rules.h"
#include "compile/compile_sentence.h"
#include "document/registry_record.h"
#include "progress.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

struct ImportChoice {
  bool fresh = false;  // do not look at rule files that are there
  bool quiet = false;
};

// Imports one document after another into a folder.
class DocumentImporter {
 public:
  DocumentImporter(const ImportChoice& choice, const Vocabulary& vocabulary, ImportFolder& folder,
                   LedgerWriter& ledger, Progress& progress)
      : choice_(choice),
        vocabulary_(vocabulary),
        compiler_(vocabulary),
        acceptance_(vocabulary),
        folder_(folder),
        ledger_(ledger),
        progress_(progress) {}

  // Imports a file, or standard input where it is "-". What was found goes to standard error.
  void import(const std::string& input);

  // False where a document, or a trial of one, was rejected.
  bool all_imported() const { return all_imported_; }
  // Whether something could not be written: then nothing more can be.
  bool failed() const { return failed_; }

 private:
  struct Trial {
    RegistryRecord record;
    std::optional<ExistingRules> existing;
  };

  std::vector<Trial> usable_trials(const std::string& input, std::vector<RegistryRecord> records);
  std::optional<Trial> usable_trial(const std::string& input, RegistryRecord record);
  void import_trials(const std::string& input, const Document& document,
                     const std::vector<Trial>& trials);
  bool import_trial(const std::string& input, const Document& document,
                    const std::string& document_name, const Trial& trial);
  bool write(const std::string& input, const Document& document, const ImportedTrial& imported,
             const std::string& rules);
  void tell(const std::vector<Diagnostic>& diagnostics);
  void reject(const std::string& input, const std::vector<Diagnostic>& diagnostics);

  ImportChoice choice_;
  const Vocabulary& vocabulary_;
  SentenceCompiler compiler_;
  RuleAcceptance acceptance_;
  ImportFolder& folder_;
  LedgerWriter& ledger_;
  Progress& progress_;
  std::map<std::string, std::string> read_from_;  // trial -> the input that it was first read from
  bool all_imported_ = true;
  bool failed_ = false;
};

}  // namespace eligo
