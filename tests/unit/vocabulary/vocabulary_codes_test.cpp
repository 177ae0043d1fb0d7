#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <set>
#include <tuple>

#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

// system, code, key of the concept
using CodeRow = std::tuple<std::string, std::string, std::string>;

constexpr std::array systems = {
    std::pair<std::string_view, CodeSystem>{"loinc", CodeSystem::loinc},
    std::pair<std::string_view, CodeSystem>{"snomed", CodeSystem::snomed},
    std::pair<std::string_view, CodeSystem>{"icd10", CodeSystem::icd10},
    std::pair<std::string_view, CodeSystem>{"rxnorm", CodeSystem::rxnorm}};

std::optional<CodeSystem> system_named(std::string_view name) {
  for (const auto& [known, system] : systems) {
    if (known == name) return system;
  }
  return std::nullopt;
}

const Vocabulary& vocabulary() {
  static const Result<Vocabulary> result = standard_vocabulary();
  return *result;
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == '\t') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

// The rows of a table of codes; each must have that many fields, none of them empty.
std::set<CodeRow> rows_of(const std::string& file, std::size_t fields_a_row) {
  std::set<CodeRow> rows;
  std::ifstream stream(std::string(ELIGO_SOURCE_DIR) + "/tests/" + file);
  EXPECT_TRUE(stream) << file;
  std::string line;
  while (std::getline(stream, line)) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::vector<std::string> fields = fields_of(line);
    EXPECT_EQ(fields.size(), fields_a_row) << file << ": " << line;
    if (fields.size() != fields_a_row) continue;
    for (const std::string& field : fields) EXPECT_FALSE(field.empty()) << file << ": " << line;
    EXPECT_TRUE(rows.emplace(fields[0], fields[1], fields[2]).second) << file << ": " << line;
  }
  return rows;
}

std::set<CodeRow> verified() {
  return rows_of("vocabulary_codes.tsv", 4);
}

std::set<CodeRow> unverified() {
  return rows_of("vocabulary_codes_unverified.tsv", 3);
}

std::set<CodeRow> codes_of_the_vocabulary() {
  std::set<CodeRow> rows;
  for (std::uint32_t index = 0; index < vocabulary().size(); ++index) {
    const Concept& subject = vocabulary()[ConceptId{index}];
    const auto add = [&](const char* system, const std::vector<std::string>& codes) {
      for (const std::string& code : codes) rows.emplace(system, code, subject.key);
    };
    add("loinc", subject.loinc);
    add("snomed", subject.snomed);
    add("icd10", subject.icd10);
    add("rxnorm", subject.rxnorm);
  }
  return rows;
}

std::string key_of(CodeSystem system, std::string_view code) {
  const auto matched = vocabulary().match(system, code);
  return matched ? vocabulary()[*matched].key : "";
}

TEST(VocabularyCodes, MatchEachRowOfTheTables) {
  for (const std::set<CodeRow>& rows : {verified(), unverified()}) {
    ASSERT_FALSE(rows.empty());
    for (const auto& [system, code, key] : rows) {
      const auto known = system_named(system);
      ASSERT_TRUE(known) << system;
      EXPECT_EQ(key_of(*known, code), key) << system << " " << code;
    }
  }
}

// A code that is added must be looked up, or stand where everybody sees that nobody did.
TEST(VocabularyCodes, AreEachInOneOfTheTables) {
  std::set<CodeRow> listed = verified();
  for (const CodeRow& row : unverified()) {
    EXPECT_TRUE(listed.insert(row).second)
        << std::get<1>(row) << " is both verified and unverified";
  }
  for (const CodeRow& row : codes_of_the_vocabulary()) {
    EXPECT_EQ(listed.erase(row), 1U) << std::get<0>(row) << " " << std::get<1>(row) << " of "
                                     << std::get<2>(row) << " is in neither table";
  }
  for (const auto& [system, code, key] : listed) {
    ADD_FAILURE() << system << " " << code << " is in a table, but no code of " << key;
  }
}

TEST(VocabularyCodes, AreMostlyVerifiedWhereTheyAreMeasurements) {
  const auto count = [](const std::set<CodeRow>& rows) {
    return std::count_if(rows.begin(), rows.end(),
                         [](const CodeRow& row) { return std::get<0>(row) == "loinc"; });
  };
  EXPECT_GT(count(verified()), 450);
  EXPECT_LT(count(unverified()), 10);
}

// The neighbour of a code that is known: another specimen, another property, a panel.
TEST(VocabularyCodes, KeepAnotherSpecimenAndAnotherPropertyApart) {
  const std::vector<std::pair<std::string, std::string>> loinc = {
      {"4548-4", "hba1c"},                    // HbA1c of all haemoglobin
      {"41995-2", ""},                        // HbA1c, mass in a volume of blood
      {"2160-0", "creatinine"},               // in serum
      {"2161-8", "urine_creatinine"},         // in urine
      {"2345-7", "glucose"},                  // in serum
      {"2342-4", ""},                         // in cerebrospinal fluid
      {"5792-7", "urine_glucose"},            // in urine, a quantity
      {"25428-4", "urine_glucose_dipstick"},  // in urine, present or not
      {"27811-9", "antithrombin"},            // a share of the normal activity
      {"3174-0", ""},                         // units in a volume
      {"10466-1", "anion_gap"},               // without potassium
      {"1863-0", ""},                         // with potassium
      {"48065-7", "d_dimer"},                 // fibrinogen equivalents
      {"48066-5", ""},                        // D-dimer units
      {"20447-9", "hiv_viral_load"},          // copies in a volume
      {"29541-0", ""},                        // the logarithm of it
      {"1751-7", "albumin"},                  // in serum
      {"1754-1", ""},                         // in urine
      {"736-9", ""},                          // lymphocytes as a share of leukocytes
      {"731-0", "lymphocytes"},               // lymphocytes in a volume
      {"8480-6", "systolic"},
      {"85354-9", ""},  // a panel, which carries no value of its own
      {"55284-4", ""}};
  for (const auto& [code, key] : loinc) EXPECT_EQ(key_of(CodeSystem::loinc, code), key) << code;
}

TEST(VocabularyCodes, TakeNoCategoryForOneOfItsDiseases) {
  const std::vector<std::pair<std::string, std::string>> icd10 = {
      {"K57.32", "diverticulitis"},
      {"K57.30", "diverticulosis"},
      {"E26.0", "primary_aldosteronism"},
      {"E26.1", "hyperaldosteronism"},
      {"D61.9", "aplastic_anemia"},
      {"D61.810", ""},
      {"B27.00", "epstein_barr_virus_infection"},
      {"B27.10", "infection"},
      {"H33.051", "retinal_detachment"},
      {"H33.311", ""},
      {"A15.0", "pulmonary_tuberculosis"},
      {"A15.6", "tuberculosis"},
      {"C50.911", "breast_cancer"},
      {"C49.9", "malignancy"},
      {"D12.6", "benign_tumor"},
      {"D05.10", "breast_carcinoma_in_situ"},
      {"F99", "mental_illness"},
      {"Z79.4", ""}};
  for (const auto& [code, key] : icd10) EXPECT_EQ(key_of(CodeSystem::icd10, code), key) << code;
}

TEST(VocabularyOpenClasses, AreWhatRecordsDoNotName) {
  const auto is_open = [](std::string_view key) {
    const auto found = vocabulary().find(key);
    EXPECT_TRUE(found) << key;
    return found && vocabulary()[*found].open_class;
  };
  for (const std::string_view key :
       {"neoadjuvant_chemotherapy", "intravenous_antibiotic", "low_dose_aspirin",
        "elective_surgery", "general_anesthesia", "adjuvant_radiotherapy"}) {
    EXPECT_TRUE(is_open(key)) << key;
  }
  for (const std::string_view key : {"chemotherapy", "antibiotic", "aspirin", "surgery",
                                     "appendectomy", "radiotherapy", "malignancy"}) {
    EXPECT_FALSE(is_open(key)) << key;
  }
}

TEST(VocabularyOpenClasses, AreThingsDoneToThePatient) {
  std::size_t open = 0;
  for (std::uint32_t index = 0; index < vocabulary().size(); ++index) {
    const Concept& subject = vocabulary()[ConceptId{index}];
    if (!subject.open_class) continue;
    ++open;
    EXPECT_TRUE(subject.kind == ConceptKind::medication || subject.kind == ConceptKind::procedure ||
                subject.kind == ConceptKind::event)
        << subject.key;
  }
  EXPECT_GT(open, 50U);
}

}  // namespace
}  // namespace eligo
