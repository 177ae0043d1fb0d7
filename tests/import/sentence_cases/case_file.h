#pragma once

// The cases of ../sentences; its README.md says what their lines mean.

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "document/registry_record.h"

namespace eligo::testing {

struct CaseExample {
  std::string data;                  // as in an `example` statement
  std::vector<std::string> results;  // each of them is right
};

struct SentenceCase {
  std::string name;
  CriteriaList list{};
  CriterionSentence sentence;
  std::vector<std::string> statuses;
  std::vector<std::string> rules;  // each of them is right; empty: any
  std::vector<std::string> assumes;
  std::vector<std::string> other_readings;  // "none" alone: there is none
  std::vector<std::string> forbidden;
  std::vector<CaseExample> examples;
};

// A file's cases, and what is wrong with its lines.
struct CaseFile {
  std::vector<SentenceCase> cases;
  std::vector<std::string> faults;
};
CaseFile read_cases(const std::filesystem::path& file);

// Every .case file, in the order of their names.
std::vector<std::filesystem::path> case_files();

// The cases that are known not to be met: file and case, with the reason.
using NotYet = std::map<std::pair<std::string, std::string>, std::string>;
NotYet read_not_yet(std::vector<std::string>& faults);

}  // namespace eligo::testing
