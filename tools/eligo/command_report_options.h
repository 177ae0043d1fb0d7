#pragma once

#include <string>
#include <vector>

#include "command.h"

namespace eligo {

struct ReportOptions {
  ScreeningChoice choice;
  std::string out;
  std::vector<std::string> kinds;    // empty: all that go with the other options
  std::vector<std::string> formats;  // empty: html, csv and xlsx
  bool deidentify = false;
  bool counts_only = false;
  bool hide_small = false;           // counts from 1 to 10
  std::string key;                   // a file; empty: none
  std::string since;                 // what an earlier run of `screen` wrote; empty: none
  std::vector<std::string> against;  // rule files as they were before an amendment; empty: none
};

}  // namespace eligo
