#include "sample_patients.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "quantity/rational.h"

namespace eligo {

namespace {

std::string shown(const std::optional<PartialDate>& date) {
  return date ? date->text : "?";
}

std::string shown(const Interval& interval) {
  if (const std::optional<Rational> single = interval.single()) return decimal_text(*single);
  std::string text = interval.low && interval.low->inclusive ? "[" : "(";
  text += interval.low ? decimal_text(interval.low->value) : "-inf";
  text += ", ";
  text += interval.high ? decimal_text(interval.high->value) : "inf";
  return text + (interval.high && interval.high->inclusive ? "]" : ")");
}

std::string shown(const Observation& result) {
  const Concept* analyte = result.analyte ? &sample_vocabulary()[*result.analyte] : nullptr;
  std::string text = fmt::format("  result {} {} \"{}\": {} ({})", result.path,
                                 analyte == nullptr ? "not known" : analyte->key, result.name,
                                 shown(result.value), result.value_text);
  if (result.named_result) {
    text += " is " + json_string_literal(analyte->named_results[*result.named_result]);
  }
  if (result.unit) text += " in " + result.unit->ucum;
  if (!result.unit && !result.unit_text.empty()) text += " in \"" + result.unit_text + '"';
  if (result.unit_text.empty()) text += ", no unit";
  if (result.unit_defaulted) text += ", unit defaulted";
  if (result.date) text += ", on " + result.date->text;
  if (result.fasting) text += *result.fasting ? ", fasting" : ", not fasting";
  if (!result.specimen.empty()) text += ", of " + result.specimen;
  if (result.low) text += ", low " + decimal_text(*result.low);
  if (result.high) text += ", high " + decimal_text(*result.high);
  if (!result.readable) {
    text += ", not readable";
  } else if (!result.plausible) {
    text += ", implausible";
  }
  return text + "\n";
}

std::string shown(const Record& record) {
  std::string text =
      fmt::format("  record {} of {}: {} \"{}\", {} to {}", record.path, name_of(record.list),
                  record.term ? sample_vocabulary()[*record.term].key : std::string("not known"),
                  record.name, shown(record.start), shown(record.end));
  if (!record.status.empty()) text += ", " + record.status;
  if (!record.outcome.empty()) text += ", outcome " + record.outcome;
  if (record.dose) text += ", dose " + decimal_text(*record.dose);
  if (record.dose_unit) text += " in " + record.dose_unit->ucum;
  if (!record.own_name.empty()) text += ", by the name " + json_string_literal(record.own_name);
  if (!record.doubt.empty()) text += ", in doubt: " + record.doubt;
  return text + "\n";
}

std::string shown(const Diagnostic& diagnostic) {
  std::string text = fmt::format("  {} [{}] at {}", name_of(severity_of(diagnostic.code)),
                                 slug_of(diagnostic.code), diagnostic.json_path);
  if (diagnostic.place) {
    text += fmt::format(" (line {}, column {})", diagnostic.place->position.line,
                        diagnostic.place->position.column);
  }
  text += ": " + diagnostic.message;
  if (!diagnostic.help.empty()) text += "\n    help: " + diagnostic.help;
  return text + "\n";
}

}  // namespace

ReadInput read_input(const std::string& content, const std::string& name) {
  ReadInput result;
  std::istringstream stream(content);
  result.diagnostics =
      read_patients(stream, name, sample_vocabulary(), [&](const PatientOrRejection& record) {
        result.in_order.push_back(record);
        if (const auto* patient = std::get_if<ReadPatient>(&record)) {
          result.patients.push_back(*patient);
        } else {
          result.rejected.push_back(std::get<RejectedRecord>(record));
        }
        return true;
      });
  return result;
}

ReadPatient read_one(const std::string& profile) {
  const ReadInput input = read_input(profile);
  EXPECT_EQ(input.patients.size(), 1U) << profile << shown(input);
  return input.patients.empty() ? ReadPatient{} : input.patients.front();
}

RejectedRecord rejection_of(const std::string& profile) {
  const ReadInput input = read_input(profile);
  EXPECT_EQ(input.rejected.size(), 1U) << profile << shown(input);
  return input.rejected.empty() ? RejectedRecord{} : input.rejected.front();
}

bool has_warning(const ReadPatient& patient, DiagnosticCode code) {
  return std::any_of(patient.warnings.begin(), patient.warnings.end(),
                     [&](const Diagnostic& warning) { return warning.code == code; });
}

Diagnostic warning_of(const ReadPatient& patient, DiagnosticCode code) {
  const auto found = std::find_if(patient.warnings.begin(), patient.warnings.end(),
                                  [&](const Diagnostic& warning) { return warning.code == code; });
  EXPECT_NE(found, patient.warnings.end()) << slug_of(code) << " is not in\n" << shown(patient);
  return found == patient.warnings.end() ? Diagnostic{} : *found;
}

std::string shown(const ReadPatient& read) {
  const Patient& patient = read.patient;
  std::string text = fmt::format("patient {}: {}", json_string_literal(patient.id),
                                 patient.sex ? name_of(*patient.sex) : "sex not known");
  if (patient.birth_date) text += ", born " + patient.birth_date->text;
  if (patient.age_years) text += ", age " + decimal_text(*patient.age_years);
  if (patient.as_of) text += ", as of " + date_text(*patient.as_of);
  if (patient.death) {
    text += ", died " + (patient.death->date ? patient.death->date->text : std::string("?")) +
            " (" + patient.death->path + ")";
  }
  for (const auto& [anchor, day] : patient.anchors) {
    text += fmt::format(", {} on {}", name_of(anchor), date_text(day));
  }
  text += "\n";
  for (const Observation& result : patient.observations) text += shown(result);
  for (const Record& record : patient.records) text += shown(record);
  for (const Fact& fact : patient.facts) {
    text +=
        fmt::format("  fact {} {}: {}", fact.path, sample_vocabulary()[fact.fact].key, fact.value);
    if (fact.date) text += ", on " + fact.date->text;
    text += "\n";
  }
  for (const auto& [key, holds] : patient.attestations) {
    text += fmt::format("  attested {}: {}\n", key, holds);
  }
  for (const RecordList list : all_record_lists) {
    if (patient.is_complete(list)) text += fmt::format("  complete: {}\n", name_of(list));
  }
  for (const RecordList list : all_record_lists) {
    if (patient.has_gap[static_cast<std::size_t>(list)]) {
      text += fmt::format("  gap in {}\n", name_of(list));
    }
  }
  for (const Diagnostic& warning : read.warnings) text += shown(warning);
  for (const UnusedParts& parts : read.notes) {
    text += fmt::format("  note {} x {}:", parts.count, parts.why);
    for (const std::string& path : parts.paths) text += " " + path;
    text += "\n";
  }
  return text;
}

std::string shown(const ReadInput& input) {
  std::string text;
  for (const PatientOrRejection& record : input.in_order) {
    if (const auto* patient = std::get_if<ReadPatient>(&record)) {
      text += shown(*patient);
    } else {
      const auto& rejected = std::get<RejectedRecord>(record);
      text += fmt::format("rejected {} at {}: {}\n", rejected.input,
                          rejected.path.empty() ? "the whole record" : rejected.path, rejected.why);
    }
  }
  for (const Diagnostic& diagnostic : input.diagnostics) text += shown(diagnostic);
  return text;
}

}  // namespace eligo
