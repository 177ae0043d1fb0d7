#include "report/work_list/earlier_run.h"

#include <optional>

#include "text/json.h"

namespace eligo {
namespace {

template <typename Value>
std::optional<Value> named(const JsonValue* value, std::initializer_list<Value> all) {
  const std::string* name = value != nullptr ? value->as_string() : nullptr;
  for (const Value one : all) {
    if (name != nullptr && *name == name_of(one)) return one;
  }
  return std::nullopt;
}

bool take_ids(const JsonValue* ids, CriterionResult result, EarlierDecision& decision) {
  const JsonArray* array = ids != nullptr ? ids->as_array() : nullptr;
  if (array == nullptr) return false;
  for (const JsonValue& id : *array) {
    if (id.as_string() == nullptr) return false;
    decision.results[*id.as_string()] = result;
  }
  return true;
}

bool take_results(const JsonValue& object, EarlierDecision& decision) {
  const JsonValue* criteria = object.member("criteria");
  if (criteria == nullptr) {
    return take_ids(object.member("fails"), CriterionResult::fail, decision) &&
           take_ids(object.member("open"), CriterionResult::unknown, decision);
  }
  decision.has_all = true;
  if (criteria->as_array() == nullptr) return false;
  for (const JsonValue& criterion : *criteria->as_array()) {
    const JsonValue* id = criterion.member("id");
    const auto result =
        named(criterion.member("result"),
              {CriterionResult::pass, CriterionResult::fail, CriterionResult::unknown});
    if (id == nullptr || id->as_string() == nullptr || !result) return false;
    decision.results[*id->as_string()] = *result;
  }
  return true;
}

}  // namespace

void EarlierRun::add_line(std::string_view line) {
  if (line.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
  const Result<JsonValue> object = parse_json(SourceText("earlier run", std::string(line)));
  // A record that was not read, and the counts at the end of compact results.
  const bool says_nothing =
      object && (object->member("rejected") != nullptr || object->member("end") != nullptr);
  if (says_nothing) return;
  const JsonValue* trial = object ? object->member("trial") : nullptr;
  const JsonValue* patient = object ? object->member("patient") : nullptr;
  const auto verdict = named(object ? object->member("verdict") : nullptr,
                             {Verdict::eligible, Verdict::ineligible, Verdict::undetermined});
  EarlierDecision decision;
  const bool usable = trial != nullptr && trial->as_string() != nullptr && patient != nullptr &&
                      patient->as_string() != nullptr && verdict && take_results(*object, decision);
  if (!usable) {
    ++unread_lines_;
    return;
  }
  decision.verdict = *verdict;
  decisions_[{*trial->as_string(), *patient->as_string()}] = {std::move(decision), false};
}

const EarlierDecision* EarlierRun::find(const std::string& trial, const std::string& patient) {
  const auto found = decisions_.find({trial, patient});
  if (found == decisions_.end()) return nullptr;
  found->second.was_asked_for = true;
  return &found->second.decision;
}

}  // namespace eligo
