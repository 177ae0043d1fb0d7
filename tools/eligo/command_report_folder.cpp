#include "command_report_folder.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "command.h"
#include "command_report_digests.h"
#include "document/sha256.h"
#include "output.h"

namespace eligo {

namespace fs = std::filesystem;

ReportFolder::~ReportFolder() {
  if (list_ != nullptr) std::fclose(list_);
}

std::string ReportFolder::path_of(std::string_view name) const {
  return (fs::path(folder_) / name).string();
}

bool ReportFolder::refuse(std::string what, std::string help) {
  all_written_ = false;
  print({make_diagnostic(DiagnosticCode::unwritable_output, folder_, std::move(what),
                         std::move(help))});
  return false;
}

bool ReportFolder::open(bool must_be_empty) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (!fs::is_directory(folder_, error)) {
    return refuse(error ? "the folder cannot be made: " + error.message() : "is no folder");
  }
  const bool is_empty = fs::is_empty(folder_, error);
  if (error) return refuse("the folder cannot be read: " + error.message());
  if (must_be_empty && !is_empty) {
    return refuse("the folder is not empty: what is in it could name patients",
                  "name a new folder for a report with --deidentify or --counts-only");
  }
  read_list();
  return true;
}

void ReportFolder::read_list() {
  constexpr std::size_t digest_digits = 64;
  std::ifstream list(path_of(list_name));
  std::string line;
  while (std::getline(list, line)) {
    if (line.size() <= digest_digits + 2 || line.compare(digest_digits, 2, "  ") != 0) continue;
    known_[line.substr(digest_digits + 2)].insert(line.substr(0, digest_digits));
  }
}

bool ReportFolder::may_replace(const std::string& name, const std::string& file,
                               const std::string& digest) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) return true;
  if (fs::is_regular_file(status)) {
    const std::optional<std::string> standing = sha256_of_file(file);
    if (standing == digest) return true;
    const auto earlier = known_.find(name);
    if (standing && earlier != known_.end() && earlier->second.contains(*standing)) return true;
  }
  all_written_ = false;
  print({make_diagnostic(DiagnosticCode::file_in_the_way, file,
                         "was not written by eligo report, or was changed since; it stays as it is",
                         "move it away, or name another folder")});
  return false;
}

// The list is added to before a file takes its place, so that a run that is stopped leaves no file
// that the next one takes for somebody else's.
bool ReportFolder::note_before_writing(const std::string& name, const std::string& digest) {
  if (list_ == nullptr) list_ = std::fopen(path_of(list_name).c_str(), "ab");
  const bool noted = list_ != nullptr &&
                     std::fputs(fmt::format("{}  {}\n", digest, name).c_str(), list_) >= 0 &&
                     std::fflush(list_) == 0;
  return noted || refuse(fmt::format("{} cannot be written: {}", list_name, std::strerror(errno)));
}

bool ReportFolder::write(const std::string& name, std::string_view content) {
  const std::string file = path_of(name);
  const std::string digest = sha256_of(content);
  std::error_code error;
  fs::create_directories(fs::path(file).parent_path(), error);
  if (error)
    return refuse(fmt::format("a folder for {} cannot be made: {}", name, error.message()));
  if (!may_replace(name, file, digest) || !note_before_writing(name, digest)) return false;
  std::string why;
  if (!replace_file(file, content, why)) return refuse(why);
  written_[name] = digest;
  return true;
}

bool ReportFolder::finish() {
  if (list_ != nullptr) std::fclose(list_);
  list_ = nullptr;
  // What earlier runs left, and nobody changed, is still this command's to replace.
  for (const auto& [name, digests] : known_) {
    if (written_.contains(name)) continue;
    const std::optional<std::string> standing = sha256_of_file(path_of(name));
    if (standing && digests.contains(*standing)) written_[name] = *standing;
  }
  std::string list;
  for (const auto& [name, digest] : written_) list += fmt::format("{}  {}\n", digest, name);
  std::string why;
  if (!replace_file(path_of(list_name), list, why)) return refuse(why);
  return all_written_;
}

}  // namespace eligo
