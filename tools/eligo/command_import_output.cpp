#include "command_import_output.h"

namespace eligo {

void LedgerWriter::write(const ImportedTrial& imported) {
  totals_.add(imported);
  if (format_ != "text") {
    write_object(render_json(imported));
    return;
  }
  if (!quiet_) output_.write(render_ledger_line(imported, style_));
  output_.write(render_changes(imported, style_));
}

void LedgerWriter::write(const RejectedDocument& rejected) {
  totals_.add_rejected();
  if (format_ == "text") {
    output_.write(render_text(rejected, style_));
  } else {
    write_object(render_json(rejected));
  }
}

void LedgerWriter::end() {
  if (format_ == "text") output_.write(totals_.render_text(style_));
  if (format_ == "json") output_.write(first_ ? "[]\n" : "\n]\n");
}

void LedgerWriter::write_object(const std::string& object) {
  if (format_ == "ndjson") {
    output_.write(object + "\n");
    return;
  }
  output_.write(first_ ? "[\n  " : ",\n  ");
  output_.write(object);
  first_ = false;
}

}  // namespace eligo
