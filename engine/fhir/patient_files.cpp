#include "fhir/patient_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "fhir/export_manifest.h"
#include "fhir/input_reader.h"
#include "fhir/patient_set.h"

namespace eligo {

namespace {

constexpr std::string_view manifest_name = "manifest.json";
constexpr std::size_t most_manifest_bytes = std::size_t{16} << 20U;

std::string folder_of(const std::string& file) {
  const std::size_t slash = file.find_last_of('/');
  return slash == std::string::npos ? std::string() : file.substr(0, slash + 1);
}

std::string base_name(const std::string& file) {
  return file.substr(file.find_last_of('/') + 1);
}

std::string shown_name(const std::string& file) {
  return file == "-" ? "standard input" : file;
}

// A folder, as what joins single resources: one data set. Standard input is one of its own.
struct Folder {
  explicit Folder(const std::string& name, const Vocabulary& vocabulary)
      : resources(PatientSet::Kind::single_resources, name, vocabulary) {}

  PatientSet resources;
  std::vector<std::string> inputs;  // in which there are single resources
  std::size_t files_left = 0;
  std::string fault;  // why the data set cannot be used
};

class FilesReader {
 public:
  FilesReader(const OpenFile& open, const Vocabulary& vocabulary, const PatientFileSink& sink)
      : open_(open), vocabulary_(vocabulary), sink_(sink) {}

  std::vector<Diagnostic> read(std::vector<std::string> files) {
    read_manifests(files);
    for (const std::string& file : files) ++folder(file).files_left;
    for (const std::string& file : files) {
      read_file(file);
      if (is_stopped_) break;
      Folder& its = folder(file);
      if (--its.files_left == 0) finish(file, its);
      if (is_stopped_) break;
    }
    return std::move(diagnostics_);
  }

 private:
  Folder& folder(const std::string& file) {
    const std::string key = file == "-" ? file : folder_of(file);
    const auto known = folders_.find(key);
    if (known != folders_.end()) return known->second;
    const std::string name = key.size() > 1 && key.ends_with('/') ? key.substr(0, key.size() - 1)
                                                                  : (key.empty() ? "." : key);
    return folders_.try_emplace(key, shown_name(name), vocabulary_).first->second;
  }

  // Manifests and files of deletions hold no patients: they leave `files`.
  void read_manifests(std::vector<std::string>& files) {
    const std::vector<std::string> given = files;
    for (const std::string& file : given) {
      if (base_name(file) != manifest_name) continue;
      if (const auto manifest = manifest_in(file)) {
        apply(*manifest, file, files);
        std::erase(files, file);
      }
    }
  }

  std::optional<ExportManifest> manifest_in(const std::string& file) {
    const std::unique_ptr<std::istream> stream = open_(file);
    if (!stream) return std::nullopt;
    std::string text(most_manifest_bytes, '\0');
    stream->read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream->gcount()));
    return read_export_manifest(SourceText(file, std::move(text)));
  }

  void apply(const ExportManifest& manifest, const std::string& file,
             std::vector<std::string>& files) {
    const std::string path = folder_of(file);
    for (const std::string& name : manifest.output) {
      const std::string output = path + name;
      if (std::find(files.begin(), files.end(), output) != files.end()) continue;
      if (open_(output)) {
        files.insert(std::find(files.begin(), files.end(), file), output);
      } else {
        diagnostics_.push_back(make_diagnostic(
            DiagnosticCode::missing_export_file, file,
            fmt::format("the export has a file \"{}\" that is not in this folder", name),
            "put all files of the export into one folder"));
      }
    }
    std::set<std::string> deleted;
    for (const std::string& name : manifest.deleted) {
      read_deleted(path + name, deleted, folder(file));
      std::erase(files, path + name);
    }
    folder(file).resources.take_out(std::move(deleted));
  }

  void read_deleted(const std::string& file, std::set<std::string>& deleted, Folder& its) {
    const std::unique_ptr<std::istream> stream = open_(file);
    const std::optional<std::string> why =
        stream ? read_deletions(*stream, file, deleted) : "it cannot be opened";
    if (!why || !its.fault.empty()) return;
    its.fault = fmt::format(
        "what the export calls deleted is not known, so that none of its patients can be used: "
        "{}: {}",
        file, *why);
  }

  void read_file(const std::string& file) {
    const std::unique_ptr<std::istream> stream = open_(file);
    if (!stream) {
      diagnostics_.push_back(make_diagnostic(DiagnosticCode::unreadable_file, shown_name(file),
                                             "cannot be opened", "check that it may be read"));
      return;
    }
    Folder& its = folder(file);
    InputReader reader(*stream, shown_name(file), vocabulary_, its.resources, sink_);
    std::vector<Diagnostic> found = reader.read();
    std::move(found.begin(), found.end(), std::back_inserter(diagnostics_));
    if (reader.has_single_resources()) its.inputs.push_back(shown_name(file));
    is_stopped_ = reader.is_stopped();
  }

  // Hands over the patients of a folder's single resources.
  void finish(const std::string& file, Folder& its) {
    if (its.inputs.empty() && its.fault.empty()) return;
    const std::string folder_name = folder_of(file);
    const std::string input = its.inputs.size() == 1 ? its.inputs.front()
                              : folder_name.empty()  ? "."
                                                     : folder_name;
    if (!its.fault.empty()) {
      is_stopped_ = !sink_(RejectedRecord{input, "", its.fault}, input);
    } else {
      is_stopped_ = !its.resources.finish(input, "", sink_, diagnostics_);
    }
    folders_.erase(file == "-" ? file : folder_name);
  }

  const OpenFile& open_;
  const Vocabulary& vocabulary_;
  const PatientFileSink& sink_;
  std::map<std::string, Folder> folders_;
  std::vector<Diagnostic> diagnostics_;
  bool is_stopped_ = false;
};

}  // namespace

std::vector<Diagnostic> read_patient_files(const std::vector<std::string>& files,
                                           const OpenFile& open, const Vocabulary& vocabulary,
                                           const PatientFileSink& sink) {
  return FilesReader(open, vocabulary, sink).read(files);
}

}  // namespace eligo
