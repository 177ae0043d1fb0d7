#include "population_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "decide/decide.h"
#include "decide/outlook.h"
#include "document/sha256.h"
#include "input_files.h"
#include "report/render_compact.h"
#include "report/render_json.h"
#include "rule_cache.h"

namespace eligo {
namespace {

CompactDecision compact(const batch::RowDecision& row) {
  const batch::PlannedTrial& trial = row.trial();
  CompactDecision decision{trial.id, row.patient, row.as_of, row.verdict, {}, {}};
  const auto id_of = [&](std::uint32_t i) -> const std::string& {
    return row.plan.id_of(trial.criteria[i]);
  };
  decision.failing.reserve(row.failing.size());
  decision.unknown.reserve(row.unknown.size());
  for (const std::uint32_t i : row.failing) decision.failing.push_back(id_of(i));
  for (const std::uint32_t i : row.unknown) decision.unknown.push_back(id_of(i));
  return decision;
}

bool wants_reasons(const ScreenOptions& options, Verdict verdict) {
  return std::find(options.reasons.begin(), options.reasons.end(), name_of(verdict)) !=
         options.reasons.end();
}

// The reference evaluator's decision, which has the reasons.
Decision decision_in_full(const ScreenRun& run, const Program& program,
                          const batch::RowDecision& row, const ReadPatient& patient) {
  ScreeningOptions screening = run.screening;
  screening.as_of = row.as_of;
  Decision decision = decide(program, patient, run.vocabulary, screening);
  add_outlook(program, patient, run.vocabulary, screening, decision);
  return decision;
}

// What of a program makes decisions.
void add_program(const Program& program, const std::function<void(std::string_view)>& add) {
  add(program.trial);
  for (const Criterion& criterion : program.criteria) {
    add(criterion.id);
    add(criterion.root ? std::to_string(criterion.root->index) : "lost");
    for (const OtherReading& other : criterion.other_readings) {
      add(std::to_string(other.root.index));
    }
  }
  for (const Node& node : program.nodes) add(node.text);
  for (const ConflictingStatements& conflict : program.conflicts) {
    add(fmt::format("conflict {} {}", conflict.first.index, conflict.second.index));
  }
  for (const WithheldList& list : program.withheld) add(name_of(list.kind));
}

}  // namespace

batch::LineOptions line_options(const ScreenRun& run) {
  batch::LineOptions options;
  options.screening = run.screening;
  options.as_of = run.day;
  options.today = today();
  options.patients.insert(run.options.choice.patient_ids.begin(),
                          run.options.choice.patient_ids.end());
  // A patient of whom nothing is known has every list that the run takes to be complete.
  Patient nobody;
  take_as_complete(run.options.choice, nobody);
  options.assumed_complete = nobody.assumed_complete;
  return options;
}

batch::LineRenderer line_renderer(const ScreenRun& run) {
  batch::LineRenderer renderer;
  if (run.options.format == "ndjson") {
    renderer.asks_for_patients = !run.options.reasons.empty();
    renderer.decision = [&run](const batch::RowDecision& row, const batch::WholePatient& patient,
                               std::string& to) {
      const Program* program =
          wants_reasons(run.options, row.verdict) ? row.plan.program_of(row.index) : nullptr;
      if (program != nullptr) {
        to += render_json(decision_in_full(run, *program, row, patient())) + "\n";
      } else {
        append_compact_json(compact(row), to);
      }
    };
    renderer.rejection = [](const RejectedRecord& rejected, std::string& to) {
      to += render_json(rejected) + "\n";
    };
  } else if (run.options.format == "csv") {
    renderer.decision = [](const batch::RowDecision& row, const batch::WholePatient&,
                           std::string& to) { append_compact_csv(compact(row), to); };
    renderer.rejection = [](const RejectedRecord& rejected, std::string& to) {
      append_compact_csv(rejected, to);
    };
  }
  return renderer;
}

std::string digest_of_run(const ScreenRun& run, const PreparedRules& rules,
                          const std::vector<std::string>& files) {
  const ScreenOptions& options = run.options;
  const ScreeningChoice& choice = options.choice;
  Sha256 digest;
  const auto add = [&](std::string_view text) {
    digest.add(fmt::format("{}:", text.size()));
    digest.add(text);
  };
  const auto add_all = [&](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) add(text);
    add("/");
  };
  add(ELIGO_VERSION);
  add(options.format);
  add(choice.as_of.empty() ? date_text(today()) : choice.as_of);
  add(choice.max_age);
  add(choice.strict ? "strict" : "");
  add_all(choice.anchors);
  add_all(choice.assume_complete);
  add_all(choice.patient_ids);
  add_all(options.reasons);
  if (!choice.codes.empty()) {
    if (const Result<std::string> codes = read_whole(choice.codes, std::size_t{1} << 30U)) {
      add(*codes);
    }
  }
  for (const Program* program : rules.programs) add_program(*program, add);
  add_all(files);
  return digest.finish();
}

}  // namespace eligo
