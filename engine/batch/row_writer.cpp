#include "batch/row_writer.h"

#include <algorithm>

#include "batch/record_states.h"
#include "batch/result_cells.h"
#include "batch/row.h"
#include "decide/death.h"
#include "decide/decide.h"
#include "decide/leaf_truth.h"

namespace eligo::batch {
class RowWriter::Implementation {
 public:
  Implementation(const Plan& plan, const Vocabulary& vocabulary, const ScreeningOptions& options)
      : plan_(plan),
        vocabulary_(vocabulary),
        options_(options),
        results_(plan, vocabulary, options),
        records_(plan, vocabulary, options) {
    for (std::uint32_t i = 0; i < plan.columns.size(); ++i) {
      if (const auto* age = std::get_if<AgeColumn>(&plan.columns[i].quantity)) {
        ages_.emplace_back(ColumnId{i}, age->unit);
      }
    }
  }

  void write(const PlainProfile& profile, const std::vector<Unit>& units,
             const std::array<bool, 4>& assumed_complete, Day as_of, const FullPatient& full,
             Block& block) {
    const bool all_in_place =
        std::all_of(profile.records.begin(), profile.records.end(), [&](const PlainRecord& one) {
          return is_in_its_list(one.list, vocabulary_[one.term].kind);
        });
    if (!all_in_place) return write(full(), as_of, block);
    Row row{profile, nullptr, &units, as_of, number_of(as_of), {}, {}, full, block, block.rows};
    if (profile.birth) row.birth = days_of(*profile.birth);
    for (std::size_t list = 0; list < row.complete.size(); ++list) {
      row.complete[list] = profile.complete[list] || (assumed_complete[list] && !options_.strict);
    }
    write_row(row);
  }

  void write(const Patient& patient, Day as_of, Block& block) {
    const PlainParts parts = plain_parts_of(patient, as_of, vocabulary_);
    const FullPatient full = [&]() -> const Patient& { return patient; };
    Row row{parts.plain, &parts, nullptr, as_of, number_of(as_of),
            parts.birth, {},     full,    block, block.rows};
    for (const RecordList list : all_record_lists) {
      row.complete[static_cast<std::size_t>(list)] =
          patient.is_complete(list) || (patient.is_assumed_complete(list) && !options_.strict);
    }
    if (deceased_by(patient, as_of)) set_bit(block.deceased, row.number);
    decide_by_reference(row, patient);
    write_row(row);
  }

  const WriterCounts& counts() const { return counts_; }

 private:
  static DayRange days_of(const PlainDate& date) {
    return {Day{std::chrono::days{date.earliest}}, Day{std::chrono::days{date.latest}}};
  }

  void write_row(Row& row) {
    if (row.profile.sex) {
      set_bit(*row.profile.sex == Sex::male ? row.block.male : row.block.female, row.number);
    }
    for (std::size_t list = 0; list < row.complete.size(); ++list) {
      if (row.complete[list]) set_bit(row.block.complete[list], row.number);
    }
    for (const ColumnId column : results_.fill(row)) ask_column(row, column);
    place_ages(row);
    records_.see(row);
    for (const GateId gate : records_.touched()) {
      if (records_.is_true(gate)) {
        row.block.answers.push_back({gate, row.number, Truth::yes});
      } else {
        ask(row, gate);
      }
    }
    ++counts_.rows;
    if (row.asked_reference) ++counts_.rows_with_reference;
    ++row.block.rows;
  }

  void place_ages(Row& row) {
    if (!row.birth) return;
    for (const auto& [column, unit] : ages_) {
      const LimitTable& limits = plan_.columns[column.index].limits;
      const auto place_on = [&, period = unit](Day birth) {
        return limits.place_of_decimal(completed(std::min(birth, row.as_of), row.as_of, period),
                                       [] { return Rational(0); });
      };
      const Place youngest = place_on(row.birth->last);
      if (youngest == place_on(row.birth->first)) {
        row.block.cells_of(column)[row.number] = youngest;
      } else {
        ask_column(row, column);
      }
    }
  }

  void ask_column(Row& row, ColumnId column) {
    if (comparisons_.empty()) {
      comparisons_.resize(plan_.columns.size());
      for (std::uint32_t i = 0; i < plan_.gates.size(); ++i) {
        const Gate& gate = plan_.gates[i];
        if (gate.is_comparison()) comparisons_[gate.comparison().column.index].push_back({i});
      }
    }
    for (const GateId gate : comparisons_[column.index]) ask(row, gate);
  }

  void ask(Row& row, GateId gate) {
    const Truth truth =
        leaf_truth(leaf_program(plan_, gate), NodeId{0}, row.full(), vocabulary_, options_of(row));
    row.asked_reference = true;
    ++counts_.leaves_by_reference;
    row.block.answers.push_back({gate, row.number, truth});
  }

  ScreeningOptions options_of(const Row& row) const {
    ScreeningOptions options = options_;
    options.as_of = row.as_of;
    return options;
  }

  // Somebody's word, and days of the trial that the record gives, concern whole criteria.
  void decide_by_reference(Row& row, const Patient& patient) {
    if (!patient.anchors.empty()) {
      for (std::uint32_t i = 0; i < plan_.trials.size(); ++i) decide_trial(row, patient, {i});
      return;
    }
    if (patient.attestations.empty()) return;
    if (trials_.empty()) {
      for (std::uint32_t i = 0; i < plan_.trials.size(); ++i) {
        trials_[plan_.trials[i].id].push_back({i});
      }
    }
    std::string_view last;
    for (const auto& [key, holds] : patient.attestations) {
      const std::string_view trial = std::string_view(key).substr(0, key.find('/'));
      if (trial == last) continue;
      last = trial;
      const auto planned = trials_.find(trial);
      if (planned == trials_.end()) continue;
      for (const TrialIndex index : planned->second) decide_trial(row, patient, index);
    }
  }

  void decide_trial(Row& row, const Patient& patient, TrialIndex trial) {
    const Program* program = plan_.program_of(trial);
    if (program == nullptr) return;
    row.asked_reference = true;
    ++counts_.decisions_by_reference;
    const ReadPatient read{patient, {}, {}};
    const Decision decision = decide(*program, read, vocabulary_, options_of(row));
    ReferenceResults results{trial, row.number, {}};
    for (const CriterionDecision& criterion : decision.criteria) {
      results.results.push_back(criterion.result);
    }
    row.block.by_reference.push_back(std::move(results));
  }

  const Plan& plan_;
  const Vocabulary& vocabulary_;
  const ScreeningOptions& options_;
  ResultCells results_;
  RecordStates records_;
  // Of whom somebody gave their word; filled when that first is so.
  std::map<std::string_view, std::vector<TrialIndex>> trials_;
  std::vector<std::pair<ColumnId, Period::Unit>> ages_;
  std::vector<std::vector<GateId>> comparisons_;  // by column; filled when first needed
  WriterCounts counts_;
};

RowWriter::RowWriter(const Plan& plan, const Vocabulary& vocabulary,
                     const ScreeningOptions& options)
    : implementation_(std::make_unique<Implementation>(plan, vocabulary, options)) {}
RowWriter::~RowWriter() = default;

void RowWriter::write(const PlainProfile& profile, const std::vector<Unit>& units,
                      const std::array<bool, 4>& assumed_complete, Day as_of,
                      const FullPatient& full, Block& block) {
  implementation_->write(profile, units, assumed_complete, as_of, full, block);
}

void RowWriter::write(const Patient& patient, Day as_of, Block& block) {
  implementation_->write(patient, as_of, block);
}

const WriterCounts& RowWriter::counts() const {
  return implementation_->counts();
}

}  // namespace eligo::batch
