#include "bundle_patients.h"

#include <gtest/gtest.h>

#include "fhir/patient_builder.h"

namespace eligo {

namespace {

PatientOrRejection read_bundle(const JsonValue& bundle, const std::string& path,
                               const SourceText& text, const Vocabulary& vocabulary) {
  PatientBuilder builder(text.name(), vocabulary);
  SharedResources shared;
  const JsonValue* entries = bundle.member("entry");
  if (entries == nullptr || entries->as_array() == nullptr) return RejectedRecord{};
  const JsonArray& list = *entries->as_array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const JsonValue* json = list[i].member("resource");
    if (json == nullptr) continue;
    const Resource resource{*json, text, text.name(),
                            1,     1,    path + "/entry/" + std::to_string(i) + "/resource"};
    if (resource.type() == "Medication") {
      shared.medications.emplace("Medication/" + std::string(resource.id()), *json->member("code"));
    } else {
      builder.add(resource);
    }
  }
  return builder.finish(shared);
}

}  // namespace

ReadInput read_bundles(const std::string& content, const std::string& name,
                       const Vocabulary& vocabulary) {
  ReadInput input;
  const SourceText text(name, content);
  Result<JsonValue> value = parse_json(text);
  if (!value) {
    input.diagnostics = std::move(value.diagnostics);
    return input;
  }
  const auto add = [&](const JsonValue& bundle, const std::string& path) {
    input.in_order.push_back(read_bundle(bundle, path, text, vocabulary));
    if (const auto* patient = std::get_if<ReadPatient>(&input.in_order.back())) {
      input.patients.push_back(*patient);
    } else {
      input.rejected.push_back(std::get<RejectedRecord>(input.in_order.back()));
    }
  };
  const JsonArray* bundles = value->as_array();
  if (bundles == nullptr) {
    add(*value, "");
  } else {
    for (std::size_t i = 0; i < bundles->size(); ++i) add((*bundles)[i], json_pointer_step(i));
  }
  return input;
}

ReadPatient read_resources(const std::string& resources) {
  const ReadInput input = read_bundles(
      R"({"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient",)"
      R"("id": "P", "birthDate": "1980-05-17"}}, {"resource": )" +
          resources + "}]}",
      "bundle.json", sample_vocabulary());
  EXPECT_EQ(input.patients.size(), 1U) << resources << shown(input);
  return input.patients.empty() ? ReadPatient{} : input.patients.front();
}

}  // namespace eligo
