#include "vocabulary/site_codes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text/json.h"
#include "text/unicode.h"
#include "vocabulary/csv_reader.h"
#include "vocabulary/field_reader.h"
#include "vocabulary/nearest.h"

namespace eligo {

namespace {

constexpr std::array<std::string_view, 4> column_names = {"system", "code", "concept", "display"};
constexpr std::size_t needed_columns = 3;
constexpr std::string_view header_line = "system,code,concept,display";

std::string in_quotes(std::string_view text) {
  return json_string_literal(text);
}

class SiteCodeTable {
 public:
  SiteCodeTable(Vocabulary vocabulary, const SourceText& csv)
      : vocabulary_(std::move(vocabulary)), csv_(csv) {}

  Result<Vocabulary> read() {
    if (const auto wrong = first_invalid_utf8(csv_.content())) {
      const auto at = static_cast<std::uint32_t>(*wrong);
      report(DiagnosticCode::invalid_utf8, {at, at + 1}, "the table of codes is not UTF-8",
             "save it as UTF-8");
      return Result<Vocabulary>::failure(std::move(diagnostics_));
    }
    const std::vector<CsvRecord> records = read_csv(csv_, diagnostics_);
    if (records.empty()) {
      report(DiagnosticCode::empty_input, {0, 0}, "the table of codes holds nothing",
             "begin with the line " + std::string(header_line));
    } else if (read_header(records.front())) {
      for (std::size_t i = 1; i < records.size(); ++i) read_row(records[i]);
    }
    if (has_error(diagnostics_)) return Result<Vocabulary>::failure(std::move(diagnostics_));
    return Result<Vocabulary>::success(std::move(vocabulary_), std::move(diagnostics_));
  }

 private:
  // False where a column is missing without which no row can be read.
  bool read_header(const CsvRecord& header) {
    column_count_ = header.fields.size();
    std::array<bool, column_names.size()> seen{};
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
      const CsvField& field = header.fields[i];
      const std::string name = folded_name(field.text);
      const auto column = std::find(column_names.begin(), column_names.end(), name);
      const auto index = static_cast<std::size_t>(column - column_names.begin());
      if (column == column_names.end() || seen[index]) {
        report(DiagnosticCode::unknown_column, field.span,
               fmt::format("{} is {}", in_quotes(field.text),
                           column == column_names.end() ? "no column of a table of codes"
                                                        : "a column that is there already"),
               "the columns are " + std::string(header_line));
        continue;
      }
      seen[index] = true;
      columns_[index] = i;
    }
    bool is_whole = true;
    for (std::size_t i = 0; i < needed_columns; ++i) {
      if (seen[i]) continue;
      is_whole = false;
      report(DiagnosticCode::missing_field, header.span,
             fmt::format("the table of codes has no column \"{}\"", column_names[i]),
             "begin with the line " + std::string(header_line));
    }
    return is_whole;
  }

  void read_row(const CsvRecord& row) {
    if (row.fields.size() != column_count_) {
      report(DiagnosticCode::wrong_field_count, row.span,
             fmt::format("the row has {} fields, the header {}", row.fields.size(), column_count_),
             "put a field that holds a comma in quotes");
      return;
    }
    bool is_whole = true;
    std::array<CsvField, needed_columns> fields;
    for (std::size_t i = 0; i < needed_columns; ++i) {
      fields[i] = row.fields[columns_[i]];
      fields[i].text = without_blanks_around(fields[i].text);
      if (!fields[i].text.empty()) continue;
      is_whole = false;
      report(DiagnosticCode::empty_text, row.span,
             fmt::format("the row has no {}", column_names[i]), "fill it in, or delete the row");
    }
    if (is_whole) add(fields[0], fields[1], fields[2]);
  }

  void add(const CsvField& system, const CsvField& code, const CsvField& named) {
    if (!code_system_named(system.text) && system.text.find(':') == std::string::npos) {
      report(DiagnosticCode::unknown_code_system, system.span,
             fmt::format("{} is no code system that is known", in_quotes(system.text)),
             "write its URI as the records have it, or LOINC, SNOMED CT, ICD-10-CM or RxNorm");
      return;
    }
    std::optional<ConceptId> meaning = vocabulary_.find(named.text);
    if (!meaning) meaning = vocabulary_.match(named.text);
    if (!meaning) {
      std::vector<std::string> nearest = vocabulary_.nearest_keys(named.text);
      if (nearest.empty()) nearest = vocabulary_.nearest_names(named.text);
      report(DiagnosticCode::unknown_concept, named.span,
             fmt::format("{} is neither a key nor a name of the vocabulary", in_quotes(named.text)),
             did_you_mean(nearest));
      return;
    }
    if (vocabulary_.add_site_code({system.text, code.text, *meaning})) return;
    const std::optional<ConceptId> other = vocabulary_.match_site_code(system.text, code.text);
    report(DiagnosticCode::shared_code, code.span,
           fmt::format("the code {} has a meaning already: {}", in_quotes(code.text),
                       in_quotes(vocabulary_[*other].key)),
           "leave it to the one that it means");
  }

  static std::string without_blanks_around(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
  }

  void report(DiagnosticCode code, Span span, std::string message, std::string help) {
    diagnostics_.push_back(make_diagnostic(code, csv_, span, std::move(message), std::move(help)));
  }

  Vocabulary vocabulary_;
  const SourceText& csv_;
  std::array<std::size_t, column_names.size()> columns_{};  // where in a row each column stands
  std::size_t column_count_ = 0;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace

Result<Vocabulary> with_site_codes(Vocabulary vocabulary, const SourceText& csv) {
  return SiteCodeTable(std::move(vocabulary), csv).read();
}

}  // namespace eligo
