#include "report/sheet/render_patient_sheet.h"

#include <fmt/format.h>

#include "report/near_limit.h"
#include "report/page/limit_drawing.h"
#include "report/page/page.h"
#include "report/page/result_words.h"

namespace eligo {
namespace {

Fields text_or_nothing(const std::string& text) {
  return optional_text(text);
}

Fields drawings_of(const std::vector<Comparison>& comparisons) {
  return list_of_fields(comparisons, [](const Comparison& comparison) {
    Fields fields;
    fields.set("svg", limit_drawing(comparison));
    fields.set("words", drawing_words(comparison));
    return fields;
  });
}

Fields evidence_fields(const SheetEvidence& evidence) {
  Fields fields;
  fields.set("value", text_or_nothing(evidence.value));
  fields.set("converted", text_or_nothing(evidence.converted));
  fields.set("date", text_or_nothing(evidence.date));
  fields.set("path", text_or_nothing(evidence.path));
  return fields;
}

Fields criterion_fields(const SheetCriterion& criterion) {
  Fields fields = fields_of(words_of(criterion.result));
  fields.set("id", criterion.id);
  fields.set("kind", std::string(name_of(criterion.kind)));
  fields.set("sentence", text_or_nothing(criterion.sentence));
  fields.set("place", criterion.place);
  fields.set("why", text_or_nothing(criterion.why));
  fields.set("evidence", list_of_fields(criterion.evidence, evidence_fields));
  fields.set("drawings", drawings_of(criterion.comparisons));
  fields.set("assumptions", list_of_texts(criterion.assumptions));
  fields.set("notes", list_of_texts(criterion.notes));
  fields.set("readings", list_of_texts(criterion.readings));
  fields.set("next_turn", text_or_nothing(criterion.next_turn));
  return fields;
}

Fields near_fields(const PatientSheet& sheet, const NearMiss& near) {
  Fields fields = fields_of(words_of(sheet.criteria[near.criterion].result));
  fields.set("id", sheet.criteria[near.criterion].id);
  fields.set("words", distance_words(near.comparison, near.distance));
  fields.set("svg", limit_drawing(near.comparison));
  fields.set("range", drawing_words(near.comparison));
  return fields;
}

Fields to_do_fields(const ToDo& entry) {
  Fields fields;
  fields.set("kind", std::string(name_of(entry.kind)));
  fields.set("ask", text_or_nothing(entry.ask));
  fields.set("why", text_or_nothing(entry.why));
  fields.set("criteria", fmt::format("{}", fmt::join(entry.criteria, ", ")));
  fields.set("sentences", entry.ask.empty() ? list_of_texts(entry.sentences) : Fields(false));
  return fields;
}

// A section of a page: absent where it has nothing to say.
Fields section_of(const std::vector<std::string>& texts) {
  if (texts.empty()) return Fields(false);
  Fields fields;
  fields.set("items", list_of_texts(texts));
  return fields;
}

Fields to_do_section(const PatientSheet& sheet) {
  if (sheet.to_do.empty()) return Fields(false);
  std::vector<ToDo> settling;
  std::vector<ToDo> others;
  for (const ToDo& entry : sheet.to_do) {
    (entry.in_smallest_set ? settling : others).push_back(entry);
  }
  Fields section;
  section.set("settles", !settling.empty());
  section.set("settling", list_of_fields(settling, to_do_fields));
  section.set("has_others", !others.empty());
  section.set("both", !settling.empty() && !others.empty());
  section.set("others", list_of_fields(others, to_do_fields));
  section.set("would_not_change", sheet.verdict == Verdict::ineligible);
  return section;
}

Fields sheet_fields(const PatientSheet& sheet, const Provenance& provenance) {
  Fields fields;
  fields.set("trial", sheet.trial);
  fields.set("title", text_or_nothing(sheet.title));
  fields.set("patient", sheet.patient);
  fields.set("summary", sheet.summary);
  const std::string screened = day_words(sheet.as_of, sheet.disclosure);
  fields.set("screened", screened);
  fields.set("verdict", fields_of(words_of(sheet.verdict)));
  fields.set("why", text_or_nothing(sheet.why));
  fields.set("fail", std::to_string(sheet.fail));
  fields.set("fail_word", sheet.fail == 1 ? "fails" : "fail");
  fields.set("open", std::to_string(sheet.open));
  fields.set("pass", std::to_string(sheet.pass));
  fields.set("pass_word", sheet.pass == 1 ? "passes" : "pass");
  fields.set("deceased", text_or_nothing(sheet.deceased));
  fields.set("earliest", text_or_nothing(sheet.earliest));
  fields.set("hangs_on", text_or_nothing(sheet.hangs_on));
  const auto failing = [&](std::size_t position) {
    return criterion_fields(sheet.criteria[position]);
  };
  fields.set("no_evidence",
             sheet.disclosure == Disclosure::full ? "nothing in the record" : "not shown");
  fields.set("has_failing", !sheet.failing.empty());
  // A verdict other than ineligible passes over what fails: another statement contradicts it.
  fields.set("failing_heading", sheet.verdict == Verdict::ineligible
                                    ? "What fails"
                                    : "What fails by one statement and not by another");
  fields.set("failing", list_of_fields(sheet.failing, failing));
  fields.set("has_near", !sheet.near.empty());
  fields.set("near", list_of_fields(sheet.near, [&](const NearMiss& near) {
               return near_fields(sheet, near);
             }));
  fields.set("near_words", near_limit_words);
  fields.set("to_do", to_do_section(sheet));
  fields.set("has_criteria", !sheet.criteria.empty());
  fields.set("criteria", list_of_fields(sheet.criteria, criterion_fields));
  fields.set("assumptions", section_of(sheet.assumptions));
  fields.set("conflicts", section_of(sheet.conflicts));
  fields.set("warnings", section_of(sheet.warnings));
  fields.set("left_out", section_of(sheet.left_out));
  fields.set("provenance", provenance_fields(provenance, screened, sheet.disclosure));
  return fields;
}

}  // namespace

std::string render_html(const PatientSheet& sheet, const Provenance& provenance) {
  const std::string name = fmt::format("{} · {}", sheet.patient, sheet.trial);
  PageHead head;
  head.title = name + " · patient sheet";
  head.running_head =
      fmt::format("{} · screened {}", name, day_words(sheet.as_of, sheet.disclosure));
  const Fields fields = sheet_fields(sheet, provenance);
  return html_page(head, fill_html("sheet.html.mustache", fields), *fields.get("provenance"));
}

std::string render_markdown(const PatientSheet& sheet, const Provenance& provenance) {
  return markdown_page("sheet.md.mustache", sheet_fields(sheet, provenance));
}

}  // namespace eligo
