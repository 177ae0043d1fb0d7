#pragma once

// The pages that lead to the other files of a report.

#include <cstddef>
#include <string>
#include <vector>

#include "report/cohort/shown_count.h"
#include "report/page/provenance.h"

namespace eligo {

// A file of the report, by its path under the report's folder.
struct IndexLink {
  std::string label;  // "patient sheet", or a format: "PDF"
  std::string path;
};

struct IndexTrial {
  std::string trial;
  std::string title;
  std::string rule_file;
  std::string rules_sha256;
  std::size_t eligible = 0;
  std::size_t ineligible = 0;
  std::size_t undetermined = 0;
  std::vector<IndexLink> links;
};

struct IndexInput {
  std::string name;  // as it was named; left out where the report is de-identified
  std::string sha256;
};

struct ReportIndex {
  Disclosure disclosure{};
  SmallCounts small = SmallCounts::shown;
  std::size_t patients = 0;
  std::size_t rejected = 0;
  std::vector<IndexTrial> trials;
  std::vector<IndexLink> links;  // to what is over all trials
  std::vector<IndexInput> inputs;
};
std::string render_html(const ReportIndex& index, const Provenance& provenance);

// The patients of one trial, each with the pages about them.
struct PatientListRow {
  std::string patient;
  std::string summary;
  Day as_of;
  Verdict verdict{};
  std::size_t fail = 0;
  std::size_t open = 0;
  std::vector<IndexLink> links;
};
struct PatientList {
  Disclosure disclosure{};
  std::string trial;
  std::string title;
  std::vector<PatientListRow> rows;
};
// `path`: the page's own, so that links lead from it.
std::string render_html(const PatientList& list, const std::string& path,
                        const Provenance& provenance);

// The address of the file `target` on a page at `page`, both paths under one folder.
std::string relative_address(std::string_view target, std::string_view page);

}  // namespace eligo
