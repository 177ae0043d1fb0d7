#include "fhir/patient_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace eligo {

namespace {

constexpr std::size_t most_waiting_bytes = std::size_t{64} << 20U;
constexpr std::size_t nobody = static_cast<std::size_t>(-1);

// What screening uses of a patient; of these each must say whose it is.
constexpr std::array<std::string_view, 10> used_types = {"Observation",
                                                         "Condition",
                                                         "MedicationRequest",
                                                         "MedicationStatement",
                                                         "MedicationAdministration",
                                                         "Procedure",
                                                         "AllergyIntolerance",
                                                         "Encounter",
                                                         "ResearchSubject",
                                                         "Immunization"};

bool is_used(std::string_view type) {
  return std::find(used_types.begin(), used_types.end(), type) != used_types.end();
}

std::string local_reference(std::string_view type, std::string_view id) {
  return fmt::format("{}/{}", type, id);
}

// What a Medication consists of, where it says so in one concept.
const JsonValue* concept_of_medication(const JsonValue& medication) {
  if (const JsonValue* code = medication.member("code")) return code;
  const JsonValue* ingredients = medication.member("ingredient");
  const JsonArray* list = ingredients == nullptr ? nullptr : ingredients->as_array();
  if (list == nullptr || list->size() != 1) return nullptr;
  return list->front().member("itemCodeableConcept");
}

Diagnostic finding_about(DiagnosticCode code, const Resource& resource, std::string message,
                         std::string help = {}) {
  Diagnostic finding =
      make_diagnostic(code, resource.text.name(), std::move(message), std::move(help));
  finding.json_path = resource.path;
  finding.place = place_in_file(resource, resource.json.span);
  return finding;
}

}  // namespace

PatientSet::PatientSet(Kind kind, std::string input, const Vocabulary& vocabulary)
    : kind_(kind), input_(std::move(input)), vocabulary_(&vocabulary) {}

std::size_t PatientSet::new_person() {
  Person person;
  person.builder = std::make_unique<PatientBuilder>(input_, *vocabulary_);
  people_.push_back(std::move(person));
  return people_.size() - 1;
}

void PatientSet::add(const Resource& resource, std::string_view full_url) {
  is_empty_ = false;
  if (fault_) return;
  const std::string_view type = resource.type();
  const auto patient = patient_reference(resource.json);
  const bool is_deleted = deleted_.contains(local_reference(type, resource.id())) ||
                          (type != "Patient" && patient.has_value() && deleted_.contains(*patient));
  if (is_deleted) {
    UnusedParts& parts = unused_[fmt::format("{}: called deleted by the export", type)];
    ++parts.count;
    if (parts.paths.size() < most_paths) parts.paths.push_back(resource.path);
  } else if (type == "Patient") {
    add_patient(resource, full_url);
  } else if (type == "Medication") {
    add_medication(resource, full_url);
  } else if (patient) {
    add_about(resource, *patient);
  } else {
    add_unowned(resource);
  }
}

void PatientSet::add_patient(const Resource& resource, std::string_view full_url) {
  std::vector<std::string> references;
  if (!resource.id().empty()) references.push_back(local_reference("Patient", resource.id()));
  if (!full_url.empty()) references.push_back(plain_reference(full_url));
  std::optional<std::size_t> person;
  for (const std::string& reference : references) {
    const auto known = by_reference_.find(reference);
    if (known == by_reference_.end()) continue;
    if (person && *person != known->second) {
      people_[*person].builder->reject(
          resource.path, fmt::format("the Patient's id and the fullUrl of its entry, \"{}\", are "
                                     "those of two patients",
                                     full_url));
    } else {
      person = known->second;
    }
  }
  if (!person) person = new_person();
  for (const std::string& reference : references) by_reference_.emplace(reference, *person);
  if (is_repeated(*person, resource)) return;
  if (people_[*person].is_there) {
    people_[*person].builder->reject(resource.path, "two Patient resources stand for one patient");
    return;
  }
  people_[*person].is_there = true;
  people_[*person].builder->add(resource);
  for (const std::string& reference : references) release(reference, *person);
}

void PatientSet::add_medication(const Resource& resource, std::string_view full_url) {
  if (is_repeated(nobody, resource)) return;
  const JsonValue* code = concept_of_medication(resource.json);
  if (code == nullptr) return;
  if (!resource.id().empty()) {
    shared_.medications.emplace(local_reference("Medication", resource.id()), *code);
  }
  if (full_url.empty()) return;
  const std::string url = plain_reference(full_url);
  shared_.medications.emplace(url, *code);
  if (!resource.id().empty()) medication_urls_[local_reference("Medication", resource.id())] = url;
}

void PatientSet::add_unowned(const Resource& resource) {
  if (is_used(resource.type())) {
    count(other_findings_, std::string(resource.type()), DiagnosticCode::no_patient_reference,
          resource, fmt::format("the {} refers to no patient; it is not used", resource.type()),
          "a resource says whose it is in \"subject\" or \"patient\"");
    return;
  }
  UnusedParts& parts =
      unused_[fmt::format("{}: not a resource that screening uses", resource.type())];
  ++parts.count;
  if (parts.paths.size() < most_paths) parts.paths.push_back(resource.path);
}

void PatientSet::add_about(const Resource& resource, const std::string& patient) {
  if (const auto person = person_of(patient)) {
    Person& about = people_[*person];
    if (!about.is_there) count_dangling(about.dangling, resource, patient);
    hand_to(*person, resource);
  } else if (kind_ == Kind::bundle) {
    hold_back(resource, patient);
  } else {
    find_dangling(resource, patient);
  }
}

std::optional<std::size_t> PatientSet::person_of(const std::string& reference) {
  const auto known = by_reference_.find(reference);
  if (known != by_reference_.end()) return known->second;
  // Only the Patient's entry can say what other references, such as "urn:uuid:…", mean.
  if (!reference.starts_with("Patient/")) return std::nullopt;
  return by_reference_.emplace(reference, new_person()).first->second;
}

void PatientSet::hand_to(std::size_t person, const Resource& resource) {
  if (!is_repeated(person, resource)) people_[person].builder->add(resource);
}

// Whether a resource with this id was seen before. One with another content spoils both.
bool PatientSet::is_repeated(std::size_t person, const Resource& resource) {
  if (resource.id().empty()) return false;
  const ResourceDigest digest = digest_of(resource.json);
  const auto [known, is_new] =
      contents_.emplace(digest_of(resource.type(), resource.id()), Content{digest, person});
  if (is_new) return false;
  const std::string name = local_reference(resource.type(), resource.id());
  if (known->second.digest == digest) {
    if (person != nobody) {
      people_[person].builder->note("the same resource once more", resource.path);
    }
    return true;
  }
  const std::string why = fmt::format(
      "two resources with different contents have the id {}; keep the one that holds "
      "(a difference in \"meta\" alone is one too)",
      name);
  if (person == nobody) {
    count(other_findings_, name, DiagnosticCode::conflicting_resources, resource, why,
          "neither is used");
    shared_.medications.erase(name);
    shared_.medications.erase(medication_urls_[name]);
    return true;
  }
  people_[person].builder->reject(resource.path, why);
  const std::size_t other = known->second.person;
  if (other != person && other != nobody) people_[other].builder->reject(resource.path, why);
  return true;
}

bool PatientSet::reject(const Resource& resource, const std::string& path, const std::string& why) {
  is_empty_ = false;
  const auto patient = patient_reference(resource.json);
  const auto person = patient ? person_of(*patient) : std::nullopt;
  if (!person) return false;
  Person& about = people_[*person];
  if (!about.is_there) count_dangling(about.dangling, resource, *patient);
  about.builder->reject(path, why);
  return true;
}

void PatientSet::hold_back(const Resource& resource, const std::string& reference) {
  const Span span = resource.json.span;
  std::vector<Waiting>& waiting = waiting_[reference];
  waiting.push_back({std::string(resource.text.content().substr(span.begin, span.end - span.begin)),
                     resource.input, resource.path, place_in_file(resource, span).position});
  waiting_bytes_ += waiting.back().text.size() + waiting.back().path.size() + sizeof(Waiting);
  if (waiting_bytes_ <= most_waiting_bytes) return;
  fault_ = BundleFault{
      resource.path,
      fmt::format("over {} MiB of resources refer to patients who come after them; put each "
                  "Patient before what refers to it",
                  most_waiting_bytes >> 20U)};
  waiting_.clear();
}

void PatientSet::release(const std::string& reference, std::size_t person) {
  const auto found = waiting_.find(reference);
  if (found == waiting_.end()) return;
  for (Waiting& waiting : found->second) {
    waiting_bytes_ -= waiting.text.size() + waiting.path.size() + sizeof(Waiting);
    const SourceText text(input_, std::move(waiting.text));
    const Result<JsonValue> json = parse_json(text);
    if (!json) continue;  // it was parsed before
    hand_to(person, Resource{*json, text, waiting.input, waiting.begin.line, waiting.begin.column,
                             waiting.path});
  }
  waiting_.erase(found);
}

void PatientSet::count(std::map<std::string, Finding>& findings, const std::string& key,
                       DiagnosticCode code, const Resource& resource, const std::string& message,
                       const std::string& help) {
  if (!findings.contains(key) && findings.size() >= most_findings) {
    ++unlisted_;
    return;
  }
  Finding& finding = findings[key];
  if (++finding.count == 1) finding.first = finding_about(code, resource, message, help);
}

void PatientSet::count_dangling(Finding& finding, const Resource& resource,
                                const std::string& reference) {
  if (++finding.count > 1) return;
  finding.first = finding_about(
      DiagnosticCode::dangling_reference, resource,
      fmt::format("the {} refers to \"{}\", a patient who is not there; it is not used",
                  resource.type(), reference));
}

void PatientSet::find_dangling(const Resource& resource, const std::string& reference) {
  if (!dangling_.contains(reference) && dangling_.size() >= most_findings) {
    ++unlisted_;
  } else {
    count_dangling(dangling_[reference], resource, reference);
  }
}

}  // namespace eligo
