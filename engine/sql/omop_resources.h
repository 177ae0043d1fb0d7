#pragma once

// Terms of an OMOP database as FHIR resources, so that one set of rules reads both. Private to this
// stage.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patient/patient.h"
#include "vocabulary/vocabulary.h"

namespace eligo::sql {

// A line of the list of terms, by the names of its columns.
struct TermLine {
  std::map<std::string, std::string, std::less<>> fields;
  const std::string& operator[](std::string_view name) const { return fields.find(name)->second; }
  bool is_of(std::string_view table) const { return (*this)["source_table"] == table; }
  bool has_value() const { return (*this)["value_kind"] != "none"; }
};

// What the site's vocabulary calls broader: systems and codes.
std::vector<std::pair<std::string, std::string>> ancestors_of(const TermLine& line);

// Reads resources, each as that of a patient of its own.
class ResourceReadings {
 public:
  explicit ResourceReadings(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  // Takes in a resource and returns its number.
  std::size_t add(const std::string& resource);
  // Reads them all.
  void read();
  // Nothing where the resource could not be read at all.
  const std::optional<Patient>& operator[](std::size_t number) const { return patients_[number]; }

 private:
  const Vocabulary& vocabulary_;
  std::string bundles_;
  std::size_t count_ = 0;
  std::vector<std::optional<Patient>> patients_;
};

// The numbers of a line's readings.
struct Asked {
  std::vector<std::size_t> main;
  std::optional<std::size_t> whether;  // the same, answered with yes
  std::optional<std::size_t> code;     // its code alone, as a condition
  std::optional<std::size_t> value;    // its value alone, as a condition
};
Asked ask(const TermLine& line, ResourceReadings& readings);
// The number of the reading of a line whose value is this number.
std::size_t ask_number(const TermLine& line, int number, ResourceReadings& readings);

}  // namespace eligo::sql
