#pragma once

// The kinds of reports that `eligo report` makes. A new one is a class in a file of its own and a
// line in command_report_kinds.cpp.

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "command_report_folder.h"
#include "command_report_options.h"
#include "command_report_pdf.h"
#include "report/index/report_index.h"
#include "report/screened/patient_codes.h"
#include "report/screened/screened_patient.h"

namespace eligo {

// What a kind is given, and where it puts what it makes.
struct ReportRun {
  const Vocabulary& vocabulary;
  const std::vector<const Program*>& programs;  // of the chosen trials; "trial" below is a position
  const ReportOptions& options;
  std::set<std::string> formats;  // "html", "md", "pdf", "csv", "xlsx"
  Disclosure disclosure{};
  std::optional<PatientCodes> codes;  // set where --key is given
  std::optional<PdfPrinter> printer;  // set where PDF is wanted
  std::vector<Provenance> provenance_of_trial;
  Provenance provenance;  // of what is over all trials
  ReportFolder& folder;
  ReportIndex index;
  std::vector<IndexLink> links_of_patient;  // to the pages about the patient and trial at hand

  bool wants(const std::string& format) const { return formats.contains(format); }

  // Writes `stem`.html, .pdf and .md, those that are wanted, and returns links to them; the first
  // is called `label`, the others after their format. `markdown` is made only where it is wanted.
  std::vector<IndexLink> write_page(const std::string& stem, const std::string& label,
                                    const std::string& html,
                                    const std::function<std::string()>& markdown);
  // Writes a file and adds a link to it, unless it could not be written.
  void write_file(const std::string& name, std::string_view content, const std::string& label,
                  std::vector<IndexLink>& links);
};

// One decision on the way to the kinds: as it may be shown, and whose it is in the record.
struct ReportedDecision {
  std::size_t trial = 0;
  const ScreenedPatient& screened;  // de-identified where the options ask for it; with
                                    // --counts-only everything, and then no kind names anybody
  const std::string& patient_id;    // as recorded; never to be written where de-identified
  // For counting and for deciding anew; nothing of these is to be written where de-identified.
  const ScreenedPatient& full;
  const ReadPatient& read;
  const ScreeningOptions& screening;
};

class ReportKind {
 public:
  ReportKind() = default;
  ReportKind(const ReportKind&) = delete;
  ReportKind& operator=(const ReportKind&) = delete;
  virtual ~ReportKind() = default;

  // Each patient against each trial, patient by patient, in the order of the input.
  virtual void add(const ReportedDecision& decision) = 0;
  virtual void add_rejected() {}
  // After the last patient.
  virtual void finish() {}
};

struct ReportKindEntry {
  std::string name;                  // for --kind
  std::string does;                  // for --help
  std::vector<std::string> formats;  // that it can be written in
  bool names_patients = false;       // has pages or rows about single patients: none of it is
                                     // written with --counts-only
  std::unique_ptr<ReportKind> (*make)(ReportRun& run);
};
const std::vector<ReportKindEntry>& report_kinds();

}  // namespace eligo
