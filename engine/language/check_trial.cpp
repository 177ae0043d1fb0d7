#include "language/check_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "language/check_accept.h"
#include "language/check_constant.h"
#include "language/check_criterion.h"

namespace eligo {
namespace {

template <typename Item>
std::vector<const Item*> items_of(const syntax::Trial& trial) {
  std::vector<const Item*> items;
  for (const syntax::TrialItem& item : trial.items) {
    if (const auto* found = std::get_if<Item>(&item)) items.push_back(found);
  }
  return items;
}

// "inclusion 8"
std::string name_text(const syntax::CriterionName& name) {
  const auto which = std::visit([](const auto& part) { return part.text; }, name.which);
  return fmt::format("{} {}", name.kind.text, which);
}

// Stands for a criterion whose name was reported: no name is number 0.
CriterionKey nameless_key(const syntax::CriterionName& name) {
  if (name.kind.text == "inclusion") return {CriterionKey::Group::inclusion, 0};
  if (name.kind.text == "exclusion") return {CriterionKey::Group::exclusion, 0};
  return {CriterionKey::Group::registry, 0};
}

// Something the document numbers: a criterion or a gap.
struct Numbered {
  CriterionKey key;
  const syntax::CriterionName* name = nullptr;
  const syntax::Criterion* criterion = nullptr;
  const syntax::Lost* lost = nullptr;
};

class TrialChecker {
 public:
  TrialChecker(CheckContext& context, const syntax::Trial& trial, const DocumentSource& documents)
      : context_(context), trial_(trial), documents_(documents) {}

  Program check() {
    program_.trial = trial_.id.text;
    program_.rule_file = context_.source.name();
    if (trial_.title) program_.title = trial_.title->text;
    std::optional<QuotedDocument> document = check_document();
    CriterionChecker criteria(context_, program_, document ? &*document : nullptr);
    check_criteria(criteria);
    for (const auto* list : items_of<syntax::NotProvided>(trial_)) criteria.check_withheld(*list);
    program_.accepted = check_accepts(context_, items_of<syntax::Accept>(trial_));
    warn_of_missing_criteria();
    for (const auto* conflict : items_of<syntax::Conflict>(trial_)) check_conflict(*conflict);
    warn_of_undeclared_conflicts();
    return std::move(program_);
  }

 private:
  std::optional<QuotedDocument> check_document() {
    const auto references = items_of<syntax::DocumentReference>(trial_);
    if (references.empty()) {
      context_.report(DiagnosticCode::missing_document, trial_.id.span,
                      "the trial names no document that its quotes come from",
                      "add: document \"….txt\" sha256 \"…\";");
      return std::nullopt;
    }
    for (std::size_t i = 1; i < references.size(); ++i) {
      context_.report(DiagnosticCode::duplicate_document, references[i]->file.span,
                      "the trial names a second document",
                      "a trial is read from one document: leave one out");
    }
    program_.document = references.front()->file.text;
    return std::optional<QuotedDocument>(std::in_place, context_, *references.front(), documents_);
  }

  void check_criteria(CriterionChecker& checker) {
    for (const syntax::TrialItem& item : trial_.items) {
      if (const auto* criterion = std::get_if<syntax::Criterion>(&item)) {
        add_numbered(criterion->name, criterion, nullptr);
      } else if (const auto* lost = std::get_if<syntax::Lost>(&item)) {
        add_numbered(lost->name, nullptr, lost);
      }
    }
    std::stable_sort(numbered_.begin(), numbered_.end(),
                     [](const Numbered& a, const Numbered& b) { return a.key < b.key; });
    for (const Numbered& numbered : numbered_) {
      if (numbered.criterion != nullptr) {
        checker.check(numbered.key, *numbered.criterion);
      } else {
        checker.check_lost(numbered.key, *numbered.lost);
      }
    }
  }

  // A criterion whose name is wrong is checked too, so that all of its errors are seen at once.
  void add_numbered(const syntax::CriterionName& name, const syntax::Criterion* criterion,
                    const syntax::Lost* lost) {
    const auto key = check_criterion_name(context_, name);
    numbered_.push_back({key.value_or(nameless_key(name)), &name, criterion, lost});
    if (!key) return;
    const auto [first, is_new] = names_.try_emplace(*key, &name);
    if (is_new) return;
    const Position position = context_.source.position(first->second->span.begin);
    context_.report(
        DiagnosticCode::duplicate_criterion, name.span,
        fmt::format("a second {}; the first is on line {}", name_text(name), position.line),
        "give each criterion the number that the document gives it");
  }

  void warn_of_missing_criteria() {
    const bool has_criteria =
        std::any_of(numbered_.begin(), numbered_.end(), [](const Numbered& numbered) {
          return numbered.key.group != CriterionKey::Group::registry;
        });
    if (has_criteria || !program_.withheld.empty()) return;
    context_.report(DiagnosticCode::no_criteria, trial_.id.span,
                    "the trial has no inclusion and no exclusion criteria",
                    "where the document gives none, say so: not provided inclusion because \"…\";");
  }

  // The place of a criterion in the program.
  std::optional<CriterionIndex> find_criterion(const syntax::CriterionName& name) {
    const auto key = check_criterion_name(context_, name);
    if (!key) return std::nullopt;
    const auto found = std::find_if(numbered_.begin(), numbered_.end(),
                                    [&](const Numbered& one) { return one.key == *key; });
    if (found == numbered_.end()) {
      context_.report(DiagnosticCode::unknown_criterion, name.span,
                      fmt::format("the trial has no {}", name_text(name)),
                      "name a criterion of this trial");
      return std::nullopt;
    }
    return CriterionIndex{static_cast<std::uint32_t>(found - numbered_.begin())};
  }

  void check_conflict(const syntax::Conflict& conflict) {
    const auto first = find_criterion(conflict.first);
    const auto second = find_criterion(conflict.second);
    if (!first || !second) return;
    if (*first == *second) {
      context_.report(DiagnosticCode::self_conflict, conflict.second.span,
                      "a criterion cannot be in conflict with itself",
                      "name the two criteria that contradict each other");
      return;
    }
    program_.conflicts.push_back({*first, *second, conflict.reason.text});
  }

  bool is_declared(CriterionIndex a, CriterionIndex b) const {
    return std::any_of(program_.conflicts.begin(), program_.conflicts.end(),
                       [&](const ConflictingStatements& conflict) {
                         return (conflict.first == a && conflict.second == b) ||
                                (conflict.first == b && conflict.second == a);
                       });
  }

  std::optional<AgeBounds> ages_of(std::size_t criterion) const {
    const auto& root = program_.criteria[criterion].root;
    if (!root) return std::nullopt;
    return age_limits(program_, context_.vocabulary, *root);
  }

  // The registry's header and the text both limit the age, at the same end, and differ there.
  void warn_of_undeclared_conflicts() {
    const CriterionKey header{CriterionKey::Group::registry, 1};
    if (numbered_.empty() || numbered_.front().key != header) return;
    const auto registry = ages_of(0);
    if (!registry) return;
    for (std::size_t i = 1; i < numbered_.size(); ++i) {
      if (numbered_[i].key.group != CriterionKey::Group::inclusion) continue;
      const auto ages = ages_of(i);
      if (!ages || ages->unit != registry->unit) continue;
      const bool least_differs = ages->least && registry->least && ages->least != registry->least;
      const bool most_differs = ages->most && registry->most && ages->most != registry->most;
      const CriterionIndex index{static_cast<std::uint32_t>(i)};
      if ((!least_differs && !most_differs) || is_declared(CriterionIndex{0}, index)) continue;
      const std::string name = name_text(*numbered_[i].name);
      context_.report(DiagnosticCode::undeclared_conflict, numbered_[i].name->span,
                      fmt::format("{} and the registry's age are different ranges", name),
                      fmt::format("where the document has both, add: conflict {}, registry age "
                                  "because \"…\";",
                                  name));
    }
  }

  CheckContext& context_;
  const syntax::Trial& trial_;
  const DocumentSource& documents_;
  Program program_;
  std::vector<Numbered> numbered_;  // as in the program, once sorted
  std::map<CriterionKey, const syntax::CriterionName*> names_;
};

}  // namespace

Program check_trial(CheckContext& context, const syntax::Trial& trial,
                    const DocumentSource& documents) {
  return TrialChecker(context, trial, documents).check();
}

}  // namespace eligo
