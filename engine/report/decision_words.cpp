#include "report/decision_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace eligo {
namespace {

std::string_view turn_word(CriterionResult result) {
  switch (result) {
    case CriterionResult::pass:
      return "passes";
    case CriterionResult::fail:
      return "fails";
    case CriterionResult::unknown:
      return "open";
  }
  return "open";
}

}  // namespace

std::string earliest_words(const EarliestDay& earliest) {
  return fmt::format(
      "By time alone no criterion fails from {} (until then {}): {} then, if nothing else changes",
      date_text(earliest.day), fmt::join(earliest.criteria, ", "), name_of(earliest.verdict));
}

std::string next_turn_words(const CriterionDecision& criterion, Day as_of) {
  constexpr Period near_future{2, Period::Unit::years};
  if (criterion.turns.empty()) return {};
  const Turn& next = criterion.turns.front();
  if (next.from > after(as_of, near_future)) return {};
  return fmt::format("{} from {}: {}", turn_word(next.result), date_text(next.from), next.why);
}

bool hangs_on(const Decision& decision, const CriterionDecision& criterion) {
  const std::vector<std::string>& ids = decision.hangs_on_readings;
  return std::find(ids.begin(), ids.end(), criterion.id) != ids.end();
}

std::string hangs_on_words(const Decision& decision) {
  const std::vector<std::string>& ids = decision.hangs_on_readings;
  return fmt::format("depends on how {} {} read: another reading makes another verdict",
                     fmt::join(ids, ", "), ids.size() == 1 ? "is" : "are");
}

std::string reading_words(const Decision& decision, const CriterionDecision& criterion,
                          const OtherReadingResult& reading) {
  std::string result(turn_word(reading.result));
  if (reading.result == CriterionResult::unknown) result = "is open";
  const bool decides = hangs_on(decision, criterion) && reading.result != criterion.result;
  return fmt::format(
      "{}read as \"{}\" it {}: {}",
      decides ? fmt::format("depends on how {} is read: ", criterion.id) : std::string(),
      reading.rule, result, reading.because);
}

std::string place_words(const CriterionDecision& criterion) {
  const std::string line = fmt::format("{} line {}", criterion.document, criterion.line);
  return criterion.column > 0 ? fmt::format("{} column {}", line, criterion.column) : line;
}

}  // namespace eligo
