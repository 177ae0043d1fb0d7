#include "sql/record_match.h"

#include <fmt/format.h>

#include <vector>

#include "decide/leaf_truth.h"
#include "decide/open_class.h"
#include "sql/sql_parts.h"

namespace eligo::sql {
namespace {

std::string asked_keys(const Context& context, const std::vector<ConceptId>& terms) {
  context.asked.insert(terms.begin(), terms.end());
  return quoted_keys(context.vocabulary, terms);
}

// Whether the entry is of the pattern's terms.
std::string term_text(const Context& context, const RecordPattern& pattern) {
  if (pattern.takes_any_term()) return "1";
  std::string text = "CASE";
  for (const OwnName& name : pattern.own_names) {
    std::string kinds;
    for (const ConceptKind kind : pattern.kinds) {
      kinds += (kinds.empty() ? "" : ", ") + text_literal(name_of(kind));
    }
    // A name may be at home in another list than the pattern's, where it is known.
    text += fmt::format(
        "\n      WHEN r.own_name = {0} OR (r.own_name IS NULL AND r.comparable_name = {0}\n"
        "        AND CASE WHEN r.term_kind IN ({1}) THEN 1 ELSE 0 END = 0) THEN 1",
        text_literal(name.comparable), kinds);
  }
  if (pattern.terms.empty()) return text + "\n      ELSE 0 END";
  const std::string keys = asked_keys(context, pattern.terms);
  return text +
         fmt::format(
             "\n      WHEN r.term IN (SELECT narrow FROM eligo_kind WHERE broad IN ({0})) THEN 1"
             "\n      WHEN r.term IN (SELECT broad FROM eligo_kind WHERE narrow IN ({0})) THEN NULL"
             "\n      WHEN EXISTS (SELECT 1 FROM {1} h WHERE h.patient = r.patient AND "
             "h.place = r.place"
             "\n        AND h.term IN (SELECT narrow FROM eligo_kind WHERE broad IN ({0}))) THEN "
             "NULL"
             "\n      ELSE 0 END",
             keys, context.table("record_hint"));
}

// Whether an entry counts in spite of one exception.
std::string exception_text(const Context& context, const RecordException& exception) {
  const std::string key = asked_keys(context, {exception.term});
  std::string excepted = "0";
  std::string maybe = "NULL";
  if (!exception.outcomes.empty()) {
    std::string outcomes;
    for (const std::string& outcome : exception.outcomes) {
      outcomes += (outcomes.empty() ? "" : ", ") +
                  text_literal(context.vocabulary.comparable_name(outcome));
    }
    excepted = fmt::format(
        "CASE WHEN r.outcome IS NULL THEN NULL WHEN r.outcome_name IN ({}) THEN 0 ELSE 1 END",
        outcomes);
    maybe = fmt::format(
        "CASE WHEN r.outcome IS NULL OR r.outcome_name IN ({}) THEN NULL ELSE 1 END", outcomes);
  }
  return fmt::format(
      "CASE WHEN r.term IN (SELECT narrow FROM eligo_kind WHERE broad = {0}) THEN {1}\n"
      "      WHEN r.term IN (SELECT broad FROM eligo_kind WHERE narrow = {0}) THEN {2} ELSE 1 END",
      key, excepted, maybe);
}

// Whether the time that an entry covers meets the window.
std::string window_text(const Context& context, const TimeWindow& window) {
  const WindowDays days = days_of(context, window);
  const std::string begun =
      lies_in_days("r.start_earliest", "r.start_latest", days.first, days.last);
  const std::string ended = lies_in_days("r.end_earliest", "r.end_latest", days.first, days.last);
  return fmt::format(
      "CASE WHEN r.start_earliest > {last} THEN 0\n"
      "      WHEN r.at_a_point = 1 AND r.start_earliest IS NOT NULL\n"
      "        AND (r.end_earliest IS NULL OR r.list = 'conditions') THEN {begun}\n"
      "      WHEN {begun} = 1 THEN 1\n"
      "      WHEN r.end_latest < {first} THEN 0\n"
      "      WHEN {ended} = 1 THEN 1\n"
      "      WHEN r.end_earliest >= {first} AND r.start_latest <= {last} THEN 1\n"
      "      WHEN r.end_earliest IS NOT NULL THEN NULL\n"
      "      WHEN r.status = 'active' AND {first} <= {today} AND r.start_latest <= {last} THEN 1 "
      "END",
      fmt::arg("first", days.first), fmt::arg("last", days.last), fmt::arg("begun", begun),
      fmt::arg("ended", ended), fmt::arg("today", context.today()));
}

std::string lists_text(const Context& context, const RecordPattern& pattern) {
  std::string lists;
  for (const RecordList list : lists_of(pattern, context.vocabulary)) {
    lists += (lists.empty() ? "" : ", ") + text_literal(name_of(list));
  }
  std::string kinds;
  for (const ConceptKind kind : pattern.kinds) {
    kinds += (kinds.empty() ? "" : ", ") + text_literal(name_of(kind));
  }
  if (lists.empty()) return fmt::format("r.term_kind IN ({})", kinds);
  return fmt::format("r.list IN ({}) OR r.term_kind IN ({})", lists, kinds);
}

}  // namespace

std::string matches_query(const Context& context, const RecordPattern& pattern) {
  std::vector<std::pair<std::string, std::string>> aspects;
  aspects.emplace_back("is_term", term_text(context, pattern));
  for (std::size_t i = 0; i < pattern.exceptions.size(); ++i) {
    aspects.emplace_back(fmt::format("still_counts_{}", i + 1),
                         exception_text(context, pattern.exceptions[i]));
  }
  if (pattern.status) {
    aspects.emplace_back("in_status",
                         *pattern.status == RecordStatus::active ? "r.active" : "1 - r.active");
  }
  if (pattern.window) aspects.emplace_back("in_window", window_text(context, *pattern.window));
  aspects.emplace_back("is_certain", "r.certain");
  std::string columns;
  std::string names;
  std::string sum;
  for (const auto& [name, text] : aspects) {
    columns += fmt::format(",\n      {} AS {}", text, name);
    names += (names.empty() ? "" : ", ") + name;
    sum += (sum.empty() ? "" : " + ") + name;
  }
  return fmt::format(
      "SELECT m.*,\n"
      "    CASE WHEN m.later = 1 OR 0 IN ({names}) THEN 0 WHEN {sum} = {count} THEN 1 END AS "
      "matches,\n"
      "    CASE WHEN m.is_term = 0 AND m.term IS NULL THEN 1 ELSE 0 END AS unrecognised\n"
      "  FROM (SELECT r.*, s.sex{columns}\n"
      "    FROM eligo_record r JOIN eligo_patient s ON s.patient = r.patient\n"
      "    WHERE {lists}) m",
      fmt::arg("names", names), fmt::arg("sum", sum), fmt::arg("count", aspects.size()),
      fmt::arg("columns", columns), fmt::arg("lists", lists_text(context, pattern)));
}

std::string lists_incomplete(const Context& context, const RecordPattern& pattern) {
  std::string text;
  for (const RecordList list : lists_of(pattern, context.vocabulary)) {
    text += fmt::format("{}s.{}_known = 0", text.empty() ? "" : " OR ", name_of(list));
  }
  return text;
}

RecordFoundSql record_found(const Context& context, const RecordPattern& pattern) {
  RecordFoundSql sql;
  sql.tables = fmt::format(
      "matched AS (\n  {}),\n"
      "found AS (\n"
      "  SELECT patient, max(matches) AS surely, count(CASE WHEN matches IS NULL THEN 1 END) AS "
      "unclear,\n"
      "    max(unrecognised) AS unrecognised,\n"
      "    max(CASE WHEN nth = 1 AND coalesce(matches, 1) = 1 THEN name END) AS value,\n"
      "    max(CASE WHEN nth = 1 AND coalesce(matches, 1) = 1 THEN coalesce(start_text, end_text) "
      "END) AS date,\n"
      "    max(CASE WHEN nth = 1 AND coalesce(matches, 1) = 1 THEN source END) AS source\n"
      "  FROM (SELECT matched.*, row_number() OVER (PARTITION BY patient\n"
      "      ORDER BY CASE WHEN matches = 1 THEN 0 WHEN matches IS NULL THEN 1 ELSE 2 END, place) "
      "AS nth\n"
      "    FROM matched) ranked\n"
      "  GROUP BY patient)",
      matches_query(context, pattern));
  std::string truth = "CASE ";
  std::string why = "CASE ";
  if (pattern.own_names.empty()) {
    const std::string other_sex = not_for_this_sex(context, pattern.terms);
    if (!other_sex.empty()) truth += fmt::format("WHEN {} THEN 0\n    ", other_sex);
  }
  truth += "WHEN f.surely = 1 THEN 1\n    WHEN f.unclear > 0 THEN NULL\n    ";
  why += "WHEN f.unclear > 0 THEN 'unclear entry'\n    ";
  if (!pattern.own_names.empty()) {
    // It may stand under another name.
    sql.truth = truth + "END";
    sql.why = why + "ELSE 'missing' END";
    return sql;
  }
  if (const std::string incomplete = lists_incomplete(context, pattern); !incomplete.empty()) {
    truth += fmt::format("WHEN {} THEN NULL\n    ", incomplete);
    why += fmt::format("WHEN {} THEN 'list not complete'\n    ", incomplete);
  }
  if (const auto wider = where_members_may_hide(context.vocabulary, pattern)) {
    sql.tables += fmt::format(
        ",\nmay_be_hidden AS (  -- no entry says by its name that it is this\n"
        "  SELECT DISTINCT patient FROM (\n  {}) w WHERE coalesce(matches, 1) = 1)",
        matches_query(context, *wider));
    sql.join = "\nLEFT JOIN may_be_hidden h ON h.patient = s.patient";
    truth += "WHEN h.patient IS NOT NULL THEN NULL\n    ";
    why += "WHEN h.patient IS NOT NULL THEN 'unclear entry'\n    ";
  }
  if (context.strict()) {
    truth += "WHEN f.unrecognised = 1 THEN NULL\n    ";
    if (pattern.window) {
      const std::string ahead = days_of(context, *pattern.window).ahead;
      if (!ahead.empty()) truth += fmt::format("WHEN {} THEN NULL\n    ", ahead);
    }
  }
  sql.truth = truth + "ELSE 0 END";
  sql.why = why + "ELSE 'assumption' END";
  return sql;
}

}  // namespace eligo::sql
