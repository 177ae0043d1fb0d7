#include "case_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string_view>

namespace eligo::testing {
namespace {

const std::filesystem::path& folder() {
  static const std::filesystem::path sentences =
      std::filesystem::path(ELIGO_SOURCE_DIR) / "tests" / "import" / "sentences";
  return sentences;
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

CriterionSentence sentence_of(std::string text) {
  CriterionSentence sentence;
  sentence.words = {std::move(text), 1, std::nullopt};
  return sentence;
}

// Takes one line of a case; false where it is none.
bool take_line(SentenceCase& one, const std::string& key, const std::string& text) {
  if (key == "inclusion" || key == "exclusion") {
    one.list = key == "inclusion" ? CriteriaList::inclusion : CriteriaList::exclusion;
    one.sentence = sentence_of(text);
  } else if (key == "nested") {
    one.sentence.nested.push_back(sentence_of(text));
  } else if (key == "nested 2") {
    if (one.sentence.nested.empty()) return false;
    one.sentence.nested.back().nested.push_back(sentence_of(text));
  } else if (key == "status") {
    one.statuses = split(text, '|');
  } else if (key == "means" || key == "or") {
    one.rules.push_back(text);
  } else if (key == "also") {
    one.other_readings.push_back(text);
  } else if (key == "assume") {
    one.assumes.push_back(text);
  } else if (key == "forbid") {
    one.forbidden.push_back(text);
  } else if (key == "example") {
    const std::size_t arrow = text.rfind("->");
    if (arrow == std::string::npos) return false;
    one.examples.push_back({trimmed(text.substr(0, arrow)), split(text.substr(arrow + 2), '|')});
  } else {
    return false;
  }
  return true;
}

}  // namespace

CaseFile read_cases(const std::filesystem::path& file) {
  CaseFile read;
  std::ifstream in(file);
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.starts_with("# ")) continue;
    if (line.starts_with("## ")) {
      read.cases.push_back({trimmed(line.substr(3)), {}, {}, {}, {}, {}, {}, {}, {}});
      continue;
    }
    const std::size_t colon = line.find(": ");
    const bool is_taken =
        colon != std::string::npos && !read.cases.empty() &&
        take_line(read.cases.back(), line.substr(0, colon), trimmed(line.substr(colon + 2)));
    if (!is_taken)
      read.faults.push_back(fmt::format("line {} is no line of a case: {}", number, line));
  }
  for (const SentenceCase& one : read.cases) {
    if (one.sentence.words.text.empty()) read.faults.push_back(one.name + " has no sentence");
    if (one.statuses.empty()) read.faults.push_back(one.name + " has no status");
  }
  return read;
}

std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    if (entry.path().extension() == ".case") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

NotYet read_not_yet(std::vector<std::string>& faults) {
  NotYet listed;
  std::ifstream in(folder() / "not_yet.tsv");
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line.starts_with("# ")) continue;
    const std::vector<std::string> fields = split(line, '\t');
    const bool is_well_formed = fields.size() == 3 && !fields[2].empty();
    if (!is_well_formed) {
      faults.push_back("not_yet.tsv: a line has the file, the case and the reason: " + line);
      continue;
    }
    if (!listed.emplace(std::pair(fields[0], fields[1]), fields[2]).second) {
      faults.push_back("not_yet.tsv: twice: " + line);
    }
  }
  return listed;
}

}  // namespace eligo::testing
