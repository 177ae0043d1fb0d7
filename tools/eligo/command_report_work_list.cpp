#include "command_report_work_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "command_report_digests.h"
#include "decide/decide.h"
#include "document/safe_file_name.h"
#include "report/work_list/earlier_run.h"
#include "report/work_list/render_work_list.h"

namespace eligo {
namespace {

void add_all(std::vector<IndexLink> more, std::vector<IndexLink>& links) {
  for (IndexLink& link : more) links.push_back(std::move(link));
}

void write_workbook(ReportRun& run, const std::string& stem, const std::string& label,
                    std::vector<Table> tables) {
  if (!run.wants("xlsx")) return;
  std::string why;
  if (const auto workbook = render_xlsx(std::move(tables), label, run.provenance, why)) {
    run.write_file(stem + ".xlsx", *workbook, label + " (XLSX)", run.index.links);
  } else {
    run.folder.refuse(fmt::format("{}.xlsx cannot be made: {}", stem, why));
  }
}

class WorkLists : public ReportKind {
 public:
  explicit WorkLists(ReportRun& run) : run_(run), collector_(run.programs, run.disclosure) {}

  void add(const ReportedDecision& reported) override {
    collector_.add(reported.trial, reported.screened, reported.full);
  }
  void finish() override {
    const WorkList list = collector_.take();
    add_all(run_.write_page("work-list", "work list", render_html(list, run_.provenance),
                            [&] { return render_markdown(list, run_.provenance); }),
            run_.index.links);
    const Table table = table_of(list);
    if (run_.wants("csv")) {
      run_.write_file("work-list.csv", render_csv(table), "work list (CSV)", run_.index.links);
    }
    write_workbook(run_, "work-list", "work list", {table});
  }

 private:
  ReportRun& run_;
  WorkListCollector collector_;
};

// The decisions of the file; nothing, with the reason said, where it cannot be read.
std::optional<EarlierRun> read_earlier(const std::string& file, ReportFolder& folder) {
  std::ifstream lines(file, std::ios::binary);
  if (!lines || std::filesystem::is_directory(file)) {
    folder.refuse(fmt::format("{} cannot be read, so that nothing is compared with it", file),
                  "--since names what eligo screen --format ndjson wrote");
    return std::nullopt;
  }
  EarlierRun run;
  for (std::string line; std::getline(lines, line);) run.add_line(line);
  if (run.decisions() == 0) {
    folder.refuse(fmt::format("{} holds no decision, so that nothing is compared with it", file),
                  "--since names what eligo screen --format ndjson wrote");
    return std::nullopt;
  }
  return run;
}

// Rules as they were before an amendment, against the same patients.
class Amendment {
 public:
  Amendment(const ReportRun& run, const std::vector<std::string>& files)
      : collector_(run.programs, run.disclosure) {
    rules_ = load_all_rules(files, run.vocabulary);
    std::vector<IndexInput> inputs;
    for (const std::string& file : rules_.files) {
      inputs.push_back({std::filesystem::path(file).filename().string(),
                        sha256_of_file(file).value_or("not known")});
    }
    Changes& changes = collector_.changes();
    changes.is_amendment = true;
    changes.against_sha256 = sha256_of_all(inputs);
    changes.against =
        inputs.size() == 1 ? inputs.front().name : fmt::format("{} rule files", inputs.size());
    for (std::size_t i = 0; i < run.programs.size(); ++i) {
      for (const Program& before : rules_.programs) {
        if (before.trial == run.programs[i]->trial) before_[i] = &before;
      }
    }
    for (const Program& before : rules_.programs) {
      const bool is_now = std::any_of(before_.begin(), before_.end(),
                                      [&](const auto& one) { return one.second == &before; });
      if (!is_now) changes.other_trials.push_back(before.trial);
    }
    for (const auto& [trial, program] : before_) {
      matched_[trial] = matched_criteria(*program, *run.programs[trial]);
      changes.trials[trial].sentences = matched_[trial].changes;
    }
  }

  bool any() const { return !before_.empty(); }
  void add(const ReportedDecision& reported, const Vocabulary& vocabulary) {
    const auto before = before_.find(reported.trial);
    if (before == before_.end()) return;
    const EarlierDecision earlier =
        as_called_now(decide(*before->second, reported.read, vocabulary, reported.screening),
                      matched_[reported.trial]);
    collector_.add(reported.trial, reported.full.decision, reported.screened.decision.patient,
                   &earlier);
  }
  Changes take() { return collector_.take(); }

 private:
  LoadedRules rules_;
  std::map<std::size_t, const Program*> before_;
  std::map<std::size_t, MatchedCriteria> matched_;
  ChangeCollector collector_;
};

class ChangeReports : public ReportKind {
 public:
  explicit ChangeReports(ReportRun& run)
      : run_(run), since_collector_(run.programs, run.disclosure) {
    if (!run.options.since.empty()) {
      earlier_ = read_earlier(run.options.since, run.folder);
      Changes& changes = since_collector_.changes();
      changes.against = std::filesystem::path(run.options.since).filename().string();
      changes.against_sha256 = sha256_of_file(run.options.since).value_or("not known");
    }
    if (run.options.against.empty()) return;
    amendment_.emplace(run, run.options.against);
    if (amendment_->any()) return;
    run.folder.refuse("none of the rules that --against names is about one of the trials");
    amendment_.reset();
  }

  void add(const ReportedDecision& reported) override {
    if (earlier_) {
      since_collector_.add(reported.trial, reported.full.decision,
                           reported.screened.decision.patient,
                           earlier_->find(reported.full.decision.trial, reported.patient_id));
    }
    if (amendment_) amendment_->add(reported, run_.vocabulary);
  }
  void finish() override {
    if (earlier_) {
      add_gone();
      write("changes-since", "what changed since " + run_.options.since, since_collector_.take());
    }
    if (amendment_) write("changes-against", "what the amendment changes", amendment_->take());
  }

 private:
  void add_gone() {
    Changes& changes = since_collector_.changes();
    changes.unread_lines = earlier_->unread_lines();
    std::map<std::string, std::size_t> position;
    for (std::size_t i = 0; i < run_.programs.size(); ++i) position[run_.programs[i]->trial] = i;
    for (const auto& [key, kept] : earlier_->all()) {
      const auto trial = position.find(key.first);
      if (kept.was_asked_for) continue;
      if (trial == position.end()) {
        if (changes.other_trials.empty() || changes.other_trials.back() != key.first) {
          changes.other_trials.push_back(key.first);
        }
        continue;
      }
      std::string shown_as = key.second;
      if (run_.disclosure == Disclosure::deidentified) {
        shown_as = run_.codes ? run_.codes->code_of(key.second) : std::string();
      }
      since_collector_.add_gone(trial->second, shown_as, kept.decision);
    }
  }

  void write(const std::string& stem, const std::string& label, const Changes& changes) {
    add_all(run_.write_page(stem, label, render_html(changes, run_.provenance),
                            [&] { return render_markdown(changes, run_.provenance); }),
            run_.index.links);
    std::vector<Table> tables = tables_of(changes);
    if (run_.wants("csv")) {
      for (const Table& table : tables) {
        run_.write_file(fmt::format("{}-{}.csv", stem, table.name), render_csv(table),
                        fmt::format("{}, {} (CSV)", label, table.name), run_.index.links);
      }
    }
    write_workbook(run_, stem, label, std::move(tables));
  }

  ReportRun& run_;
  ChangeCollector since_collector_;
  std::optional<EarlierRun> earlier_;
  std::optional<Amendment> amendment_;
};

}  // namespace

std::unique_ptr<ReportKind> make_work_list(ReportRun& run) {
  return std::make_unique<WorkLists>(run);
}

std::unique_ptr<ReportKind> make_changes(ReportRun& run) {
  return std::make_unique<ChangeReports>(run);
}

}  // namespace eligo
