#include "sql/generate.h"

#include <fmt/format.h>

#include <algorithm>

#include "sql/base_tables.h"
#include "sql/exact.h"
#include "sql/facts_tables.h"
#include "sql/leaf_sql.h"
#include "sql/omop_tables.h"
#include "sql/trial_sql.h"

namespace eligo::sql {
namespace {

// The units of the data; where they are not told, those that the vocabulary and the rules use.
std::vector<Unit> known_units(const std::vector<const Program*>& programs,
                              const Vocabulary& vocabulary, const SqlOptions& options) {
  if (!options.units.empty()) return options.units;
  std::map<std::string, Unit> by_code;
  const auto add = [&](const Unit& unit) { by_code.emplace(unit_code_of(unit), unit); };
  for (std::uint32_t index = 0; index < vocabulary.size(); ++index) {
    const Concept& one = vocabulary[ConceptId{index}];
    if (one.unit) add(*one.unit);
    for (const AnalyteConversion& conversion : one.conversions) add(conversion.unit);
  }
  for (const Program* program : programs) {
    for (const Node& node : program->nodes) {
      if (const auto* dose = std::get_if<DoseInRange>(&node.operation)) add(dose->unit);
      if (const auto* own = std::get_if<MeasuredInRange>(&node.operation)) {
        if (own->unit) add(*own->unit);
      }
      if (const auto* observed = std::get_if<ObservedInRange>(&node.operation)) {
        const auto unit = vocabulary.units().parse(observed->written_unit);
        if (unit) add(*unit);
      }
    }
  }
  if (const auto unit = vocabulary.units().parse("kg/m2")) add(*unit);
  std::vector<Unit> units;
  for (auto& [code, unit] : by_code) units.push_back(std::move(unit));
  return units;
}

void replace_mark(std::string& text, int number) {
  const std::string mark = leaf_mark;
  const std::string digits = std::to_string(number);
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
    text.replace(at, mark.size(), digits);
  }
}

// The nodes that decide a criterion, and everything below them.
void add_below(const Program& program, NodeId node, std::vector<bool>& wanted) {
  if (wanted[node.index]) return;
  wanted[node.index] = true;
  for (const NodeId operand : operands_of(program[node].operation)) {
    add_below(program, operand, wanted);
  }
}

// Numbers the leaves, each once whatever trials ask it.
class LeafBook {
 public:
  explicit LeafBook(const Context& context) : context_(context) {}

  LeafColumn add(const Program& program, const Criterion& criterion, NodeId node,
                 std::vector<NotInSql>& left_out) {
    LeafSql leaf = sql_of(program, criterion, node, left_out);
    std::string key = leaf.select;
    for (const LimitRow& row : leaf.limits) key += row.unit + "|" + row.low + "|" + row.high + ";";
    const auto [known, is_new] =
        numbers_.emplace(std::move(key), static_cast<int>(numbers_.size()) + 1);
    const int number = known->second;
    if (is_new) write(number, leaf, program[node].text);
    return {number, leaf.word};
  }

  std::string limits_text() const {
    return limits_.empty() ? std::string() : "INSERT INTO eligo_limit VALUES\n  " + limits_ + ";\n";
  }
  const std::string& statements() const { return statements_; }

 private:
  LeafSql sql_of(const Program& program, const Criterion& criterion, NodeId node,
                 std::vector<NotInSql>& left_out) const {
    LeafOrRefusal made = std::visit(
        [&](const auto& operation) -> LeafOrRefusal {
          if constexpr (requires { leaf_of(context_, operation); }) {
            return leaf_of(context_, operation);
          } else {
            return Refusal{"an operation of a new kind"};
          }
        },
        program[node].operation);
    if (auto* leaf = std::get_if<LeafSql>(&made)) return std::move(*leaf);
    const std::string& what = std::get<Refusal>(made).what;
    left_out.push_back({program.trial, criterion.id, what});
    return open_leaf("not in SQL: " + what, Word::never);
  }

  void write(int number, LeafSql& leaf, const std::string& rule) {
    replace_mark(leaf.select, number);
    statements_ += fmt::format("-- Leaf {}: {}\nINSERT INTO eligo_leaf\n{};\n\n", number,
                               comment_text(rule), leaf.select);
    const auto number_or_null = [](const std::string& limit) {
      return limit.empty() ? std::string("NULL") : limit;
    };
    for (const LimitRow& row : leaf.limits) {
      limits_ +=
          fmt::format("{}({}, {}, {}, {})", limits_.empty() ? "" : ",\n  ", number,
                      text_literal(row.unit), number_or_null(row.low), number_or_null(row.high));
    }
  }

  const Context& context_;
  std::map<std::string, int> numbers_;
  std::string limits_;
  std::string statements_;
};

// What the trials and their criteria are, for the results and the verdicts.
std::string trial_tables(const std::vector<const Program*>& programs, Dialect dialect) {
  std::string trials;
  std::string criteria;
  std::string conflicts;
  const auto add = [](std::string& to, const std::string& row) {
    to += (to.empty() ? "" : ",\n  ") + row;
  };
  for (const Program* program : programs) {
    const bool publishes =
        std::any_of(program->criteria.begin(), program->criteria.end(),
                    [](const Criterion& one) { return one.kind != CriterionKind::registry; });
    const std::string trial = text_literal(program->trial);
    add(trials,
        fmt::format("({}, {}, {})", trial, publishes ? 1 : 0, program->withheld.empty() ? 0 : 1));
    for (std::size_t i = 0; i < program->criteria.size(); ++i) {
      const Criterion& criterion = program->criteria[i];
      add(criteria, fmt::format("({}, {}, {}, {}, {})", trial, i, text_literal(criterion.id),
                                text_literal(name_of(criterion.kind)), criterion.root ? 0 : 1));
    }
    for (const ConflictingStatements& conflict : program->conflicts) {
      const auto pair = [&](CriterionIndex one, CriterionIndex other) {
        return fmt::format("({}, {}, {})", trial, one.index, other.index);
      };
      add(conflicts, pair(conflict.first, conflict.second));
      add(conflicts, pair(conflict.second, conflict.first));
    }
  }
  std::string text =
      "-- The trials: whether the document publishes criteria, and whether it withholds a "
      "list.\n" +
      made_empty(dialect, {.name = "eligo_trial", .is_of_patients = false},
                 "trial TEXT, publishes INTEGER, withholds INTEGER") +
      made_empty(dialect, {.name = "eligo_statement", .is_of_patients = false},
                 "trial TEXT, place INTEGER, criterion TEXT, kind TEXT, lost INTEGER") +
      "-- Statements that contradict each other, both ways.\n" +
      made_empty(dialect, {.name = "eligo_conflict", .is_of_patients = false},
                 "trial TEXT, place INTEGER, other INTEGER");
  if (!trials.empty()) text += "INSERT INTO eligo_trial VALUES\n  " + trials + ";\n";
  if (!criteria.empty()) text += "INSERT INTO eligo_statement VALUES\n  " + criteria + ";\n";
  if (!conflicts.empty()) text += "INSERT INTO eligo_conflict VALUES\n  " + conflicts + ";\n";
  return text + "\n";
}

std::string working_tables(Dialect dialect) {
  return "-- What the leaves say of each patient: holds is 1, 0 or NULL; word is 1 where "
         "somebody's word\n"
         "-- can settle what is unknown.\n" +
         made_empty(dialect, {"eligo_leaf"},
                    "leaf INTEGER, patient TEXT, holds INTEGER, word INTEGER, why TEXT,\n"
                    "  value TEXT, unit TEXT, date TEXT, source TEXT") +
         made_empty(dialect, {"eligo_found"},
                    "trial TEXT, patient TEXT, place INTEGER, criterion TEXT,\n"
                    "  reading INTEGER, holds INTEGER, leaf INTEGER, attested INTEGER") +
         "\n";
}

constexpr const char* criterion_query =
    R"(SELECT c.trial, c.patient, c.place, c.criterion, c.kind, c.result,
  CASE WHEN c.result IS NOT NULL THEN CASE WHEN c.attested = 1 THEN 'attested' END
    WHEN c.lost = 1 THEN 'the document lost it'
    WHEN c.readings_differ = 1 THEN 'the readings of the sentence differ'
    WHEN f.holds IS NOT NULL THEN 'assumption or sex not recorded' ELSE f.why END AS why,
  f.value, f.unit, f.date, f.source
FROM (
  SELECT s.trial, r.patient, s.place, s.criterion, s.kind, s.lost, r.leaf, r.attested,
    CASE WHEN r.decided > 0 AND r.decided < r.readings OR r.least < r.most THEN 1 ELSE 0 END
      AS readings_differ,
    CASE WHEN r.decided < r.readings OR r.least < r.most THEN NULL
      WHEN s.kind = 'exclusion' THEN 1 - r.least ELSE r.least END AS result
  FROM (
    SELECT trial, patient, place, count(*) AS readings, count(holds) AS decided,
      min(holds) AS least, max(holds) AS most, max(attested) AS attested,
      max(CASE WHEN reading = 1 THEN leaf END) AS leaf
    FROM eligo_found GROUP BY trial, patient, place) r
  JOIN eligo_statement s ON s.trial = r.trial AND s.place = r.place) c
LEFT JOIN eligo_leaf f ON f.leaf = c.leaf AND f.patient = c.patient;
)";

constexpr const char* verdict_query =
    R"(SELECT t.trial, s.patient,
  CASE WHEN s.deceased = 1 THEN 'ineligible'
    WHEN t.publishes = 0 THEN 'undetermined'
    WHEN c.fails > 0 THEN 'ineligible'
    WHEN c.passes = c.criteria AND t.withholds = 0 THEN 'eligible'
    ELSE 'undetermined' END AS verdict,
  coalesce(c.fails, 0) AS fails, coalesce(c.passes, 0) AS passes,
  coalesce(c.criteria - c.fails - c.passes, 0) AS open
FROM eligo_trial t CROSS JOIN eligo_patient s
LEFT JOIN (
  SELECT r.trial, r.patient, count(*) AS criteria,
    count(CASE WHEN k.place IS NULL AND r.result = 0 THEN 1 END) AS fails,
    count(CASE WHEN k.place IS NULL AND r.result = 1 THEN 1 END) AS passes
  FROM eligo_criterion r
  LEFT JOIN (
    SELECT DISTINCT r.trial, r.patient, r.place FROM eligo_conflict k
    JOIN eligo_criterion r ON r.trial = k.trial AND r.place = k.place
    LEFT JOIN eligo_criterion o
      ON o.trial = k.trial AND o.patient = r.patient AND o.place = k.other
    WHERE CASE WHEN o.result = r.result THEN 0 ELSE 1 END = 1) k
    ON k.trial = r.trial AND k.patient = r.patient AND k.place = r.place
  GROUP BY r.trial, r.patient) c ON c.trial = t.trial AND c.patient = s.patient;
)";

constexpr const char* count_query =
    R"(SELECT t.trial, count(v.patient) AS patients,
  count(CASE WHEN v.verdict = 'eligible' THEN 1 END) AS eligible,
  count(CASE WHEN v.verdict = 'ineligible' THEN 1 END) AS ineligible,
  count(CASE WHEN v.verdict = 'undetermined' THEN 1 END) AS undetermined
FROM eligo_trial t LEFT JOIN eligo_verdict v ON v.trial = t.trial GROUP BY t.trial;
SELECT * FROM eligo_count ORDER BY trial;
)";

std::string result_tables(Dialect dialect) {
  return "-- Results: 1 pass, 0 fail, NULL unknown, with what decided them or why they are open. "
         "Several\n"
         "-- readings of a sentence have to agree.\n" +
         made_of(dialect, {.name = "eligo_criterion", .is_kept = true}) + criterion_query +
         counted_anew(dialect, "eligo_criterion") +
         "\n-- Verdicts. A statement that another one contradicts counts only where both say the "
         "same.\n" +
         made_of(dialect, {.name = "eligo_verdict", .is_kept = true}) + verdict_query +
         "\n-- Counts.\n" +
         made_of(dialect, {.name = "eligo_count", .is_kept = true, .is_of_patients = false}) +
         count_query;
}

}  // namespace

SqlScript generate_sql(const std::vector<const Program*>& programs, const Vocabulary& vocabulary,
                       const SqlOptions& options) {
  const Context context{vocabulary, options, known_units(programs, vocabulary, options), {}};
  SqlScript script;
  LeafBook book(context);
  std::string trials;
  for (const Program* program : programs) {
    LeafColumns leaves;
    for (const Criterion& criterion : program->criteria) {
      if (!criterion.root) continue;
      std::vector<bool> wanted(program->nodes.size());
      add_below(*program, *criterion.root, wanted);
      if (context.strict()) {
        for (const OtherReading& reading : criterion.other_readings) {
          add_below(*program, reading.root, wanted);
        }
      }
      for (std::uint32_t node = 0; node < wanted.size(); ++node) {
        const NodeId id{node};
        if (!wanted[node] || leaves.contains(id)) continue;
        if (!operands_of((*program)[id].operation).empty()) continue;
        leaves.emplace(id, book.add(*program, criterion, id, script.left_out));
      }
    }
    trials += trial_sql(context, *program, leaves);
  }
  const auto counted = [&](const char* table) { return counted_anew(options.dialect, table); };
  script.text = fmt::format(
      "-- Made by eligo sql for {}, layout {}, screening date {}.\n"
      "-- Reads the tables of {}; leaves eligo_criterion, eligo_verdict and eligo_count.\n\n",
      name_of(options.dialect), options.omop ? "omop" : "facts", date_text(options.screening.as_of),
      options.omop ? "OMOP CDM 5.4" : "`eligo export`");
  script.text += settings(options.dialect);
  if (options.omop) script.text += omop_tables(context);
  script.text += self_test(context) + base_tables(context) + kind_table(context);
  script.text += fmt::format(
      "-- The limits of each leaf in every unit that converts, worked out exactly. A limit that is "
      "no\n-- decimal of 17 places ends in 5 at the 18th: no value lies on it.\n{}{}\n",
      made_empty(options.dialect, {.name = "eligo_limit", .is_of_patients = false},
                 fmt::format("leaf INTEGER, unit TEXT, low {0}, high {0}", exact_type)),
      book.limits_text());
  script.text += working_tables(options.dialect) + book.statements() + counted("eligo_leaf") + "\n";
  script.text += trial_tables(programs, options.dialect) + trials + counted("eligo_found") + "\n";
  script.text = spelled_for(options.dialect, script.text + result_tables(options.dialect));
  return script;
}

}  // namespace eligo::sql
