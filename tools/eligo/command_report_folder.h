#pragma once

#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace eligo {

// The folder that a report is written into. Each file is written beside its place and renamed into
// it. `files.sha256` in the folder lists what was written, with digests, as sha256sum does: by it
// the next run knows which files it may replace. Any other file in the way, and one that was
// changed since it was written (a checklist somebody filled in), stays as it is and is an error.
class ReportFolder {
 public:
  static constexpr std::string_view list_name = "files.sha256";

  explicit ReportFolder(std::string folder) : folder_(std::move(folder)) {}
  ~ReportFolder();
  ReportFolder(const ReportFolder&) = delete;
  ReportFolder& operator=(const ReportFolder&) = delete;

  // Makes the folder where it is not there. False, with the reason on standard error, where it
  // cannot be used, or where `must_be_empty` and it is not.
  bool open(bool must_be_empty);

  // Writes the file `name` (a path under the folder). False, with the reason on standard error,
  // where it cannot be written or another file is in the way.
  bool write(const std::string& name, std::string_view content);

  // Says on standard error what could not be made. Returns false.
  bool refuse(std::string what, std::string help = {});

  // Puts the list of files into order. To be called once, in the end.
  bool finish();

  bool all_written() const { return all_written_; }
  std::size_t written() const { return written_.size(); }
  const std::string& path() const { return folder_; }

 private:
  std::string path_of(std::string_view name) const;
  void read_list();
  // Whether what stands at `file` may be replaced by something with this digest.
  bool may_replace(const std::string& name, const std::string& file, const std::string& digest);
  bool note_before_writing(const std::string& name, const std::string& digest);
  std::string folder_;
  std::map<std::string, std::set<std::string>> known_;  // name -> digests of what was written there
  std::map<std::string, std::string> written_;          // in this run: name -> digest
  std::FILE* list_ = nullptr;                           // open to be added to
  bool all_written_ = true;
};

}  // namespace eligo
