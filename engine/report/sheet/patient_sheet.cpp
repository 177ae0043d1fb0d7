#include "report/sheet/patient_sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/decision_words.h"
#include "report/near_limit.h"

namespace eligo {
namespace {

SheetEvidence sheet_evidence(const Evidence& evidence) {
  SheetEvidence shown;
  shown.value = with_unit(evidence.value, evidence.unit);
  // "129 umol/L" says what it is by its criterion; an entry of a list is known by its name.
  if (evidence.value.empty()) {
    shown.value = evidence.name;
  } else if (!evidence.name.empty()) {
    shown.value = evidence.name + " " + shown.value;
  }
  if (evidence.as) {
    const std::string value = with_unit(evidence.as->value, evidence.as->unit);
    shown.converted =
        evidence.as->step.empty() ? value : fmt::format("{} ({})", value, evidence.as->step);
  }
  shown.date = evidence.date;
  shown.path = evidence.path;
  return shown;
}

SheetCriterion sheet_criterion(const ScreenedPatient& screened, std::size_t position) {
  const Decision& decision = screened.decision;
  const CriterionDecision& criterion = decision.criteria[position];
  SheetCriterion shown;
  shown.id = criterion.id;
  shown.kind = criterion.kind;
  shown.sentence = criterion.text;
  shown.place = place_words(criterion);
  shown.result = criterion.result;
  shown.why = criterion.why;
  for (const Evidence& evidence : criterion.evidence) {
    shown.evidence.push_back(sheet_evidence(evidence));
  }
  shown.comparisons = screened.comparisons[position];
  shown.assumptions = criterion.assumptions;
  shown.notes = criterion.notes;
  for (const OtherReadingResult& reading : criterion.other_readings) {
    shown.readings.push_back(reading_words(decision, criterion, reading));
  }
  shown.next_turn = next_turn_words(criterion, decision.as_of);
  return shown;
}

// The closest of a criterion's values, where it is close to its limit.
std::optional<NearMiss> near_miss(const SheetCriterion& criterion, std::size_t position) {
  std::optional<NearMiss> nearest;
  if (criterion.result == CriterionResult::unknown) return nearest;
  for (const Comparison& comparison : criterion.comparisons) {
    const std::optional<Distance> distance = distance_of(comparison);
    if (!distance || !is_near(distance->relative)) continue;
    if (!nearest || distance->relative < nearest->distance.relative) {
      nearest = NearMiss{position, comparison, *distance};
    }
  }
  return nearest;
}

const SheetCriterion* criterion_of(const PatientSheet& sheet, const std::string& id) {
  const auto found = std::find_if(sheet.criteria.begin(), sheet.criteria.end(),
                                  [&](const SheetCriterion& one) { return one.id == id; });
  return found == sheet.criteria.end() ? nullptr : &*found;
}

// One entry for a datum that several criteria wait for; what somebody must state is stated of one.
// Where the words of what to ask are left out, one entry a criterion and kind says all there is.
std::vector<ToDo> to_do_list(const Decision& decision, const PatientSheet& sheet) {
  std::vector<ToDo> list;
  for (const OpenItem& item : decision.open) {
    const SheetCriterion* criterion = criterion_of(sheet, item.criterion);
    const std::string sentence = criterion == nullptr ? std::string() : criterion->sentence;
    const auto same = std::find_if(list.begin(), list.end(), [&](const ToDo& one) {
      if (one.kind != item.kind || one.ask != item.ask) return false;
      if (item.ask.empty()) return one.criteria.front() == item.criterion;
      return item.kind == OpenKind::data;
    });
    if (same != list.end() && item.ask.empty()) {
      same->in_smallest_set = same->in_smallest_set || item.in_smallest_set;
      continue;
    }
    if (same != list.end()) {
      same->criteria.push_back(item.criterion);
      same->sentences.push_back(sentence);
      same->in_smallest_set = same->in_smallest_set || item.in_smallest_set;
      continue;
    }
    ToDo entry;
    entry.kind = item.kind;
    entry.ask = item.ask;
    entry.criteria = {item.criterion};
    if (!item.with.empty()) entry.criteria.push_back(item.with);
    entry.sentences = {sentence};
    const bool says_more = criterion != nullptr && item.kind == OpenKind::data &&
                           criterion->why.find(item.ask) == std::string::npos;
    const bool is_recorded = criterion != nullptr && !criterion->evidence.empty();
    if (item.kind == OpenKind::data && (says_more || is_recorded)) entry.why = criterion->why;
    entry.in_smallest_set = item.in_smallest_set;
    list.push_back(std::move(entry));
  }
  return list;
}

std::string left_out_words(const UnusedParts& parts) {
  return parts.count > 1 ? fmt::format("{} ({} times)", parts.why, parts.count) : parts.why;
}

void add_record_words(const Decision& decision, PatientSheet& sheet) {
  sheet.assumptions = decision.assumptions;
  for (const Diagnostic& warning : decision.warnings) {
    sheet.warnings.push_back(warning.json_path.empty()
                                 ? warning.message
                                 : fmt::format("{}: {}", warning.json_path, warning.message));
  }
  for (const UnusedParts& parts : decision.notes) sheet.left_out.push_back(left_out_words(parts));
  for (const OpenItem& item : decision.open) {
    if (item.kind != OpenKind::conflict) continue;
    sheet.conflicts.push_back(
        item.ask.empty() ? fmt::format("{} and {} contradict each other", item.criterion, item.with)
                         : fmt::format("{} and {}: {}", item.criterion, item.with, item.ask));
  }
}

void add_verdict_words(const Decision& decision, PatientSheet& sheet) {
  sheet.verdict = decision.verdict;
  sheet.why = decision.why;
  if (decision.deceased) {
    const Deceased& deceased = *decision.deceased;
    sheet.deceased =
        deceased.path.empty() ? deceased.why : fmt::format("{} ({})", deceased.why, deceased.path);
  }
  if (decision.earliest) sheet.earliest = earliest_words(*decision.earliest);
  if (!decision.hangs_on_readings.empty()) sheet.hangs_on = hangs_on_words(decision);
}

}  // namespace

PatientSheet patient_sheet(const ScreenedPatient& screened) {
  const Decision& decision = screened.decision;
  PatientSheet sheet;
  sheet.disclosure = screened.disclosure;
  sheet.trial = decision.trial;
  sheet.title = decision.title;
  sheet.patient = decision.patient;
  sheet.summary = decision.patient_summary;
  sheet.as_of = decision.as_of;
  add_verdict_words(decision, sheet);
  sheet.fail = count_of(decision, CriterionResult::fail);
  sheet.open = count_of(decision, CriterionResult::unknown);
  sheet.pass = count_of(decision, CriterionResult::pass);
  for (std::size_t i = 0; i < decision.criteria.size(); ++i) {
    sheet.criteria.push_back(sheet_criterion(screened, i));
    if (auto near = near_miss(sheet.criteria.back(), i)) sheet.near.push_back(*std::move(near));
  }
  std::stable_sort(sheet.near.begin(), sheet.near.end(), [](const NearMiss& a, const NearMiss& b) {
    return a.distance.relative < b.distance.relative;
  });
  sheet.failing = failing_criteria(decision);
  sheet.to_do = to_do_list(decision, sheet);
  add_record_words(decision, sheet);
  return sheet;
}

}  // namespace eligo
