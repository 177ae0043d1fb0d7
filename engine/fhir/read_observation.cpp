// Observation: a result, each of its components a result of its own, or a fact that was asked for.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "fhir/entry.h"
#include "fhir/quantity.h"
#include "fhir/recorded_time.h"
#include "fhir/reference_range.h"
#include "fhir/resource_readers.h"
#include "fhir/stated_fact.h"
#include "patient/result_value.h"
#include "text/unicode.h"

namespace eligo {

namespace {

using enum ConceptKind;
constexpr std::array observed_kinds = {laboratory, vital, score};

// Named results by the codes of the systems that servers use for them.
struct CodedResult {
  CodeSystem system;
  std::string_view code;
  std::string_view result;
};
constexpr std::array coded_results = {CodedResult{CodeSystem::snomed, "10828004", "positive"},
                                      CodedResult{CodeSystem::snomed, "260385009", "negative"},
                                      CodedResult{CodeSystem::loinc, "LA6576-8", "positive"},
                                      CodedResult{CodeSystem::loinc, "LA6577-6", "negative"}};

// "Serum specimen" is serum.
std::string specimen_named(std::string_view display) {
  std::string name = folded_name(without_semantic_tag(display));
  for (const std::string_view tail : {" specimen", " sample"}) {
    if (name.ends_with(tail)) name.resize(name.size() - tail.size());
  }
  return name;
}

class ObservationResource {
 public:
  ObservationResource(const Resource& resource, PatientParts& parts)
      : parts_(parts), element_(resource.json, resource.path, parts, spoilt_) {}

  void read() {
    if (!read_status()) return;
    if (!doubt_by_modifier(element_, parts_).empty()) is_unusable_ = true;
    read_date();
    read_specimen();
    const CodedText code = read_coded_text(element_, "code", parts_);
    if (const std::optional<ConceptId> fact = fact_asked(code, parts_)) {
      read_fact(*fact);
      return;
    }
    const std::vector<Element> components = element_.children("component");
    const bool is_group = !components.empty() || element_.has("hasMember");
    if (!is_group || has_value(element_)) read_result(element_, code);
    for (const Element& component : components) {
      read_result(component, read_coded_text(component, "code", parts_));
    }
  }

 private:
  // False where the result is not to be used.
  bool read_status() {
    const std::string status = element_.text("status");
    if (status == "final" || status == "amended" || status == "corrected") return true;
    if (status == "entered-in-error" || status == "cancelled") {
      parts_.note(
          "Observation: " + std::string(status == "cancelled" ? "cancelled" : "entered in error"),
          element_.path());
      return false;
    }
    if (status == "preliminary") {
      parts_.findings.warn(DiagnosticCode::preliminary_result, element_.path_of("status"),
                           element_.place_of("status"),
                           "the result is preliminary; it is used, and may still change");
      return true;
    }
    is_unusable_ = true;
    parts_.findings.warn(
        DiagnosticCode::status_not_understood, element_.path_to("status"),
        element_.place_of("status"),
        status.empty() ? std::string("the result does not say whether it is final; it is not used")
                       : fmt::format("a result whose status is {} is not used", quoted(status)),
        "only \"final\", \"amended\", \"corrected\" and \"preliminary\" results are used");
    return true;
  }

  void read_date() {
    const RecordedTime time = read_time(element_, "effective", parts_);
    date_ = time.end;
    if (!date_ && time.start) {
      parts_.note("Observation: a period without an end, not read as a date",
                  element_.path_of("effectivePeriod"));
    }
  }

  void read_specimen() {
    const std::optional<Element> specimen = element_.child("specimen");
    if (specimen) specimen_ = specimen_named(specimen->text("display"));
  }

  void read_fact(ConceptId fact) {
    if (is_unusable_) {
      parts_.undecided_facts.push_back({fact, false, date_, element_.path()});
    } else {
      add_answer(fact, element_, date_, parts_);
    }
  }

  static bool has_value(const Element& observed) {
    const JsonObject& members = *observed.json().as_object();
    return std::any_of(members.begin(), members.end(), [](const JsonMember& member) {
      return member.first.starts_with("value") || member.first == "dataAbsentReason";
    });
  }

  void read_result(const Element& observed, const CodedText& code) {
    const NamedConcept named = identify(code, observed_kinds, parts_);
    Observation observation;
    observation.name = named.name;
    observation.own_name = named.own_name;
    observation.analyte = named.meaning;
    observation.date = date_;
    observation.specimen = specimen_;
    observation.path = observed.path();
    if (!named.contradicting.empty()) {
      parts_.observations.keep_contradictory(std::move(observation), named);
      return;
    }
    if (!observation.analyte) {
      note_unknown_name("results", observed.path(), parts_);
      if (observation.own_name.empty()) return;  // no words that a rule could name
    }
    const bool has_modifier =
        &observed != &element_ && !doubt_by_modifier(observed, parts_).empty();
    const bool is_readable = !is_unusable_ && !has_modifier;
    value_ = nullptr;
    if (read_value(observed, observation) && is_readable && !spoilt_) {
      read_reference_range(observed, observation, parts_);
      parts_.observations.keep(std::move(observation), *value_);
    } else {
      parts_.observations.keep_unreadable(std::move(observation), value_);
    }
  }

  // False where there is no value that can be used. `value_` is then what stands in its place.
  bool read_value(const Element& observed, Observation& observation) {
    if (observed.has("dataAbsentReason")) {
      parts_.note("Observation: a result without a value, with the reason for it", observed.path());
      return false;
    }
    if (const std::optional<Element> quantity = observed.child("valueQuantity")) {
      return read_quantity(*quantity, observation);
    }
    if (const std::optional<Element> coded = observed.child("valueCodeableConcept")) {
      return read_coded_value(*coded, observation);
    }
    for (const std::string_view key : {"valueInteger", "valueString", "valueBoolean"}) {
      if ((value_ = observed.member(key)) == nullptr) continue;
      parts_.observations.set_default_unit(observation);
      return parts_.observations.read_value(*value_, {}, observed.path_of(key), observation);
    }
    if (!spoilt_ && observation.analyte) report_no_value(observed, observation);
    return false;
  }

  void report_no_value(const Element& observed, const Observation& observation) {
    parts_.findings.warn(
        DiagnosticCode::unusable_value, observed.path(), observed.json(),
        has_value(observed)
            ? fmt::format("the value of {} is of a type that is not read; the result is not used",
                          observation.name)
            : fmt::format("the result of {} has no value; it is not used",
                          quoted(observation.name)),
        "give a valueQuantity, or say why there is none in dataAbsentReason");
  }

  bool read_quantity(const Element& quantity, Observation& observation) {
    value_ = quantity.member("value");
    const std::string comparator = quantity.text("comparator");
    if (!comparator.empty() && !is_comparator(comparator)) {
      parts_.findings.warn(
          DiagnosticCode::unusable_value, quantity.path_of("comparator"),
          quantity.place_of("comparator"),
          fmt::format("{} is no comparator; the result is not used", quoted(comparator)),
          "write one of <, <=, >=, >, or leave it out for an exact value");
      return false;
    }
    const bool has_unit = read_unit(quantity, observation);
    if (value_ == nullptr) {
      if (!spoilt_ && observation.analyte) report_no_value(quantity, observation);
      return false;
    }
    return has_unit && parts_.observations.read_value(*value_, comparator,
                                                      quantity.path_of("value"), observation);
  }

  // False where the unit is none that is known.
  bool read_unit(const Element& quantity, Observation& observation) {
    const std::string text = unit_text_of(quantity, parts_.vocabulary);
    if (text.empty()) {
      parts_.observations.set_default_unit(observation);
      return true;
    }
    if (parts_.observations.set_unit(text, observation)) return true;
    const std::string_view key = quantity.text("code") == text ? "code" : "unit";
    parts_.findings.warn(
        DiagnosticCode::unit_not_understood, quantity.path_of(key), quantity.place_of(key),
        fmt::format("{} is not a unit that is known; the result is not used", quoted(text)),
        parts_.observations.how_to_write_unit(text, observation));
    return false;
  }

  bool read_coded_value(const Element& coded_element, Observation& observation) {
    const CodedText coded = read_coded_text(coded_element, parts_);
    std::string text = named_result_of(coded, observation);
    if (text.empty() && !coded.names.empty()) text = coded.names.front();
    if (text.empty() && !coded.codes.empty()) text = coded.codes.front().code;
    words_ = JsonValue{std::move(text), coded_element.json().span};
    value_ = &words_;
    return parts_.observations.read_value(words_, {}, coded_element.path(), observation);
  }

  // The named result of the analyte that a name or a code says; empty for none.
  std::string named_result_of(const CodedText& coded, const Observation& observation) const {
    if (!observation.analyte) return {};
    const std::vector<std::string>& results = parts_.vocabulary[*observation.analyte].named_results;
    const auto find = [&](std::string_view name) -> std::string {
      const std::string folded = folded_name(name);
      const auto found = std::find_if(results.begin(), results.end(), [&](const std::string& r) {
        return folded_name(r) == folded;
      });
      return found == results.end() || folded.empty() ? std::string() : *found;
    };
    for (const std::string& name : coded.names) {
      if (std::string result = find(name); !result.empty()) return result;
    }
    for (const RecordedCode& code : coded.codes) {
      for (const CodedResult& known : coded_results) {
        if (code.code != known.code || code_system_named(code.system) != known.system) continue;
        if (std::string result = find(known.result); !result.empty()) return result;
      }
    }
    return {};
  }

  PatientParts& parts_;
  bool spoilt_ = false;
  Element element_;
  bool is_unusable_ = false;  // whatever its value is
  std::optional<PartialDate> date_;
  std::string specimen_;
  const JsonValue* value_ = nullptr;  // of the result that is being read
  JsonValue words_;
};

}  // namespace

void read_observation(const Resource& resource, PatientParts& parts) {
  ObservationResource(resource, parts).read();
}

}  // namespace eligo
