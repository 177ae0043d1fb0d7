#include "vocabulary/csv_reader.h"

#include <utility>

namespace eligo {

namespace {

class CsvReader {
 public:
  CsvReader(const SourceText& source, std::vector<Diagnostic>& diagnostics)
      : source_(source), text_(source.content()), diagnostics_(diagnostics) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  std::vector<CsvRecord> read() {
    std::vector<CsvRecord> records;
    while (at_ < text_.size()) {
      if (skip_line_end()) continue;
      records.push_back(read_record());
    }
    return records;
  }

 private:
  bool at_line_end() const {
    return at_ == text_.size() || text_[at_] == '\n' || text_.substr(at_).starts_with("\r\n");
  }

  bool skip_line_end() {
    if (at_ == text_.size() || !at_line_end()) return false;
    at_ += text_[at_] == '\n' ? 1 : 2;
    return true;
  }

  CsvRecord read_record() {
    CsvRecord record;
    const std::size_t begin = at_;
    record.fields.push_back(read_field());
    while (at_ < text_.size() && text_[at_] == ',') {
      ++at_;
      record.fields.push_back(read_field());
    }
    record.span = span_from(begin);
    skip_line_end();
    return record;
  }

  CsvField read_field() {
    const std::size_t begin = at_;
    CsvField field;
    if (at_ < text_.size() && text_[at_] == '"') {
      field.text = read_quoted(begin);
      const std::size_t after = at_;
      while (!at_line_end() && text_[at_] != ',') ++at_;
      if (at_ > after) report(after, "text stands behind a closing quote");
    } else {
      while (!at_line_end() && text_[at_] != ',') field.text += text_[at_++];
      if (field.text.find('"') != std::string::npos) {
        report(begin, "a quote stands within a field that does not begin with one");
      }
    }
    field.span = span_from(begin);
    return field;
  }

  std::string read_quoted(std::size_t begin) {
    std::string text;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != '"') {
        text += text_[at_];
      } else if (text_.substr(at_ + 1).starts_with('"')) {
        text += '"';
        ++at_;
      } else {
        ++at_;
        return text;
      }
    }
    report(begin, "a quote is not closed");
    return text;
  }

  Span span_from(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }

  void report(std::size_t begin, std::string message) {
    diagnostics_.push_back(
        make_diagnostic(DiagnosticCode::invalid_csv, source_, span_from(begin), std::move(message),
                        "put the field in quotes, and write a quote in it twice"));
  }

  const SourceText& source_;
  std::string_view text_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<CsvRecord> read_csv(const SourceText& source, std::vector<Diagnostic>& diagnostics) {
  return CsvReader(source, diagnostics).read();
}

}  // namespace eligo
