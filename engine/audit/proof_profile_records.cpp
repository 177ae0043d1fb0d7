#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "audit/proof_profile.h"
#include "audit/proof_records.h"
#include "audit/proof_values.h"
#include "quantity/kleene.h"
#include "text/json.h"

namespace eligo {
namespace {

using std::chrono::days;

// An entry of a list as it may be written.
struct Entry {
  std::optional<ConceptId> term;
  std::string own_name;
  RecordList list{};
  bool is_active = true;
  Day start;
  std::optional<Day> end;
  std::string outcome;
  std::string dose;  // its fields
};

class EntryWriter {
 public:
  EntryWriter(const ProfileRequest& request, Day birth) : request_(request), birth_(birth) {}

  std::vector<std::string> write() {
    std::vector<std::size_t> wanted;
    for (const std::size_t record : request_.use.records) {
      if (request_.patient.records[record]) wanted.push_back(record);
    }
    // One entry serves the broader patterns too: the narrowest come first.
    std::stable_sort(wanted.begin(), wanted.end(),
                     [&](std::size_t a, std::size_t b) { return breadth(a) < breadth(b); });
    for (const std::size_t record : wanted) {
      const bool is_served = std::any_of(entries_.begin(), entries_.end(), [&](const Entry& one) {
        return matches(one, request_.terms.records[record]) == Truth::yes;
      });
      if (is_served) continue;
      if (std::optional<Entry> entry = entry_for(record)) entries_.push_back(*std::move(entry));
    }
    return members();
  }

 private:
  const RecordPattern& pattern(std::size_t record) const { return request_.terms.records[record]; }

  std::size_t breadth(std::size_t record) const {
    const RecordPattern& one = pattern(record);
    if (one.takes_any_term()) return request_.vocabulary.size();
    return one.terms.empty() ? 0 : request_.vocabulary.kinds_of(one.terms.front()).size();
  }

  // As screening would say it, for entries such as these.
  Truth matches(const Entry& entry, const RecordPattern& wanted) const {
    const Vocabulary& vocabulary = request_.vocabulary;
    const bool in_kinds =
        std::any_of(wanted.kinds.begin(), wanted.kinds.end(),
                    [&](ConceptKind kind) { return list_of(kind) == entry.list; });
    if (!in_kinds) return Truth::no;
    Truth truth = Truth::yes;
    if (!wanted.own_names.empty()) {
      if (wanted.own_names.front().text != entry.own_name) return Truth::no;
    } else if (!wanted.terms.empty()) {
      if (!entry.term) return Truth::no;
      if (!vocabulary.is_kind_of(*entry.term, wanted.terms.front())) {
        if (!vocabulary.is_kind_of(wanted.terms.front(), *entry.term)) return Truth::no;
        truth = Truth::unknown;
      }
    }
    for (const RecordException& exception : wanted.exceptions) {
      if (!entry.term) continue;
      if (vocabulary.is_kind_of(*entry.term, exception.term)) {
        if (exception.outcomes.empty()) return Truth::no;
        if (entry.outcome.empty()) truth = Truth::unknown;
      } else if (vocabulary.is_kind_of(exception.term, *entry.term)) {
        truth = Truth::unknown;
      }
    }
    if (wanted.status) {
      // A point in time that has passed is over, whatever its entry says.
      if (entry.is_active && is_at_a_point(entry) && entry.start < witness_day()) {
        truth = Truth::unknown;
      } else if ((*wanted.status == RecordStatus::active) != entry.is_active) {
        return Truth::no;
      }
    }
    if (wanted.window && !is_in(entry, *wanted.window)) return Truth::no;
    return truth;
  }

  static bool is_at_a_point(const Entry& entry) {
    return entry.list == RecordList::procedures || entry.list == RecordList::events;
  }

  bool is_in(const Entry& entry, const TimeWindow& window) const {
    const Day first = before(witness_day(), window.period);
    const bool at_a_point =
        is_at_a_point(entry) || (entry.term && request_.vocabulary[*entry.term].acute);
    if (at_a_point && (!entry.end || entry.list == RecordList::conditions)) {
      return entry.start >= first;
    }
    return !entry.end || *entry.end >= first;
  }

  // Whether an entry makes nothing true that the model has as false.
  bool is_allowed(const Entry& entry) const {
    return std::all_of(
        request_.use.records.begin(), request_.use.records.end(), [&](std::size_t record) {
          return request_.patient.records[record] || matches(entry, pattern(record)) == Truth::no;
        });
  }

  std::optional<Entry> entry_for(std::size_t record) const {
    for (Entry entry : named_entries(record)) {
      for (const Entry& dated : dated_entries(entry, record)) {
        if (matches(dated, pattern(record)) == Truth::yes && is_allowed(dated)) return dated;
      }
    }
    return std::nullopt;
  }

  // The terms that an entry may have, the pattern's own first.
  std::vector<Entry> named_entries(std::size_t record) const {
    const RecordPattern& wanted = pattern(record);
    std::vector<Entry> entries;
    const auto add = [&](ConceptId term) {
      const ConceptKind kind = request_.vocabulary[term].kind;
      if (std::find(wanted.kinds.begin(), wanted.kinds.end(), kind) == wanted.kinds.end()) return;
      Entry entry;
      entry.term = term;
      entry.list = list_of(kind);
      entries.push_back(std::move(entry));
    };
    if (!wanted.own_names.empty()) {
      Entry entry;
      entry.own_name = wanted.own_names.front().text;
      entry.list = list_of(wanted.kinds.front());
      entries.push_back(std::move(entry));
    } else if (!wanted.terms.empty()) {
      add(wanted.terms.front());
      for (const ConceptId kind : request_.vocabulary.kinds_of(wanted.terms.front())) add(kind);
    } else {
      for (std::uint32_t id = 0; id < request_.vocabulary.size(); ++id) add(ConceptId{id});
    }
    return entries;
  }

  std::vector<Entry> dated_entries(Entry entry, std::size_t record) const {
    const RecordPattern& wanted = pattern(record);
    const Day today = witness_day();
    const auto onset = onset_of(record);
    std::vector<Day> starts;
    if (onset) {
      starts = {*onset};
    } else {
      if (wanted.window) {
        const Day first = before(today, wanted.window->period);
        starts.push_back(first + (today - first) / 2);
        starts.push_back(first);
      } else {
        starts = {today - days{400}, today - days{4000}, today - days{10}};
      }
      starts.push_back(today);
    }
    entry.dose = dose_of(record);
    std::vector<Entry> entries;
    for (const Day start : starts) {
      entry.start = start;
      entry.is_active = true;
      entry.end.reset();
      if (wanted.status != RecordStatus::resolved) entries.push_back(entry);
      entry.is_active = false;
      entry.end = start;
      if (wanted.status != RecordStatus::active) entries.push_back(entry);
    }
    return entries;
  }

  // Whether `one` is of one of the terms or names of `all`.
  static bool is_part_of(const RecordPattern& one, const RecordPattern& all) {
    RecordPattern whole = one;
    whole.terms = all.terms;
    whole.own_names = all.own_names;
    if (!(whole == all)) return false;
    const auto is_among = [](const auto& list, const auto& part) {
      return part.empty() || std::find(list.begin(), list.end(), part.front()) != list.end();
    };
    return is_among(all.terms, one.terms) && is_among(all.own_names, one.own_names);
  }

  std::optional<Day> onset_of(std::size_t record) const {
    std::optional<Day> onset;
    for (const std::size_t index : request_.use.quantities) {
      const Quantity& quantity = request_.terms.quantities[index];
      if (!is_part_of(pattern(record), quantity.record)) continue;
      const Rational value = roundest_in(
          alike(request_.terms, index, request_.patient.quantities[index]), quantity.whole);
      const int whole = static_cast<int>(value.get_d());
      if (quantity.kind == Quantity::Kind::duration) {
        const Day begun = before(witness_day(), Period{whole, quantity.time_unit});
        const Day earlier = before(witness_day(), Period{whole + 1, quantity.time_unit});
        return value == whole ? begun : begun - (begun - earlier) / 2;
      }
      if (quantity.kind == Quantity::Kind::onset_age) {
        const int age = static_cast<int>(request_.patient.quantities[index].get_d());
        const Day at_age = after(birth_, Period{age, quantity.time_unit});
        onset = at_age + (witness_day() - at_age) / 400;
      }
    }
    return onset;
  }

  std::string dose_of(std::size_t record) const {
    for (const std::size_t index : request_.use.quantities) {
      const Quantity& quantity = request_.terms.quantities[index];
      if (quantity.kind != Quantity::Kind::dose) continue;
      if (std::find(quantity.records.begin(), quantity.records.end(), record) ==
          quantity.records.end()) {
        continue;
      }
      const Rational dose =
          roundest_in(alike(request_.terms, index, request_.patient.quantities[index]));
      return fmt::format(", \"dose\": {}, \"unit\": {}", decimal_text(dose),
                         json_string_literal(quantity.unit));
    }
    return {};
  }

  std::string text_of(const Entry& entry) const {
    const std::string name = entry.term ? request_.vocabulary[*entry.term].name : entry.own_name;
    std::string fields = fmt::format("\"name\": {}", json_string_literal(name));
    const std::string start = date_text(entry.start);
    if (is_at_a_point(entry)) {
      fields += fmt::format(", \"date\": \"{}\"", start);
    } else {
      fields += fmt::format(", \"{}\": \"{}\"",
                            entry.list == RecordList::conditions ? "onset" : "start", start);
      if (entry.end) fields += fmt::format(", \"end\": \"{}\"", date_text(*entry.end));
    }
    fields += fmt::format(", \"status\": \"{}\"", entry.is_active ? "active" : "resolved");
    return fmt::format("{{{}{}}}", fields, entry.dose);
  }

  std::vector<std::string> members() const {
    std::vector<std::string> members;
    if (request_.use.records.empty()) return members;
    for (const RecordList list : all_record_lists) {
      std::vector<std::string> texts;
      for (const Entry& entry : entries_) {
        if (entry.list == list) texts.push_back(text_of(entry));
      }
      if (!texts.empty()) {
        members.push_back(fmt::format("\"{}\": [{}]", name_of(list), fmt::join(texts, ", ")));
      }
    }
    std::vector<std::string> complete;
    for (const RecordList list : all_record_lists) {
      const bool is_asked = std::any_of(
          request_.use.records.begin(), request_.use.records.end(), [&](std::size_t record) {
            const auto& kinds = pattern(record).kinds;
            return std::any_of(kinds.begin(), kinds.end(),
                               [&](ConceptKind kind) { return list_of(kind) == list; });
          });
      if (is_asked) complete.push_back(fmt::format("\"{}\"", name_of(list)));
    }
    members.push_back(fmt::format("\"complete\": [{}]", fmt::join(complete, ", ")));
    return members;
  }

  const ProfileRequest& request_;
  Day birth_;
  std::vector<Entry> entries_;
};

}  // namespace

std::vector<std::string> records_of(const ProfileRequest& request, Day birth) {
  return EntryWriter(request, birth).write();
}

}  // namespace eligo
