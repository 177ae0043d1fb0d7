#include "sql/omop_terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "sql/facts_rows.h"
#include "sql/facts_tables.h"
#include "sql/omop_resources.h"
#include "vocabulary/csv_reader.h"

namespace eligo::sql {
namespace {

constexpr std::array term_columns = {
    "source_table",     "term",        "vocabulary",   "code",       "name", "source_vocabulary",
    "source_code",      "source_name", "source_value", "value_kind", "ucum", "unit",
    "value_vocabulary", "value_code",  "value",        "ancestors"};
constexpr int most_positions = 20;  // no scale with named results is longer

// The list in which every row of the table is an entry.
std::optional<RecordList> list_of_table(const TermLine& line) {
  if (line.is_of("condition_occurrence")) return RecordList::conditions;
  if (line.is_of("drug_exposure")) return RecordList::medications;
  if (line.is_of("procedure_occurrence")) return RecordList::procedures;
  if (line.is_of("visit_occurrence")) return RecordList::events;
  return std::nullopt;
}

class TermReader {
 public:
  TermReader(const Vocabulary& vocabulary, ResourceReadings& readings)
      : vocabulary_(vocabulary), readings_(readings), hints_(vocabulary) {}

  OmopTerm read(const TermLine& line, const Asked& asked) {
    OmopTerm term;
    term.text = line["term"];
    term.is_number = line["value_kind"] == "number";
    const bool is_entry = !asked.whether;
    for (const std::size_t number : asked.main) {
      const std::optional<Patient>& read = readings_[number];
      if (!read) {
        if (const auto list = list_of_table(line)) term.gaps.push_back(*list);
        continue;
      }
      for (const Fact& fact : read->facts) term.facts.emplace_back(fact.fact, fact.value);
      for (const Observation& result : read->observations) term.results.push_back(result);
      for (const Record& record : read->records) add_entry(record, line, term);
      for (const RecordList list : all_record_lists) {
        if (read->has_gap[static_cast<std::size_t>(list)]) term.gaps.push_back(list);
      }
    }
    if (is_entry) return term;
    // A concept that is no measure, among the rows that measure.
    std::erase_if(term.results, [&](const Observation& one) {
      return one.analyte && !is_measured(vocabulary_[*one.analyte].kind);
    });
    add_undecided(*asked.whether, term);
    if (asked.code) add_stated(line, asked, term);
    return term;
  }

 private:
  // The fact that was asked for, where the answer does not say it.
  void add_undecided(std::size_t whether, OmopTerm& term) const {
    const std::optional<Patient>& asked = readings_[whether];
    if (!asked) return;
    for (const Fact& fact : asked->facts) {
      const bool is_decided =
          std::any_of(term.facts.begin(), term.facts.end(),
                      [&](const auto& stated) { return stated.first == fact.fact; });
      if (!is_decided) term.undecided.push_back(fact.fact);
    }
  }

  // What a row of the table observation says that is neither a result nor an answer.
  void add_stated(const TermLine& line, const Asked& asked, OmopTerm& term) {
    const bool is_known_result =
        std::any_of(term.results.begin(), term.results.end(),
                    [](const Observation& one) { return one.analyte.has_value(); });
    const bool asks_for_fact = !term.undecided.empty() || !term.facts.empty();
    const bool is_question = line["vocabulary"] == "LOINC";
    const std::optional<Patient>& code = readings_[*asked.code];
    if (!line.has_value() && code && !is_question && !is_known_result) {
      term.undecided.clear();
      for (const Fact& fact : code->facts) term.facts.emplace_back(fact.fact, fact.value);
      for (const Record& record : code->records) add_if_meant(record, "", line, term);
      return;
    }
    if (is_known_result || asks_for_fact) return;
    if (code) {
      for (const Record& record : code->records) {
        add_if_meant(record, "stands beside a value that is not understood", line, term);
      }
    }
    if (!asked.value || !readings_[*asked.value]) return;
    for (const Record& record : readings_[*asked.value]->records) {
      add_if_meant(record, "is the value of an observation that is not understood", line, term);
    }
  }

  // An observation is of all kinds: what nobody can take for an entry is none.
  void add_if_meant(Record record, const std::string& doubt, const TermLine& line, OmopTerm& term) {
    record.doubt = doubt;
    if (record.term) record.list = list_of(vocabulary_[*record.term].kind);
    OmopTerm found;
    add_entry(record, line, found);
    for (OmopEntry& entry : found.entries) {
      if (entry.record.term) entry.record.list = list_of(vocabulary_[*entry.record.term].kind);
      if (entry.record.term || !entry.hints.empty()) term.entries.push_back(std::move(entry));
    }
  }

  // An entry; one that nothing here knows is also what the site's vocabulary calls broader.
  void add_entry(const Record& record, const TermLine& line, OmopTerm& term) {
    OmopEntry entry{record, {}};
    const bool out_of_place = record.term && list_of(vocabulary_[*record.term].kind) != record.list;
    if (!record.term || out_of_place) entry.hints = hints_.hints_of(record.name);
    if (record.term) {
      term.entries.push_back(std::move(entry));
      return;
    }
    const std::vector<ConceptId> broader = known_ancestors(line);
    for (const ConceptId one : broader) {
      OmopEntry through = entry;
      through.record.term = one;
      term.entries.push_back(std::move(through));
    }
    if (broader.empty()) term.entries.push_back(std::move(entry));
  }

  // The narrowest of what the ancestors mean.
  std::vector<ConceptId> known_ancestors(const TermLine& line) const {
    std::set<ConceptId> meant;
    for (const auto& [system, code] : ancestors_of(line)) {
      const std::optional<ConceptId> meaning = vocabulary_.match_code(system, code);
      if (!meaning) continue;
      const ConceptKind kind = vocabulary_[*meaning].kind;
      if (kind == ConceptKind::condition || kind == ConceptKind::medication ||
          kind == ConceptKind::procedure || kind == ConceptKind::event) {
        meant.insert(*meaning);
      }
    }
    std::vector<ConceptId> narrowest;
    for (const ConceptId one : meant) {
      const bool has_narrower = std::any_of(meant.begin(), meant.end(), [&](ConceptId other) {
        return other != one && vocabulary_.is_kind_of(other, one);
      });
      if (!has_narrower) narrowest.push_back(one);
    }
    return narrowest;
  }

  const Vocabulary& vocabulary_;
  ResourceReadings& readings_;
  FactsWriter hints_;
};

// Which number stands for which of an analyte's named results.
void read_positions(const std::vector<TermLine>& lines, const Vocabulary& vocabulary,
                    std::vector<OmopTerm>& terms) {
  ResourceReadings readings(vocabulary);
  std::vector<std::array<std::size_t, most_positions + 1>> asked(terms.size());
  const auto is_scale = [&](const OmopTerm& term) {
    return term.is_number && term.results.size() == 1 && term.results.front().analyte &&
           !vocabulary[*term.results.front().analyte].named_results.empty();
  };
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (!is_scale(terms[i])) continue;
    for (int n = 0; n <= most_positions; ++n) {
      asked[i][static_cast<std::size_t>(n)] = ask_number(lines[i], n, readings);
    }
  }
  readings.read();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (!is_scale(terms[i])) continue;
    for (int n = 0; n <= most_positions; ++n) {
      const std::optional<Patient>& read = readings[asked[i][static_cast<std::size_t>(n)]];
      if (!read || read->observations.size() != 1) continue;
      const Observation& result = read->observations.front();
      if (result.readable && result.named_result) terms[i].by_number.emplace(n, result);
    }
  }
}

std::vector<TermLine> lines_of(const SourceText& csv, std::vector<Diagnostic>& errors) {
  const std::vector<CsvRecord> rows = read_csv(csv, errors);
  const auto refuse = [&](const std::string& what) {
    errors.push_back(make_diagnostic(
        DiagnosticCode::invalid_option, csv.name(), what,
        "save what the query of eligo sql --list-terms gives, as CSV with its header"));
  };
  std::vector<TermLine> lines;
  if (rows.empty()) {
    refuse("there is no header");
    return lines;
  }
  std::vector<std::string> header;
  for (const CsvField& field : rows.front().fields) header.push_back(field.text);
  for (const char* column : term_columns) {
    if (std::find(header.begin(), header.end(), column) == header.end()) {
      refuse(fmt::format("there is no column {}", column));
    }
  }
  for (std::size_t i = 1; i < rows.size() && errors.empty(); ++i) {
    if (rows[i].fields.size() != header.size()) {
      refuse(fmt::format("row {} has {} fields, the header {}", i + 1, rows[i].fields.size(),
                         header.size()));
      break;
    }
    TermLine line;
    for (std::size_t j = 0; j < header.size(); ++j) line.fields[header[j]] = rows[i].fields[j].text;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

std::span<const char* const> omop_term_columns() {
  return term_columns;
}

Result<std::vector<OmopTerm>> read_omop_terms(const SourceText& csv, const Vocabulary& vocabulary) {
  using Terms = Result<std::vector<OmopTerm>>;
  std::vector<Diagnostic> errors;
  const std::vector<TermLine> lines = lines_of(csv, errors);
  if (!errors.empty()) return Terms::failure(std::move(errors));
  ResourceReadings readings(vocabulary);
  std::vector<Asked> asked;
  asked.reserve(lines.size());
  for (const TermLine& line : lines) asked.push_back(ask(line, readings));
  readings.read();
  TermReader reader(vocabulary, readings);
  std::vector<OmopTerm> terms;
  for (std::size_t i = 0; i < lines.size(); ++i) terms.push_back(reader.read(lines[i], asked[i]));
  read_positions(lines, vocabulary, terms);
  return Terms::success(std::move(terms));
}

std::vector<Unit> units_of(const std::vector<OmopTerm>& terms, const Vocabulary& vocabulary) {
  std::map<std::string, Unit> by_code;
  const std::optional<Unit> of_body_mass = vocabulary.units().parse("kg/m2");
  if (of_body_mass) by_code.emplace(unit_code_of(*of_body_mass), *of_body_mass);
  for (const OmopTerm& term : terms) {
    for (const Observation& result : term.results) {
      if (result.unit) by_code.emplace(unit_code_of(*result.unit), *result.unit);
    }
  }
  std::vector<Unit> units;
  for (auto& [code, unit] : by_code) units.push_back(unit);
  return units;
}

}  // namespace eligo::sql
