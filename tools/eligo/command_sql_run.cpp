#include <fmt/format.h>

#include <memory>
#include <span>

#include "command_sql.h"
#include "interruption.h"
#include "population_output.h"
#include "progress.h"
#include "report/render_compact.h"
#include "report/render_json.h"
#include "screen_run.h"
#include "sql/omop_terms.h"
#include "warehouse/place.h"
#include "warehouse/statements.h"
#include "warehouse_decisions.h"

namespace eligo {
namespace {

using warehouse::Cell;
using warehouse::Done;
using Row = std::span<const Cell>;

// How the decisions are to be written, as of a run over a population.
ScreenOptions output_options(const SqlCommandOptions& options) {
  ScreenOptions output;
  output.format = options.format.empty() ? "counts" : options.format;
  output.compact = options.compact;
  output.out = options.out;
  return output;
}

Result<std::vector<Unit>> units_in(warehouse::Connection& connection,
                                   const Vocabulary& vocabulary) {
  std::vector<std::string> codes;
  auto asked = connection.query("SELECT DISTINCT unit FROM unit ORDER BY unit", [&](Row row) {
    if (row.front()) codes.emplace_back(*row.front());
    return true;
  });
  if (!asked) return Result<std::vector<Unit>>::failure(std::move(asked.diagnostics));
  return units_with_codes(codes, "the table unit", vocabulary);
}

void append_csv_line(Row row, std::string& to) {
  for (const Cell& cell : row) {
    to += to.empty() || to.back() == '\n' ? "\"" : ",\"";
    for (const char character : cell.value_or("")) {
      if (character == '"') to += '"';
      to += character;
    }
    to += '"';
  }
  to += '\n';
}

// The terms of an OMOP database, by the query that lists them.
Result<std::vector<sql::OmopTerm>> terms_in(warehouse::Connection& connection,
                                            const Vocabulary& vocabulary) {
  std::string columns;
  std::vector<Cell> header;
  for (const char* column : sql::omop_term_columns()) {
    columns += fmt::format("{}CAST({} AS TEXT)", columns.empty() ? "" : ", ", column);
    header.emplace_back(column);
  }
  std::string csv;
  append_csv_line(header, csv);
  auto asked =
      connection.query(fmt::format("SELECT {} FROM (\n{}) q", columns,
                                   warehouse::statements_of(sql::omop_term_query()).front()),
                       [&](Row row) {
                         append_csv_line(row, csv);
                         return true;
                       });
  if (!asked) {
    return Result<std::vector<sql::OmopTerm>>::failure(std::move(asked.diagnostics));
  }
  return sql::read_omop_terms(SourceText("the database's terms", std::move(csv)), vocabulary);
}

// One run, from the connection to the written decisions.
class SqlRun {
 public:
  SqlRun(const SqlCommandOptions& options, const warehouse::Place& place, SqlPreparation& prepared)
      : options_(options),
        place_(place),
        layout_(options.layout == "omop" ? warehouse::Layout::omop : warehouse::Layout::facts),
        prepared_(prepared),
        screen_options_(output_options(options)),
        plan_(batch::make_plan(prepared.programs, prepared.vocabulary, prepared.sql.screening)),
        counted_(plan_, screen_options_.format == "counts" ? batch::CountsOf::criteria
                                                           : batch::CountsOf::verdicts),
        output_(screen_options_) {}

  ExitStatus run() {
    expect_interruption();
    if (!connect() || !read_units_and_terms()) return ended();
    const sql::SqlScript script =
        sql::generate_sql(prepared_.programs, prepared_.vocabulary, prepared_.sql);
    if (!accept_gaps(script, options_.partial)) return ExitStatus::unusable;
    if (!output_.open(counted_, 0) || output_.failed()) return unwritable();
    if (!run_statements(warehouse::statements_of(script.text)) || !count()) return ended();
    if (counted_.counts.patients == 0 && counted_.rejected == 0) {
      print({make_diagnostic(DiagnosticCode::empty_input, place_.name(), "there are no patients",
                             "fill the tables with what eligo export writes")});
      return ExitStatus::unusable;
    }
    if (!write_decisions()) return ended();
    if (!output_.finish()) return unwritable();
    return counted_.rejected == 0 && prepared_.rules.all_usable ? ExitStatus::done
                                                                : ExitStatus::something_found;
  }

 private:
  WarehouseRun warehouse_run() const {
    return {*connection_, place_, layout_, prepared_.programs, prepared_.sql.screening.as_of};
  }

  // Says what went wrong, unless the user stopped it.
  template <typename Value>
  bool said(const Result<Value>& result) const {
    if (!was_interrupted()) print(result.diagnostics);
    return result && !was_interrupted();
  }

  // What ends a run that cannot go on; why was said, but for an interruption.
  static ExitStatus ended() {
    if (was_interrupted()) {
      print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo sql",
                             "the run was interrupted", "nothing is left of it")});
    }
    return ExitStatus::unusable;
  }

  ExitStatus unwritable() const {
    print({make_diagnostic(DiagnosticCode::unwritable_output, "eligo sql", output_.why())});
    return ExitStatus::unusable;
  }

  bool connect() {
    auto opened = warehouse::open_place(place_, layout_, was_interrupted);
    if (!said(opened)) return false;
    connection_ = std::move(*opened);
    return true;
  }

  bool read_units_and_terms() {
    if (layout_ == warehouse::Layout::facts) {
      auto units = units_in(*connection_, prepared_.vocabulary);
      if (!said(units)) return false;
      prepared_.sql.units = std::move(*units);
      return true;
    }
    auto terms = terms_in(*connection_, prepared_.vocabulary);
    if (!said(terms)) return false;
    prepared_.sql.units = sql::units_of(*terms, prepared_.vocabulary);
    prepared_.sql.omop = std::move(*terms);
    return true;
  }

  bool run_statements(const std::vector<std::string>& statements) {
    Progress progress(!options_.choice.no_progress && !options_.choice.quiet, "statements",
                      statements.size());
    for (const std::string& statement : statements) {
      const Result<Done> done = connection_->run(statement);
      if (!done) progress.clear();
      if (!said(done)) return false;
      progress.step();
    }
    return true;
  }

  bool count() {
    auto born_later = records_born_later(warehouse_run());
    if (!said(born_later)) return false;
    born_later_ = std::move(*born_later);
    for (const RejectedRecord& rejected : born_later_) {
      Diagnostic diagnostic =
          make_diagnostic(DiagnosticCode::rejected_record, rejected.input, rejected.why);
      diagnostic.json_path = rejected.path;
      print({diagnostic});
    }
    const std::uint64_t not_exported = warehouse::rejected_before(place_);
    if (not_exported > 0) {
      print({make_diagnostic(
          DiagnosticCode::rejected_record, place_.name(),
          fmt::format("{} records were rejected when the tables were written", not_exported))});
    }
    counted_.rejected = not_exported + born_later_.size();
    return said(count_decisions(warehouse_run(), counted_.counts));
  }

  bool write_decisions() {
    const bool all_written = screen_options_.format == "counts" || write_lines();
    if (!all_written) return false;
    if (screen_options_.format == "counts" || screen_options_.compact) {
      output_.write_end(counted_, plan_);
    }
    return true;
  }

  bool write_lines() {
    if (!screen_options_.compact) return write_json();
    const bool is_csv = screen_options_.format == "csv";
    std::string text;
    const auto decided = visit_compact(warehouse_run(), [&](const CompactDecision& decision) {
      text.clear();
      if (is_csv) {
        append_compact_csv(decision, text);
      } else {
        append_compact_json(decision, text);
      }
      return write(text);
    });
    if (!said(decided)) return false;
    for (const RejectedRecord& rejected : born_later_) {
      text.clear();
      if (is_csv) {
        append_compact_csv(rejected, text);
      } else {
        text = render_json(rejected) + "\n";
      }
      write(text);
    }
    return true;
  }

  // With their evidence: an object a line, or all of them as an array.
  bool write_json() {
    const bool is_array = screen_options_.format == "json";
    const char* const first = "[\n  ";
    const char* separator = first;
    const auto write_object = [&](const std::string& object) {
      if (!is_array) return write(object + "\n");
      write(separator + object);
      separator = ",\n  ";
      return !output_.failed();
    };
    if (!said(visit_json(warehouse_run(), write_object))) return false;
    for (const RejectedRecord& rejected : born_later_) write_object(render_json(rejected));
    if (is_array) write(separator == first ? "[]\n" : "\n]\n");
    return true;
  }

  // False where nothing more can be written.
  bool write(std::string_view text) {
    output_.write(text, counted_);
    return !output_.failed();
  }

  const SqlCommandOptions& options_;
  const warehouse::Place& place_;
  warehouse::Layout layout_;
  SqlPreparation& prepared_;
  ScreenOptions screen_options_;
  batch::Plan plan_;
  Checkpoint counted_;
  PopulationOutput output_;
  std::unique_ptr<warehouse::Connection> connection_;
  std::vector<RejectedRecord> born_later_;
};

}  // namespace

ExitStatus run_sql(const SqlCommandOptions& options) {
  const Result<warehouse::Place> place = warehouse::place_named(options.run);
  print(place.diagnostics);
  if (!place) return ExitStatus::unusable;
  const sql::Dialect dialect = place->dialect();
  if (!options.dialect.empty() && options.dialect != sql::name_of(dialect)) {
    print({make_diagnostic(DiagnosticCode::invalid_option, "--dialect",
                           fmt::format("{} is run as {}, not as {}", place->name(),
                                       sql::name_of(dialect), options.dialect),
                           "leave --dialect out")});
    return ExitStatus::unusable;
  }
  std::optional<SqlPreparation> prepared = prepare_sql(options, dialect);
  if (!prepared) return ExitStatus::unusable;
  return SqlRun(options, *place, *prepared).run();
}

}  // namespace eligo
