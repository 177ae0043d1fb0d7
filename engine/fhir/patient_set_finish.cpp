#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "fhir/patient_set.h"

namespace eligo {

namespace {

std::string rejection_text(bool is_bundle, const std::vector<Diagnostic>& findings) {
  std::string why = is_bundle ? "no Patient in the Bundle" : "no Patient among the resources";
  for (const Diagnostic& finding : findings) {
    if (finding.code != DiagnosticCode::dangling_reference) continue;
    why += "; " + finding.message;
    break;
  }
  return why;
}

void count_unused(std::vector<UnusedParts>& notes, const std::string& why, const UnusedParts& parts,
                  std::size_t most_paths) {
  auto note = std::find_if(notes.begin(), notes.end(),
                           [&](const UnusedParts& known) { return known.why == why; });
  if (note == notes.end()) note = notes.insert(notes.end(), UnusedParts{why, 0, {}});
  note->count += parts.count;
  for (const std::string& path : parts.paths) {
    if (note->paths.size() < most_paths) note->paths.push_back(path);
  }
}

}  // namespace

// What still waits for its Patient when there is nothing more to come.
void PatientSet::find_waiting_dangling() {
  for (auto& [reference, waiting] : std::exchange(waiting_, {})) {
    for (Waiting& one : waiting) {
      const SourceText text(input_, std::move(one.text));
      const Result<JsonValue> json = parse_json(text);
      if (!json) continue;  // it was parsed before
      find_dangling(Resource{*json, text, one.input, one.begin.line, one.begin.column, one.path},
                    reference);
    }
  }
}

void PatientSet::list(const std::map<std::string, Finding>& findings, std::vector<Diagnostic>& to) {
  for (const auto& [key, finding] : findings) {
    to.push_back(finding.first);
    if (finding.count > 1) {
      to.back().message += fmt::format(", and {} more like it", finding.count - 1);
    }
  }
}

std::vector<Diagnostic> PatientSet::findings() {
  find_waiting_dangling();
  for (const auto& [reference, index] : by_reference_) {
    const Person& person = people_[index];
    if (person.is_there || person.dangling.count == 0) continue;
    if (dangling_.size() < most_findings) {
      dangling_[reference] = person.dangling;
    } else {
      unlisted_ += person.dangling.count;
    }
  }
  std::vector<Diagnostic> found;
  list(dangling_, found);
  list(other_findings_, found);
  if (unlisted_ > 0) {
    found.push_back(make_diagnostic(DiagnosticCode::more_findings, input_,
                                    fmt::format("{} more findings are not listed", unlisted_)));
  }
  return found;
}

// What is found about a lone patient's resources stands with the patient.
bool PatientSet::finish_one(const std::string& input, std::vector<Diagnostic> findings,
                            const PatientFileSink& sink, std::vector<Diagnostic>& diagnostics) {
  const auto lone = std::find_if(people_.begin(), people_.end(),
                                 [](const Person& person) { return person.is_there; });
  PatientOrRejection record = lone->builder->finish(shared_);
  if (auto* read = std::get_if<ReadPatient>(&record)) {
    for (Diagnostic& finding : findings) read->warnings.push_back(std::move(finding));
    for (const auto& [why, parts] : unused_) count_unused(read->notes, why, parts, most_paths);
  } else {
    std::get<RejectedRecord>(record).input = input;
    report(std::move(findings), diagnostics);
  }
  return sink(std::move(record), input);
}

void PatientSet::report(std::vector<Diagnostic> findings, std::vector<Diagnostic>& diagnostics) {
  for (Diagnostic& finding : findings) diagnostics.push_back(std::move(finding));
  for (const auto& [why, parts] : unused_) {
    Diagnostic left_out = make_diagnostic(DiagnosticCode::resource_left_out, input_,
                                          fmt::format("{} × {}", parts.count, why));
    if (!parts.paths.empty()) left_out.json_path = parts.paths.front();
    diagnostics.push_back(std::move(left_out));
  }
}

bool PatientSet::finish(const std::string& input, const std::string& path,
                        const PatientFileSink& sink, std::vector<Diagnostic>& diagnostics) {
  std::vector<Diagnostic> found = findings();
  const auto there = std::count_if(people_.begin(), people_.end(),
                                   [](const Person& person) { return person.is_there; });
  if (there == 0) {
    return sink(RejectedRecord{input, path, rejection_text(kind_ == Kind::bundle, found)}, input);
  }
  if (there == 1) return finish_one(input, std::move(found), sink, diagnostics);
  report(std::move(found), diagnostics);
  for (Person& person : people_) {
    if (!person.is_there) continue;
    PatientOrRejection record = person.builder->finish(shared_);
    person.builder.reset();
    if (auto* rejected = std::get_if<RejectedRecord>(&record)) rejected->input = input;
    if (!sink(std::move(record), input)) return false;
  }
  return true;
}

}  // namespace eligo
