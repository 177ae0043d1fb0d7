#include "report/index/report_index.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/page/page.h"
#include "report/page/result_words.h"

namespace eligo {
namespace {

constexpr std::string_view index_path = "index.html";

Fields links_from(const std::vector<IndexLink>& links, std::string_view page) {
  return list_of_fields(links, [&](const IndexLink& link) {
    Fields fields;
    fields.set("label", link.label);
    fields.set("address", relative_address(link.path, page));
    return fields;
  });
}

Fields trial_fields(const IndexTrial& trial, SmallCounts small) {
  Fields fields;
  fields.set("trial", trial.trial);
  fields.set("title", optional_text(trial.title));
  fields.set("rule_file", trial.rule_file);
  fields.set("rules", trial.rules_sha256);
  fields.set("screened", count_text(trial.eligible + trial.ineligible + trial.undetermined, small));
  fields.set("eligible", count_text(trial.eligible, small));
  fields.set("ineligible", count_text(trial.ineligible, small));
  fields.set("undetermined", count_text(trial.undetermined, small));
  fields.set("links", links_from(trial.links, index_path));
  return fields;
}

Fields patient_fields(const PatientListRow& row, Disclosure disclosure, const std::string& page) {
  Fields fields = fields_of(words_of(row.verdict));
  fields.set("patient", row.patient);
  fields.set("summary", row.summary);
  fields.set("screened", day_words(row.as_of, disclosure));
  fields.set("fail", std::to_string(row.fail));
  fields.set("open", std::to_string(row.open));
  fields.set("links", links_from(row.links, page));
  return fields;
}

}  // namespace

std::string relative_address(std::string_view target, std::string_view page) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string address;
  for (std::ptrdiff_t up = std::count(page.begin(), page.end(), '/'); up > 0; --up) {
    address += "../";
  }
  for (const char character : target) {
    address += plain.find(character) != std::string_view::npos
                   ? std::string(1, character)
                   : fmt::format("%{:02X}", static_cast<unsigned char>(character));
  }
  return address;
}

std::string render_html(const ReportIndex& index, const Provenance& provenance) {
  Fields fields;
  fields.set("patients", count_text(index.patients, index.small));
  fields.set("patients_word", index.patients == 1 ? "patient" : "patients");
  fields.set("rejected",
             index.rejected == 0 ? Fields(false) : count_text(index.rejected, index.small));
  fields.set("trials", list_of_fields(index.trials, [&](const IndexTrial& trial) {
               return trial_fields(trial, index.small);
             }));
  fields.set("has_links", !index.links.empty());
  fields.set("links", links_from(index.links, index_path));
  const bool named = index.disclosure == Disclosure::full;
  fields.set("inputs", list_of_fields(index.inputs, [&](const IndexInput& input) {
               Fields one;
               one.set("name", named ? Fields(input.name) : Fields(false));
               one.set("sha256", input.sha256);
               return one;
             }));
  PageHead head;
  head.title = "Eligo report";
  head.running_head = "Eligo report";
  return html_page(head, fill_html("index.html.mustache", fields),
                   provenance_fields(provenance, "", index.disclosure));
}

std::string render_html(const PatientList& list, const std::string& path,
                        const Provenance& provenance) {
  Fields fields;
  fields.set("trial", list.trial);
  fields.set("title", optional_text(list.title));
  fields.set("index", relative_address(index_path, path));
  fields.set("rows", list_of_fields(list.rows, [&](const PatientListRow& row) {
               return patient_fields(row, list.disclosure, path);
             }));
  PageHead head;
  head.title = list.trial + " · patients";
  head.running_head = head.title;
  return html_page(head, fill_html("patients.html.mustache", fields),
                   provenance_fields(provenance, "", list.disclosure));
}

}  // namespace eligo
