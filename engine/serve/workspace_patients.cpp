#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <iterator>
#include <set>
#include <utility>

#include "batch/screen_lines.h"
#include "patient/profile_text.h"
#include "serve/workspace.h"
#include "text/json.h"

namespace eligo {
namespace {

constexpr std::size_t longest_editable = std::size_t{64} << 20U;  // bytes of a file of profiles

// All of a stream; nothing where it is longer.
std::optional<std::string> read_all(std::istream& input, std::size_t most) {
  std::string text;
  std::string part(std::size_t{1} << 16U, '\0');
  while (input.read(part.data(), static_cast<std::streamsize>(part.size())), input.gcount() > 0) {
    text.append(part, 0, static_cast<std::size_t>(input.gcount()));
    if (text.size() > most) return std::nullopt;
  }
  return text;
}

// Profiles as they are written, by id; the first of an id counts.
using RecordTexts = std::map<std::string, std::string>;

void add_profile(const JsonValue& profile, std::string_view text, RecordTexts& records) {
  const JsonValue* id = profile.member("id");
  const std::string* name = id == nullptr ? nullptr : id->as_string();
  if (name == nullptr) return;
  records.emplace(*name, text.substr(profile.span.begin, profile.span.end - profile.span.begin));
}

void add_profiles(const JsonValue& value, std::string_view text, RecordTexts& records) {
  if (value.as_object() != nullptr) add_profile(value, text, records);
  if (const JsonArray* array = value.as_array()) {
    for (const JsonValue& one : *array) add_profile(one, text, records);
  }
}

void add_profiles_of(std::string content, RecordTexts& records) {
  const SourceText whole("profiles", std::move(content));
  if (const Result<JsonValue> value = parse_json(whole)) {
    add_profiles(*value, whole.content(), records);
    return;
  }
  for (std::uint32_t line = 1; line <= whole.line_count(); ++line) {
    const std::string_view text = whole.line_text(line);
    if (text.empty() || text.size() > longest_record) continue;
    const SourceText source("profiles", std::string(text));
    if (const Result<JsonValue> value = parse_json(source)) {
      add_profiles(*value, source.content(), records);
    }
  }
}

RejectedRecord no_room(const std::string& input) {
  return {input, "",
          fmt::format("a session holds at most {} patients; this one and those behind it were not "
                      "read (eligo screen takes any number)",
                      most_workspace_patients)};
}

}  // namespace

void Workspace::add_record_texts(const std::vector<std::string>& files, const OpenFile& open,
                                 std::vector<std::shared_ptr<WorkspacePatient>>& patients) const {
  RecordTexts records;
  for (const std::string& file : files) {
    const auto stream = open(file);
    if (!stream) continue;
    std::optional<std::string> content = read_all(*stream, longest_editable);
    if (!content || content->find("\"resourceType\"") != std::string::npos) continue;
    add_profiles_of(std::move(*content), records);
  }
  for (const std::shared_ptr<WorkspacePatient>& patient : patients) {
    const auto found = records.find(patient->read.patient.id);
    if (found != records.end()) patient->record = found->second;
  }
}

AddedPatients Workspace::add_patients(const std::vector<std::string>& files, const OpenFile& open) {
  AddedPatients added;
  std::map<std::string, std::string> read_from;  // by patient
  const State before = state();
  for (const auto& patient : before->patients) {
    read_from.emplace(patient->read.patient.id, patient->input);
  }
  std::vector<std::shared_ptr<WorkspacePatient>> patients;
  const auto take = [&](PatientOrRejection record, const std::string& input) {
    if (auto* rejected = std::get_if<RejectedRecord>(&record)) {
      added.rejected.push_back(std::move(*rejected));
      return !stopped_;
    }
    auto& read = std::get<ReadPatient>(record);
    const auto [first, is_new] = read_from.emplace(read.patient.id, input);
    if (!is_new) {
      added.rejected.push_back(batch::read_before(read.patient.id, input, first->second));
      return !stopped_;
    }
    if (before->patients.size() + patients.size() >= most_workspace_patients) {
      added.rejected.push_back(no_room(input));
      return false;
    }
    if (settings_.prepare) settings_.prepare(read.patient);
    std::ranges::copy(read.warnings, std::back_inserter(added.diagnostics));
    auto patient = std::make_shared<WorkspacePatient>();
    patient->read = std::move(read);
    patient->input = input;
    patient->serial = ++serial_;
    patients.push_back(std::move(patient));
    return !stopped_;
  };
  std::ranges::move(read_patient_files(files, open, vocabulary_, take),
                    std::back_inserter(added.diagnostics));
  add_record_texts(files, open, patients);
  change([&](WorkspaceState& state) {
    std::set<std::string, std::less<>> ids;
    for (const auto& patient : state.patients) ids.insert(patient->read.patient.id);
    std::vector<RejectedRecord> not_screened;  // by their date of birth: the state tells of them
    for (const std::shared_ptr<WorkspacePatient>& patient : patients) {
      const std::string& id = patient->read.patient.id;
      if (!ids.insert(id).second) {  // came in while this was read
        added.rejected.push_back(batch::read_before(id, patient->input, state.patient(id)->input));
        continue;
      }
      state.patients.push_back(patient);
      if (auto born_later = reason_to_reject(state, *patient)) {
        not_screened.push_back(*std::move(born_later));
      } else {
        added.added.push_back(id);
      }
    }
    constexpr std::size_t most_told = 10'000;
    for (const RejectedRecord& rejected : added.rejected) {
      if (state.rejected.size() < most_told) state.rejected.push_back(rejected);
    }
    std::ranges::move(not_screened, std::back_inserter(added.rejected));
  });
  return added;
}

PatientOrRejection Workspace::read_record(const std::string& record) const {
  const SourceText source("record", record);
  const Result<JsonValue> value = parse_json(source);
  if (!value) {
    return RejectedRecord{"record", "", reason_text(value.diagnostics.front())};
  }
  PatientOrRejection read = read_patient(*value, "record", vocabulary_);
  if (auto* patient = std::get_if<ReadPatient>(&read); patient && settings_.prepare) {
    settings_.prepare(patient->patient);
  }
  return read;
}

std::optional<RejectedRecord> Workspace::replace_patient(std::string_view id, std::string record) {
  PatientOrRejection read = read_record(record);
  if (const auto* rejected = std::get_if<RejectedRecord>(&read)) {
    return state()->patient(id) ? std::optional(*rejected) : std::nullopt;
  }
  auto& patient = std::get<ReadPatient>(read);
  if (patient.patient.id != id) {
    return RejectedRecord{
        "record", "/id",
        fmt::format("the record is about \"{}\", not \"{}\"", patient.patient.id, id)};
  }
  bool found = false;
  change([&](WorkspaceState& state) {
    for (WorkspacePatientPointer& one : state.patients) {
      if (one->read.patient.id != id) continue;
      auto changed = std::make_shared<WorkspacePatient>();
      changed->read = std::move(patient);
      changed->input = one->input;
      changed->record = std::move(record);
      changed->serial = ++serial_;
      one = std::move(changed);
      found = true;
      return;
    }
  });
  if (!found) return std::nullopt;
  return RejectedRecord{};
}

bool Workspace::remove_patient(std::string_view id) {
  bool removed = false;
  change([&](WorkspaceState& state) {
    removed = std::erase_if(state.patients, [&](const auto& patient) {
                return patient->read.patient.id == id;
              }) > 0;
  });
  return removed;
}

}  // namespace eligo
