#include "report/log/screening_log.h"

#include <fmt/format.h>

#include <algorithm>

#include "decide/verdict.h"

namespace eligo {

ScreeningLog screening_log(const Program& program, LogCoding coding, Disclosure disclosure) {
  ScreeningLog log;
  log.disclosure = disclosure;
  log.coding = coding;
  log.trial = program.trial;
  log.title = program.title;
  log.has_criteria = has_published_criteria(program);
  for (const Criterion& criterion : program.criteria) {
    log.criteria.push_back({criterion.id, criterion.text});
  }
  for (const WithheldList& list : program.withheld) {
    log.withheld.push_back(fmt::format("{} criteria: {}", name_of(list.kind), list.reason));
  }
  return log;
}

void add_row(ScreeningLog& log, const Decision& decision, const std::string& code) {
  ScreeningLogRow row;
  row.code = code.empty() ? fmt::format("{:04}", log.rows.size() + 1) : code;
  row.as_of = decision.as_of;
  row.verdict = decision.verdict;
  row.deceased = decision.deceased.has_value();
  row.failing = failing_criteria(decision);
  for (std::size_t i = 0; i < decision.criteria.size(); ++i) {
    if (decision.criteria[i].result == CriterionResult::unknown) row.open.push_back(i);
  }
  log.rows.push_back(std::move(row));
}

std::size_t count_of(const ScreeningLog& log, Verdict verdict) {
  return static_cast<std::size_t>(
      std::count_if(log.rows.begin(), log.rows.end(),
                    [&](const ScreeningLogRow& row) { return row.verdict == verdict; }));
}

std::string reason_words(const ScreeningLog& log, const ScreeningLogRow& row) {
  if (row.deceased) return "the patient has died";
  if (!row.failing.empty()) {
    const LogCriterion& first = log.criteria[row.failing.front()];
    const std::string words = fmt::format("{}: {}", first.id, first.sentence);
    // Of two statements that contradict each other one may fail and nothing be decided.
    return row.verdict == Verdict::ineligible ? words : "a contradiction in the document, " + words;
  }
  if (row.verdict != Verdict::undetermined) return {};
  if (!log.has_criteria) return "the document publishes no criteria";
  if (row.open.empty()) return "nothing is open of the criteria that the document gives";
  return fmt::format("{} open", row.open.size());
}

}  // namespace eligo
