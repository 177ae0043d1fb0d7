#include "warehouse_decisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "report/json_writer.h"
#include "report/render_json.h"
#include "sql/result_queries.h"

namespace eligo {
namespace {

using warehouse::Cell;
using warehouse::Done;
using Row = std::span<const Cell>;

std::uint64_t number_in(const Cell& cell) {
  std::uint64_t number = 0;
  if (cell) std::from_chars(cell->data(), cell->data() + cell->size(), number);
  return number;
}

std::string text_in(const Cell& cell) {
  return std::string(cell.value_or(""));
}

// The ids of the criteria at the positions that a text lists.
void append_ids(const Program& program, const Cell& positions, std::vector<std::string_view>& to) {
  std::string_view rest = positions.value_or("");
  while (!rest.empty()) {
    const std::size_t size = std::min(rest.find(' '), rest.size());
    to.push_back(program.criteria[number_in(rest.substr(0, size))].id);
    rest.remove_prefix(std::min(size + 1, rest.size()));
  }
}

Verdict verdict_in(const Cell& cell) {
  for (const Verdict verdict : {Verdict::eligible, Verdict::ineligible}) {
    if (cell == name_of(verdict)) return verdict;
  }
  return Verdict::undetermined;
}

// Decisions from rows of criteria_query().
class JsonDecisions {
 public:
  JsonDecisions(const WarehouseRun& run, const std::function<bool(const std::string&)>& sink)
      : run_(run), sink_(sink) {}

  bool add(Row row) {
    const bool is_next = !json_ || row[0] != Cell(trial_) || row[1] != Cell(patient_);
    if (is_next) {
      if (!finish()) return false;
      begin(row);
    }
    if (row[4]) add_criterion(row);
    return true;
  }

  // Hands on the decision whose rows are over.
  bool finish() {
    if (!json_) return true;
    json_->end_array().end_object();
    const bool go_on = sink_(json_->text());
    json_.reset();
    return go_on;
  }

 private:
  void begin(Row row) {
    trial_ = text_in(row[0]);
    patient_ = text_in(row[1]);
    program_ = run_.programs[number_in(row[0])];
    json_.emplace();
    json_->begin_object().key("trial").string(program_->trial);
    json_->key("patient").string(patient_);
    json_->key("asOf").string(date_text(run_.as_of));
    json_->key("verdict").string(text_in(row[2]));
    if (row[3] == "1") json_->key("deceased").boolean(true);
    json_->key("criteria").begin_array();
  }

  void add_criterion(Row row) {
    const Criterion& criterion = program_->criteria[number_in(row[4])];
    json_->begin_object().key("id").string(criterion.id);
    json_->key("kind").string(name_of(criterion.kind));
    json_->key("text").string(criterion.text);
    json_->key("source").begin_object().key("document").string(program_->document);
    json_->key("line").number(std::to_string(criterion.line));
    if (criterion.column > 0) json_->key("column").number(std::to_string(criterion.column));
    json_->end_object();
    json_->key("result").string(row[5] == "1" ? "pass" : row[5] == "0" ? "fail" : "unknown");
    json_->member("why", text_in(row[6]));
    json_->key("evidence").begin_array();
    // What somebody's word decided, no entry of the data did.
    if (row[6] != "attested" && (row[7] || row[10])) add_evidence(row);
    json_->end_array().end_object();
  }

  void add_evidence(Row row) {
    // A pointer into the patient's record, or a row of a table of OMOP.
    const bool is_row = run_.layout == warehouse::Layout::omop;
    json_->begin_object().member(is_row ? "row" : "path", text_in(row[10]));
    write_recorded_value(*json_, text_in(row[7]));
    json_->member("unit", text_in(row[8])).member("date", text_in(row[9])).end_object();
  }

  const WarehouseRun& run_;
  const std::function<bool(const std::string&)>& sink_;
  std::optional<JsonWriter> json_;  // of the decision whose rows are being read
  const Program* program_ = nullptr;
  std::string trial_;
  std::string patient_;
};

}  // namespace

Result<Done> count_decisions(const WarehouseRun& run, batch::Counts& counts) {
  std::map<std::string, std::size_t, std::less<>> places;
  for (std::size_t i = 0; i < run.programs.size(); ++i) places.emplace(run.programs[i]->trial, i);
  const auto trial_in = [&](const Cell& cell) -> batch::TrialCounts& {
    return counts.trials[places.find(*cell)->second];
  };
  auto asked = run.connection.query(sql::patient_count_query(), [&](Row row) {
    counts.patients = number_in(row[0]);
    return true;
  });
  if (!asked) return asked;
  asked = run.connection.query(sql::verdict_count_query(), [&](Row row) {
    batch::TrialCounts& trial = trial_in(row[0]);
    trial.eligible = number_in(row[1]);
    trial.ineligible = number_in(row[2]);
    return true;
  });
  const bool wants_criteria = std::any_of(counts.trials.begin(), counts.trials.end(),
                                          [](const auto& one) { return !one.criteria.empty(); });
  if (!asked || !wants_criteria) return asked;
  return run.connection.query(sql::criterion_count_query(), [&](Row row) {
    trial_in(row[0]).criteria[number_in(row[1])] = {number_in(row[2]), number_in(row[3]),
                                                    number_in(row[4])};
    return true;
  });
}

Result<std::vector<RejectedRecord>> records_born_later(const WarehouseRun& run) {
  using Records = Result<std::vector<RejectedRecord>>;
  std::vector<RejectedRecord> records;
  auto asked = run.connection.query(
      sql::born_later_query(run.layout == warehouse::Layout::omop, run.place.dialect()),
      [&](Row row) {
        records.push_back({run.place.name(), "/birthDate",
                           fmt::format("the birth date {} of patient \"{}\" is after the screening "
                                       "date {}",
                                       text_in(row[1]), text_in(row[0]), date_text(run.as_of))});
        return true;
      });
  if (!asked) return Records::failure(std::move(asked.diagnostics));
  return Records::success(std::move(records));
}

Result<Done> visit_compact(const WarehouseRun& run,
                           const std::function<bool(const CompactDecision&)>& sink) {
  return run.connection.query(sql::compact_query(run.programs, run.place.dialect()), [&](Row row) {
    const Program& program = *run.programs[number_in(row[0])];
    CompactDecision decision{
        program.trial, row[1].value_or(""), run.as_of, verdict_in(row[2]), {}, {}};
    append_ids(program, row[3], decision.failing);
    append_ids(program, row[4], decision.unknown);
    return sink(decision);
  });
}

Result<Done> visit_json(const WarehouseRun& run,
                        const std::function<bool(const std::string&)>& sink) {
  JsonDecisions decisions(run, sink);
  auto asked = run.connection.query(sql::criteria_query(run.programs, run.place.dialect()),
                                    [&](Row row) { return decisions.add(row); });
  if (asked) decisions.finish();
  return asked;
}

}  // namespace eligo
