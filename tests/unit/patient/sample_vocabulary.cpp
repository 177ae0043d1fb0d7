#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "sample_patients.h"
#include "vocabulary/embedded_files.h"

namespace eligo {

namespace {

SourceText file_of(std::string_view kind, std::string_view concepts) {
  const std::string name = std::string(kind) + ".json";
  return {name, "{\"kind\": \"" + std::string(kind) + "\", \"sources\": [\"made for tests\"], " +
                    "\"concepts\": [" + std::string(concepts) + "]}"};
}

std::vector<SourceText> sample_files() {
  std::vector<SourceText> files;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name.ends_with("units.json") || file.name.ends_with("spelling.json")) {
      files.emplace_back(std::string(file.name), std::string(file.content));
    }
  }
  files.push_back(file_of("laboratory", R"(
    {"key": "hba1c", "name": "HbA1c", "synonyms": ["A1C", "glycated hemoglobin"],
     "loinc": ["4548-4"], "unit": "%", "plausible": {"low": "2", "high": "25"},
     "conversions": [{"unit": "mmol/mol", "multiply": "0.09148", "add": "2.152", "source": "t"}]},
    {"key": "creatinine", "name": "creatinine", "loinc": ["2160-0"], "unit": "mg/dL",
     "plausible": {"low": "0.05", "high": "60"},
     "conversions": [{"unit": "umol/L", "divide": "88.4", "source": "t"}]},
    {"key": "glucose", "name": "glucose", "loinc": ["2345-7"], "unit": "mg/dL",
     "plausible": {"low": "5", "high": "3000"}},
    {"key": "fasting_glucose", "name": "fasting glucose", "loinc": ["1558-6"], "unit": "mg/dL",
     "broader": ["glucose"], "plausible": {"low": "5", "high": "3000"}},
    {"key": "alt", "name": "ALT", "unit": "U/L", "plausible": {"low": "0", "high": "50000"}},
    {"key": "egfr", "name": "eGFR", "loinc": ["33914-3"], "unit": "mL/min/{1.73_m2}",
     "plausible": {"low": "0", "high": "250"}},
    {"key": "platelets", "name": "platelets", "unit": "10*9/L",
     "plausible": {"low": "0", "high": "5000"}},
    {"key": "inr", "name": "INR", "unit": "1", "plausible": {"low": "0.5", "high": "30"}},
    {"key": "hbsag", "name": "HBsAg", "results": ["negative", "positive"]})"));
  files.push_back(file_of("vital", R"(
    {"key": "weight", "name": "body weight", "synonyms": ["weight"], "unit": "kg",
     "plausible": {"low": "0.2", "high": "700"}},
    {"key": "height", "name": "body height", "synonyms": ["height"], "unit": "cm",
     "plausible": {"low": "20", "high": "280"}},
    {"key": "systolic", "name": "systolic blood pressure", "synonyms": ["systolic"],
     "unit": "mm[Hg]", "plausible": {"low": "20", "high": "370"}})"));
  files.push_back(file_of("score", R"(
    {"key": "ecog", "name": "ECOG", "unit": "1", "plausible": {"low": "0", "high": "5"}},
    {"key": "nyha", "name": "NYHA", "results": ["I", "II", "III", "IV"], "ordered": true},
    {"key": "stage", "name": "stage", "results": ["0", "1", "2"], "ordered": true})"));
  files.push_back(file_of("condition", R"(
    {"key": "diabetes", "name": "diabetes mellitus", "synonyms": ["diabetes"], "icd10": ["E14"]},
    {"key": "diabetes_1", "name": "type 1 diabetes mellitus", "synonyms": ["T1DM"],
     "icd10": ["E10"], "snomed": ["46635009"], "broader": ["diabetes"]},
    {"key": "malignancy", "name": "malignancy", "icd10": ["C80"], "stems": ["carcinom"]},
    {"key": "asthma", "name": "asthma", "icd10": ["J45"]},
    {"key": "drug_or_food_allergy", "name": "drug or food allergy", "snomed": ["106190000"]},
    {"key": "peanut_allergy", "name": "peanut allergy", "broader": ["drug_or_food_allergy"]},
    {"key": "insulin_allergy", "name": "insulin allergy", "synonyms": ["allergy to insulin"]},
    {"key": "pregnancy", "name": "pregnancy", "sex": "female"})"));
  files.push_back(file_of("medication", R"(
    {"key": "insulin", "name": "insulin", "rxnorm": ["5856"]},
    {"key": "metformin", "name": "metformin", "rxnorm": ["6809"]},
    {"key": "influenza_vaccine", "name": "influenza vaccine"})"));
  files.push_back(file_of("procedure", R"(
    {"key": "liver_transplantation", "name": "liver transplantation"})"));
  files.push_back(file_of("event", R"(
    {"key": "hospital_admission", "name": "hospital admission"},
    {"key": "emergency_visit", "name": "emergency room visit"},
    {"key": "trial_participation", "name": "participation in a clinical trial"})"));
  files.push_back(file_of("fact", R"(
    {"key": "pregnant", "name": "pregnant", "synonyms": ["gravid"], "sex": "female",
     "impliedBy": ["pregnancy"]},
    {"key": "breastfeeding", "name": "breastfeeding"},
    {"key": "smoker", "name": "smoker"},
    {"key": "never_smoker", "name": "never smoker", "snomed": ["266919005"]},
    {"key": "childbearing_potential", "name": "childbearing potential"})"));
  return files;
}

Vocabulary read_or_stop() {
  Result<Vocabulary> result = Vocabulary::read(sample_files());
  for (const Diagnostic& diagnostic : result.diagnostics) {
    std::fputs(render(diagnostic).c_str(), stderr);
  }
  if (!result) std::exit(EXIT_FAILURE);
  return std::move(*result.value);
}

}  // namespace

const Vocabulary& sample_vocabulary() {
  static const Vocabulary vocabulary = read_or_stop();
  return vocabulary;
}

}  // namespace eligo
