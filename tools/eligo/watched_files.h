#pragma once

// Files and folders as they were when something was made of them, so that a later run sees whether
// they still are. A file whose place, size and times are the same is not read again; of others the
// content decides.

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/packed_bytes.h"

namespace eligo {

// What the file system says of a file.
struct FileStamp {
  std::uint64_t type = 0;  // S_IFREG, S_IFDIR, ...; 0: it is not there
  // Of regular files, and of folders where it is their list of files that counts:
  std::uint64_t size = 0;  // of regular files alone
  std::uint64_t inode = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::int64_t changed = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

class WatchedFiles {
 public:
  WatchedFiles() = default;
  // With the files that the arguments name and, below folders among them, those with `ending`, as
  // they are now.
  WatchedFiles(std::vector<std::string> arguments, std::string ending);
  ~WatchedFiles();
  WatchedFiles(WatchedFiles&&) noexcept;
  WatchedFiles& operator=(WatchedFiles&&) noexcept;

  // Takes in one more file, as it is now. One that was taken in before stays as it was then.
  void add(const std::string& file);
  // Reads the contents. False where something is not as it was when it was taken in, or cannot be
  // read twice: nothing is sure then.
  bool remember();

  // The regular files that the arguments stand for, sorted.
  std::vector<std::string> files() const;

  // Looks whether places, sizes and times are what they were, in a thread of its own until
  // `end_check`, which helps it. It must not be moved in between.
  void begin_check();
  bool end_check();
  // Looks at everything anew, where that was not so. True where the contents are the same; the
  // times that are kept are then those of today.
  bool look_again();

  // Whether a file is as it was when it was last looked at.
  bool is_unchanged(const std::string& file) const;

  void pack(ByteWriter& into) const;
  // What was packed; nothing where the bytes are something else. They must outlive it.
  static std::optional<WatchedFiles> unpack(ByteReader& from);

 private:
  using Digest = std::array<std::uint64_t, 2>;
  struct Folder {
    std::string path;
    bool is_listed = false;  // what is in it counts, not only the files that are named
    FileStamp stamp;         // which a file that comes, goes or is renamed changes
    bool is_settled = false;
    Digest listing{};
  };
  // Without a pointer, so that it is used where it was packed.
  struct File {
    std::uint32_t folder = 0;
    std::uint32_t name = 0;        // where it begins in the names
    std::uint32_t is_input = 0;    // 1: one of files(), where it is regular
    std::uint32_t is_settled = 0;  // 1: a later change would show in its times
    FileStamp stamp;
    Digest content{};
  };
  static_assert(std::has_unique_object_representations_v<File>);  // no byte is left unwritten
  class Check;

  std::uint32_t number_of_folder(const std::string& path);
  File& add(std::uint32_t folder, const std::string& name);
  const char* name_of(const File& file) const {
    return (packed_names_ == nullptr ? names_.c_str() : packed_names_) + file.name;
  }
  void walk(const std::string& path);
  std::string path_of(const File& file) const;
  bool are_listings_same() const;

  std::vector<std::string> arguments_;
  std::string ending_;
  std::vector<Folder> folders_;
  std::vector<File> taken_in_;
  std::string names_;            // of these, each with a zero behind it
  std::span<const File> files_;  // these, or where they were packed
  const char* packed_names_ = nullptr;
  std::map<std::string, std::uint32_t, std::less<>> folder_numbers_;
  std::map<std::string, std::size_t, std::less<>> file_numbers_;
  std::unique_ptr<Check> check_;
};

}  // namespace eligo
