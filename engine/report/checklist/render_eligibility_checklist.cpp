#include <fmt/format.h>

#include "report/checklist/eligibility_checklist.h"
#include "report/page/page.h"
#include "report/page/result_words.h"

namespace eligo {
namespace {

std::string heading_of(CriterionKind kind) {
  switch (kind) {
    case CriterionKind::inclusion:
      return "Inclusion criteria";
    case CriterionKind::exclusion:
      return "Exclusion criteria";
    case CriterionKind::registry:
      return "Registry header";
  }
  return {};
}

std::string instruction_of(CriterionKind kind) {
  switch (kind) {
    case CriterionKind::inclusion:
      return "Yes: the sentence is true of the patient. Every answer must be Yes.";
    case CriterionKind::exclusion:
      return "Yes: the sentence is true of the patient. Every answer must be No.";
    case CriterionKind::registry:
      return "Yes: the patient fits what the registry's header asks. Every answer must be Yes.";
  }
  return {};
}

Fields question_fields(const ChecklistRow& row) {
  Fields fields = fields_of(words_of(row.result));
  fields.set("id", row.id);
  fields.set("sentence", optional_text(row.sentence));
  fields.set("place", row.place);
  fields.set("found", optional_text(row.found));
  fields.set("sources", list_of_texts(row.sources));
  return fields;
}

Fields part_fields(const ChecklistPart& part) {
  Fields fields;
  fields.set("name", std::string(name_of(part.kind)));
  fields.set("heading", heading_of(part.kind));
  fields.set("instruction", instruction_of(part.kind));
  fields.set("has_rows", !part.rows.empty());
  fields.set("rows", list_of_fields(part.rows, question_fields));
  fields.set("withheld", optional_text(part.withheld));
  return fields;
}

Fields checklist_fields(const EligibilityChecklist& checklist, const Provenance& provenance) {
  const std::string screened = day_words(checklist.as_of, checklist.disclosure);
  Fields fields;
  fields.set("trial", checklist.trial);
  fields.set("title", optional_text(checklist.title));
  fields.set("patient", checklist.patient);
  fields.set("summary", checklist.summary);
  fields.set("screened", screened);
  fields.set("has_parts", !checklist.parts.empty());
  fields.set("parts", list_of_fields(checklist.parts, part_fields));
  fields.set("provenance", provenance_fields(provenance, screened, checklist.disclosure));
  return fields;
}

}  // namespace

std::string render_html(const EligibilityChecklist& checklist, const Provenance& provenance) {
  const std::string name = fmt::format("{} · {}", checklist.patient, checklist.trial);
  PageHead head;
  head.title = name + " · eligibility checklist";
  head.running_head = fmt::format("{} · eligibility checklist · screened {}", name,
                                  day_words(checklist.as_of, checklist.disclosure));
  head.landscape = true;
  const Fields fields = checklist_fields(checklist, provenance);
  return html_page(head, fill_html("checklist.html.mustache", fields), *fields.get("provenance"));
}

std::string render_markdown(const EligibilityChecklist& checklist, const Provenance& provenance) {
  return markdown_page("checklist.md.mustache", checklist_fields(checklist, provenance));
}

}  // namespace eligo
