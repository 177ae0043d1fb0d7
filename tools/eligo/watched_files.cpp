#include "watched_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <set>
#include <thread>

namespace eligo {
namespace {

namespace fs = std::filesystem;

// A change of a file shows in its times where these were older than this when it was looked at:
// the coarsest times that file systems keep.
constexpr std::int64_t coarsest_time = 2'000'000'000;  // nanoseconds

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::int64_t now() {
  timespec time{};
  ::clock_gettime(CLOCK_REALTIME, &time);
  return nanoseconds(time);
}

// Of the file `name` in the open folder.
FileStamp stamp_of(int folder, const char* name) {
  struct stat found {};
  FileStamp stamp;
  if (::fstatat(folder, name, &found, 0) != 0) return stamp;
  stamp.type = found.st_mode & S_IFMT;
  if (!S_ISREG(found.st_mode)) return stamp;
  stamp.size = static_cast<std::uint64_t>(found.st_size);
  stamp.inode = found.st_ino;
  stamp.modified = nanoseconds(found.st_mtim);
  stamp.changed = nanoseconds(found.st_ctim);
  return stamp;
}

FileStamp stamp_of(const std::string& path) {
  return stamp_of(AT_FDCWD, path.c_str());
}

FileStamp stamp_of_folder(const std::string& path) {
  struct stat found {};
  FileStamp stamp;
  if (::stat(path.c_str(), &found) != 0) return stamp;
  stamp.type = found.st_mode & S_IFMT;
  stamp.inode = found.st_ino;
  stamp.modified = nanoseconds(found.st_mtim);
  stamp.changed = nanoseconds(found.st_ctim);
  return stamp;
}

bool is_settled(const FileStamp& stamp, std::int64_t looked_at) {
  return std::max(stamp.modified, stamp.changed) + coarsest_time < looked_at;
}

// Nothing where the file cannot be read.
std::optional<std::array<std::uint64_t, 2>> content_of(const std::string& path,
                                                       std::uint64_t size) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  std::string content(size + 1, '\0');
  std::size_t done = 0;
  while (done < content.size()) {
    const ssize_t more = ::read(file, content.data() + done, content.size() - done);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) break;
    done += static_cast<std::size_t>(more);
  }
  ::close(file);
  if (done != size) return std::nullopt;
  const XXH128_hash_t digest = XXH3_128bits(content.data(), size);
  return std::array<std::uint64_t, 2>{digest.high64, digest.low64};
}

// One entry of a folder. Links are told from what they lead to.
struct Entry {
  const char* name;
  unsigned char type;  // DT_REG, DT_DIR, ...
};

unsigned char type_of(int folder, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return entry.d_type;
  struct stat found {};
  if (::fstatat(folder, entry.d_name, &found, AT_SYMLINK_NOFOLLOW) != 0) return DT_UNKNOWN;
  return static_cast<unsigned char>(IFTODT(found.st_mode));
}

// Hands over a folder's entries as they come. Gives the digest of what came, in that order; nothing
// where the folder cannot be read.
template <typename Sink>
std::optional<std::array<std::uint64_t, 2>> list(const std::string& path, const Sink& sink) {
  DIR* folder = ::opendir(path.c_str());
  if (folder == nullptr) return std::nullopt;
  std::string names;
  while (const dirent* entry = ::readdir(folder)) {
    const std::string_view name(entry->d_name);
    if (name == "." || name == "..") continue;
    const unsigned char type = type_of(::dirfd(folder), *entry);
    names += name;
    names += '\0';
    names += static_cast<char>(type);
    sink(Entry{entry->d_name, type});
  }
  ::closedir(folder);
  const XXH128_hash_t digest = XXH3_128bits(names.data(), names.size());
  return std::array<std::uint64_t, 2>{digest.high64, digest.low64};
}

std::string joined(const std::string& folder, std::string_view name) {
  return (fs::path(folder) / name).string();
}

}  // namespace

// The threads of one check share the files, some hundreds at a time.
class WatchedFiles::Check {
 public:
  explicit Check(const WatchedFiles& watched) : watched_(watched) {
    helper_ = std::thread([this] {
      if (!watched_.are_listings_same()) is_same_ = false;
      work();
    });
  }
  ~Check() {
    if (helper_.joinable()) helper_.join();
  }
  Check(const Check&) = delete;
  Check& operator=(const Check&) = delete;

  bool finish() {
    work();
    helper_.join();
    return is_same_;
  }

 private:
  // The folders of one thread: were they shared, the threads would wait for each other at each
  // file.
  class OpenFolders {
   public:
    explicit OpenFolders(const std::vector<Folder>& folders) {
      for (const Folder& folder : folders) {
        const char* path = folder.path.empty() ? "." : folder.path.c_str();
        open_.push_back(::open(path, O_PATH | O_DIRECTORY | O_CLOEXEC));
      }
    }
    ~OpenFolders() {
      for (const int folder : open_) {
        if (folder >= 0) ::close(folder);
      }
    }
    OpenFolders(const OpenFolders&) = delete;
    OpenFolders& operator=(const OpenFolders&) = delete;
    int operator[](std::size_t folder) const { return open_[folder]; }

   private:
    std::vector<int> open_;  // -1 where it cannot be opened
  };

  void work() {
    constexpr std::size_t share = 256;
    const OpenFolders open(watched_.folders_);
    const std::span<const File> files = watched_.files_;
    while (is_same_) {
      const std::size_t begin = next_.fetch_add(share);
      if (begin >= files.size()) return;
      for (std::size_t i = begin; i < std::min(begin + share, files.size()); ++i) {
        const File& file = files[i];
        const int folder = open[file.folder];
        // A folder that is gone holds nothing.
        const FileStamp stamp = folder < 0 ? FileStamp{} : stamp_of(folder, watched_.name_of(file));
        if (file.is_settled == 0 || !(stamp == file.stamp)) is_same_ = false;
      }
    }
  }

  const WatchedFiles& watched_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> is_same_ = true;
  std::thread helper_;
};

WatchedFiles::WatchedFiles(std::vector<std::string> arguments, std::string ending)
    : arguments_(std::move(arguments)), ending_(std::move(ending)) {
  for (const std::string& argument : arguments_) {
    if (stamp_of(argument).type == S_IFDIR) {
      walk(argument);
    } else {
      add(argument);
      taken_in_[file_numbers_.find(argument)->second].is_input = 1;
    }
  }
}

WatchedFiles::~WatchedFiles() = default;
WatchedFiles::WatchedFiles(WatchedFiles&&) noexcept = default;
WatchedFiles& WatchedFiles::operator=(WatchedFiles&&) noexcept = default;

std::uint32_t WatchedFiles::number_of_folder(const std::string& path) {
  const auto [known, is_new] =
      folder_numbers_.emplace(path, static_cast<std::uint32_t>(folders_.size()));
  if (is_new) folders_.push_back({path, false, {}});
  return known->second;
}

void WatchedFiles::add(const std::string& file) {
  if (file_numbers_.contains(file)) return;
  std::string_view plain(file);
  while (plain.size() > 1 && plain.ends_with('/')) plain.remove_suffix(1);
  const fs::path path(plain);
  add(number_of_folder(path.parent_path().string()), path.filename().string());
  file_numbers_.emplace(file, files_.size() - 1);
}

WatchedFiles::File& WatchedFiles::add(std::uint32_t folder, const std::string& name) {
  File& file = taken_in_.emplace_back();
  files_ = taken_in_;
  file.folder = folder;
  file.name = static_cast<std::uint32_t>(names_.size());
  names_ += name;
  names_ += '\0';
  const std::int64_t looked_at = now();
  file.stamp = stamp_of(path_of(file));
  file.is_settled = is_settled(file.stamp, looked_at) ? 1 : 0;
  return file;
}

// As std::filesystem's recursive iterator goes: links to folders are not followed.
void WatchedFiles::walk(const std::string& path) {
  const std::uint32_t number = number_of_folder(path);
  if (folders_[number].is_listed) return;
  const std::int64_t looked_at = now();
  folders_[number].stamp = stamp_of_folder(path);
  folders_[number].is_settled = is_settled(folders_[number].stamp, looked_at);
  std::vector<std::string> below;
  const std::optional<Digest> listing = list(path, [&](const Entry& entry) {
    const std::string_view name(entry.name);
    if (entry.type == DT_DIR) {
      below.emplace_back(name);
    } else if (name.size() > ending_.size() && name.ends_with(ending_)) {
      const std::string file = joined(path, name);
      const auto known = file_numbers_.find(file);
      if (known != file_numbers_.end()) {
        taken_in_[known->second].is_input = 1;
        return;
      }
      add(number, std::string(name)).is_input = 1;
      file_numbers_.emplace(file, files_.size() - 1);
    }
  });
  folders_[number].is_listed = true;
  if (listing) folders_[number].listing = *listing;
  for (const std::string& name : below) walk(joined(path, name));
}

std::string WatchedFiles::path_of(const File& file) const {
  return joined(folders_[file.folder].path, name_of(file));
}

std::vector<std::string> WatchedFiles::files() const {
  std::vector<std::string> found;
  for (const auto& [path, number] : file_numbers_) {
    const File& file = files_[number];
    if (file.is_input != 0 && file.stamp.type == S_IFREG) found.push_back(path);
  }
  return found;
}

bool WatchedFiles::remember() {
  for (File& file : taken_in_) {
    const std::string path = path_of(file);
    if (file.stamp.type == S_IFREG) {
      const std::optional<Digest> content = content_of(path, file.stamp.size);
      if (!content) return false;
      file.content = *content;
    } else if (file.stamp.type != 0 && file.stamp.type != S_IFDIR) {
      return false;
    }
    if (!(stamp_of(path) == file.stamp)) return false;
  }
  return are_listings_same();
}

bool WatchedFiles::are_listings_same() const {
  return std::all_of(folders_.begin(), folders_.end(), [](const Folder& folder) {
    if (!folder.is_listed) return true;
    if (folder.is_settled && stamp_of_folder(folder.path) == folder.stamp) return true;
    return list(folder.path, [](const Entry& /*entry*/) {}) == folder.listing;
  });
}

void WatchedFiles::begin_check() {
  check_ = std::make_unique<Check>(*this);
}

bool WatchedFiles::end_check() {
  const bool is_same = check_->finish();
  check_.reset();
  return is_same;
}

bool WatchedFiles::look_again() {
  if (file_numbers_.empty()) {
    for (std::size_t i = 0; i < files_.size(); ++i) file_numbers_.emplace(path_of(files_[i]), i);
  }
  WatchedFiles found(arguments_, ending_);
  for (const auto& [path, number] : file_numbers_) {
    if (files_[number].is_input == 0) found.add(path);
  }
  if (found.files() != files()) return false;
  for (const auto& [path, number] : found.file_numbers_) {
    File& file = found.taken_in_[number];
    const auto known = file_numbers_.find(path);
    if (known == file_numbers_.end()) {
      if (file.stamp.type != S_IFREG) continue;  // a link that leads nowhere
      return false;
    }
    const File& before = files_[known->second];
    if (file.stamp.type != before.stamp.type) return false;
    if (file.stamp.type != S_IFREG) continue;
    if (before.is_settled != 0 && file.stamp == before.stamp) {
      file.content = before.content;
      continue;
    }
    const std::optional<Digest> content = content_of(path, file.stamp.size);
    if (!content || *content != before.content) return false;
    file.content = *content;
  }
  *this = std::move(found);
  return true;
}

bool WatchedFiles::is_unchanged(const std::string& file) const {
  const auto same = [&](const File& one) { return stamp_of(file) == one.stamp; };
  if (!file_numbers_.empty()) {
    const auto known = file_numbers_.find(file);
    return known != file_numbers_.end() && same(files_[known->second]);
  }
  const auto known = std::find_if(files_.begin(), files_.end(),
                                  [&](const File& one) { return path_of(one) == file; });
  return known != files_.end() && same(*known);
}

void WatchedFiles::pack(ByteWriter& into) const {
  into.number(arguments_.size());
  for (const std::string& argument : arguments_) into.text(argument);
  into.text(ending_);
  into.number(folders_.size());
  for (const Folder& folder : folders_) {
    into.text(folder.path);
    into.flag(folder.is_listed);
    into.flag(folder.is_settled);
    into.number(folder.stamp.type);
    into.number(folder.stamp.inode);
    into.number(static_cast<std::uint64_t>(folder.stamp.modified));
    into.number(static_cast<std::uint64_t>(folder.stamp.changed));
    into.number(folder.listing[0]);
    into.number(folder.listing[1]);
  }
  into.text(names_);
  into.row(files_);
}

std::optional<WatchedFiles> WatchedFiles::unpack(ByteReader& from) {
  WatchedFiles watched;
  for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
    watched.arguments_.emplace_back(from.text());
  }
  watched.ending_ = from.text();
  for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
    Folder& folder = watched.folders_.emplace_back();
    folder.path = from.text();
    folder.is_listed = from.flag();
    folder.is_settled = from.flag();
    folder.stamp.type = from.number();
    folder.stamp.inode = from.number();
    folder.stamp.modified = static_cast<std::int64_t>(from.number());
    folder.stamp.changed = static_cast<std::int64_t>(from.number());
    folder.listing = {from.number(), from.number()};
  }
  const std::string_view names = from.text();
  watched.files_ = from.row<File>();
  watched.packed_names_ = names.data();
  if (!names.empty() && names.back() != '\0') return std::nullopt;
  const bool are_good =
      std::all_of(watched.files_.begin(), watched.files_.end(), [&](const File& file) {
        return file.folder < watched.folders_.size() && file.name < names.size();
      });
  if (!are_good) return std::nullopt;
  return watched;
}

}  // namespace eligo
