#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "report/page/provenance.h"
#include "report/screened/screened_patient.h"

namespace eligo {

// How the log names patients.
enum class LogCoding {
  numbered,  // in the order of the input: 0001, 0002, …; the list that links them is not written
  keyed,     // by PatientCodes: the same in every run with the same key
};

struct ScreeningLogRow {
  std::string code;
  Day as_of;
  Verdict verdict{};
  bool deceased = false;
  std::vector<std::size_t> failing;  // positions in the log's criteria: exclusions first
  std::vector<std::size_t> open;
};

struct LogCriterion {
  std::string id;
  std::string sentence;
};

// Who was screened for a trial, without anything that names a person: no id, no age, no date but
// that of the screening, no value.
struct ScreeningLog {
  Disclosure disclosure{};
  LogCoding coding{};
  std::string trial;
  std::string title;
  std::vector<LogCriterion> criteria;
  bool has_criteria = true;           // besides the registry's header facts
  std::vector<std::string> withheld;  // lists that the document does not give
  std::vector<ScreeningLogRow> rows;
  std::size_t rejected = 0;  // records that could not be read; they are in no row
};

ScreeningLog screening_log(const Program& program, LogCoding coding, Disclosure disclosure);
// `code`: the patient's; empty where the log numbers them.
void add_row(ScreeningLog& log, const Decision& decision, const std::string& code);

std::size_t count_of(const ScreeningLog& log, Verdict verdict);
// "E5: Evidence of renal dysfunction, …", of the first thing that keeps the patient out; of an
// undetermined patient what is open; empty for an eligible one.
std::string reason_words(const ScreeningLog& log, const ScreeningLogRow& row);

std::string render_html(const ScreeningLog& log, const Provenance& provenance);
std::string render_markdown(const ScreeningLog& log, const Provenance& provenance);
std::string render_csv(const ScreeningLog& log);
// A workbook: the log, and a sheet on what it rests on. Nothing where it cannot be made.
std::optional<std::string> render_xlsx(const ScreeningLog& log, const Provenance& provenance,
                                       std::string& why);

}  // namespace eligo
