#include <fmt/format.h>

#include <algorithm>

#include "patient/observation_keeper.h"
#include "sql/exact.h"
#include "sql/facts_tables.h"
#include "sql/omop_tables.h"

namespace eligo::sql {
namespace {

std::string text_or_null(const std::string& text) {
  return text.empty() ? std::string("NULL") : text_literal(text);
}

std::string number_or_null(const std::string& number) {
  return number.empty() ? std::string("NULL") : number;
}

// A table of literals, in statements of a size that every engine takes.
class LiteralTable {
 public:
  LiteralTable(std::string name, const std::string& columns) : name_(std::move(name)) {
    text_ =
        fmt::format("DROP TABLE IF EXISTS {0};\nCREATE TEMP TABLE {0} ({1});\n", name_, columns);
  }
  void add(const std::string& row) {
    constexpr int most_rows = 500;
    text_ += rows_ % most_rows == 0
                 ? fmt::format("{}INSERT INTO {} VALUES\n  ", rows_ == 0 ? "" : ";\n", name_)
                 : ",\n  ";
    text_ += "(" + row + ")";
    ++rows_;
  }
  std::string finish(Dialect dialect) {
    return text_ + (rows_ == 0 ? "" : ";\n") + counted_anew(dialect, name_);
  }

 private:
  std::string name_;
  std::string text_;
  int rows_ = 0;
};

// What a living person can have, as limits in the result's own unit.
struct PlausibleLimits {
  std::string least = "NULL";
  std::string most = "NULL";
};

PlausibleLimits limits_in_unit(const Vocabulary& vocabulary, const Observation& result,
                               const Interval& range) {
  if (!result.analyte || !result.unit) return {};
  const auto step = vocabulary.step_to_default_unit(*result.analyte, *result.unit);
  if (!step || sgn(step->conversion.multiply) <= 0) return {};
  const UnitConversion& conversion = step->conversion;
  const Interval image = transformed(range, Rational(1 / conversion.multiply),
                                     Rational(-conversion.add / conversion.multiply));
  PlausibleLimits limits;
  if (image.low) limits.least = limit_literal(image.low->value);
  if (image.high) limits.most = limit_literal(image.high->value);
  return limits;
}

std::string interval_text(const Interval& value) {
  const GridInterval grid = on_grid(value);
  return fmt::format("{}, {}, {}, {}", number_or_null(grid.low), grid.low_closed ? 1 : 0,
                     number_or_null(grid.high), grid.high_closed ? 1 : 0);
}

std::string result_row(const Vocabulary& vocabulary, const OmopTerm& term, std::size_t part,
                       const Observation& result) {
  const bool by_number =
      !term.by_number.empty() ||
      (term.is_number && result.analyte && !vocabulary[*result.analyte].named_results.empty());
  const bool readable = by_number || result.readable;
  const bool has_unit = !result.unit_defaulted && !result.unit_text.empty() &&
                        (!result.unit || !says_nothing(*result.unit));
  const bool told = term.is_number || (!is_empty(result.value) && result.plausible) ||
                    result.named_result.has_value();
  PlausibleLimits any;
  PlausibleLimits adult;
  if (result.analyte) {
    any = limits_in_unit(vocabulary, result, vocabulary[*result.analyte].plausible);
    adult = limits_in_unit(vocabulary, result, vocabulary[*result.analyte].plausible_adult);
  }
  return fmt::format(
      "{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}",
      text_literal(term.text), part,
      result.analyte ? text_literal(vocabulary[*result.analyte].key) : "NULL",
      text_or_null(result.own_name), term.is_number ? 1 : 0, by_number ? 1 : 0,
      readable && told ? 1 : 0, text_or_null(term.is_number ? "" : result.value_text),
      result.named_result && !term.is_number ? std::to_string(*result.named_result) : "NULL",
      interval_text(term.is_number ? Interval{} : result.value),
      result.unit ? text_literal(unit_code_of(*result.unit)) : "NULL",
      text_or_null(result.unit_text), text_or_null(vocabulary.comparable_name(result.unit_text)),
      has_unit ? 1 : 0, result.unit_defaulted ? 1 : 0, any.least, any.most, adult.least,
      adult.most);
}

std::string result_tables(const Context& context) {
  const std::string exact = exact_type;
  LiteralTable results(
      "eligo_omop_result",
      fmt::format("term TEXT, part INTEGER, analyte TEXT, own_name TEXT, is_number INTEGER,\n"
                  "  by_number INTEGER, readable INTEGER, value_text TEXT, named_result INTEGER,\n"
                  "  value_low {0}, value_low_closed INTEGER, value_high {0}, value_high_closed "
                  "INTEGER,\n"
                  "  unit TEXT, unit_text TEXT, own_unit TEXT, has_unit INTEGER, unit_defaulted "
                  "INTEGER,\n"
                  "  least {0}, most {0}, least_adult {0}, most_adult {0}",
                  exact));
  LiteralTable positions(
      "eligo_omop_position",
      fmt::format("term TEXT, number {}, named_result INTEGER, is_ordered INTEGER", exact));
  LiteralTable facts("eligo_omop_fact", "term TEXT, fact TEXT, value INTEGER");
  for (const OmopTerm& term : *context.options.omop) {
    for (std::size_t i = 0; i < term.results.size(); ++i) {
      results.add(result_row(context.vocabulary, term, i, term.results[i]));
    }
    for (const auto& [number, result] : term.by_number) {
      positions.add(fmt::format("{}, {}, {}, {}", text_literal(term.text), number,
                                *result.named_result, result.value.single() ? 1 : 0));
    }
    for (const auto& [fact, value] : term.facts) {
      facts.add(fmt::format("{}, {}, {}", text_literal(term.text),
                            text_literal(context.vocabulary[fact].key), value ? 1 : 0));
    }
    for (const ConceptId fact : term.undecided) {
      facts.add(fmt::format("{}, {}, NULL", text_literal(term.text),
                            text_literal(context.vocabulary[fact].key)));
    }
  }
  const Dialect dialect = context.options.dialect;
  return results.finish(dialect) + positions.finish(dialect) + facts.finish(dialect);
}

std::string entry_row(const Vocabulary& vocabulary, const OmopTerm& term, std::size_t part) {
  const Record& one = term.entries[part].record;
  const bool at_a_point = one.list == RecordList::procedures || one.list == RecordList::events ||
                          (one.term && vocabulary[*one.term].acute);
  return fmt::format(
      "{}, {}, {}, {}, {}, {}, {}, {}, {}, {}", text_literal(term.text), part,
      text_literal(name_of(one.list)), one.term ? text_literal(vocabulary[*one.term].key) : "NULL",
      one.term ? text_literal(name_of(vocabulary[*one.term].kind)) : "NULL", text_or_null(one.name),
      text_or_null(one.own_name), text_or_null(vocabulary.comparable_name(one.name)),
      at_a_point ? 1 : 0, text_or_null(one.doubt));
}

std::string entry_tables(const Context& context) {
  LiteralTable terms("eligo_omop_term", "term TEXT");
  LiteralTable entries(
      "eligo_omop_entry",
      "term TEXT, part INTEGER, list TEXT, meaning TEXT, term_kind TEXT, name "
      "TEXT,\n  own_name TEXT, comparable_name TEXT, at_a_point INTEGER, doubt TEXT");
  LiteralTable hints("eligo_omop_hint", "term TEXT, part INTEGER, meaning TEXT");
  LiteralTable gaps("eligo_omop_gap", "term TEXT, list TEXT");
  for (const OmopTerm& term : *context.options.omop) {
    terms.add(text_literal(term.text));
    for (std::size_t i = 0; i < term.entries.size(); ++i) {
      entries.add(entry_row(context.vocabulary, term, i));
      for (const std::string& key : term.entries[i].hints) {
        hints.add(fmt::format("{}, {}, {}", text_literal(term.text), i, text_literal(key)));
      }
    }
    for (const RecordList list : term.gaps) {
      gaps.add(fmt::format("{}, {}", text_literal(term.text), text_literal(name_of(list))));
    }
  }
  const Dialect dialect = context.options.dialect;
  return terms.finish(dialect) + entries.finish(dialect) + hints.finish(dialect) +
         gaps.finish(dialect);
}

}  // namespace

std::string omop_term_tables(const Context& context) {
  return "-- What the terms of the data mean: entries of lists, results, facts, or nothing.\n" +
         entry_tables(context) + result_tables(context) + "\n";
}

}  // namespace eligo::sql
