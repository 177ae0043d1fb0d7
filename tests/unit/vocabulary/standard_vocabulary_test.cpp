#include "vocabulary/standard_vocabulary.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "vocabulary/embedded_files.h"

namespace eligo {
namespace {

Rational number(std::string_view text) {
  return *parse_decimal(text);
}

// Read once: no test changes it.
const Result<Vocabulary>& standard() {
  static const Result<Vocabulary> result = standard_vocabulary();
  return result;
}

class StandardVocabulary : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(standard()) << render(standard().diagnostics.at(0)); }

  const Vocabulary& vocabulary() const { return *standard(); }

  ConceptId id(std::string_view key) const {
    const auto found = vocabulary().find(key);
    EXPECT_TRUE(found) << "no concept has the key " << key;
    return found.value_or(ConceptId{});
  }

  std::string key_of(std::string_view name, ConceptKind kind) const {
    const std::vector<ConceptKind> kinds = {kind};
    const auto matched = vocabulary().match(name, kinds);
    return matched ? vocabulary()[*matched].key : "";
  }

  Rational converted(std::string_view key, std::string_view value, std::string_view unit) const {
    const auto parsed = vocabulary().units().parse(unit);
    EXPECT_TRUE(parsed) << unit;
    const auto result = vocabulary().to_default_unit(id(key), number(value), *parsed);
    EXPECT_TRUE(result) << key << " in " << unit;
    return result ? *result->value.single() : Rational(0);
  }

  bool is_kind_of(std::string_view narrow, std::string_view broad) const {
    return vocabulary().is_kind_of(id(narrow), id(broad));
  }

  std::vector<ConceptId> all_ids() const {
    std::vector<ConceptId> ids;
    for (std::uint32_t index = 0; index < vocabulary().size(); ++index) {
      ids.push_back(ConceptId{index});
    }
    return ids;
  }
};

TEST_F(StandardVocabulary, ReadsWithoutADiagnostic) {
  for (const Diagnostic& diagnostic : standard().diagnostics) ADD_FAILURE() << render(diagnostic);
}

TEST_F(StandardVocabulary, NamesItsFilesByTheirPathInTheProject) {
  ASSERT_FALSE(embedded_files().empty());
  for (const EmbeddedFile& file : embedded_files()) {
    EXPECT_TRUE(file.name.starts_with("rules/vocabulary/")) << file.name;
    EXPECT_TRUE(file.name.ends_with(".json")) << file.name;
    EXPECT_TRUE(file.content.starts_with("{")) << file.name;
  }
}

TEST_F(StandardVocabulary, IsLargeEnoughToScreenWith) {
  std::map<ConceptKind, std::size_t> counts;
  for (const ConceptId one : all_ids()) ++counts[vocabulary()[one].kind];
  EXPECT_GE(counts[ConceptKind::laboratory], 60U);
  EXPECT_GE(counts[ConceptKind::condition] + counts[ConceptKind::medication] +
                counts[ConceptKind::procedure],
            200U);
  for (const ConceptKind kind : all_concept_kinds()) EXPECT_GT(counts[kind], 0U) << name_of(kind);
}

TEST_F(StandardVocabulary, MatchesEveryNameToItsConcept) {
  for (const ConceptId one : all_ids()) {
    const Concept& subject = vocabulary()[one];
    EXPECT_EQ(key_of(subject.name, subject.kind), subject.key) << subject.name;
    EXPECT_EQ(key_of(subject.key, subject.kind), subject.key);
    for (const std::string& synonym : subject.synonyms) {
      EXPECT_EQ(key_of(synonym, subject.kind), subject.key) << synonym;
    }
  }
}

TEST_F(StandardVocabulary, MatchesEveryCodeToItsConcept) {
  for (const ConceptId one : all_ids()) {
    const Concept& subject = vocabulary()[one];
    const auto expect_matched = [&](CodeSystem system, const std::vector<std::string>& codes) {
      for (const std::string& code : codes)
        EXPECT_EQ(vocabulary().match(system, code), one) << code;
    };
    expect_matched(CodeSystem::loinc, subject.loinc);
    expect_matched(CodeSystem::snomed, subject.snomed);
    expect_matched(CodeSystem::icd10, subject.icd10);
    expect_matched(CodeSystem::rxnorm, subject.rxnorm);
  }
}

TEST_F(StandardVocabulary, GivesEveryMeasuredConceptAUnitOrResults) {
  for (const ConceptId one : all_ids()) {
    const Concept& subject = vocabulary()[one];
    if (!is_measured(subject.kind)) continue;
    EXPECT_TRUE(subject.unit || !subject.named_results.empty()) << subject.key;
    if (subject.unit) {
      EXPECT_TRUE(vocabulary().units().parse(subject.unit->text)) << subject.key;
    }
  }
}

// A factor between mass and substance is the molar mass in other words.
TEST_F(StandardVocabulary, HasFactorsThatAgreeWithTheMolarMasses) {
  std::size_t compared = 0;
  for (const ConceptId one : all_ids()) {
    const Concept& subject = vocabulary()[one];
    if (!subject.molar_mass || !subject.unit) continue;
    for (const AnalyteConversion& conversion : subject.conversions) {
      Dimension mass = conversion.unit.dimension;
      const bool is_substance = mass.erase("mol") > 0;
      if (!is_substance || !subject.unit->dimension.contains("g")) continue;
      const Rational expected = *subject.molar_mass * conversion.unit.factor / subject.unit->factor;
      const Rational ratio = conversion.to_default.multiply / expected;
      EXPECT_GT(ratio, number("0.98")) << subject.key << " " << conversion.unit.text;
      EXPECT_LT(ratio, number("1.02")) << subject.key << " " << conversion.unit.text;
      ++compared;
    }
  }
  EXPECT_GT(compared, 10U);
}

TEST_F(StandardVocabulary, ConvertsHba1c) {
  EXPECT_LT(converted("hba1c", "58", "mmol/mol"), number("7.5"));
  EXPECT_GT(converted("hba1c", "59", "mmol/mol"), number("7.5"));
  const auto fraction = vocabulary().units().parse("1");
  ASSERT_TRUE(fraction);
  EXPECT_FALSE(vocabulary().to_default_unit(id("hba1c"), number("0.08"), *fraction));
}

TEST_F(StandardVocabulary, ConvertsCreatinine) {
  EXPECT_LT(converted("creatinine", "132", "umol/L"), number("1.5"));
  EXPECT_GT(converted("creatinine", "133", "umol/L"), number("1.5"));
  EXPECT_EQ(converted("creatinine", "1.5", "mg/dl"), number("1.5"));
}

TEST_F(StandardVocabulary, ConvertsCPeptide) {
  EXPECT_LE(converted("c_peptide", "90", "pmol/L"), number("0.3"));
  EXPECT_GT(converted("c_peptide", "110", "pmol/L"), number("0.3"));
}

TEST_F(StandardVocabulary, TellsEquivalentsFromMoles) {
  EXPECT_EQ(converted("potassium", "4.1", "meq/L"), number("4.1"));
  EXPECT_LT(converted("calcium", "4", "meq/L"), converted("calcium", "4", "mmol/L"));
}

TEST_F(StandardVocabulary, KnowsPeoplesNamesForThings) {
  EXPECT_EQ(key_of("A1C", ConceptKind::laboratory), "hba1c");
  EXPECT_EQ(key_of("glycated haemoglobin", ConceptKind::laboratory), "hba1c");
  EXPECT_EQ(key_of("Glycated Hemoglobin (HbA1c)", ConceptKind::laboratory), "hba1c");
  EXPECT_EQ(key_of("Glycated Hemoglobin (urine)", ConceptKind::laboratory), "");
  EXPECT_EQ(key_of("T1DM", ConceptKind::condition),
            key_of("type 1 diabetes mellitus", ConceptKind::condition));
  EXPECT_NE(key_of("T1DM", ConceptKind::condition), "");
  EXPECT_NE(key_of("T1DM", ConceptKind::condition),
            key_of("type 2 diabetes mellitus", ConceptKind::condition));
}

TEST_F(StandardVocabulary, KnowsKindsOfThings) {
  EXPECT_TRUE(is_kind_of("breast_cancer", "malignancy"));
  EXPECT_FALSE(is_kind_of("malignancy", "breast_cancer"));
  EXPECT_TRUE(is_kind_of("prednisone", key_of("systemic steroid", ConceptKind::medication)));
  EXPECT_TRUE(is_kind_of("prednisone", "glucocorticoid"));
  EXPECT_TRUE(is_kind_of("ischemic_stroke", "cerebrovascular_accident"));
  EXPECT_FALSE(is_kind_of("ischemic_stroke", "malignancy"));
}

TEST_F(StandardVocabulary, KnowsWhatCriteriaMeasure) {
  const std::vector<std::pair<std::string, std::string>> laboratory = {
      {"SGPT", "alt"},
      {"Birilubin", "bilirubin_total"},
      {"CLcr", "creatinine_clearance"},
      {"creatinin", "creatinine"},
      {"FPG", "fasting_glucose"},
      {"LVEF", "lvef"},
      {"FeNO", "exhaled_nitric_oxide"},
      {"CRT thickness", "central_retinal_thickness"},
      {"QTcF", "qtc_interval"},
      {"PaO2/FiO2", "oxygenation_ratio"}};
  for (const auto& [name, key] : laboratory) {
    EXPECT_EQ(key_of(name, ConceptKind::laboratory), key) << name;
  }
  const std::vector<std::pair<std::string, std::string>> scores = {
      {"CTP score", "child_pugh_score"},
      {"Barthel", "barthel_index"},
      {"BVAS", "birmingham_vasculitis_activity_score"},
      {"SPPB", "short_physical_performance_battery"},
      {"Hoehn & Yahr", "hoehn_yahr"},
      {"TIMI flow", "timi_flow_grade"}};
  for (const auto& [name, key] : scores) {
    EXPECT_EQ(key_of(name, ConceptKind::score), key) << name;
  }
}

// A record of one of these must not decide a criterion on its neighbour.
TEST_F(StandardVocabulary, KeepsMeasuresApart) {
  EXPECT_NE(key_of("ETDRS letters", ConceptKind::laboratory),
            key_of("visual acuity", ConceptKind::laboratory));
  EXPECT_NE(key_of("UPDRS III", ConceptKind::score),
            key_of("UPDRS total score", ConceptKind::score));
  EXPECT_NE(key_of("HADS-D", ConceptKind::score), key_of("HADS", ConceptKind::score));
  EXPECT_NE(key_of("performance status", ConceptKind::score), "ecog");
  EXPECT_FALSE(is_kind_of("alt", "aminotransferases"));
  EXPECT_TRUE(is_kind_of("fasting_glucose", "glucose"));
}

TEST_F(StandardVocabulary, DoesNotTakeEverydayWordsForConcepts) {
  for (const std::string_view word : {"all", "ms", "as", "it", "may", "no", "who", "aims", "caps",
                                      "news", "had", "met", "tens"}) {
    EXPECT_FALSE(vocabulary().match(word)) << word;
  }
}

TEST_F(StandardVocabulary, TakesNoDrugForItsClass) {
  EXPECT_EQ(key_of("alkylating agents", ConceptKind::medication), "alkylating_agent");
  EXPECT_TRUE(is_kind_of("cyclophosphamide", "alkylating_agent"));
  EXPECT_TRUE(is_kind_of("ifosfamide", "chemotherapy"));
  EXPECT_FALSE(is_kind_of("alkylating_agent", "chlorambucil"));
  EXPECT_TRUE(is_kind_of("sleep_apnea", key_of("sleep disorder", ConceptKind::condition)));
  EXPECT_FALSE(is_kind_of("sleep_apnea", "insomnia"));
}

// One ingredient is one concept: a record of a neighbour must not count as the drug asked for.
TEST_F(StandardVocabulary, KeepsNeighboursApart) {
  const auto medication = [&](std::string_view name) {
    return key_of(name, ConceptKind::medication);
  };
  EXPECT_EQ(medication("levocetirizine"), "levocetirizine");
  EXPECT_EQ(medication("desloratadine"), "desloratadine");
  EXPECT_EQ(medication("cefpodoxime"), "cefpodoxime");
  EXPECT_EQ(medication("ethionamide"), "ethionamide");
  EXPECT_TRUE(is_kind_of("sevelamer", "phosphate_binder"));
  EXPECT_FALSE(is_kind_of("sevelamer", "calcium_acetate"));
  EXPECT_EQ(medication("Marcumar"), "phenprocoumon");
  EXPECT_TRUE(is_kind_of("pembrolizumab", medication("anti-PD-1")));
  EXPECT_FALSE(is_kind_of("ipilimumab", medication("anti-PD-1")));
  EXPECT_TRUE(is_kind_of("ipilimumab", "checkpoint_inhibitor"));
  EXPECT_FALSE(is_kind_of("fluticasone", "inhaled_corticosteroid"));
  EXPECT_NE(key_of("hepatitis A IgM", ConceptKind::laboratory),
            key_of("hepatitis A IgG", ConceptKind::laboratory));
}

TEST_F(StandardVocabulary, TakesNoPartForItsWhole) {
  const std::vector<std::array<std::string_view, 2>> conditions = {
      {"bone infection", "osteomyelitis"},
      {"joint infection", "septic_arthritis"},
      {"pericardial disease", "pericarditis"},
      {"spondyloarthritis", "ankylosing_spondylitis"}};
  for (const auto& [whole, part] : conditions) {
    const std::string key = key_of(whole, ConceptKind::condition);
    EXPECT_NE(key, part);
    EXPECT_TRUE(is_kind_of(part, key)) << part;
    EXPECT_FALSE(is_kind_of(key, part)) << whole;
  }
  const std::vector<std::array<std::string_view, 2>> procedures = {
      {"gastric surgery", "gastrectomy"},          {"breast surgery", "mastectomy"},
      {"thoracic surgery", "pneumonectomy"},       {"angiography", "coronary_angiography"},
      {"colorectal surgery", "colectomy"},         {"eye surgery", "cataract_surgery"},
      {"valve surgery", "heart_valve_replacement"}};
  for (const auto& [whole, part] : procedures) {
    const std::string key = key_of(whole, ConceptKind::procedure);
    EXPECT_NE(key, part);
    EXPECT_TRUE(is_kind_of(part, key)) << part;
    EXPECT_FALSE(is_kind_of(key, part)) << whole;
  }
  EXPECT_FALSE(is_kind_of("intravitreal_injection", "eye_surgery"));
  EXPECT_FALSE(is_kind_of("facet_joint_injection", "nerve_ablation"));
}

// Someone who stopped smoking does not smoke, but has smoked.
TEST_F(StandardVocabulary, TellsNonSmokersFromNeverSmokers) {
  const std::string non_smoker = key_of("non-smoker", ConceptKind::fact);
  EXPECT_NE(non_smoker, "never_smoker");
  EXPECT_TRUE(is_kind_of("never_smoker", non_smoker));
  EXPECT_TRUE(is_kind_of("former_smoker", non_smoker));
  EXPECT_FALSE(is_kind_of("smoker", non_smoker));
}

// Nobody can list every drug of such a group, so that a drug outside it is not known to be outside.
TEST_F(StandardVocabulary, AsksAboutGroupsThatNoListEnds) {
  for (const std::string_view name :
       {"QT prolonging drugs", "nephrotoxic drugs", "CYP3A4 substrates", "systemic antibiotics"}) {
    EXPECT_EQ(key_of(name, ConceptKind::medication), "") << name;
    EXPECT_NE(key_of(name, ConceptKind::fact), "") << name;
  }
  EXPECT_TRUE(is_kind_of("diltiazem", "moderate_cyp3a4_inhibitors"));
  EXPECT_FALSE(is_kind_of("ketoconazole", "moderate_cyp3a4_inhibitors"));
}

// "Child-Pugh A" is a class with its value, not the name of the class.
TEST_F(StandardVocabulary, HasNoValueInTheNameOfAScore) {
  for (const std::string_view name : {"Child-Pugh A", "ASA I", "TIMI 0", "TICI 2b"}) {
    EXPECT_EQ(key_of(name, ConceptKind::score), "") << name;
  }
}

TEST_F(StandardVocabulary, SuspectsUnknownNames) {
  EXPECT_TRUE(vocabulary().may_mean("carcinoma of the left breast", id("malignancy")));
  EXPECT_FALSE(vocabulary().may_mean("carcinoma of the left breast", id("asthma")));
}

}  // namespace
}  // namespace eligo
