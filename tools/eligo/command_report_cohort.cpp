#include "command_report_cohort.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "document/safe_file_name.h"
#include "report/cohort/render_cohort.h"
#include "run_program.h"

namespace eligo {
namespace {

constexpr std::chrono::seconds drawing_limit{60};  // for all charts of a trial

// gnuplot as ELIGO_GNUPLOT names it, else the first on the path; empty where there is none.
std::string drawing_program() {
  if (const char* named = std::getenv("ELIGO_GNUPLOT"); named != nullptr) {
    return std::filesystem::is_regular_file(named) ? named : "";
  }
  return program_on_path({"gnuplot"}).value_or("");
}

class CohortReports : public ReportKind {
 public:
  explicit CohortReports(ReportRun& run)
      : run_(run), small_(run.options.hide_small ? SmallCounts::hidden : SmallCounts::shown) {
    for (const Program* program : run.programs) {
      collectors_.emplace_back(*program, run.vocabulary, run.disclosure, run.options.choice.strict);
    }
  }

  void add(const ReportedDecision& reported) override {
    collectors_[reported.trial].add(reported.full, reported.read.patient.sex);
  }
  void add_rejected() override {
    for (CohortCollector& collector : collectors_) collector.add_rejected();
  }
  void finish() override {
    for (std::size_t trial = 0; trial < collectors_.size(); ++trial) write(trial);
  }

 private:
  void write(std::size_t trial) {
    const CohortReport report = collectors_[trial].report();
    const Provenance& provenance = run_.provenance_of_trial[trial];
    std::vector<IndexLink>& links = run_.index.trials[trial].links;
    const std::string stem = "cohort/" + safe_file_name(report.trial, "");
    if (run_.wants("html") || run_.wants("pdf") || run_.wants("md")) {
      const CohortDrawings drawn = drawings_of_report(report, small_);
      for (IndexLink& link :
           run_.write_page(stem, "cohort", render_html(report, drawn, small_, provenance),
                           [&] { return render_markdown(report, small_, provenance); })) {
        links.push_back(std::move(link));
      }
    }
    if (run_.wants("csv")) {
      for (const Table& table : tables_of(report, small_)) {
        run_.write_file(fmt::format("{}-{}.csv", stem, safe_file_name(table.name, "")),
                        render_csv(table), fmt::format("cohort, {} (CSV)", table.name), links);
      }
    }
    if (!run_.wants("xlsx")) return;
    std::string why;
    if (const auto workbook = render_xlsx(report, small_, provenance, why)) {
      run_.write_file(stem + ".xlsx", *workbook, "cohort (XLSX)", links);
    } else {
      run_.folder.refuse(fmt::format("{}.xlsx cannot be made: {}", stem, why));
    }
  }

  ReportRun& run_;
  SmallCounts small_;
  std::vector<CohortCollector> collectors_;
};

}  // namespace

CohortDrawings drawings_of_report(const CohortReport& report, SmallCounts small) {
  CohortDrawings drawn;
  drawn.charts = cohort_charts(report, small);
  if (drawn.charts.charts.empty()) return drawn;
  const std::string program = drawing_program();
  if (program.empty()) {
    drawn.why_none = "gnuplot, which draws the charts, is not installed (package gnuplot-nox)";
    return drawn;
  }
  std::string why = "its output is not what was asked for";
  const auto output = output_of_program(program, {"-d", "-"}, gnuplot_script(drawn.charts.charts),
                                        drawing_limit, why);
  if (output) drawn.drawings = drawings_of(drawn.charts.charts, *output);
  if (drawn.drawings.empty()) drawn.why_none = "gnuplot could not draw the charts: " + why;
  return drawn;
}

std::unique_ptr<ReportKind> make_cohort_report(ReportRun& run) {
  return std::make_unique<CohortReports>(run);
}

}  // namespace eligo
