#include "report/page/page.h"

#include <gtest/gtest.h>

#include <chrono>

#include "example_patients.h"
#include "report/checklist/eligibility_checklist.h"
#include "report/index/report_index.h"
#include "report/log/screening_log.h"
#include "report/page/limit_drawing.h"
#include "report/sheet/patient_sheet.h"
#include "report/table/table.h"

namespace eligo::report_tests {
namespace {

TEST(HtmlText, NothingInItIsMarkup) {
  EXPECT_EQ(html_text("a <b> & \"c\" 'd'"), "a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
  EXPECT_EQ(html_text("\u202e\n"), "\\u{202E}\\n");
  EXPECT_EQ(html_text("µmol/L ≥ 3"), "µmol/L ≥ 3");
}

TEST(MarkdownText, NothingInItIsMarkup) {
  EXPECT_EQ(markdown_text("a|b *c* _d_ [e](f) `g` <h>"),
            "a\\|b \\*c\\* \\_d\\_ \\[e\\](f) \\`g\\` \\<h\\>");
  EXPECT_EQ(markdown_text("# head"), "\\# head");
  EXPECT_EQ(markdown_text("12. item"), "12\\. item");
  EXPECT_EQ(markdown_text("https://x.invalid"), "https\\://x.invalid");
  EXPECT_EQ(markdown_text("8.1 % on 2026-01-02"), "8\\.1 % on 2026-01-02");
  EXPECT_EQ(markdown_text("HbA1c 8.1"), "HbA1c 8.1");
}

TEST(Page, TheRunningHeadCannotEndItsString) {
  PageHead head;
  head.title = "t";
  head.running_head = "\"; } </style><script>";
  const std::string page = html_page(head, "<main></main>", Fields{});
  EXPECT_EQ(page.find("<script>"), std::string::npos);
  EXPECT_NE(page.find("\\22 \\3b \\20 \\7d \\20 \\3c \\2f style\\3e \\3c script\\3e "),
            std::string::npos);
}

TEST(LimitDrawing, SaysInWordsWhatItShows) {
  const ScreenedPatient patient = screened(
      "NCT01374854",
      R"({"id": "p", "asOf": "2026-01-15", "labs": [{"name": "HbA1c", "value": 8.1, "unit": "%"}]})");
  const auto found = comparisons_of(patient, "I8");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(drawing_words(found[0]), "HbA1c 8.1 %; asked for: at least 7.5 %");
  const std::string svg = limit_drawing(found[0]);
  EXPECT_NE(svg.find("aria-label=\"HbA1c 8.1 %; asked for: at least 7.5 %\""), std::string::npos);
  EXPECT_NE(svg.find("class=\"range-admits\""), std::string::npos);
  EXPECT_NE(svg.find("<circle"), std::string::npos);
  EXPECT_EQ(svg.find("style="), std::string::npos);
}

TEST(LimitDrawing, NamesAreText) {
  Comparison comparison;
  comparison.name = "\"><script>";
  comparison.value = Interval::exactly(1);
  comparison.value_text = "1";
  comparison.range.low = Bound{2, true};
  comparison.unit = "<g>";
  const std::string svg = limit_drawing(comparison);
  EXPECT_EQ(svg.find("<script>"), std::string::npos);
  EXPECT_EQ(svg.find("<g>"), std::string::npos);
}

TEST(PatientSheet, ExclusionsThatFailComeFirst) {
  const PatientSheet sheet = patient_sheet(
      screened("NCT01374854", R"({"id": "p", "asOf": "2026-01-15", "sex": "female", "labs": [
        {"name": "HbA1c", "value": 7.4, "unit": "%"},
        {"name": "creatinine", "value": 3, "unit": "mg/dL"}]})"));
  ASSERT_EQ(sheet.failing.size(), 2U);
  EXPECT_EQ(sheet.criteria[sheet.failing[0]].id, "E5");
  EXPECT_EQ(sheet.criteria[sheet.failing[1]].id, "I8");
  // 7.4 is within a tenth of 7.5, 3 is not within a tenth of 1.4.
  ASSERT_EQ(sheet.near.size(), 1U);
  EXPECT_EQ(sheet.criteria[sheet.near[0].criterion].id, "I8");
}

TEST(PatientSheet, WhatIsTooOldIsOnTheListWithItsDate) {
  const PatientSheet sheet = patient_sheet(screened(
      "NCT03580291",
      R"({"id": "p", "asOf": "2026-01-15", "labs": [{"name": "pregnancy test", "value": "negative"}]})"));
  EXPECT_FALSE(sheet.to_do.empty());
  for (const ToDo& entry : sheet.to_do) EXPECT_FALSE(entry.ask.empty());
}

TEST(EligibilityChecklist, HasEveryCriterionOnceAndNoAnswer) {
  const ScreenedPatient patient = screened("NCT03580291", R"({"id": "p", "asOf": "2026-01-15"})");
  const EligibilityChecklist checklist = eligibility_checklist(patient);
  std::size_t rows = 0;
  for (const ChecklistPart& part : checklist.parts) rows += part.rows.size();
  EXPECT_EQ(rows, patient.decision.criteria.size());
  const std::string html = render_html(checklist, Provenance{});
  EXPECT_EQ(html.find("checked"), std::string::npos);
}

TEST(ScreeningLog, NumbersPatientsWhereThereIsNoCode) {
  ScreeningLog log = screening_log(trial("NCT01374854"), LogCoding::numbered, Disclosure::full);
  const ScreenedPatient patient = screened(
      "NCT01374854",
      R"({"id": "Ida", "asOf": "2026-01-15", "labs": [{"name": "HbA1c", "value": 7.4, "unit": "%"}]})");
  add_row(log, patient.decision, "");
  add_row(log, patient.decision, "7QF3");
  ASSERT_EQ(log.rows.size(), 2U);
  EXPECT_EQ(log.rows[0].code, "0001");
  EXPECT_EQ(log.rows[1].code, "7QF3");
  EXPECT_EQ(reason_words(log, log.rows[0]), "I8: HbA1c ≥ 7.5 at time of enrollment.");
  EXPECT_EQ(count_of(log, Verdict::ineligible), 2U);
  const std::string csv = render_csv(log);
  EXPECT_EQ(csv.find("Ida"), std::string::npos);
  EXPECT_EQ(csv.find("7.4"), std::string::npos);
}

TEST(ScreeningLog, SaysWhereTheDocumentPublishesNoCriteria) {
  ScreeningLog log = screening_log(trial("NCT04125329"), LogCoding::numbered, Disclosure::full);
  add_row(log, screened("NCT04125329", R"({"id": "a", "asOf": "2026-01-15"})").decision, "");
  EXPECT_EQ(reason_words(log, log.rows[0]), "the document publishes no criteria");
}

TEST(Table, CellsAreNeverFormulas) {
  Table table;
  table.name = "t";
  table.columns = {{"=a", 5}, {"n", 5}};
  table.rows = {{"=1+1", std::size_t{3}}, {"@x", std::size_t{4}}, {"a,b", std::size_t{5}}};
  EXPECT_EQ(render_csv(table), "'=a,n\r\n'=1+1,3\r\n'@x,4\r\n\"a,b\",5\r\n");
  std::string why;
  const Day day{std::chrono::year{2026} / 1 / 15};
  const auto workbook = render_xlsx({table}, "t", day, why);
  ASSERT_TRUE(workbook) << why;
  EXPECT_EQ(workbook->substr(0, 2), "PK");
  EXPECT_EQ(workbook, render_xlsx({table}, "t", day, why));
}

TEST(RelativeAddress, LeadsFromThePageAndKeepsNothingSpecial) {
  EXPECT_EQ(relative_address("sheets/t/a b.html", "patients/t.html"), "../sheets/t/a%20b.html");
  EXPECT_EQ(relative_address("sheets/#?&%.html", "index.html"), "sheets/%23%3F%26%25.html");
}

}  // namespace
}  // namespace eligo::report_tests
