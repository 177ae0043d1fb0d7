#include "patient/profile_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "patient/name_kinds.h"
#include "patient/profile_checks.h"
#include "text/unicode.h"

namespace eligo {

namespace {

// Whether a value can only be meant for a fact: true, or {"value": true}.
bool says_true_or_false(const JsonValue& value) {
  if (value.as_bool() != nullptr) return true;
  const JsonValue* inner = value.member("value");
  return inner != nullptr && inner->as_bool() != nullptr;
}

}  // namespace

ProfileReader::ProfileReader(RecordOrigin origin, const Vocabulary& vocabulary)
    : vocabulary_(&vocabulary),
      findings_(std::move(origin), vocabulary),
      observations_(vocabulary, findings_, patient_.observations),
      entries_(vocabulary, findings_, patient_) {}

std::span<const ProfileReader::Field> ProfileReader::fields() {
  static constexpr std::array all = {
      Field{"id", &ProfileReader::read_id},
      Field{"sex", &ProfileReader::read_sex},
      Field{"birthDate", &ProfileReader::read_birth_date},
      Field{"age", &ProfileReader::read_age},
      Field{"asOf", &ProfileReader::read_as_of},
      Field{"deceased", &ProfileReader::read_deceased},
      Field{"anchors", &ProfileReader::read_anchors},
      Field{"labs", &ProfileReader::read_labs},
      Field{"vitals", &ProfileReader::read_vitals},
      Field{"conditions", &ProfileReader::read_records<RecordList::conditions>},
      Field{"medications", &ProfileReader::read_records<RecordList::medications>},
      Field{"procedures", &ProfileReader::read_records<RecordList::procedures>},
      Field{"events", &ProfileReader::read_records<RecordList::events>},
      Field{"facts", &ProfileReader::read_facts},
      Field{"attestations", &ProfileReader::read_attestations},
      Field{"complete", &ProfileReader::read_complete},
      Field{"$schema", &ProfileReader::ignore}};
  return all;
}

PatientOrRejection ProfileReader::read(const JsonValue& profile) {
  const JsonObject* object = profile.as_object();
  if (object == nullptr) {
    findings_.reject(
        "", fmt::format("a patient profile is an object; this is {}", json_kind_name(profile)));
    return findings_.rejection();
  }
  if (profile.member("resourceType") != nullptr) {
    findings_.reject("/resourceType", "a FHIR resource stands where a patient profile should");
    return findings_.rejection();
  }
  for (const auto& [key, value] : *object) read_field(key, value);
  if (patient_.id.empty() && profile.member("id") == nullptr) {
    findings_.reject("", "the profile has no \"id\"; write \"id\": \"P-001\", for example");
  }
  check_ages(profile, patient_, findings_);
  settle_completeness(profile, patient_, findings_);
  std::erase_if(patient_.facts, [&](const Fact& stated) {
    return std::find(contradicted_facts_.begin(), contradicted_facts_.end(), stated.fact) !=
           contradicted_facts_.end();
  });
  if (findings_.is_rejected()) return findings_.rejection();
  return ReadPatient{std::move(patient_), findings_.take_warnings()};
}

void ProfileReader::read_field(std::string_view key, const JsonValue& value) {
  const std::string path = json_pointer_step(key);
  for (const Field& field : fields()) {
    if (field.key == key) return (this->*field.read)(value, path);
  }
  read_shorthand(key, value, path);
}

void ProfileReader::ignore(const JsonValue& /*value*/, const std::string& /*path*/) {}

void ProfileReader::read_id(const JsonValue& value, const std::string& path) {
  const std::string* id = value.as_string();
  if (id == nullptr) {
    const JsonNumber* number = value.as_number();
    findings_.reject(
        path,
        fmt::format("\"id\" holds {}, not a string{}", json_kind_name(value),
                    number == nullptr ? std::string() : "; write \"id\": " + quoted(number->text)));
  } else if (trimmed(*id).empty()) {
    findings_.reject(path, "\"id\" is empty; write \"id\": \"P-001\", for example");
  } else {
    patient_.id = *id;
  }
}

void ProfileReader::read_sex(const JsonValue& value, const std::string& path) {
  patient_.sex_path = path;
  if (value.is_null()) return;
  constexpr std::string_view help =
      "write \"female\" or \"male\"; \"other\" and \"unknown\" leave it open";
  const std::string* text = value.as_string();
  if (text == nullptr) {
    findings_.warn(
        DiagnosticCode::sex_not_understood, path, value,
        fmt::format("\"sex\" holds {}, not a string; the sex is unknown", json_kind_name(value)),
        std::string(help));
    return;
  }
  const std::string word = folded_name(*text);
  patient_.sex = sex_named(word);
  if (patient_.sex || word == "other" || word == "unknown") return;
  findings_.warn(DiagnosticCode::sex_not_understood, path, value,
                 fmt::format("the sex {} is not understood; the sex is unknown", quoted(*text)),
                 std::string(help));
}

void ProfileReader::read_birth_date(const JsonValue& value, const std::string& path) {
  if (value.is_null()) return;
  patient_.birth_date = read_profile_date(value, "birthDate", path, findings_);
  patient_.age_path = path;
}

void ProfileReader::read_age(const JsonValue& value, const std::string& path) {
  if (value.is_null()) return;
  patient_.age_years = read_profile_age(value, path, *vocabulary_, findings_);
  if (!patient_.birth_date) patient_.age_path = path;
}

std::optional<Day> ProfileReader::whole_day_at(const JsonValue& value, std::string_view key,
                                               std::string_view what, const std::string& path) {
  const std::optional<PartialDate> date = read_profile_date(value, key, path, findings_);
  if (!date) return std::nullopt;
  if (date->is_one_day()) return date->earliest;
  findings_.reject(path, fmt::format("the {} {} is not one day; write it as 2026-01-15", what,
                                     quoted(date->text)));
  return std::nullopt;
}

void ProfileReader::read_as_of(const JsonValue& value, const std::string& path) {
  if (value.is_null()) return;
  patient_.as_of = whole_day_at(value, "asOf", "screening date", path);
}

void ProfileReader::read_deceased(const JsonValue& value, const std::string& path) {
  if (value.is_null()) return;
  if (const bool* is_dead = value.as_bool()) {
    if (*is_dead) patient_.death = Death{std::nullopt, path};
    return;
  }
  const std::optional<PartialDate> date = read_profile_date(value, "deceased", path, findings_);
  if (date) patient_.death = Death{date, path};
}

void ProfileReader::read_anchors(const JsonValue& value, const std::string& path) {
  const JsonObject* anchors = group_at(value, path);
  if (anchors == nullptr) return;
  for (const auto& [name, day_value] : *anchors) {
    if (day_value.is_null()) continue;
    const std::string at = path + json_pointer_step(name);
    const std::optional<Anchor> anchor = anchor_named(name);
    if (!anchor) {
      std::string known;
      for (const Anchor one : all_anchors) {
        known += (known.empty() ? "" : ", ") + std::string(name_of(one));
      }
      // A window would be counted from another day in its place.
      findings_.reject(at, fmt::format("{} is none of the days that a time is counted from: {}",
                                       quoted(name), known));
    } else if (const auto day = whole_day_at(day_value, name, name, at)) {
      patient_.anchors.emplace(*anchor, *day);
    }
  }
}

const JsonArray* ProfileReader::list_at(const JsonValue& value, const std::string& path) {
  if (value.as_array() == nullptr && !value.is_null()) {
    findings_.reject(path, fmt::format("\"{}\" holds {}, not a list; write it in [ and ]",
                                       path.substr(1), json_kind_name(value)));
  }
  return value.as_array();
}

const JsonObject* ProfileReader::group_at(const JsonValue& value, const std::string& path) {
  if (value.as_object() == nullptr && !value.is_null()) {
    findings_.reject(path, fmt::format("\"{}\" holds {}, not an object; write it in {{ and }}",
                                       path.substr(1), json_kind_name(value)));
  }
  return value.as_object();
}

void ProfileReader::read_labs(const JsonValue& value, const std::string& path) {
  if (const JsonArray* list = list_at(value, path)) {
    observations_.read_list(*list, path, lab_kinds);
  }
}

void ProfileReader::read_vitals(const JsonValue& value, const std::string& path) {
  if (const JsonArray* list = value.as_array()) {
    observations_.read_list(*list, path, vital_kinds);
  } else if (const JsonObject* group = group_at(value, path)) {
    observations_.read_group(*group, path, vital_kinds);
  }
}

template <RecordList list>
void ProfileReader::read_records(const JsonValue& value, const std::string& path) {
  if (const JsonArray* entries = list_at(value, path)) entries_.read_list(list, *entries, path);
}

void ProfileReader::read_facts(const JsonValue& value, const std::string& path) {
  const JsonObject* facts = group_at(value, path);
  if (facts == nullptr) return;
  for (const auto& [name, stated] : *facts) {
    const std::string at = path + json_pointer_step(name);
    const std::optional<ConceptId> known = vocabulary_->match(name, fact_kinds);
    if (!known) {
      findings_.warn(DiagnosticCode::unknown_name, at, stated,
                     fmt::format("{} is not a fact that is known; it is not used", quoted(name)),
                     findings_.suggested_names(name));
    } else if (is_observed((*vocabulary_)[*known].kind)) {
      observations_.read_named(name, *known, stated, at);
    } else {
      read_fact(name, *known, stated, at);
    }
  }
}

void ProfileReader::read_fact(std::string_view name, ConceptId fact, const JsonValue& value,
                              const std::string& path) {
  if (value.is_null()) return;
  if (const JsonArray* statements = value.as_array()) {
    for (std::size_t i = 0; i < statements->size(); ++i) {
      read_fact(name, fact, (*statements)[i], path + json_pointer_step(i));
    }
    return;
  }
  const bool* stated = value.as_bool();
  std::optional<PartialDate> date;
  if (value.as_object() != nullptr) {
    constexpr std::array<std::string_view, 2> known = {"value", "date"};
    ProfileObject object(value, path, known, findings_);
    const JsonValue* inner = object.field("value");
    date = object.date("date");
    if (object.is_spoilt()) return;
    if (inner != nullptr) stated = inner->as_bool();
  }
  if (stated == nullptr) {
    findings_.warn(DiagnosticCode::unusable_value, path, value,
                   fmt::format("{} is not given as true or false; it is not used", quoted(name)),
                   "write true or false without quotes");
    return;
  }
  const bool is_contradicted =
      std::any_of(patient_.facts.begin(), patient_.facts.end(), [&](const Fact& other) {
        return other.fact == fact && other.value != *stated && other.date == date;
      });
  if (is_contradicted) {
    contradicted_facts_.push_back(fact);
    findings_.warn(DiagnosticCode::conflicting_facts, path, value,
                   fmt::format("{} is stated both as true and as false; neither is used",
                               quoted((*vocabulary_)[fact].name)),
                   "state it once");
  }
  patient_.facts.push_back({fact, *stated, date, path});
}

void ProfileReader::read_attestations(const JsonValue& value, const std::string& path) {
  const JsonObject* attestations = group_at(value, path);
  if (attestations == nullptr) return;
  for (const auto& [key, holds] : *attestations) {
    const std::string at = path + json_pointer_step(key);
    const std::size_t slash = key.rfind('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == key.size()) {
      findings_.warn(DiagnosticCode::unusable_value, at, holds,
                     fmt::format("{} does not name a criterion; it is not used", quoted(key)),
                     "write the trial and the criterion: \"NCT01374854/I2\"");
    } else if (const bool* stated = holds.as_bool()) {
      patient_.attestations.emplace(key, *stated);
    } else if (!holds.is_null()) {
      findings_.warn(
          DiagnosticCode::unusable_value, at, holds,
          fmt::format("the attestation {} holds {}, not true or false; it is not used", quoted(key),
                      json_kind_name(holds)),
          "write true where the criterion's sentence holds for this patient, else false");
    }
  }
}

void ProfileReader::read_complete(const JsonValue& value, const std::string& path) {
  const JsonArray* lists = list_at(value, path);
  if (lists == nullptr) return;
  for (std::size_t i = 0; i < lists->size(); ++i) {
    const std::string* name = (*lists)[i].as_string();
    const auto found = std::find_if(all_record_lists.begin(), all_record_lists.end(),
                                    [&](RecordList l) { return name && name_of(l) == *name; });
    if (found != all_record_lists.end()) {
      patient_.complete[static_cast<std::size_t>(*found)] = true;
      continue;
    }
    const bool is_results = name != nullptr && (*name == "labs" || *name == "vitals");
    findings_.warn(DiagnosticCode::unknown_list, path + json_pointer_step(i), (*lists)[i],
                   is_results ? fmt::format("a list of {} is never complete: a result that is not "
                                            "recorded is unknown",
                                            *name)
                              : fmt::format("{} is not a list that can be complete",
                                            name ? quoted(*name) : json_kind_name((*lists)[i])),
                   "the lists are \"conditions\", \"medications\", \"procedures\", \"events\"");
  }
}

void ProfileReader::read_shorthand(std::string_view name, const JsonValue& value,
                                   const std::string& path) {
  const std::optional<ConceptId> known =
      vocabulary_->match(name, says_true_or_false(value) ? fact_kinds : shorthand_kinds);
  if (!known) {
    report_unknown_field(name, value, path);
  } else if (is_observed((*vocabulary_)[*known].kind)) {
    observations_.read_named(name, *known, value, path);
  } else {
    read_fact(name, *known, value, path);
  }
}

void ProfileReader::report_unknown_field(std::string_view name, const JsonValue& value,
                                         const std::string& path) {
  std::vector<std::string_view> known;
  for (const Field& field : fields()) known.push_back(field.key);
  const std::string meant = misspelt_field(name, known);
  for (const RecordList list : all_record_lists) {
    if (meant == name_of(list)) patient_.set_gap(list);
  }
  std::string help;
  if (!meant.empty()) {
    help = did_you_mean_one_of({meant});
  } else if (const std::optional<ConceptId> other = vocabulary_->match(name)) {
    help = fmt::format("it is {}: write it in \"{}\" as {{\"name\": {}}}",
                       kind_in_words((*vocabulary_)[*other].kind),
                       name_of(list_of((*vocabulary_)[*other].kind)), quoted(name));
  } else {
    help = findings_.suggested_names(name);
  }
  findings_.warn(
      meant.empty() ? DiagnosticCode::unknown_profile_field : DiagnosticCode::misspelt_field, path,
      value, fmt::format("the field {} is not known; it is not used", quoted(name)),
      std::move(help));
}

PatientOrRejection read_patient(const JsonValue& profile, const std::string& input_name,
                                const Vocabulary& vocabulary) {
  RecordOrigin origin;
  origin.file = input_name;
  origin.input = input_name;
  return ProfileReader(std::move(origin), vocabulary).read(profile);
}

}  // namespace eligo
