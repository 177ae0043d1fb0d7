#include "fhir/patient_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "fhir/patient_parts.h"
#include "fhir/resource_readers.h"
#include "patient/profile_checks.h"

namespace eligo {

namespace {

struct ResourceReader {
  std::string_view type;
  void (*read)(const Resource& resource, PatientParts& parts);
};
constexpr std::array readers = {
    ResourceReader{"Patient", read_patient_resource},
    ResourceReader{"Observation", read_observation},
    ResourceReader{"Condition", read_condition},
    ResourceReader{"AllergyIntolerance", read_allergy},
    ResourceReader{"MedicationRequest", read_medication_request},
    ResourceReader{"MedicationStatement", read_medication_statement},
    ResourceReader{"MedicationAdministration", read_medication_administration},
    ResourceReader{"Immunization", read_immunization},
    ResourceReader{"Procedure", read_procedure},
    ResourceReader{"Encounter", read_encounter},
    ResourceReader{"ResearchSubject", read_research_subject}};

// Takes out the facts that a newer answer, which decides nothing, may have overtaken.
void drop_overtaken_facts(PatientParts& parts) {
  std::erase_if(parts.patient.facts, [&](const Fact& stated) {
    return std::any_of(
        parts.undecided_facts.begin(), parts.undecided_facts.end(), [&](const Fact& undecided) {
          if (undecided.fact != stated.fact || undecided.path == stated.path) return false;
          const bool is_newer = stated.date && undecided.date &&
                                undecided.date->last_second < stated.date->first_second;
          return !is_newer;
        });
  });
}

}  // namespace

PatientBuilder::PatientBuilder(std::string input, const Vocabulary& vocabulary)
    : parts_(std::make_unique<PatientParts>(std::move(input), vocabulary)) {}

PatientBuilder::PatientBuilder(PatientBuilder&&) noexcept = default;
PatientBuilder& PatientBuilder::operator=(PatientBuilder&&) noexcept = default;
PatientBuilder::~PatientBuilder() = default;

void PatientBuilder::add(const Resource& resource) {
  const auto reader = std::find_if(readers.begin(), readers.end(), [&](const ResourceReader& one) {
    return one.type == resource.type();
  });
  if (reader == readers.end()) {
    note(fmt::format("{}: not a resource that screening uses", resource.type()), resource.path);
    return;
  }
  parts_->set_origin(resource);
  reader->read(resource, *parts_);
  parts_->set_origin_without_text();
}

void PatientBuilder::reject(const std::string& path, const std::string& why) {
  parts_->findings.reject(path, why);
}

void PatientBuilder::warn(DiagnosticCode code, const Resource& resource, std::string message,
                          std::string help) {
  parts_->set_origin(resource);
  parts_->findings.warn(code, resource.path, resource.json, std::move(message), std::move(help));
  parts_->set_origin_without_text();
}

void PatientBuilder::note(const std::string& why, const std::string& path) {
  parts_->note(why, path);
}

PatientOrRejection PatientBuilder::finish(const SharedResources& shared) {
  if (!parts_->has_patient_resource) {
    parts_->findings.reject("", "there is no Patient among the resources");
  }
  for (const auto& read : parts_->deferred) read(*parts_, shared);
  drop_overtaken_facts(*parts_);
  check_death(parts_->patient, parts_->findings);
  if (parts_->findings.is_rejected()) return parts_->findings.rejection();
  ReadPatient result;
  result.patient = std::move(parts_->patient);
  result.warnings = parts_->findings.take_warnings();
  for (auto& [why, parts] : parts_->notes) result.notes.push_back(std::move(parts));
  return result;
}

}  // namespace eligo
