#include "serve/session_reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "document/safe_file_name.h"
#include "document/sha256.h"
#include "report/checklist/eligibility_checklist.h"
#include "report/log/screening_log.h"
#include "report/sheet/render_patient_sheet.h"
#include "report/wording/render_wording.h"
#include "report/work_list/render_work_list.h"

namespace eligo {
namespace {

using Query = std::map<std::string, std::string>;

std::string value_of(const Query& query, const std::string& name) {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> content_types = {{
    {"html", "text/html; charset=utf-8"},
    {"md", "text/markdown; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
}};

// A file to be saved. Its name is safe in a header and on a disk: bytes beyond ASCII are replaced.
Response file_response(const std::string& stem, const std::string& format, std::string content) {
  std::string name = safe_file_name(stem, "." + format);
  std::replace_if(
      name.begin(), name.end(),
      [](char c) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        return !is_plain;
      },
      '_');
  Response response;
  for (const auto& [ending, type] : content_types) {
    if (ending == format) response.content_type = type;
  }
  response.fields.push_back(
      {"Content-Disposition", fmt::format("attachment; filename=\"{}\"", name)});
  response.body = std::move(content);
  return response;
}

// One report of one request.
class ReportRequest {
 public:
  ReportRequest(const SessionReports& settings, Workspace& workspace, const Query& query)
      : settings_(settings),
        workspace_(workspace),
        state_(workspace.state()),
        format_(value_of(query, "format")),
        trial_id_(value_of(query, "trial")),
        patient_id_(value_of(query, "patient")) {
    trial_ = state_->trial(trial_id_);
    for (const WorkspacePatientPointer& patient : state_->patients) {
      if (workspace.reason_to_reject(*state_, *patient)) {
        ++rejected_;
      } else {
        patients_.push_back(patient);
      }
    }
    rejected_ += state_->rejected.size();
  }

  Response sheet() {
    return of_patient([&](const ScreenedPatient& screened) {
      const PatientSheet sheet = patient_sheet(screened);
      return page("sheet", sheet);
    });
  }

  Response checklist() {
    return of_patient([&](const ScreenedPatient& screened) {
      return page("checklist", eligibility_checklist(screened));
    });
  }

  Response log() {
    if (trial_ == nullptr) return missing("trial", trial_id_);
    ScreeningLog log = screening_log(trial_->program(), LogCoding::numbered, Disclosure::full);
    log.rejected = rejected_;
    if (!for_each([&](const ScreenedPatient& screened, const Patient&) {
          add_row(log, screened.decision, "");
        })) {
      return stopped();
    }
    const std::string stem = trial_id_ + "-log";
    if (format_ == "csv") return file_response(stem, format_, render_csv(log));
    if (format_ == "xlsx") {
      std::string why;
      return workbook(stem, render_xlsx(log, provenance(), why), why);
    }
    return page("log", log);
  }

  Response cohort() {
    if (trial_ == nullptr) return missing("trial", trial_id_);
    CohortCollector collector(trial_->program(), workspace_.vocabulary(), Disclosure::full,
                              state_->strict);
    for (std::size_t i = 0; i < rejected_; ++i) collector.add_rejected();
    if (!for_each([&](const ScreenedPatient& screened, const Patient& patient) {
          collector.add(screened, patient.sex);
        })) {
      return stopped();
    }
    const CohortReport report = collector.report();
    const std::string stem = trial_id_ + "-cohort";
    if (format_ == "md") {
      return file_response(stem, format_,
                           render_markdown(report, SmallCounts::shown, provenance()));
    }
    if (format_ == "xlsx") {
      std::string why;
      return workbook(stem, render_xlsx(report, SmallCounts::shown, provenance(), why), why);
    }
    CohortDrawings drawings;
    if (settings_.draw) drawings = settings_.draw(report);
    return file_response(stem, format_,
                         render_html(report, drawings, SmallCounts::shown, provenance()));
  }

  Response work_list() {
    std::vector<const Program*> programs;
    for (const auto& [id, trial] : state_->trials) programs.push_back(&trial.program());
    WorkListCollector collector(programs, Disclosure::full);
    for (const WorkspacePatientPointer& patient : patients_) {
      if (workspace_.is_stopped()) return stopped();
      for (std::size_t i = 0; i < programs.size(); ++i) {
        const ScreenedPatient screened = workspace_.screened(*state_, *programs[i], patient->read);
        collector.add(i, screened, screened);
      }
    }
    const WorkList list = collector.take();
    if (format_ == "csv") return file_response("work-list", format_, render_csv(table_of(list)));
    if (format_ == "xlsx") {
      std::string why;
      return workbook("work-list", render_xlsx({table_of(list)}, "work list", provenance(), why),
                      why);
    }
    return page("work-list", list);
  }

  Response wording() {
    if (trial_ == nullptr) return missing("trial", trial_id_);
    const auto document = trial_->rules->documents.find(trial_->program().document);
    if (document == trial_->rules->documents.end()) {
      return error_response(404, "the trial has no document in this session");
    }
    const WordingReport report =
        wording_report(trial_->program(), *document->second, *workspace_.findings(*trial_), true);
    if (format_ == "csv") {
      return file_response(trial_id_ + "-wording", format_, render_csv(table_of(report)));
    }
    return page("wording", report);
  }

 private:
  Response missing(std::string_view what, const std::string& id) const {
    if (id.empty()) return error_response(400, fmt::format("the report needs a {}", what));
    return error_response(404, fmt::format("there is no {} \"{}\" in this session", what, id));
  }
  static Response stopped() { return error_response(503, "the server ends"); }

  Response workbook(const std::string& stem, std::optional<std::string> content,
                    const std::string& why) const {
    if (!content) return error_response(500, "the workbook cannot be made: " + why);
    return file_response(stem, format_, *std::move(content));
  }

  template <typename Report>
  Response page(std::string_view kind, const Report& report) {
    std::string stem(kind);
    if (kind != "work-list") stem = trial_id_ + "-" + stem;
    if (!patient_id_.empty() && (kind == "sheet" || kind == "checklist")) {
      stem = patient_id_ + "-" + stem;
    }
    return file_response(stem, format_,
                         format_ == "md" ? render_markdown(report, provenance())
                                         : render_html(report, provenance()));
  }

  Response of_patient(const std::function<Response(const ScreenedPatient&)>& make) {
    if (trial_ == nullptr) return missing("trial", trial_id_);
    const auto patient = std::find_if(patients_.begin(), patients_.end(), [&](const auto& one) {
      return one->read.patient.id == patient_id_;
    });
    if (patient == patients_.end()) return missing("patient", patient_id_);
    patients_ = {*patient};
    return make(workspace_.screened(*state_, trial_->program(), patients_.front()->read));
  }

  // False where the server ends meanwhile.
  bool for_each(const std::function<void(const ScreenedPatient&, const Patient&)>& take) {
    for (const WorkspacePatientPointer& patient : patients_) {
      if (workspace_.is_stopped()) return false;
      take(workspace_.screened(*state_, trial_->program(), patient->read), patient->read.patient);
    }
    return true;
  }

  Provenance provenance() const {
    Provenance made;
    made.version = settings_.version;
    Sha256 rules;
    for (const auto& [id, trial] : state_->trials) rules.add(trial.rules->sha256);
    made.rules_sha256 = trial_ != nullptr ? trial_->rules->sha256 : rules.finish();
    if (trial_ != nullptr) {
      const std::string& name = trial_->rules->name;
      made.rule_file = name.substr(name.find_last_of('/') + 1);
    }
    Sha256 records;
    std::vector<std::string> inputs;
    bool all_known = true;
    for (const WorkspacePatientPointer& patient : patients_) {
      records.add(patient->record);
      all_known = all_known && !patient->record.empty();
      inputs.push_back(patient->input);
    }
    made.input_sha256 = all_known ? records.finish() : "not known (FHIR)";
    std::sort(inputs.begin(), inputs.end());
    inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
    made.input_files = inputs.size();
    made.options = settings_.options;
    if (state_->strict) made.options.emplace_back("no assumption is used (--strict)");
    made.options.emplace_back(
        "made in a session of eligo serve: rules and records as they stood there");
    return made;
  }

  const SessionReports& settings_;
  Workspace& workspace_;
  Workspace::State state_;
  std::string format_;
  std::string trial_id_;
  std::string patient_id_;
  const WorkspaceTrial* trial_ = nullptr;
  std::vector<WorkspacePatientPointer> patients_;  // that the report is about
  std::size_t rejected_ = 0;
};

struct Maker {
  SessionReportKind kind;
  Response (ReportRequest::*make)();
};

const std::vector<Maker>& makers() {
  static const std::vector<Maker> all = {
      {{"sheet", "Patient sheet", {"html", "md"}, {"trial", "patient"}}, &ReportRequest::sheet},
      {{"checklist", "Eligibility checklist", {"html", "md"}, {"trial", "patient"}},
       &ReportRequest::checklist},
      {{"log", "Screening log", {"html", "md", "csv", "xlsx"}, {"trial"}}, &ReportRequest::log},
      {{"cohort", "Cohort report", {"html", "md", "xlsx"}, {"trial"}}, &ReportRequest::cohort},
      {{"wording", "Wording of the criteria", {"html", "md", "csv"}, {"trial"}},
       &ReportRequest::wording},
      {{"work-list", "Work list", {"html", "md", "csv", "xlsx"}, {}}, &ReportRequest::work_list},
  };
  return all;
}

Response make_report(const SessionReports& settings, Workspace& workspace, const Query& query) {
  const std::string kind = value_of(query, "kind");
  const auto maker = std::find_if(makers().begin(), makers().end(),
                                  [&](const Maker& one) { return one.kind.kind == kind; });
  if (maker == makers().end()) {
    return error_response(400, fmt::format("there is no report \"{}\"", kind),
                          "GET /api/state lists those that there are");
  }
  const std::string format = value_of(query, "format");
  const std::vector<std::string>& formats = maker->kind.formats;
  if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
    return error_response(400, fmt::format("{} cannot be written as \"{}\"", kind, format),
                          fmt::format("it is written as {}", fmt::join(formats, ", ")));
  }
  ReportRequest request(settings, workspace, query);
  return (request.*maker->make)();
}

}  // namespace

ReportMaker session_reports(SessionReports settings) {
  ReportMaker reports;
  for (const Maker& maker : makers()) reports.kinds.push_back(maker.kind);
  const auto shared = std::make_shared<const SessionReports>(std::move(settings));
  reports.make = [shared](Workspace& workspace, const Query& query) {
    return make_report(*shared, workspace, query);
  };
  return reports;
}

}  // namespace eligo
