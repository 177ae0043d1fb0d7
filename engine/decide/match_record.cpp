#include "decide/match_record.h"

#include <fmt/format.h>

#include <algorithm>

#include "decide/anchored_window.h"
#include "quantity/kleene.h"

namespace eligo {
namespace {

bool contains(const std::vector<RecordList>& lists, RecordList list) {
  return std::find(lists.begin(), lists.end(), list) != lists.end();
}

// What one aspect of a record (its term, its status, its dates) says about the pattern.
struct Aspect {
  Truth truth = Truth::yes;
  std::string why;
};

std::string terms_text(const Screening& screening, const RecordPattern& pattern) {
  std::string text;
  for (const ConceptId term : pattern.terms) {
    if (!text.empty()) text += " or ";
    text += screening.vocabulary[term].name;
  }
  for (const OwnName& name : pattern.own_names) {
    if (!text.empty()) text += " or ";
    text += fmt::format("\"{}\"", name.text);
  }
  return text.empty() ? "any" : text;
}

// The form under which a record's name compares with names that the vocabulary does not know. A
// name may be at home in another list than the pattern's, where it is known.
std::string comparable_name_of(const Screening& screening, const RecordPattern& pattern,
                               const Record& record) {
  if (!record.own_name.empty()) return record.own_name;
  const bool is_known_here =
      record.term && std::find(pattern.kinds.begin(), pattern.kinds.end(),
                               screening.vocabulary[*record.term].kind) != pattern.kinds.end();
  return is_known_here ? std::string() : screening.vocabulary.comparable_name(record.name);
}

// Whether the record has one of the pattern's own names.
bool has_own_name(const Screening& screening, const RecordPattern& pattern, const Record& record) {
  if (pattern.own_names.empty()) return false;
  const std::string recorded = comparable_name_of(screening, pattern, record);
  return std::any_of(pattern.own_names.begin(), pattern.own_names.end(),
                     [&](const OwnName& name) { return name.comparable == recorded; });
}

Aspect term_aspect(const Screening& screening, const RecordPattern& pattern, const Record& record,
                   bool& unrecognised) {
  if (pattern.takes_any_term() || has_own_name(screening, pattern, record)) {
    return {Truth::yes, {}};
  }
  const Vocabulary& vocabulary = screening.vocabulary;
  const std::string asked = terms_text(screening, pattern);
  if (!record.term) {
    for (const ConceptId term : pattern.terms) {
      if (vocabulary.may_mean(record.name, term)) {
        return {Truth::unknown, fmt::format("\"{}\" may mean {}", record.name, asked)};
      }
    }
    unrecognised = true;
    return {Truth::no, {}};
  }
  for (const ConceptId term : pattern.terms) {
    if (vocabulary.is_kind_of(*record.term, term)) {
      if (*record.term == term) return {Truth::yes, {}};
      return {Truth::yes, fmt::format("a kind of {}", vocabulary[term].name)};
    }
  }
  // A name that is at home in another list ("insulin pump" among the medications) is not what its
  // list says it is; its words may still be what is asked for.
  const bool out_of_place = list_of(vocabulary[*record.term].kind) != record.list;
  for (const ConceptId term : pattern.terms) {
    if (out_of_place && vocabulary.may_mean(record.name, term)) {
      return {Truth::unknown, fmt::format("\"{}\" may mean {}", record.name, asked)};
    }
    // The record's word covers the one asked for: it may or may not be that.
    if (vocabulary.is_kind_of(term, *record.term)) {
      return {Truth::unknown, fmt::format("\"{}\" may or may not be {}", record.name, asked)};
    }
  }
  return {Truth::no, {}};
}

// Whether an exception takes the record out.
Aspect exception_aspect(const Screening& screening, const RecordPattern& pattern,
                        const Record& record) {
  const Vocabulary& vocabulary = screening.vocabulary;
  Aspect result;  // yes: no exception takes it out
  for (const RecordException& exception : pattern.exceptions) {
    if (!record.term) continue;
    const bool is_excepted = vocabulary.is_kind_of(*record.term, exception.term);
    // A broader word than the excepted one ("skin cancer", "cancer") may mean it.
    const bool may_be_excepted = vocabulary.is_kind_of(exception.term, *record.term);
    if (!is_excepted && !may_be_excepted) continue;
    const std::string& excepted = vocabulary[exception.term].name;
    Truth taken_out = is_excepted ? Truth::yes : Truth::unknown;
    std::string why = fmt::format("the exception for {}", excepted);
    if (!exception.outcomes.empty()) {
      const bool named = std::any_of(exception.outcomes.begin(), exception.outcomes.end(),
                                     [&](const std::string& outcome) {
                                       return vocabulary.comparable_name(outcome) ==
                                              vocabulary.comparable_name(record.outcome);
                                     });
      const Truth has_outcome = record.outcome.empty() ? Truth::unknown
                                : named                ? Truth::yes
                                                       : Truth::no;
      taken_out = kleene_and(taken_out, has_outcome);
      if (record.outcome.empty()) why += " asks for its outcome, which is not recorded";
    }
    const Truth still_counts = kleene_not(taken_out);
    if (still_counts == Truth::no) return {Truth::no, why};
    if (still_counts == Truth::unknown) result = {Truth::unknown, why};
  }
  return result;
}

Aspect status_aspect(const RecordPattern& pattern, const Record& record, Day as_of) {
  if (!pattern.status) return {};
  Truth active = Truth::unknown;
  if (record.status == name_of(RecordStatus::active)) {
    // Active, yet ended before: the entry contradicts itself.
    const bool has_ended = record.end && record.end->latest < as_of;
    active = has_ended ? Truth::unknown : Truth::yes;
  } else if (record.status == name_of(RecordStatus::resolved)) {
    active = Truth::no;
  } else if (record.end) {
    if (record.end->latest < as_of) active = Truth::no;
    if (record.end->earliest > as_of) active = Truth::yes;
  }
  const Truth wanted = *pattern.status == RecordStatus::active ? active : kleene_not(active);
  if (wanted == Truth::unknown) {
    return {Truth::unknown,
            fmt::format("the record does not say whether it is {}", name_of(*pattern.status))};
  }
  return {wanted, {}};
}

// Whether the time that a record covers meets the days of a window.
Aspect window_aspect(const Screening& screening, const RecordPattern& pattern,
                     const Record& record) {
  if (!pattern.window) return {};
  const DayRange days = days_of(screening, *pattern.window);
  // What began after the trial's day is not about the time before it.
  if (record.start && record.start->earliest > days.last) return {Truth::no, {}};
  const bool at_a_point = record.list == RecordList::procedures ||
                          record.list == RecordList::events ||
                          (record.term && screening.vocabulary[*record.term].acute);
  if (at_a_point && record.start && !record.end) return {lies_in(*record.start, days), "its date"};
  if (at_a_point && record.list == RecordList::conditions && record.start) {
    return {lies_in(*record.start, days), "its onset"};
  }
  const Aspect unclear{Truth::unknown, "its dates do not say whether that was in time"};
  // Begun within the window: it meets it, whenever it ended.
  const Truth begun_in = record.start ? lies_in(*record.start, days) : Truth::unknown;
  if (begun_in == Truth::yes) return {Truth::yes, {}};
  if (record.end) {
    if (record.end->latest < days.first) return {Truth::no, {}};
    const Truth ended_in = lies_in(*record.end, days);
    if (ended_in == Truth::yes) return {Truth::yes, {}};
    const bool begun_by_then = record.start && record.start->latest <= days.last;
    if (record.end->earliest >= days.first && begun_by_then) return {Truth::yes, {}};
    return unclear;
  }
  if (record.status == name_of(RecordStatus::active) && days.first <= screening.options.as_of &&
      (!record.start || record.start->latest <= days.last)) {
    // It goes on today, so it meets any window that has begun; its onset must be known only where
    // it could still lie ahead.
    return record.start ? Aspect{Truth::yes, {}} : unclear;
  }
  return unclear;
}

RecordMatch match(const Screening& screening, const RecordPattern& pattern, const Record& record) {
  RecordMatch result;
  result.record = &record;
  const Day as_of = screening.options.as_of;
  const std::optional<PartialDate>& begins = record.start ? record.start : record.end;
  bool unrecognised = false;
  const Aspect term = term_aspect(screening, pattern, record, unrecognised);
  if (term.truth == Truth::no) {
    result.unrecognised = unrecognised;
    return result;
  }
  if (record.start && begins->earliest > as_of) {
    result.after_screening = true;
    return result;
  }
  Aspect doubt;
  if (!record.doubt.empty()) doubt = {Truth::unknown, record.doubt};
  Aspect date;
  const bool goes_on = record.status == name_of(RecordStatus::active);
  if (begins && begins->latest > as_of && (record.start || !goes_on)) {
    date = {Truth::unknown, "its date may lie after the screening date"};
  }
  result.truth = Truth::yes;
  for (const Aspect& aspect :
       {term, exception_aspect(screening, pattern, record), status_aspect(pattern, record, as_of),
        window_aspect(screening, pattern, record), date, doubt}) {
    result.truth = kleene_and(result.truth, aspect.truth);
    if (aspect.truth == Truth::unknown || (aspect.truth == Truth::yes && result.why.empty())) {
      result.why = aspect.why;
    }
  }
  return result;
}

// Whether a record is in one of the lists, or is by what its term is wherever it stands.
bool stands_in(const Screening& screening, const RecordPattern& pattern,
               const std::vector<RecordList>& lists, const Record& record) {
  const bool kind_fits =
      record.term && std::find(pattern.kinds.begin(), pattern.kinds.end(),
                               screening.vocabulary[*record.term].kind) != pattern.kinds.end();
  return kind_fits || contains(lists, record.list);
}

}  // namespace

std::vector<RecordList> lists_of(const Screening& screening, const RecordPattern& pattern) {
  std::vector<RecordList> lists;
  for (const ConceptKind kind : pattern.kinds) {
    const bool any_term =
        pattern.takes_any_term() || !pattern.own_names.empty() ||
        std::any_of(pattern.terms.begin(), pattern.terms.end(), [&](ConceptId term) {
          const auto kinds = screening.vocabulary.kinds_of(term);
          return std::any_of(kinds.begin(), kinds.end(), [&](ConceptId narrow) {
            return screening.vocabulary[narrow].kind == kind;
          });
        });
    if (any_term && !contains(lists, list_of(kind))) lists.push_back(list_of(kind));
  }
  return lists;
}

std::vector<const Record*> records_in_question(const Screening& screening,
                                               const RecordPattern& pattern) {
  std::vector<const Record*> records;
  const std::vector<RecordList> lists = lists_of(screening, pattern);
  for (const Record& record : screening.patient.records) {
    bool unrecognised = false;
    if (stands_in(screening, pattern, lists, record) &&
        term_aspect(screening, pattern, record, unrecognised).truth != Truth::no) {
      records.push_back(&record);
    }
  }
  return records;
}

std::vector<RecordMatch> match_records(const Screening& screening, const RecordPattern& pattern) {
  std::vector<RecordMatch> matches;
  const std::vector<RecordList> lists = lists_of(screening, pattern);
  for (const Record& record : screening.patient.records) {
    if (stands_in(screening, pattern, lists, record)) {
      matches.push_back(match(screening, pattern, record));
    }
  }
  return matches;
}

std::string pattern_text(const Screening& screening, const RecordPattern& pattern) {
  std::string text;
  if (pattern.status) text += fmt::format("{} ", name_of(*pattern.status));
  if (pattern.takes_any_term() && !pattern.kinds.empty()) {
    text += name_of(pattern.kinds.front());
  } else {
    text += terms_text(screening, pattern);
  }
  for (const RecordException& exception : pattern.exceptions) {
    text += fmt::format(" except {}", screening.vocabulary[exception.term].name);
  }
  if (pattern.window) text += " " + window_text(screening, *pattern.window);
  return text;
}

std::string record_text(const Record& record) {
  std::string text = record.name;
  std::string details;
  const auto add = [&](const std::string& detail) {
    if (!details.empty()) details += ", ";
    details += detail;
  };
  if (!record.status.empty()) add(record.status);
  if (record.start) add(record.start->text);
  if (record.end) add("until " + record.end->text);
  if (!record.outcome.empty()) add(record.outcome);
  if (!details.empty()) text += " (" + details + ")";
  return text;
}

Evidence evidence_of(const Record& record) {
  Evidence evidence;
  evidence.path = record.path;
  evidence.name = record.name;
  if (record.start) {
    evidence.date = record.start->text;
  } else if (record.end) {
    evidence.date = record.end->text;
  }
  return evidence;
}

}  // namespace eligo
