#pragma once

// One leaf of a program as a statement. Private to this stage.

#include <set>
#include <string>
#include <variant>
#include <vector>

#include "sql/generate.h"

namespace eligo::sql {

// The number of a leaf where its text does not know it yet.
inline constexpr const char* leaf_mark = "@leaf@";

// Whether somebody's word can settle a leaf that is unknown.
enum class Word { never, always, as_found };

// What limits a range sets to values in one unit; an empty text is no limit.
struct LimitRow {
  std::string unit;
  std::string low;
  std::string high;
  friend bool operator==(const LimitRow&, const LimitRow&) = default;
};

struct LeafSql {
  // Columns: leaf, patient, holds, word, why, value, unit, date, source.
  std::string select;
  std::vector<LimitRow> limits;
  Word word = Word::never;
};

// Why a leaf has no SQL.
struct Refusal {
  std::string what;
};
using LeafOrRefusal = std::variant<LeafSql, Refusal>;

struct Context {
  const Vocabulary& vocabulary;
  const SqlOptions& options;
  std::vector<Unit> units;            // all that the data may use
  mutable std::set<ConceptId> asked;  // concepts whose kinds and broader terms the leaves look up

  Day as_of() const { return options.screening.as_of; }
  std::string today() const { return date_literal(options.screening.as_of); }
  bool strict() const { return options.screening.strict; }
  // A table of the layout `facts`; OMOP has tables of such names itself.
  std::string table(const char* name) const {
    return (options.omop ? "eligo_facts_" : "") + std::string(name);
  }
};

// leaf_results.cpp
LeafOrRefusal leaf_of(const Context& context, const ObservedInRange& operation);
LeafOrRefusal leaf_of(const Context& context, const ObservedResult& operation);
LeafOrRefusal leaf_of(const Context& context, const MeasuredInRange& operation);
// leaf_records.cpp
LeafOrRefusal leaf_of(const Context& context, const RecordFound& operation);
LeafOrRefusal leaf_of(const Context& context, const OnsetAgeInRange& operation);
LeafOrRefusal leaf_of(const Context& context, const DurationInRange& operation);
// leaf_dose.cpp
LeafOrRefusal leaf_of(const Context& context, const DoseInRange& operation);
// leaf_patient.cpp
LeafOrRefusal leaf_of(const Context& context, const AgeInRange& operation);
LeafOrRefusal leaf_of(const Context& context, const PatientSexIs& operation);
LeafOrRefusal leaf_of(const Context& context, const FactIs& operation);
LeafOrRefusal leaf_of(const Context& context, const Always& operation);
LeafOrRefusal leaf_of(const Context& context, const Question& operation);

// A leaf that is unknown for everybody.
LeafSql open_leaf(const std::string& why, Word word);

}  // namespace eligo::sql
