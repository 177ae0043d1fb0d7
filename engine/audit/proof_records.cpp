#include "audit/proof_records.h"

#include <algorithm>

namespace eligo {
namespace {

// The fewest and the most days that a period of the calendar can have.
struct DayCount {
  long least = 0;
  long most = 0;
};

DayCount day_count(const Period& period) {
  const long count = period.count;
  switch (period.unit) {
    case Period::Unit::days:
      return {count, count};
    case Period::Unit::weeks:
      return {7 * count, 7 * count};
    case Period::Unit::months:
      return {28 * count, 31 * count};
    case Period::Unit::years:
      return {365 * count, 366 * count};
  }
  return {};
}

bool share_a_kind(const Vocabulary& vocabulary, ConceptId a, ConceptId b) {
  const auto kinds = vocabulary.kinds_of(a);
  return std::any_of(kinds.begin(), kinds.end(),
                     [&](ConceptId kind) { return vocabulary.is_kind_of(kind, b); });
}

bool outcomes_include(const Vocabulary& vocabulary, const std::vector<std::string>& wide,
                      const std::vector<std::string>& narrow) {
  if (wide.empty()) return true;
  if (narrow.empty()) return false;
  return std::all_of(narrow.begin(), narrow.end(), [&](const std::string& outcome) {
    return std::any_of(wide.begin(), wide.end(), [&](const std::string& one) {
      return vocabulary.comparable_name(one) == vocabulary.comparable_name(outcome);
    });
  });
}

// Whether what `exception` takes out of the wide pattern is nothing that the narrow one finds.
bool takes_nothing_from(const Vocabulary& vocabulary, const RecordPattern& narrow,
                        const RecordException& exception) {
  const bool is_elsewhere =
      narrow.terms.size() == 1 && !share_a_kind(vocabulary, narrow.terms.front(), exception.term);
  if (is_elsewhere) return true;
  return std::any_of(narrow.exceptions.begin(), narrow.exceptions.end(),
                     [&](const RecordException& own) {
                       return vocabulary.is_kind_of(exception.term, own.term) &&
                              outcomes_include(vocabulary, own.outcomes, exception.outcomes);
                     });
}

bool terms_imply(const Vocabulary& vocabulary, const RecordPattern& narrow,
                 const RecordPattern& wide) {
  if (wide.takes_any_term()) return true;
  if (narrow.takes_any_term()) return false;
  if (!narrow.own_names.empty() || !wide.own_names.empty()) {
    return narrow.own_names == wide.own_names && narrow.terms == wide.terms;
  }
  return vocabulary.is_kind_of(narrow.terms.front(), wide.terms.front());
}

}  // namespace

bool window_within(const TimeWindow& narrow, const TimeWindow& wide) {
  if (narrow.anchor != wide.anchor) return false;
  if (narrow.period.unit == wide.period.unit) return narrow.period.count <= wide.period.count;
  const auto is_months = [](const Period& period) {
    return period.unit == Period::Unit::months || period.unit == Period::Unit::years;
  };
  if (is_months(narrow.period) && is_months(wide.period)) {
    const auto months = [](const Period& period) {
      return period.unit == Period::Unit::years ? 12L * period.count : long{period.count};
    };
    return months(narrow.period) <= months(wide.period);
  }
  return day_count(narrow.period).most <= day_count(wide.period).least;
}

bool record_implies(const Vocabulary& vocabulary, const RecordPattern& narrow,
                    const RecordPattern& wide) {
  const bool kinds_fit =
      std::all_of(narrow.kinds.begin(), narrow.kinds.end(), [&](ConceptKind kind) {
        return std::find(wide.kinds.begin(), wide.kinds.end(), kind) != wide.kinds.end();
      });
  if (!kinds_fit || !terms_imply(vocabulary, narrow, wide)) return false;
  if (wide.status && wide.status != narrow.status) return false;
  if (wide.window && !(narrow.window && window_within(*narrow.window, *wide.window))) return false;
  return std::all_of(wide.exceptions.begin(), wide.exceptions.end(),
                     [&](const RecordException& exception) {
                       return takes_nothing_from(vocabulary, narrow, exception);
                     });
}

}  // namespace eligo
