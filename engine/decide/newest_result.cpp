#include "decide/newest_result.h"

#include <fmt/format.h>

#include <utility>

#include "decide/leaves.h"

namespace eligo {
namespace {

// Takes back what rests on assumptions where none is allowed; `ask` would settle it.
void refuse_assumptions(const Screening& screening, Finding& finding, std::string ask) {
  if (!screening.options.strict || finding.assumptions.empty()) return;
  finding.truth = Truth::unknown;
  finding.why += "; not used, since no assumption is allowed";
  finding.ask = Ask{OpenKind::data, std::move(ask), false};
  finding.nearest.reset();
  finding.assumptions.clear();
}

// The newest result is too old, or may be.
Finding out_of_time(const Screening& screening, const ResultQuestion& question,
                    const SelectedResults& selected) {
  const Observation& newest = *selected.newest.front();
  Finding finding;
  finding.why = selected.in_window == Truth::no
                    ? fmt::format("the newest {}{} is too old", newest.name, dated(newest))
                    : fmt::format("the record does not say whether {}{} is in time", newest.name,
                                  dated(newest));
  if (!selected.limit.empty()) finding.why += ": " + selected.limit;
  for (const Observation* result : selected.newest) {
    finding.evidence.push_back(evidence_of(*result));
  }
  finding.ask = Ask{OpenKind::data, question.ask, question.attestable};
  const std::optional<Period>& max_age = screening.options.max_age;
  if (max_age && !question.has_window) {
    finding.ask->text += fmt::format(" of the last {}", period_text(*max_age));
  }
  return finding;
}

}  // namespace

Finding decide_by_newest(const Screening& screening, const ResultQuestion& question,
                         SelectedResults selected,
                         const std::function<Compared(const Observation&)>& compare) {
  Finding finding;
  if (selected.newest.empty() || selected.in_window != Truth::yes) {
    finding = selected.newest.empty() ? unknown_finding(question.none_because, OpenKind::data,
                                                        question.ask, question.attestable)
                                      : out_of_time(screening, question, selected);
    finding.notes = std::move(selected.notes);
    return finding;
  }
  finding.notes = std::move(selected.notes);
  bool first = true;
  bool agree = true;
  for (const Observation* observation : selected.newest) {
    const std::string unusable = unusable_because(screening, *observation);
    Compared compared =
        unusable.empty() ? compare(*observation) : refused(question.name, *observation, unusable);
    finding.evidence.push_back(std::move(compared.evidence));
    if (first) {
      finding.truth = compared.truth;
      finding.why = std::move(compared.why);
      finding.nearest = std::move(compared.margin);
      finding.assumptions = std::move(compared.assumptions);
      if (compared.truth == Truth::unknown) {
        finding.ask = Ask{OpenKind::data, compared.ask.empty() ? question.ask : compared.ask,
                          question.attestable};
      }
      first = false;
      continue;
    }
    if (compared.truth != finding.truth) agree = false;
    finding.why += "; " + compared.why;
    finding.assumptions.insert(finding.assumptions.end(), compared.assumptions.begin(),
                               compared.assumptions.end());
  }
  if (!agree) {
    finding.truth = Truth::unknown;
    finding.why += "; the record does not say which of them is the newest";
    finding.ask = Ask{OpenKind::data, fmt::format("which {} is the newest", question.wanted),
                      question.attestable};
  }
  if (finding.truth == Truth::unknown) {
    finding.nearest.reset();
    finding.assumptions.clear();
  }
  refuse_assumptions(screening, finding, "the unit of the result");
  if (finding.truth == Truth::unknown || selected.assumed.empty()) return finding;
  finding.assumptions.push_back(selected.assumed);
  refuse_assumptions(screening, finding, question.wanted + ", when that day has come");
  return finding;
}

}  // namespace eligo
