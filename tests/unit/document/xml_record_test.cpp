#include "document/xml_record.h"

#include <gtest/gtest.h>

#include <string>

#include "document/quote.h"
#include "sample_document.h"

namespace eligo {
namespace {

// An invented study in the layout of the registry's XML records.
std::string study(std::string_view eligibility) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<clinical_study rank=\"1\">\n"
         "  <!-- an invented record -->\n"
         "  <id_info>\n    <org_study_id>T-1</org_study_id>\n    <nct_id>NCT99990001</nct_id>\n"
         "  </id_info>\n  <brief_title>Tea &amp; Sleep</brief_title>\n"
         "  <official_title>Tea Before Sleep</official_title>\n" +
         std::string(eligibility) + "</clinical_study>\n";
}

constexpr std::string_view eligibility =
    "  <eligibility>\n    <study_pop><textblock>Adults of a town</textblock></study_pop>\n"
    "    <criteria>\n      <textblock>\n        Inclusion Criteria:&#xD;\n&#xD;\n"
    "          -  Sleeps &lt; 6 hours a night, as two weeks of a sleep diary that was&#xD;\n"
    "             kept at home show&#xD;\n&#xD;\n          -  Age &#8805; 18 years&#xD;\n&#xD;\n"
    "        Exclusion Criteria:&#xD;\n&#xD;\n          -  Drinks <![CDATA[> 4]]> cups a day&#xD;\n"
    "      </textblock>\n    </criteria>\n    <gender>Female</gender>\n"
    "    <minimum_age>18 Years</minimum_age>\n    <maximum_age>N/A</maximum_age>\n"
    "    <healthy_volunteers>Accepts Healthy Volunteers</healthy_volunteers>\n  </eligibility>\n";

RegistryRecord only_record(const Document& document) {
  auto records = read_xml_records(document);
  EXPECT_TRUE(records) << (records.diagnostics.empty() ? "" : render(records.diagnostics[0]));
  if (!records || records->size() != 1) {
    ADD_FAILURE() << "not one record";
    return {};
  }
  return records->front();
}

Diagnostic only_error(std::string text) {
  const auto records = read_xml_records(document_with(std::move(text)));
  EXPECT_FALSE(records);
  if (records.diagnostics.size() != 1) {
    ADD_FAILURE() << "not one error";
    return {};
  }
  return records.diagnostics.front();
}

std::string replaced(std::string text, std::string_view old_part, std::string_view new_part) {
  return text.replace(text.find(old_part), old_part.size(), new_part);
}

bool stands_in(const Document& document, const QuotedWords& words) {
  return std::holds_alternative<QuoteFound>(
      find_quote(document, words.text, words.line, words.column));
}

TEST(XmlRecord, HasTheHeader) {
  const RegistryRecord record = only_record(document_with(study(eligibility)));
  EXPECT_EQ(record.trial, "NCT99990001");
  EXPECT_EQ(record.title, "Tea & Sleep");
  ASSERT_TRUE(record.ages);
  EXPECT_EQ(record.ages->minimum, (HeaderAge{"18", "years"}));
  EXPECT_EQ(record.ages->maximum, std::nullopt);
  ASSERT_EQ(record.ages->quotes.size(), 2U);
  EXPECT_EQ(record.ages->quotes[0], (QuotedWords{"18 Years", 27, std::nullopt}));
  ASSERT_TRUE(record.sexes);
  EXPECT_EQ(record.sexes->sex, HeaderSex::female);
  ASSERT_TRUE(record.healthy);
  EXPECT_TRUE(record.healthy->accepted);
  EXPECT_TRUE(record.notes.empty()) << record.notes.front();
}

TEST(XmlRecord, HasTheCriteriaWithTheirPlaces) {
  const Document document = document_with(study(eligibility));
  const RegistryRecord record = only_record(document);
  ASSERT_EQ(record.criteria.size(), 3U);
  EXPECT_EQ(record.criteria[0].list, CriteriaList::inclusion);
  EXPECT_EQ(record.criteria[0].sentence.words.text,
            "Sleeps < 6 hours a night, as two weeks of a sleep diary that was kept at home show");
  EXPECT_EQ(record.criteria[0].sentence.words.line, 16U);
  EXPECT_EQ(record.criteria[1].sentence.words.text, "Age ≥ 18 years");
  EXPECT_EQ(record.criteria[2].list, CriteriaList::exclusion);
  EXPECT_EQ(record.criteria[2].sentence.words.text, "Drinks > 4 cups a day");
  for (const ListedCriterion& criterion : record.criteria) {
    EXPECT_TRUE(stands_in(document, criterion.sentence.words)) << criterion.sentence.words.text;
  }
}

TEST(XmlRecord, ReadsWindowsLineEnds) {
  std::string text = study(eligibility);
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) {
    text.insert(at, "\r");
  }
  const Document document = document_with(text);
  const RegistryRecord record = only_record(document);
  ASSERT_EQ(record.criteria.size(), 3U);
  EXPECT_EQ(record.criteria[0].sentence.words.line, 16U);
  for (const ListedCriterion& criterion : record.criteria) {
    EXPECT_TRUE(stands_in(document, criterion.sentence.words)) << criterion.sentence.words.text;
  }
}

TEST(XmlRecord, WithoutCriteriaWithholdsBothLists) {
  const RegistryRecord record = only_record(document_with(study("")));
  EXPECT_TRUE(record.criteria.empty());
  EXPECT_EQ(record.withheld.size(), 2U);
  EXPECT_EQ(record.notes.size(), 1U);
  EXPECT_FALSE(record.ages);
}

TEST(XmlRecord, WithoutAnIdTakesTheFileName) {
  const RegistryRecord record =
      only_record(document_with(replaced(study(eligibility), "<nct_id>NCT99990001</nct_id>", "")));
  EXPECT_EQ(record.trial, "sample");
  EXPECT_EQ(record.notes.size(), 1U);
}

TEST(XmlRecord, GuessesNoHeaderFact) {
  const RegistryRecord record = only_record(document_with(
      replaced(replaced(study(eligibility), ">18 Years<", ">adult<"), ">Female<", ">other<")));
  ASSERT_TRUE(record.ages);
  EXPECT_EQ(record.ages->minimum, std::nullopt);
  EXPECT_FALSE(record.sexes);
  EXPECT_EQ(record.notes.size(), 2U);
}

TEST(XmlRecord, SaysThatAFieldCameTwice) {
  const RegistryRecord record =
      only_record(document_with(replaced(study(eligibility), "<gender>Female</gender>",
                                         "<gender>Female</gender><gender>Male</gender>")));
  ASSERT_TRUE(record.sexes);
  EXPECT_EQ(record.sexes->sex, HeaderSex::female);
  ASSERT_EQ(record.notes.size(), 1U);
  EXPECT_NE(record.notes[0].find("eligibility/gender"), std::string::npos);
}

TEST(XmlRecords, MayBeSeveral) {
  const std::string text =
      "<search_results>" +
      replaced(study(eligibility), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "") +
      "<clinical_study><id_info><nct_id>NCT99990002</nct_id></id_info>"
      "</clinical_study></search_results>";
  const auto records = read_xml_records(document_with(text));
  ASSERT_TRUE(records);
  ASSERT_EQ(records->size(), 2U);
  EXPECT_EQ(records->at(0).criteria.size(), 3U);
  EXPECT_EQ(records->at(1).trial, "NCT99990002");
  EXPECT_EQ(records->at(1).title, "");
}

TEST(XmlRecords, RefuseATruncatedRecord) {
  const std::string text = study(eligibility);
  const Diagnostic error = only_error(text.substr(0, text.find("Drinks")));
  EXPECT_EQ(error.code, DiagnosticCode::invalid_xml);
  EXPECT_NE(error.message.find("<textblock> of line 13"), std::string::npos) << error.message;
  for (std::size_t size = 1; size < text.size() - 2; size += 37) {
    EXPECT_FALSE(read_xml_records(document_with(text.substr(0, size)))) << size;
  }
}

TEST(XmlRecords, RefuseWrongNesting) {
  const Diagnostic error =
      only_error("<clinical_study>\n <eligibility>\n</clinical_study></eligibility>");
  EXPECT_EQ(error.code, DiagnosticCode::invalid_xml);
  EXPECT_NE(error.message.find("<eligibility> of line 2"), std::string::npos) << error.message;
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->position.line, 3U);
}

TEST(XmlRecords, RefuseWhatIsNoXml) {
  for (const std::string_view text :
       {"<a><b c=></b></a>", "<a>x < y</a>", "<a>x & y</a>", "<a>&nbsp;</a>", "<a/><b/>", "<a",
        "<?xml version=\"1.0\"", "<a>\x01</a>"}) {
    EXPECT_EQ(only_error(std::string(text)).code, DiagnosticCode::invalid_xml) << text;
  }
}

TEST(XmlRecords, ExpandNoEntities) {
  std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n<!ENTITY a0 \"ha\">\n";
  for (int i = 1; i < 20; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    std::string ten;
    for (int j = 0; j < 10; ++j) ten += before;
    bomb += "<!ENTITY a" + std::to_string(i) + " \"" + ten + "\">\n";
  }
  bomb += "]>\n<clinical_study><brief_title>&a19;</brief_title></clinical_study>";
  const Diagnostic error = only_error(bomb);
  EXPECT_EQ(error.code, DiagnosticCode::invalid_xml);
  EXPECT_NE(error.message.find("\"a0\""), std::string::npos) << error.message;
}

TEST(XmlRecords, ReadNothingOutsideTheFile) {
  EXPECT_EQ(only_error("<!DOCTYPE a [<!ENTITY x SYSTEM \"sample.txt\">]>"
                       "<clinical_study><brief_title>&x;</brief_title></clinical_study>")
                .code,
            DiagnosticCode::invalid_xml);
  EXPECT_EQ(only_error("<!DOCTYPE clinical_study SYSTEM \"study.dtd\">"
                       "<clinical_study><brief_title>&x;</brief_title></clinical_study>")
                .code,
            DiagnosticCode::invalid_xml);
}

TEST(XmlRecords, RefuseDeepNesting) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "<a>";
  EXPECT_EQ(only_error(text).code, DiagnosticCode::nested_too_deep);
}

TEST(XmlRecords, RefuseXmlAboutSomethingElse) {
  const Diagnostic error = only_error("<recipe><title>Soup</title></recipe>");
  EXPECT_EQ(error.code, DiagnosticCode::no_study);
}

TEST(XmlRecords, AreReadFromAMegabyteOfText) {
  std::string criteria = "Inclusion Criteria:\n";
  std::size_t count = 0;
  while (criteria.size() < 1'000'000) {
    criteria += "\n  -  Drinks tea at least twice a week\n";
    ++count;
  }
  const RegistryRecord record = only_record(document_with(study(
      "<eligibility><criteria><textblock>" + criteria + "</textblock></criteria></eligibility>")));
  EXPECT_EQ(record.criteria.size(), count);
}

}  // namespace
}  // namespace eligo
