#include "sql/omop_resources.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <sstream>

#include "fhir/patient_files.h"
#include "text/json.h"
#include "text/unicode.h"

namespace eligo::sql {
namespace {

std::string quoted_json(const std::string& text) {
  return json_string_literal(text);
}

// A vocabulary of the site's own is named as a URI, as --codes asks for.
std::string system_of(const std::string& vocabulary) {
  const bool is_known = vocabulary.empty() || code_system_named(vocabulary).has_value();
  return is_known ? vocabulary : "urn:omop:" + vocabulary;
}

std::string coding(const std::string& vocabulary, const std::string& code,
                   const std::string& name) {
  if (code.empty() && name.empty()) return {};
  return fmt::format(R"({{"system": {}, "code": {}, "display": {}}})",
                     quoted_json(system_of(vocabulary)), quoted_json(code), quoted_json(name));
}

// A CodeableConcept: the standard concept, the source's, and the source's own words.
std::string code_of(const TermLine& line) {
  std::string codings = coding(line["vocabulary"], line["code"], line["name"]);
  const std::string own =
      coding(line["source_vocabulary"], line["source_code"], line["source_name"]);
  if (!own.empty() && own != codings) codings += (codings.empty() ? "" : ", ") + own;
  std::string text;
  if (!line["source_value"].empty()) {
    text = fmt::format(R"(, "text": {})", quoted_json(line["source_value"]));
  }
  return fmt::format(R"({{"coding": [{}]{}}})", codings, text);
}

std::string value_code_of(const TermLine& line) {
  return fmt::format(R"({{"coding": [{}]}})",
                     coding(line["value_vocabulary"], line["value_code"], line["value"]));
}

std::string quantity_of(const TermLine& line, const std::string& number) {
  std::string unit;
  if (!line["ucum"].empty()) {
    const std::string code = quoted_json(line["ucum"]);
    unit =
        fmt::format(R"(, "system": "http://unitsofmeasure.org", "code": {0}, "unit": {0})", code);
  } else if (!line["unit"].empty()) {
    unit = fmt::format(R"(, "unit": {})", quoted_json(line["unit"]));
  }
  return fmt::format(R"("valueQuantity": {{"value": {}{}}})", number, unit);
}

std::string value_of(const TermLine& line) {
  const std::string& kind = line["value_kind"];
  if (kind == "number") return quantity_of(line, "1");
  if (kind == "concept") return "\"valueCodeableConcept\": " + value_code_of(line);
  if (kind == "text") return "\"valueString\": " + quoted_json(line["value"]);
  return R"("dataAbsentReason": {"text": "none"})";
}

std::string observation(const TermLine& line, const std::string& value) {
  return fmt::format(R"({{"resourceType": "Observation", "status": "final", "code": {}, {}}})",
                     code_of(line), value);
}

constexpr std::string_view condition_status =
    R"("clinicalStatus": {"coding": [{"code": "active"}]}, "verificationStatus": {"coding": )"
    R"([{"code": "confirmed"}]})";

bool names_a_reaction(const TermLine& line) {
  for (const char* column : {"name", "source_name", "source_value"}) {
    const std::string folded = folded_name(line[column]);
    for (const std::string_view word : {"allerg", "sensitiv", "intoleran"}) {
      if (folded.find(word) != std::string::npos) return true;
    }
  }
  return false;
}

std::string condition(const std::string& code, std::string_view type = "Condition") {
  return fmt::format(R"({{"resourceType": "{}", "code": {}, {}}})", type, code, condition_status);
}

std::string medication(const TermLine& line) {
  if (line["vocabulary"] == "CVX" || line["source_vocabulary"] == "CVX") {
    return fmt::format(
        R"({{"resourceType": "Immunization", "status": "completed", "vaccineCode": {}}})",
        code_of(line));
  }
  return fmt::format(R"({{"resourceType": "MedicationStatement", "status": "active", )"
                     R"("medicationCodeableConcept": {}}})",
                     code_of(line));
}

// Whether a visit that is neither by its concept may be one all the same.
bool may_be_stay(const TermLine& line) {
  const auto ancestors = ancestors_of(line);
  const auto is_outpatient = [](const std::pair<std::string, std::string>& one) {
    return one.first == "Visit" && one.second == "OP";
  };
  if (line["code"].empty()) return true;
  if (is_outpatient({line["vocabulary"], line["code"]})) return false;
  if (std::any_of(ancestors.begin(), ancestors.end(), is_outpatient)) return false;
  const std::string name = folded_name(line["name"]);
  static constexpr std::array<std::string_view, 8> words = {
      "inpatient",      "hospital",    "intensive", "critical",
      "rehabilitation", "psychiatric", "emergency", "facility"};
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

// The classes of encounter that a visit is: inpatient, emergency room, or both.
std::vector<std::string> encounters(const TermLine& line) {
  std::set<std::string> kinds;
  const auto add = [&](const std::string& code) {
    if (code == "IP" || code == "ERIP") kinds.insert("IMP");
    if (code == "ER" || code == "ERIP") kinds.insert("EMER");
  };
  if (line["vocabulary"] == "Visit") add(line["code"]);
  for (const auto& [system, code] : ancestors_of(line)) {
    if (system == "Visit") add(code);
  }
  std::vector<std::string> resources;
  if (kinds.empty()) kinds.insert(may_be_stay(line) ? "unknown" : "AMB");
  for (const std::string& kind : kinds) {
    resources.push_back(fmt::format(
        R"({{"resourceType": "Encounter", "status": "finished", "class": {{"code": "{}"}}}})",
        kind));
  }
  return resources;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> ancestors_of(const TermLine& line) {
  std::vector<std::pair<std::string, std::string>> found;
  std::istringstream words(line["ancestors"]);
  for (std::string word; words >> word;) {
    const std::size_t colon = word.find(':');
    if (colon == std::string::npos) continue;
    found.emplace_back(word.substr(0, colon), word.substr(colon + 1));
  }
  return found;
}

std::size_t ResourceReadings::add(const std::string& resource) {
  // The readers ask that a resource says whose it is.
  const std::string subject = fmt::format(
      R"(, "subject": {{"reference": "Patient/{0}"}}, "patient": {{"reference": "Patient/{0}"}}}})",
      count_);
  bundles_ +=
      fmt::format(R"({{"resourceType": "Bundle", "type": "collection", "entry": [{{"resource": )"
                  R"({{"resourceType": "Patient", "id": "{0}"}}}}, {{"resource": {1}{2}}}]}})",
                  count_, resource.substr(0, resource.size() - 1), subject);
  bundles_ += '\n';
  return count_++;
}

void ResourceReadings::read() {
  patients_.resize(count_);
  const auto open = [&](const std::string&) -> std::unique_ptr<std::istream> {
    return std::make_unique<std::istringstream>(bundles_);
  };
  read_patient_files({"terms"}, open, vocabulary_,
                     [&](const PatientOrRejection& read, const std::string&) {
                       const auto* one = std::get_if<ReadPatient>(&read);
                       if (one == nullptr) return true;
                       const std::size_t number = std::stoul(one->patient.id);
                       if (number < patients_.size()) patients_[number] = one->patient;
                       return true;
                     });
  bundles_.clear();
}

Asked ask(const TermLine& line, ResourceReadings& readings) {
  Asked asked;
  if (line.is_of("condition_occurrence")) {
    asked.main.push_back(readings.add(condition(code_of(line))));
  } else if (line.is_of("drug_exposure")) {
    asked.main.push_back(readings.add(medication(line)));
  } else if (line.is_of("procedure_occurrence")) {
    asked.main.push_back(readings.add(fmt::format(
        R"({{"resourceType": "Procedure", "status": "completed", "code": {}}})", code_of(line))));
  } else if (line.is_of("visit_occurrence")) {
    for (const std::string& one : encounters(line)) asked.main.push_back(readings.add(one));
  } else {
    asked.main.push_back(readings.add(observation(line, value_of(line))));
    asked.whether = readings.add(observation(line, R"("valueBoolean": true)"));
    if (!line.is_of("observation")) return asked;
    asked.code = readings.add(
        condition(code_of(line), names_a_reaction(line) ? "AllergyIntolerance" : "Condition"));
    if (line["value_kind"] == "concept") asked.value = readings.add(condition(value_code_of(line)));
  }
  return asked;
}

std::size_t ask_number(const TermLine& line, int number, ResourceReadings& readings) {
  return readings.add(observation(line, quantity_of(line, std::to_string(number))));
}

}  // namespace eligo::sql
