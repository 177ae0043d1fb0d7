#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/page/page.h"
#include "report/page/result_words.h"
#include "report/work_list/render_work_list.h"

namespace eligo {
namespace {

constexpr std::array<Verdict, 3> all_verdicts = {Verdict::eligible, Verdict::ineligible,
                                                 Verdict::undetermined};
constexpr std::array<CriterionResult, 3> all_results = {
    CriterionResult::pass, CriterionResult::fail, CriterionResult::unknown};

// "passes → fails"; one that was not there, or no longer is, in words.
template <typename Value>
std::string step_words(const std::optional<Value>& before, const std::optional<Value>& after) {
  const auto words = [](const std::optional<Value>& value) {
    if (!value) return std::string("–");
    const ResultWords found = words_of(*value);
    return fmt::format("{} {}", found.sign, found.word);
  };
  return words(before) + " → " + words(after);
}

std::string change_words(const CriterionChange& change) {
  return fmt::format("{}: {}", change.id, step_words(change.before, change.after));
}

std::string shift_words(const CriterionShift& shift) {
  std::vector<std::string> words;
  for (const CriterionResult before : all_results) {
    for (const CriterionResult after : all_results) {
      const std::size_t patients =
          shift.patients[static_cast<std::size_t>(before)][static_cast<std::size_t>(after)];
      if (before == after || patients == 0) continue;
      words.push_back(fmt::format("{}: {}", patients,
                                  step_words(std::optional(before), std::optional(after))));
    }
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

Fields sentence_fields(const SentenceChange& change) {
  Fields fields;
  fields.set("id", change.id);
  fields.set("before_id", optional_text(change.before_id));
  fields.set("came", change.before.empty() && !change.after.empty());
  fields.set("went", change.after.empty());
  fields.set("same_sentence", change.before == change.after);
  fields.set("before", change.before);
  fields.set("after", change.after);
  fields.set("before_rule", optional_text(change.before_rule));
  fields.set("after_rule", optional_text(change.after_rule));
  return fields;
}

Fields decision_fields(const Changes& changes, const ChangedDecision& decision) {
  Fields fields;
  fields.set("trial", changes.trials[decision.trial].trial);
  fields.set("patient", decision.patient);
  fields.set("came", !decision.before.has_value());
  fields.set("went", !decision.after.has_value());
  fields.set("before", decision.before ? fields_of(words_of(*decision.before)) : Fields(false));
  fields.set("after", decision.after ? fields_of(words_of(*decision.after)) : Fields(false));
  fields.set("by", list_of_fields(decision.criteria, [](const CriterionChange& change) {
               return Fields(change_words(change));
             }));
  return fields;
}

Fields trial_fields(const Changes& changes, std::size_t position, std::size_t& room) {
  const TrialChanges& trial = changes.trials[position];
  Fields fields;
  fields.set("trial", trial.trial);
  fields.set("title", optional_text(trial.title));
  fields.set("compared", std::to_string(trial.compared));
  fields.set("changed", std::to_string(trial.changed_verdicts()));
  fields.set("came", std::to_string(trial.came));
  fields.set("went", std::to_string(trial.went));
  fields.set("other_results", std::to_string(trial.same_verdict_other_results));
  fields.set("has_compared", trial.compared > 0);
  fields.set("verdicts", list_of_fields(all_verdicts, [&](Verdict before) {
               Fields row = fields_of(words_of(before));
               row.set("counts", list_of_fields(all_verdicts, [&](Verdict after) {
                         Fields cell;
                         cell.set("count", std::to_string(trial.verdicts[static_cast<std::size_t>(
                                               before)][static_cast<std::size_t>(after)]));
                         cell.set("same", before == after);
                         return cell;
                       }));
               return row;
             }));
  fields.set("has_criteria", !trial.criteria.empty());
  fields.set("criteria", list_of_fields(trial.criteria, [](const CriterionShift& shift) {
               Fields one;
               one.set("id", shift.id);
               one.set("patients", std::to_string(shift.changed()));
               one.set("how", shift_words(shift));
               return one;
             }));
  fields.set("has_sentences", !trial.sentences.empty());
  fields.set("sentences", list_of_fields(trial.sentences, sentence_fields));
  Fields decisions{Fields::type::list};
  std::size_t left_out = 0;
  bool any = false;
  for (const ChangedDecision& decision : changes.decisions) {
    if (decision.trial != position) continue;
    if (room == 0) {
      ++left_out;
      continue;
    }
    --room;
    any = true;
    decisions << decision_fields(changes, decision);
  }
  fields.set("has_decisions", any);
  fields.set("decisions", decisions);
  fields.set("left_out", left_out == 0 ? Fields(false) : Fields(std::to_string(left_out)));
  return fields;
}

Fields fields_of(const Changes& changes, const Provenance& provenance) {
  Fields fields;
  fields.set("is_amendment", changes.is_amendment);
  fields.set("against", optional_text(changes.against));
  fields.set("against_sha256", changes.against_sha256);
  fields.set("unread_lines", changes.unread_lines == 0
                                 ? Fields(false)
                                 : Fields(std::to_string(changes.unread_lines)));
  fields.set("other_trials",
             changes.other_trials.empty()
                 ? Fields(false)
                 : Fields(fmt::format("{}", fmt::join(changes.other_trials, ", "))));
  std::size_t room = most_patients_of_a_page;
  Fields trials{Fields::type::list};
  for (std::size_t trial = 0; trial < changes.trials.size(); ++trial) {
    // A trial that the rules before the amendment were not about has nothing to compare.
    if (changes.is_amendment && changes.trials[trial].compared == 0) continue;
    trials << trial_fields(changes, trial, room);
  }
  fields.set("trials", trials);
  fields.set("provenance", provenance_fields(provenance, "", changes.disclosure));
  return fields;
}

std::string verdict_text(const std::optional<Verdict>& verdict) {
  return verdict ? std::string(name_of(*verdict)) : std::string();
}

}  // namespace

std::string render_html(const Changes& changes, const Provenance& provenance) {
  PageHead head;
  head.title = changes.is_amendment ? "What the amendment changes" : "What changed";
  head.running_head = head.title;
  const Fields fields = fields_of(changes, provenance);
  return html_page(head, fill_html("changes.html.mustache", fields), *fields.get("provenance"));
}

std::string render_markdown(const Changes& changes, const Provenance& provenance) {
  return markdown_page("changes.md.mustache", fields_of(changes, provenance));
}

std::vector<Table> tables_of(const Changes& changes) {
  Table decisions;
  decisions.name = "Decisions";
  decisions.columns = {{"trial", 18}, {"patient", 18}, {"before", 14}, {"after", 14}, {"by", 50}};
  for (const ChangedDecision& decision : changes.decisions) {
    std::vector<std::string> by;
    for (const CriterionChange& change : decision.criteria) by.push_back(change_words(change));
    decisions.rows.push_back({changes.trials[decision.trial].trial, decision.patient,
                              verdict_text(decision.before), verdict_text(decision.after),
                              fmt::format("{}", fmt::join(by, "; "))});
  }
  Table criteria;
  criteria.name = "Criteria";
  criteria.columns = {{"trial", 18}, {"criterion", 12}, {"patients", 10}, {"how", 60}};
  Table sentences;
  sentences.name = "Sentences";
  sentences.columns = {{"trial", 18}, {"criterion", 12},  {"numberBefore", 12}, {"before", 60},
                       {"after", 60}, {"ruleBefore", 60}, {"ruleAfter", 60}};
  for (const TrialChanges& trial : changes.trials) {
    for (const CriterionShift& shift : trial.criteria) {
      criteria.rows.push_back({trial.trial, shift.id, shift.changed(), shift_words(shift)});
    }
    for (const SentenceChange& change : trial.sentences) {
      sentences.rows.push_back({trial.trial, change.id, change.before_id, change.before,
                                change.after, change.before_rule, change.after_rule});
    }
  }
  std::vector<Table> tables = {std::move(decisions), std::move(criteria)};
  if (changes.is_amendment) tables.push_back(std::move(sentences));
  return tables;
}

}  // namespace eligo
