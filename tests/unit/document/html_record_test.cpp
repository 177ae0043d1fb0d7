#include "document/html_record.h"

#include <gtest/gtest.h>

#include <string>

#include "document/quote.h"
#include "sample_document.h"

namespace eligo {
namespace {

RegistryRecord only_record(const Document& document) {
  auto records = read_html_records(document);
  EXPECT_TRUE(records) << (records.diagnostics.empty() ? "" : render(records.diagnostics[0]));
  if (!records || records->size() != 1) {
    ADD_FAILURE() << "not one record";
    return {};
  }
  return records->front();
}

// The sentences in order, nested ones in brackets; each must stand where it says.
std::string shown(const Document& document, const CriterionSentence& sentence) {
  const QuotedWords& words = sentence.words;
  EXPECT_TRUE(std::holds_alternative<QuoteFound>(
      find_quote(document, words.text, words.line, words.column)))
      << words.text;
  std::string result = words.text;
  for (const CriterionSentence& nested : sentence.nested) {
    result += " [" + shown(document, nested) + "]";
  }
  return result;
}

std::string shown(const Document& document, const RegistryRecord& record) {
  std::string result;
  for (const ListedCriterion& criterion : record.criteria) {
    result += criterion.list == CriteriaList::inclusion ? "I" : "E";
    result += std::to_string(criterion.number) + " " + shown(document, criterion.sentence) + "\n";
  }
  return result;
}

// A page with its header facts in a table and its criteria in lists.
constexpr std::string_view page_of_lists = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Evening Tea and Sleep</title>
<style>li { color: red }</style><script>var a = "<li>Not a criterion</li>";</script></head>
<body><nav><a href="/">Home</a></nav>
<h1>Evening Tea and Sleep</h1>
<table><tr><th>Registration Number</th><td>NCT99990006</td></tr>
<tr><th>Sex</th><td>Female</td></tr>
<tr><th>Ages</th><td>18 Years to 65 Years</td></tr></table>
<h2>Eligibility Criteria</h2>
<h3>Inclusion Criteria</h3>
<ul>
<li>Platelets &ge; 100 &times; 10<sup>9</sup>/L
<li>Any of the following:
  <ul><li>Restless legs</li><li>Snoring, <b>loud</b></li></ul></li>
<li><p>BMI 20&ndash;30 kg/m<sup>2</sup></p></li>
</ul>
<h3>Exclusion Criteria</h3>
<ol><li>Drinks &gt; 4&nbsp;cups a day</li><li>Pregnancy</li></ol>
<h2>Study Design</h2><p>Randomized</p>
</body></html>
)";

TEST(HtmlRecord, ReadsAPageOfLists) {
  const Document document = document_with(std::string(page_of_lists));
  const RegistryRecord record = only_record(document);
  EXPECT_EQ(record.trial, "NCT99990006");
  EXPECT_EQ(record.title, "Evening Tea and Sleep");
  EXPECT_EQ(shown(document, record),
            "I1 Platelets ≥ 100 × 10^9/L\n"
            "I2 Any of the following: [Restless legs] [Snoring, loud]\n"
            "I3 BMI 20–30 kg/m^2\n"
            "E1 Drinks > 4 cups a day\n"
            "E2 Pregnancy\n");
  ASSERT_TRUE(record.sexes);
  EXPECT_EQ(record.sexes->sex, HeaderSex::female);
  ASSERT_TRUE(record.ages);
  EXPECT_EQ(record.ages->minimum, (HeaderAge{"18", "years"}));
  EXPECT_EQ(record.ages->maximum, (HeaderAge{"65", "years"}));
}

// A page that types its bullets and ends its lines with <br>.
constexpr std::string_view page_of_breaks = R"(<html><body>
<h1>Evening Tea and Sleep</h1><p>NCT99990007</p>
<div>Eligibility Criteria</div>
<div>Inclusion Criteria:<br>
- Sleeps less than 6 hours a night<br>
- Age 18-80 years old<br>
<br>
Exclusion Criteria:<br/>
- Psychiatric condition that would limit
  informed consent<br/>
- Enrolled in another trial within the last 4 weeks.<br>
</div>
<h2>Sites / Locations</h2>
</body></html>
)";

TEST(HtmlRecord, ReadsAPageOfBreaks) {
  const Document document = document_with(std::string(page_of_breaks));
  const RegistryRecord record = only_record(document);
  EXPECT_EQ(record.trial, "NCT99990007");
  EXPECT_EQ(shown(document, record),
            "I1 Sleeps less than 6 hours a night\n"
            "I2 Age 18-80 years old\n"
            "E1 Psychiatric condition that would limit informed consent\n"
            "E2 Enrolled in another trial within the last 4 weeks.\n");
}

// A page with a definition list, and its criteria as they were typed.
constexpr std::string_view page_as_typed = R"(<!doctype html>
<title>Evening Tea and Sleep</title>
<p>Trial NCT99990008</p>
<dl><dt>Sex</dt><dd>All</dd><dt>Ages</dt><dd>18 to 60 years old</dd>
<dt>Volunteers</dt><dd>No Healthy Volunteers</dd></dl>
<h2>Inclusion criteria</h2>
<pre>
1. Sleeps &lt; 6 hours a night, as two weeks of a diary that
   was kept at home show;

2. Age 18-60 years;
</pre>
<h2>Exclusion criteria</h2>
<pre>
1. Blood pressure &ge; 160/100 mmHg;

3. Lives with a snorer.
</pre>
)";

TEST(HtmlRecord, ReadsAPageAsTyped) {
  const Document document = document_with(std::string(page_as_typed));
  const RegistryRecord record = only_record(document);
  EXPECT_EQ(record.trial, "NCT99990008");
  EXPECT_EQ(shown(document, record),
            "I1 Sleeps < 6 hours a night, as two weeks of a diary that was kept at home show;\n"
            "I2 Age 18-60 years;\n"
            "E1 Blood pressure ≥ 160/100 mmHg;\n"
            "E3 Lives with a snorer.\n");
  EXPECT_EQ(record.lost.size(), 1U);
  ASSERT_TRUE(record.sexes);
  EXPECT_EQ(record.sexes->sex, HeaderSex::all);
  ASSERT_TRUE(record.healthy);
  EXPECT_FALSE(record.healthy->accepted);
}

TEST(HtmlRecord, SurvivesBrokenPages) {
  for (std::size_t size = 20; size < page_of_lists.size(); size += 23) {
    const Document document = document_with(std::string(page_of_lists.substr(0, size)));
    const auto records = read_html_records(document);
    if (!records) {
      EXPECT_TRUE(has_error(records.diagnostics));
    } else {
      shown(document, records->at(0));
    }
  }
}

TEST(HtmlRecord, RefusesAPageAboutSomethingElse) {
  const auto records =
      read_html_records(document_with("<html><body><script>Inclusion Criteria</script></body>"));
  EXPECT_FALSE(records);
  ASSERT_EQ(records.diagnostics.size(), 1U);
  EXPECT_EQ(records.diagnostics[0].code, DiagnosticCode::no_study);
}

}  // namespace
}  // namespace eligo
