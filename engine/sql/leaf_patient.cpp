#include <fmt/format.h>

#include "sql/exact.h"
#include "sql/leaf_sql.h"
#include "sql/record_match.h"
#include "sql/sql_parts.h"

namespace eligo::sql {
namespace {

// A leaf that the patient's own row decides.
std::string patient_select(const std::string& truth, const std::string& why,
                           const std::string& value, const std::string& source) {
  return fmt::format(
      "SELECT {}, s.patient,\n  {},\n  0, {}, {}, NULL, NULL, {}\nFROM eligo_patient s", leaf_mark,
      truth, why, value, source);
}

std::string stated_days(const Context& context, const Concept& subject) {
  const Day as_of = context.as_of();
  const std::optional<Period>& max_age = context.options.screening.max_age;
  Day first{std::chrono::year{1} / 1 / 1};
  if (max_age) {
    first = before(as_of, *max_age);
  } else if (subject.passing) {
    first = as_of;
  }
  return lies_in_days("earliest", "latest", date_literal(first), context.today());
}

// The patients of whom an active condition or event makes a fact true.
std::string implied_table(const Context& context, const Concept& fact) {
  std::string queries;
  for (const ConceptId term : fact.implied_by) {
    RecordPattern pattern;
    pattern.kinds = {context.vocabulary[term].kind};
    pattern.terms = {term};
    pattern.status = RecordStatus::active;
    const std::string other_sex = not_for_this_sex(context, {term});
    if (!queries.empty()) queries += "\n  UNION\n  ";
    queries += fmt::format("SELECT patient FROM (\n  {}) s WHERE matches = 1",
                           matches_query(context, pattern));
    if (!other_sex.empty()) {
      queries += fmt::format(" AND CASE WHEN {} THEN 0 ELSE 1 END = 1", other_sex);
    }
  }
  if (queries.empty()) queries = "SELECT patient FROM eligo_patient WHERE 1 = 0";
  return fmt::format("implied AS (  -- an active entry makes it true\n  {})", queries);
}

}  // namespace

LeafSql open_leaf(const std::string& why, Word word) {
  LeafSql result;
  result.word = word;
  result.select =
      fmt::format("SELECT {}, s.patient, NULL, {}, {}, NULL, NULL, NULL, NULL FROM eligo_patient s",
                  leaf_mark, word == Word::never ? 0 : 1, text_literal(why));
  return result;
}

LeafOrRefusal leaf_of(const Context& context, const AgeInRange& operation) {
  const AgeSteps steps = age_steps(operation.range);
  const auto at_least = [&](const char* birth, const std::optional<int>& least) {
    if (!least) return std::string();
    if (*least <= 0) return std::string("1");
    return fmt::format("CASE WHEN s.{} <= {} THEN 1 ELSE 0 END", birth,
                       date_literal(before(context.as_of(), Period{*least, operation.unit})));
  };
  std::string inside = between_steps(
      at_least("birth_latest", steps.from), at_least("birth_earliest", steps.from),
      at_least("birth_latest", steps.beyond), at_least("birth_earliest", steps.beyond));
  if (is_empty(operation.range)) inside = "0";
  LeafSql result;
  result.select = patient_select(
      fmt::format("CASE WHEN s.birth_earliest IS NULL THEN NULL\n    ELSE {} END", inside),
      "CASE WHEN s.birth_earliest IS NULL THEN 'missing' ELSE 'imprecise date' END",
      "CAST(s.birth_earliest AS TEXT)", "NULL");
  return result;
}

LeafOrRefusal leaf_of(const Context&, const PatientSexIs& operation) {
  LeafSql result;
  result.select =
      patient_select(fmt::format("CASE WHEN s.sex = {} THEN 1 WHEN s.sex IS NOT NULL THEN 0 END",
                                 text_literal(name_of(operation.sex))),
                     "'missing'", "s.sex", "'/sex'");
  return result;
}

LeafOrRefusal leaf_of(const Context& context, const FactIs& operation) {
  const Concept& subject = context.vocabulary[operation.fact];
  const PartialDate today = date_of(context.as_of());
  const std::string other_sex = not_for_this_sex(context, {operation.fact});
  LeafSql result;
  result.word = Word::always;
  result.select = fmt::format(
      "WITH stated AS (  -- without a date: about the screening date\n"
      "  SELECT patient, place, value, date, source,\n"
      "    coalesce(date_earliest, {today}) AS earliest, coalesce(date_latest, {today}) AS "
      "latest,\n"
      "    coalesce(first_second, {first}) AS first_second,\n"
      "    coalesce(last_second, {last}) AS last_second\n"
      "  FROM {table}\n"
      "  WHERE fact = {fact} AND (date_earliest IS NULL OR date_earliest <= {today})),\n"
      "found AS (\n"
      "  SELECT patient, count(*) AS statements,\n"
      "    count(CASE WHEN {in_time} = 1 THEN 1 END) AS in_time,\n"
      "    min(value) AS least, max(value) AS most,\n"
      "    min(CASE WHEN place = first_place THEN date END) AS date,\n"
      "    min(CASE WHEN place = first_place THEN source END) AS source\n"
      "  FROM (SELECT newest.*, min(place) OVER (PARTITION BY patient) AS first_place\n"
      "    FROM (SELECT stated.*, max(first_second) OVER (PARTITION BY patient) AS newest_begins\n"
      "      FROM stated) newest\n"
      "    WHERE last_second >= newest_begins) counted GROUP BY patient),\n"
      "{implied}\n"
      "SELECT {leaf}, s.patient,\n"
      "  CASE {other_sex}WHEN f.in_time = f.statements THEN\n"
      "      CASE WHEN f.least < f.most THEN NULL\n"
      "        WHEN f.most = 0 AND i.patient IS NOT NULL THEN NULL ELSE f.most END\n"
      "    WHEN i.patient IS NOT NULL THEN 1 END,\n"
      "  1,\n"
      "  CASE WHEN f.patient IS NULL THEN 'missing' WHEN f.in_time < f.statements THEN 'too old'\n"
      "    ELSE 'conflict' END,\n"
      "  CASE f.most WHEN 1 THEN 'true' WHEN 0 THEN 'false' END, NULL, f.date, f.source\n"
      "FROM eligo_patient s LEFT JOIN found f ON f.patient = s.patient\n"
      "LEFT JOIN implied i ON i.patient = s.patient",
      fmt::arg("table", context.table("fact")), fmt::arg("today", context.today()),
      fmt::arg("first", today.first_second), fmt::arg("last", today.last_second),
      fmt::arg("fact", text_literal(subject.key)),
      fmt::arg("in_time", stated_days(context, subject)),
      fmt::arg("implied", implied_table(context, subject)), fmt::arg("leaf", leaf_mark),
      fmt::arg("other_sex",
               other_sex.empty() ? std::string() : fmt::format("WHEN {} THEN 0\n    ", other_sex)));
  return result;
}

LeafOrRefusal leaf_of(const Context&, const Always&) {
  LeafSql result;
  result.select = patient_select("1", "NULL", "NULL", "NULL");
  return result;
}

LeafOrRefusal leaf_of(const Context&, const Question& operation) {
  switch (operation.kind) {
    case Question::Kind::judgement:
      return open_leaf("human: the investigator's judgement", Word::always);
    case Question::Kind::attestation:
      return open_leaf("human: someone must state it", Word::always);
    case Question::Kind::unread:
      return open_leaf("human: the rule does not cover this", Word::always);
  }
  return Refusal{"a question of a new kind"};
}

}  // namespace eligo::sql
