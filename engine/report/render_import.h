#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compile/keep_edits.h"
#include "document/registry_record.h"
#include "report/render_text.h"

namespace eligo {

// One trial of a document that was imported.
struct ImportedTrial {
  const RegistryRecord& record;
  const MergedTrial& merged;
  std::string document;   // the name that the rule file gives it
  std::string rule_file;  // where the rules were written
};

// A document, or a trial of one, that was not imported.
struct RejectedDocument {
  std::string input;
  std::string why;
};

// One trial as a JSON object on one line (contract section 6; schemas/import.schema.json).
std::string render_json(const ImportedTrial& imported);
// {"rejected": {"input", "path", "why"}} on one line.
std::string render_json(const RejectedDocument& rejected);

// What many documents add up to. Its size does not grow with their number.
class ImportTotals {
 public:
  void add_document() { ++documents_; }
  void add_rejected() { ++rejected_; }
  void add(const ImportedTrial& imported);

  // The sums, and the commonest reasons for which sentences were not understood in full.
  std::string render_text(const TextStyle& style) const;

 private:
  std::string sums() const;
  std::string changes() const;
  std::vector<std::pair<std::string, std::size_t>> commonest_reasons() const;

  std::size_t documents_ = 0;
  std::size_t rejected_ = 0;
  std::size_t trials_ = 0;
  std::map<std::string, std::size_t> by_status_;  // of the criteria of the lists
  std::size_t header_facts_ = 0;
  std::map<std::string, std::size_t> by_change_;
  std::map<std::string, std::size_t> reasons_;
};

// One trial's line of the ledger, with the notes of its document.
std::string render_ledger_line(const ImportedTrial& imported, const TextStyle& style);
// What changed against the rule file that was there before; empty where nothing did.
std::string render_changes(const ImportedTrial& imported, const TextStyle& style);
std::string render_text(const RejectedDocument& rejected, const TextStyle& style);

}  // namespace eligo
