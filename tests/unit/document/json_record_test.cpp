#include "document/json_record.h"

#include <gtest/gtest.h>

#include <string>

#include "document/quote.h"
#include "sample_document.h"

namespace eligo {
namespace {

// An invented study as the registry's interface gives it.
constexpr std::string_view study = R"({"protocolSection": {
  "identificationModule": {"nctId": "NCT99990003", "briefTitle": "Tea \u0026 Sleep",
    "officialTitle": "Tea Before Sleep"},
  "eligibilityModule": {
    "eligibilityCriteria": "Inclusion Criteria:\n\n* Sleeps \\< 6 hours \"or less\" a night\n* Any of the following:\n\n  1. Restless legs\n  2. Snoring\n* BMI \u2265 20 kg/m\\^2\n\nExclusion Criteria:\n\n1. Drinks &gt; 4 cups a day",
    "healthyVolunteers": true,
    "sex": "FEMALE",
    "minimumAge": "18 Years",
    "maximumAge": "6 Months",
    "stdAges": ["ADULT"]}},
 "hasResults": false})";

std::string replaced(std::string_view text, std::string_view old_part, std::string_view new_part) {
  std::string result(text);
  return result.replace(result.find(old_part), old_part.size(), new_part);
}

RegistryRecord only_record(const Document& document) {
  auto records = read_json_records(document);
  EXPECT_TRUE(records) << (records.diagnostics.empty() ? "" : render(records.diagnostics[0]));
  if (!records || records->size() != 1) {
    ADD_FAILURE() << "not one record";
    return {};
  }
  return records->front();
}

DiagnosticCode error_of(std::string text) {
  const auto records = read_json_records(document_with(std::move(text)));
  EXPECT_FALSE(records);
  EXPECT_EQ(records.diagnostics.size(), 1U);
  return records.diagnostics.at(0).code;
}

void expect_quotes_stand(const Document& document, const CriterionSentence& sentence) {
  const QuotedWords& words = sentence.words;
  EXPECT_TRUE(words.column);
  EXPECT_TRUE(std::holds_alternative<QuoteFound>(
      find_quote(document, words.text, words.line, words.column)))
      << words.text;
  for (const CriterionSentence& nested : sentence.nested) expect_quotes_stand(document, nested);
}

TEST(JsonRecord, HasTheHeader) {
  const RegistryRecord record = only_record(document_with(std::string(study)));
  EXPECT_EQ(record.trial, "NCT99990003");
  EXPECT_EQ(record.title, "Tea & Sleep");
  ASSERT_TRUE(record.ages);
  EXPECT_EQ(record.ages->minimum, (HeaderAge{"18", "years"}));
  EXPECT_EQ(record.ages->maximum, (HeaderAge{"6", "months"}));
  ASSERT_TRUE(record.sexes);
  EXPECT_EQ(record.sexes->sex, HeaderSex::female);
  EXPECT_EQ(record.sexes->quotes[0], (QuotedWords{"FEMALE", 7, 13}));
  ASSERT_TRUE(record.healthy);
  EXPECT_TRUE(record.healthy->accepted);
  EXPECT_EQ(record.healthy->quotes[0], (QuotedWords{"\"healthyVolunteers\": true", 6, 5}));
}

TEST(JsonRecord, HasTheCriteriaWithTheirPlaces) {
  const Document document = document_with(std::string(study));
  const RegistryRecord record = only_record(document);
  ASSERT_EQ(record.criteria.size(), 4U);
  EXPECT_EQ(record.criteria[0].sentence.words.text, "Sleeps < 6 hours \"or less\" a night");
  EXPECT_EQ(record.criteria[1].sentence.words.text, "Any of the following:");
  ASSERT_EQ(record.criteria[1].sentence.nested.size(), 2U);
  EXPECT_EQ(record.criteria[1].sentence.nested[1].words.text, "Snoring");
  EXPECT_EQ(record.criteria[2].sentence.words.text, "BMI ≥ 20 kg/m^2");
  EXPECT_EQ(record.criteria[3].list, CriteriaList::exclusion);
  EXPECT_EQ(record.criteria[3].sentence.words.text, "Drinks > 4 cups a day");
  for (const ListedCriterion& criterion : record.criteria) {
    expect_quotes_stand(document, criterion.sentence);
  }
}

TEST(JsonRecord, KnowsTheOtherHeaderValues) {
  const RegistryRecord record =
      only_record(document_with(replaced(replaced(replaced(study, "\"FEMALE\"", "\"ALL\""),
                                                  "Volunteers\": true", "Volunteers\": false"),
                                         "\"6 Months\"", "\"N/A\"")));
  EXPECT_EQ(record.sexes->sex, HeaderSex::all);
  EXPECT_FALSE(record.healthy->accepted);
  EXPECT_EQ(record.ages->maximum, std::nullopt);
}

TEST(JsonRecord, WithoutAnEligibilityModuleWithholdsBothLists) {
  const RegistryRecord record = only_record(
      document_with(R"({"protocolSection": {"identificationModule": {"nctId": "NCT99990004"}}})"));
  EXPECT_EQ(record.trial, "NCT99990004");
  EXPECT_TRUE(record.criteria.empty());
  EXPECT_EQ(record.withheld.size(), 2U);
  EXPECT_EQ(record.notes.size(), 1U);
  EXPECT_FALSE(record.ages || record.sexes || record.healthy);
}

TEST(JsonRecord, SaysWhatIsOfAnotherType) {
  const RegistryRecord record = only_record(document_with(replaced(study, "\"18 Years\"", "18")));
  ASSERT_EQ(record.notes.size(), 1U);
  EXPECT_NE(record.notes[0].find("minimumAge"), std::string::npos);
  EXPECT_EQ(record.ages->minimum, std::nullopt);
}

TEST(JsonRecords, MayBeInAnArrayOrAnObject) {
  const std::string two = std::string(study) + "," + replaced(study, "NCT99990003", "NCT99990005");
  for (const std::string& text :
       {"[" + two + "]", "{\"totalCount\": 2, \"studies\": [" + two + "]}"}) {
    const Document document = document_with(text);
    const auto records = read_json_records(document);
    ASSERT_TRUE(records);
    EXPECT_TRUE(records.diagnostics.empty());
    ASSERT_EQ(records->size(), 2U);
    EXPECT_EQ(records->at(1).trial, "NCT99990005");
    for (const RegistryRecord& record : *records) {
      for (const auto& criterion : record.criteria)
        expect_quotes_stand(document, criterion.sentence);
    }
  }
}

TEST(JsonRecords, LeaveOutWhatIsNoStudyWithAWarning) {
  const auto records = read_json_records(
      document_with("[7, {\"protocolSection\": []}, " + std::string(study) + "]"));
  ASSERT_TRUE(records);
  EXPECT_EQ(records->size(), 1U);
  ASSERT_EQ(records.diagnostics.size(), 2U);
  EXPECT_EQ(records.diagnostics[0].code, DiagnosticCode::study_left_out);
  EXPECT_FALSE(has_error(records.diagnostics));
}

TEST(JsonRecords, RefuseWhatIsNoJson) {
  for (std::size_t size = 1; size < study.size(); size += 29) {
    EXPECT_EQ(error_of(std::string(study.substr(0, size))), DiagnosticCode::invalid_json) << size;
  }
  EXPECT_EQ(error_of(std::string(study) + "x"), DiagnosticCode::invalid_json);
  EXPECT_EQ(error_of(std::string(200, '[')), DiagnosticCode::nested_too_deep);
}

TEST(JsonRecords, RefuseADuplicateKey) {
  EXPECT_EQ(error_of(replaced(study, "\"sex\"", "\"sex\": \"ALL\", \"s\\u0065x\"")),
            DiagnosticCode::duplicate_key);
}

TEST(JsonRecords, RefuseJsonAboutSomethingElse) {
  for (const std::string_view text :
       {"{}", "[]", "[1]", "{\"studies\": []}", "{\"studies\": 3}", "{\"id\": \"P-1\"}"}) {
    EXPECT_EQ(error_of(std::string(text)), DiagnosticCode::no_study) << text;
  }
}

TEST(JsonRecords, AreReadFromMoreThanAMegabyteOfText) {
  std::string criteria = "Inclusion Criteria:\\n";
  std::size_t count = 0;
  while (criteria.size() < 1'200'000) {
    criteria += "\\n* Drinks tea at least twice a week";
    ++count;
  }
  const RegistryRecord record = only_record(
      document_with(R"({"protocolSection": {"eligibilityModule": {"eligibilityCriteria": ")" +
                    criteria + "\"}}}"));
  EXPECT_EQ(record.criteria.size(), count);
  EXPECT_EQ(record.trial, "sample");
}

}  // namespace
}  // namespace eligo
