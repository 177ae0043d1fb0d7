#include "command_report_wording.h"

#include <fmt/format.h>

#include <filesystem>

#include "audit/audit.h"
#include "document/safe_file_name.h"
#include "report/wording/render_wording.h"

namespace eligo {
namespace {

class WordingReports : public ReportKind {
 public:
  explicit WordingReports(ReportRun& run) : run_(run) {}

  void add(const ReportedDecision& /*decision*/) override {}
  void finish() override {
    Auditor auditor(run_.vocabulary);
    for (std::size_t trial = 0; trial < run_.programs.size(); ++trial) {
      const Program& program = *run_.programs[trial];
      const std::filesystem::path path =
          std::filesystem::path(program.rule_file).parent_path() / program.document;
      const Result<Document> document = read_document(path);
      if (!document) {
        run_.folder.refuse(fmt::format("the wording of {} is not reported: {} cannot be read",
                                       program.trial, path.string()));
        continue;
      }
      const AuditOptions options;
      write(trial, wording_report(program, *document, auditor.audit(program, *document, options),
                                  options.prove));
    }
  }

 private:
  void write(std::size_t trial, const WordingReport& report) {
    const Provenance& provenance = run_.provenance_of_trial[trial];
    std::vector<IndexLink>& links = run_.index.trials[trial].links;
    const std::string stem = "wording/" + safe_file_name(report.trial, "");
    for (IndexLink& link : run_.write_page(stem, "wording", render_html(report, provenance),
                                           [&] { return render_markdown(report, provenance); })) {
      links.push_back(std::move(link));
    }
    const Table table = table_of(report);
    if (run_.wants("csv")) {
      run_.write_file(stem + ".csv", render_csv(table), "wording (CSV)", links);
    }
    if (!run_.wants("xlsx")) return;
    std::string why;
    const Day no_day{std::chrono::year{2000} / std::chrono::January / 1};
    if (const auto workbook = render_xlsx({table}, report.trial + " · wording", no_day, why)) {
      run_.write_file(stem + ".xlsx", *workbook, "wording (XLSX)", links);
    } else {
      run_.folder.refuse(fmt::format("{}.xlsx cannot be made: {}", stem, why));
    }
  }

  ReportRun& run_;
};

}  // namespace

std::unique_ptr<ReportKind> make_wording_report(ReportRun& run) {
  return std::make_unique<WordingReports>(run);
}

}  // namespace eligo
