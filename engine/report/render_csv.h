#pragma once

#include <string>

#include "decide/decision.h"
#include "patient/read_patients.h"

namespace eligo {

// The header line of the table that `screen --format csv` writes: a row a trial and patient.
std::string csv_header();
std::string render_csv(const Decision& decision);
// A rejected record is a row too, so that it is not lost: its verdict is "rejected".
std::string render_csv(const RejectedRecord& rejected);

// One cell, quoted as RFC 4180 asks. A text that a spreadsheet would take for a formula (it begins
// with =, +, - or @) gets an apostrophe in front, and control characters are shown as \n, \t or
// \u{XXXX}: both make it inert, to a spreadsheet and to a terminal.
std::string csv_cell(const std::string& text);

}  // namespace eligo
