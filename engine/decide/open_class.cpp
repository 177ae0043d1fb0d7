#include "decide/open_class.h"

#include <algorithm>
#include <utility>

namespace eligo {
namespace {

// The nearest broader terms that are no open classes themselves.
void add_closed_broader_terms(const Vocabulary& vocabulary, ConceptId term,
                              std::vector<ConceptId>& terms) {
  for (const ConceptId broader : vocabulary[term].broader) {
    if (vocabulary[broader].open_class) {
      add_closed_broader_terms(vocabulary, broader, terms);
    } else if (std::find(terms.begin(), terms.end(), broader) == terms.end()) {
      terms.push_back(broader);
    }
  }
}

}  // namespace

std::optional<RecordPattern> where_members_may_hide(const Vocabulary& vocabulary,
                                                    const RecordPattern& pattern) {
  RecordPattern wider = pattern;
  wider.terms.clear();
  bool is_any = false;
  bool is_open = false;
  for (const ConceptId term : pattern.terms) {
    if (!vocabulary[term].open_class) continue;
    is_open = true;
    const std::size_t before = wider.terms.size();
    const std::vector<ConceptId>& among = vocabulary[term].hidden_among;
    wider.terms.insert(wider.terms.end(), among.begin(), among.end());
    if (among.empty()) add_closed_broader_terms(vocabulary, term, wider.terms);
    is_any = is_any || wider.terms.size() == before;
  }
  if (!is_open) return std::nullopt;
  if (is_any) wider.terms.clear();
  return wider;
}

std::vector<RecordMatch> possible_members(const Screening& screening,
                                          const RecordPattern& pattern) {
  const auto wider = where_members_may_hide(screening.vocabulary, pattern);
  if (!wider) return {};
  std::vector<RecordMatch> members = match_records(screening, *wider);
  std::erase_if(members, [](const RecordMatch& match) { return match.truth == Truth::no; });
  return members;
}

}  // namespace eligo
