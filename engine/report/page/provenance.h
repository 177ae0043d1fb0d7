#pragma once

// What a report rests on, so that a reader can tell which rules and records it was made from.

#include <optional>
#include <string>
#include <vector>

#include "report/page/template.h"
#include "report/screened/screened_patient.h"

namespace eligo {

struct Provenance {
  std::string version;       // of Eligo
  std::string rule_file;     // as it was named; empty for a report over several trials
  std::string rules_sha256;  // of that file, or of the list of all
  std::string input_sha256;  // of the patients' files: of the only one, or of the list of all
  std::size_t input_files = 0;
  std::vector<std::string> options;  // what changes decisions: "no assumption is used (--strict)"
};

// What every report says it is.
inline constexpr const char* what_a_report_is =
    "This is a pre-screening aid. It is not a decision on eligibility: a qualified investigator "
    "must "
    "confirm it against the source documents and the protocol.";

// {version, rule_file, rules, input, input_files, options, screened, what_it_is} for the templates.
// `screened`: the screening date in words, empty where several dates are meant.
Fields provenance_fields(const Provenance& provenance, const std::string& screened,
                         Disclosure disclosure);

}  // namespace eligo
