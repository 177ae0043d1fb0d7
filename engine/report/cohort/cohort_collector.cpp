#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "decide/verdict.h"
#include "report/cohort/cohort_report.h"

namespace eligo {
namespace {

// What is asked for is in the rules' words, so that a rule file bounds how many there are; records
// that spell their own names into them must not unbound it.
constexpr std::size_t most_open_items = 4096;

bool is_great_age(const std::string& unit, const Rational& age) {
  int in_a_year = 1;
  if (unit == "months") in_a_year = 12;
  if (unit == "weeks") in_a_year = 52;
  if (unit == "days") in_a_year = 365;
  return age > Rational(oldest_shown_age * in_a_year);
}

using ItemKey = std::pair<OpenKind, std::string>;

// The items of one patient, each once: whether it is in the smallest set, and whose it is.
struct PatientItem {
  bool in_smallest_set = false;
  std::vector<std::string> criteria;
};
std::map<ItemKey, PatientItem> items_of(const Decision& decision) {
  std::map<ItemKey, PatientItem> items;
  for (const OpenItem& open : decision.open) {
    PatientItem& item = items[{open.kind, open.ask}];
    item.in_smallest_set = item.in_smallest_set || open.in_smallest_set;
    item.criteria.push_back(open.criterion);
    if (!open.with.empty()) item.criteria.push_back(open.with);
  }
  return items;
}

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

}  // namespace

CohortCollector::CohortCollector(const Program& program, const Vocabulary& vocabulary,
                                 Disclosure disclosure, bool strict)
    : program_(program), vocabulary_(vocabulary) {
  report_.disclosure = disclosure;
  report_.trial = program.trial;
  report_.title = program.title;
  report_.is_strict = strict;
  report_.has_criteria = has_published_criteria(program);
  report_.can_be_eligible = report_.has_criteria && program.withheld.empty();
  for (const Criterion& criterion : program.criteria) {
    CohortCriterion one;
    one.id = criterion.id;
    one.kind = criterion.kind;
    one.sentence = criterion.text;
    one.is_lost = !criterion.root;
    if (one.is_lost) report_.can_be_eligible = false;
    report_.criteria.push_back(std::move(one));
  }
  for (const WithheldList& list : program.withheld) {
    report_.withheld.push_back(fmt::format("{} criteria: {}", name_of(list.kind), list.reason));
  }
}

void CohortCollector::add(const ScreenedPatient& screened, std::optional<Sex> sex) {
  const Decision& decision = screened.decision;
  ++report_.assessed;
  if (!report_.first_day || decision.as_of < *report_.first_day) report_.first_day = decision.as_of;
  if (!report_.last_day || decision.as_of > *report_.last_day) report_.last_day = decision.as_of;
  switch (decision.verdict) {
    case Verdict::eligible:
      ++report_.eligible;
      break;
    case Verdict::ineligible:
      ++report_.ineligible;
      break;
    case Verdict::undetermined:
      ++report_.undetermined;
      add_open(decision);
      break;
  }
  add_values(screened);
  if (decision.deceased) {
    ++report_.deceased;
    return;
  }
  std::vector<CriterionResult> results;
  for (const CriterionDecision& criterion : decision.criteria) results.push_back(criterion.result);
  add_failures(counting_results(program_, results));
  if (decision.verdict == Verdict::ineligible) add_moves(decision, results, sex);
}

void CohortCollector::add_failures(const std::vector<CriterionResult>& counting) {
  const auto failures = std::count(counting.begin(), counting.end(), CriterionResult::fail);
  bool has_failed = false;
  bool is_open = false;
  for (std::size_t i = 0; i < counting.size(); ++i) {
    CohortCriterion& criterion = report_.criteria[i];
    if (counting[i] == CriterionResult::unknown) ++criterion.open;
    if (counting[i] == CriterionResult::fail) {
      ++criterion.failed;
      if (!has_failed) ++criterion.first_failed;
      if (failures == 1) ++criterion.failed_alone;
    }
    has_failed = has_failed || counting[i] == CriterionResult::fail;
    is_open = is_open || counting[i] == CriterionResult::unknown;
    if (!has_failed) ++(is_open ? criterion.left_open : criterion.left_passing);
  }
}

void CohortCollector::add_open(const Decision& decision) {
  const std::map<ItemKey, PatientItem> items = items_of(decision);
  const auto needed = static_cast<std::size_t>(std::count_if(
      items.begin(), items.end(), [](const auto& item) { return item.second.in_smallest_set; }));
  // A set that could only make a criterion fail is no way to an answer that is open.
  const bool has_conflict = std::any_of(items.begin(), items.end(), [](const auto& item) {
    return item.first.first == OpenKind::conflict;
  });
  const bool can_be_settled = report_.can_be_eligible && !has_conflict;
  ++report_.by_items_needed[can_be_settled ? needed : 0];
  for (const auto& [key, item] : items) {
    if (!open_.contains(key) && open_.size() >= most_open_items) {
      ++report_.open_items_left_out;
      continue;
    }
    CohortOpenItem& counted = open_[key];
    ++counted.patients;
    const bool in_set = can_be_settled && item.in_smallest_set;
    if (in_set) ++counted.in_smallest_set;
    if (in_set && needed == 1) ++counted.settles;
    for (const std::string& criterion : item.criteria) add_once(counted.criteria, criterion);
  }
}

void CohortCollector::add_values(const ScreenedPatient& screened) {
  for (std::size_t i = 0; i < screened.comparisons.size(); ++i) {
    for (const Comparison& comparison : screened.comparisons[i]) add_value(i, comparison);
  }
}

void CohortCollector::add_value(std::size_t criterion, const Comparison& comparison) {
  const auto is_it = [&](const CohortValues& values) {
    return values.criterion == criterion && values.name == comparison.name &&
           values.unit == comparison.unit;
  };
  auto values = std::find_if(report_.values.begin(), report_.values.end(), is_it);
  if (values == report_.values.end()) {
    CohortValues added;
    added.criterion = criterion;
    added.name = comparison.name;
    added.unit = comparison.unit;
    added.is_age = comparison.is_age;
    added.sides_are_of_range = comparison.meaning == RangeMeaning::named;
    values = report_.values.insert(report_.values.end(), std::move(added));
  }
  const auto add_limit = [&](const std::optional<Bound>& bound, bool is_low) {
    if (!bound) return;
    const CohortValues::Limit limit{*bound, is_low, comparison.meaning == RangeMeaning::admits};
    if (std::find(values->limits.begin(), values->limits.end(), limit) == values->limits.end()) {
      values->limits.push_back(limit);
    }
  };
  add_limit(comparison.range.low, true);
  add_limit(comparison.range.high, false);
  const std::optional<Rational> value = comparison.value.single();
  if (!value) {
    ++values->given_as_range;
    return;
  }
  if (values->is_age && report_.disclosure == Disclosure::deidentified &&
      is_great_age(values->unit, *value)) {
    ++values->ages_left_out;
    return;
  }
  const bool inside = lies_in(comparison.value, comparison.range) == Truth::yes;
  const bool on_first_side = inside == (comparison.meaning != RangeMeaning::excludes);
  values->counts.add(*value, on_first_side ? 0 : 1);
}

void CohortCollector::add_moves(const Decision& decision,
                                const std::vector<CriterionResult>& results,
                                std::optional<Sex> sex) {
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i] != CriterionResult::fail) continue;
    std::vector<CriterionResult> with_it_passed = results;
    with_it_passed[i] = CriterionResult::pass;
    if (verdict_of(program_, counting_results(program_, with_it_passed)) != Verdict::eligible) {
      continue;
    }
    ++report_.criteria[i].only_obstacle;
    const Criterion& criterion = program_.criteria[i];
    // Where all readings have to agree, the first one alone does not tell.
    if (report_.is_strict && !criterion.other_readings.empty()) continue;
    for (const LimitMove& move :
         limit_moves(program_, vocabulary_, criterion, decision.criteria[i], sex, decision.as_of)) {
      add_move(i, move);
    }
  }
}

void CohortCollector::add_move(std::size_t criterion, const LimitMove& move) {
  const auto is_it = [&](const CohortCurve& curve) {
    return curve.criterion == criterion && curve.limit == move.limit;
  };
  auto curve = std::find_if(report_.curves.begin(), report_.curves.end(), is_it);
  if (curve == report_.curves.end()) {
    CohortCurve added;
    added.criterion = criterion;
    added.limit = move.limit;
    curve = report_.curves.insert(report_.curves.end(), std::move(added));
  }
  const bool is_hidden = report_.disclosure == Disclosure::deidentified && move.limit.is_age &&
                         move.value && is_great_age(move.limit.unit, *move.value);
  if (!move.value || is_hidden) {
    ++curve->unknown_distance;
    return;
  }
  curve->distances.add(Rational(abs(*move.value - move.limit.limit)));
}

CohortReport CohortCollector::report() const {
  CohortReport report = report_;
  for (const auto& [key, item] : open_) {
    CohortOpenItem open = item;
    open.kind = key.first;
    open.ask = key.second;
    report.open.push_back(std::move(open));
  }
  std::stable_sort(report.open.begin(), report.open.end(),
                   [](const CohortOpenItem& left, const CohortOpenItem& right) {
                     if (left.settles != right.settles) return left.settles > right.settles;
                     if (left.patients != right.patients) return left.patients > right.patients;
                     return left.in_smallest_set > right.in_smallest_set;
                   });
  const auto limit_order = [](const CohortValues::Limit& left, const CohortValues::Limit& right) {
    return left.bound.value < right.bound.value;
  };
  for (CohortValues& values : report.values) {
    std::stable_sort(values.limits.begin(), values.limits.end(), limit_order);
  }
  std::stable_sort(report.values.begin(), report.values.end(),
                   [](const CohortValues& left, const CohortValues& right) {
                     if (left.criterion != right.criterion) return left.criterion < right.criterion;
                     return std::tie(left.name, left.unit) < std::tie(right.name, right.unit);
                   });
  std::stable_sort(report.curves.begin(), report.curves.end(),
                   [](const CohortCurve& left, const CohortCurve& right) {
                     if (left.criterion != right.criterion) return left.criterion < right.criterion;
                     if (left.limit.name != right.limit.name) {
                       return left.limit.name < right.limit.name;
                     }
                     if (left.limit.of != right.limit.of) return left.limit.of < right.limit.of;
                     return left.limit.limit < right.limit.limit;
                   });
  return report;
}

}  // namespace eligo
