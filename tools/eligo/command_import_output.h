#pragma once

#include <string>

#include "output.h"
#include "report/render_import.h"

namespace eligo {

// Writes the ledger in the chosen format, as documents come.
class LedgerWriter {
 public:
  // `format`: "text", "json" or "ndjson"; `quiet`: as text no line on a trial that did not change.
  LedgerWriter(std::string format, bool quiet, Output& output, TextStyle style)
      : format_(std::move(format)), quiet_(quiet), output_(output), style_(style) {}

  void count_document() { totals_.add_document(); }
  void write(const ImportedTrial& imported);
  void write(const RejectedDocument& rejected);
  void end();

 private:
  void write_object(const std::string& object);

  std::string format_;
  bool quiet_;
  Output& output_;
  TextStyle style_;
  ImportTotals totals_;
  bool first_ = true;
};

}  // namespace eligo
