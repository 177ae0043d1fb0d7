#pragma once

// Patients as rows of the layout `facts`: what `decide` reads of a record, neither converted nor
// decided.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "patient/patient.h"
#include "vocabulary/vocabulary.h"

namespace eligo::sql {

class FactsWriter {
 public:
  explicit FactsWriter(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  // Adds a patient to the rows; an id must be new.
  void add(const Patient& patient);

  // The rows of a table as CSV since they were last taken; a missing value is an empty field.
  std::string take(std::string_view table);
  // The header line of a table.
  static std::string header(std::string_view table);
  // Whether no value of any row had a line break.
  bool rows_are_lines() const { return rows_are_lines_; }
  // Adds the rows of the table `unit`, once all patients are in.
  void add_units();

  // The narrowest keys that a name may mean which the vocabulary does not know.
  const std::vector<std::string>& hints_of(const std::string& name);

 private:
  using Fields = std::vector<std::string>;
  void add_row(std::string_view table, const Fields& fields);
  void add_patient(const Patient& patient);
  void add_observation(const Patient& patient, std::size_t place);
  void add_body_mass_indices(const Patient& patient);
  void add_record(const Patient& patient, std::size_t place);
  void add_fact(const Patient& patient, std::size_t place);
  std::string coded(const Unit& unit);
  bool is_usable_for_adults(ConceptId analyte, const Interval& value, const Unit& unit) const;

  const Vocabulary& vocabulary_;
  std::map<std::string, std::string, std::less<>> rows_;
  bool rows_are_lines_ = true;
  std::set<std::string> units_;
  std::map<std::string, std::vector<std::string>> hints_;  // by name
};

}  // namespace eligo::sql
