#include "command_report_kinds.h"

#include <fmt/format.h>

#include "command_report_cohort.h"
#include "command_report_wording.h"
#include "command_report_work_list.h"
#include "document/safe_file_name.h"
#include "report/checklist/eligibility_checklist.h"
#include "report/log/screening_log.h"
#include "report/sheet/render_patient_sheet.h"

namespace eligo {
namespace {

std::string stem_of(std::string_view folder, const Decision& decision) {
  return fmt::format("{}/{}/{}", folder, safe_file_name(decision.trial, ""),
                     safe_file_name(decision.patient, ""));
}

void append(std::vector<IndexLink>& links, std::vector<IndexLink> more) {
  for (IndexLink& link : more) links.push_back(std::move(link));
}

class PatientSheets : public ReportKind {
 public:
  explicit PatientSheets(ReportRun& run) : run_(run) {}

  void add(const ReportedDecision& reported) override {
    const PatientSheet sheet = patient_sheet(reported.screened);
    const Provenance& provenance = run_.provenance_of_trial[reported.trial];
    append(run_.links_of_patient, run_.write_page(stem_of("sheets", reported.screened.decision),
                                                  "sheet", render_html(sheet, provenance), [&] {
                                                    return render_markdown(sheet, provenance);
                                                  }));
  }

 private:
  ReportRun& run_;
};

class Checklists : public ReportKind {
 public:
  explicit Checklists(ReportRun& run) : run_(run) {}

  void add(const ReportedDecision& reported) override {
    const EligibilityChecklist checklist = eligibility_checklist(reported.screened);
    const Provenance& provenance = run_.provenance_of_trial[reported.trial];
    append(run_.links_of_patient,
           run_.write_page(stem_of("checklists", reported.screened.decision), "checklist",
                           render_html(checklist, provenance),
                           [&] { return render_markdown(checklist, provenance); }));
  }

 private:
  ReportRun& run_;
};

class ScreeningLogs : public ReportKind {
 public:
  explicit ScreeningLogs(ReportRun& run) : run_(run) {
    const LogCoding coding = run.codes ? LogCoding::keyed : LogCoding::numbered;
    for (const Program* program : run.programs) {
      logs_.push_back(screening_log(*program, coding, run.disclosure));
    }
  }

  void add(const ReportedDecision& reported) override {
    const std::string code = run_.codes ? run_.codes->code_of(reported.patient_id) : std::string();
    add_row(logs_[reported.trial], reported.screened.decision, code);
  }
  void add_rejected() override {
    for (ScreeningLog& log : logs_) ++log.rejected;
  }
  void finish() override {
    for (std::size_t trial = 0; trial < logs_.size(); ++trial) write(trial);
  }

 private:
  void write(std::size_t trial) {
    const ScreeningLog& log = logs_[trial];
    const Provenance& provenance = run_.provenance_of_trial[trial];
    std::vector<IndexLink>& links = run_.index.trials[trial].links;
    const std::string stem = "logs/" + safe_file_name(log.trial, "");
    append(links, run_.write_page(stem, "screening log", render_html(log, provenance),
                                  [&] { return render_markdown(log, provenance); }));
    if (run_.wants("csv")) {
      run_.write_file(stem + ".csv", render_csv(log), "screening log (CSV)", links);
    }
    if (!run_.wants("xlsx")) return;
    std::string why;
    if (const auto workbook = render_xlsx(log, provenance, why)) {
      run_.write_file(stem + ".xlsx", *workbook, "screening log (XLSX)", links);
    } else {
      run_.folder.refuse(fmt::format("{}.xlsx cannot be made: {}", stem, why));
    }
  }

  ReportRun& run_;
  std::vector<ScreeningLog> logs_;
};

template <typename Kind>
std::unique_ptr<ReportKind> make(ReportRun& run) {
  return std::make_unique<Kind>(run);
}

}  // namespace

const std::vector<ReportKindEntry>& report_kinds() {
  static const std::vector<ReportKindEntry> kinds = {
      {"sheet", "a page a patient and trial", {"html", "md", "pdf"}, true, make<PatientSheets>},
      {"checklist",
       "the criteria of a trial, to be answered by a person for one patient",
       {"html", "md", "pdf"},
       true,
       make<Checklists>},
      {"log",
       "who was screened for a trial, coded, with the outcome",
       {"html", "md", "pdf", "csv", "xlsx"},
       true,
       make<ScreeningLogs>},
      {"cohort",
       "what the criteria of a trial do to all patients together",
       {"html", "md", "pdf", "csv", "xlsx"},
       false,
       make_cohort_report},
      {"work-list",
       "what to find out of whom, over all trials",
       {"html", "md", "pdf", "csv", "xlsx"},
       true,
       make_work_list},
      {"changes",
       "what differs from an earlier run (--since) or from other rules (--against)",
       {"html", "md", "pdf", "csv", "xlsx"},
       true,
       make_changes},
      {"wording",
       "what is wrong with a trial's wording, in place in its document",
       {"html", "md", "pdf", "csv", "xlsx"},
       false,
       make_wording_report},
  };
  return kinds;
}

void ReportRun::write_file(const std::string& name, std::string_view content,
                           const std::string& label, std::vector<IndexLink>& links) {
  if (folder.write(name, content)) links.push_back({label, name});
}

std::vector<IndexLink> ReportRun::write_page(const std::string& stem, const std::string& label,
                                             const std::string& html,
                                             const std::function<std::string()>& markdown) {
  std::vector<IndexLink> links;
  const auto labelled = [&](std::string_view format) {
    return links.empty() ? label : fmt::format("{} ({})", label, format);
  };
  if (wants("html")) write_file(stem + ".html", html, label, links);
  if (wants("pdf") && printer) {
    std::string why;
    if (const auto pdf = printer->print(html, why)) {
      write_file(stem + ".pdf", *pdf, labelled("PDF"), links);
    } else {
      folder.refuse(fmt::format("{}.pdf cannot be made: {}", stem, why));
    }
  }
  if (wants("md")) write_file(stem + ".md", markdown(), labelled("Markdown"), links);
  return links;
}

}  // namespace eligo
