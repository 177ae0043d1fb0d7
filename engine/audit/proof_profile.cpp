#include "audit/proof_profile.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/proof_values.h"
#include "text/json.h"

namespace eligo {
namespace {

using std::chrono::days;

std::string member(std::string_view key, const std::string& value) {
  return fmt::format("\"{}\": {}", key, value);
}

bool uses_age(const ProfileRequest& request) {
  return std::any_of(request.use.quantities.begin(), request.use.quantities.end(),
                     [&](std::size_t quantity) {
                       const Quantity::Kind kind = request.terms.quantities[quantity].kind;
                       return kind == Quantity::Kind::age || kind == Quantity::Kind::onset_age;
                     });
}

std::string facts_of(const ProfileRequest& request) {
  std::vector<std::string> facts;
  for (const std::size_t fact : request.use.facts) {
    const std::string& name = request.vocabulary[request.terms.facts[fact]].name;
    facts.push_back(fmt::format("{}: {}", json_string_literal(name),
                                request.patient.facts[fact] ? "true" : "false"));
  }
  return facts.empty() ? std::string() : fmt::format("{{{}}}", fmt::join(facts, ", "));
}

// What no record can say, such as that something under no known name is not there, is attested as
// the model has it.
std::string attestations_of(const ProfileRequest& request) {
  std::vector<std::size_t> attested = request.use.asked;
  attested.insert(attested.end(), request.use.by_names.begin(), request.use.by_names.end());
  std::sort(attested.begin(), attested.end());
  attested.erase(std::unique(attested.begin(), attested.end()), attested.end());
  std::vector<std::string> words;
  for (const std::size_t asked : attested) {
    const Criterion& criterion = request.program.criteria[asked];
    const bool holds = request.patient.nodes[criterion.root->index];
    words.push_back(fmt::format("{}: {}",
                                json_string_literal(request.program.trial + "/" + criterion.id),
                                holds ? "true" : "false"));
  }
  return words.empty() ? std::string() : fmt::format("{{{}}}", fmt::join(words, ", "));
}

}  // namespace

Day witness_day() {
  return Day{std::chrono::year{2026} / 1 / 15};
}

Day birth_of(const ProfileRequest& request) {
  // The finest unit that an age is given in says most.
  std::optional<Period> age;
  for (std::size_t i = 0; i < request.terms.quantities.size(); ++i) {
    const Quantity& quantity = request.terms.quantities[i];
    if (quantity.kind != Quantity::Kind::age || (age && age->unit <= quantity.time_unit)) continue;
    age = Period{static_cast<int>(request.patient.quantities[i].get_d()), quantity.time_unit};
  }
  if (!age) age = Period{40, Period::Unit::years};
  const Day birth = before(witness_day(), *age);
  switch (age->unit) {
    case Period::Unit::days:
      return birth;
    case Period::Unit::weeks:
      return birth - days{3};
    case Period::Unit::months:
      return birth - days{10};
    case Period::Unit::years:
      return birth - request.days_since_birthday;
  }
  return birth;
}

std::string profile_of(const ProfileRequest& request, const std::string& id) {
  std::vector<std::string> members;
  members.push_back(member("id", json_string_literal(id)));
  if (request.use.sex) {
    members.push_back(member("sex", request.patient.is_male ? "\"male\"" : "\"female\""));
  }
  const Day birth = birth_of(request);
  if (uses_age(request)) {
    members.push_back(member("birthDate", "\"" + date_text(birth) + "\""));
  }
  members.push_back(member("asOf", "\"" + date_text(witness_day()) + "\""));
  const auto add = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) members.push_back(member(key, value));
  };
  add("labs", results_of(request));
  for (std::string& list : records_of(request, birth)) members.push_back(std::move(list));
  add("facts", facts_of(request));
  add("attestations", attestations_of(request));
  return fmt::format("{{{}}}", fmt::join(members, ", "));
}

}  // namespace eligo
