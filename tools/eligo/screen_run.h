#pragma once

// What the ways to run `eligo screen` share.

#include <string>
#include <vector>

#include "command.h"

namespace eligo {

struct ScreenOptions {
  ScreeningChoice choice;
  std::string format = "text";
  bool summary = false;
  bool compact = false;
  std::vector<std::string> reasons;  // with compact: the verdicts that are written in full
  bool resume = false;
  unsigned threads = 0;  // 0: as many as the machine has
  std::string cache;     // the folder that keeps prepared rules; empty: none
  std::string out;
};

// Everything that the options name, ready to be used.
struct ScreenRun {
  const ScreenOptions& options;
  const Vocabulary& vocabulary;
  const ScreeningOptions& screening;  // its screening date is not set
  const std::optional<Day>& day;      // of everybody
};

class RulePreparation;

// Screens whole populations in columns: for the counts and for decisions without their reasoning.
ExitStatus screen_population(const ScreenRun& run, RulePreparation& preparation);

}  // namespace eligo
