#include "run_program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <sstream>
#include <system_error>
#include <thread>

extern char** environ;  // NOLINT(readability-redundant-declaration): not every system declares it

namespace eligo {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_output = std::size_t{64} << 20U;

// A file without a name, which is gone when it is closed.
struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using NamelessFile = std::unique_ptr<std::FILE, Close>;

// What the child starts with: the two files, and a process group of its own, so that children of
// its own end with it.
class SpawnSettings {
 public:
  SpawnSettings(int input, int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes_, 0);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

bool ended_well(pid_t child, std::chrono::seconds limit, std::string& why) {
  const Clock::time_point until = Clock::now() + limit;
  int status = 0;
  while (true) {
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) break;
    if (ended < 0 && errno != EINTR) {
      why = std::strerror(errno);
      return false;
    }
    if (Clock::now() > until) {
      ::kill(-child, SIGKILL);
      ::waitpid(child, &status, 0);
      why = fmt::format("it was stopped after {} seconds", limit.count());
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  ::kill(-child, SIGKILL);  // whatever it started and left behind
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
  why = WIFEXITED(status) ? fmt::format("it ended with status {}", WEXITSTATUS(status))
                          : "it was ended by a signal";
  return false;
}

// All of a file, unless it is too long.
std::optional<std::string> content_of(std::FILE* file) {
  std::rewind(file);
  std::string content;
  std::array<char, 65536> buffer{};
  while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), file)) {
    content.append(buffer.data(), read);
    if (content.size() > most_output) return std::nullopt;
  }
  return content;
}

}  // namespace

bool is_program(const std::string& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && ::access(file.c_str(), X_OK) == 0;
}

std::optional<std::string> program_on_path(const std::vector<std::string>& names) {
  const char* path = std::getenv("PATH");
  if (path == nullptr) return std::nullopt;
  for (const std::string& name : names) {
    std::istringstream folders(path);
    std::string folder;
    while (std::getline(folders, folder, ':')) {
      const std::string file = (fs::path(folder) / name).string();
      if (!folder.empty() && is_program(file)) return file;
    }
  }
  return std::nullopt;
}

std::optional<std::string> output_of_program(const std::string& program,
                                             const std::vector<std::string>& arguments,
                                             std::string_view input, std::chrono::seconds limit,
                                             std::string& why) {
  const NamelessFile given(std::tmpfile());
  const NamelessFile printed(std::tmpfile());
  const auto write_input = [&] {
    return input.empty() || std::fwrite(input.data(), 1, input.size(), given.get()) == input.size();
  };
  const bool ready = given && printed && write_input() && std::fflush(given.get()) == 0;
  if (!ready) {
    why = fmt::format("no temporary file can be written: {}", std::strerror(errno));
    return std::nullopt;
  }
  std::rewind(given.get());
  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const SpawnSettings settings(::fileno(given.get()), ::fileno(printed.get()));
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, program.c_str(), settings.actions(),
                                   settings.attributes(), pointers.data(), environ);
  if (failed != 0) {
    why = fmt::format("it cannot be started: {}", std::strerror(failed));
    return std::nullopt;
  }
  if (!ended_well(child, limit, why)) return std::nullopt;
  std::optional<std::string> content = content_of(printed.get());
  if (!content) why = "it printed too much";
  return content;
}

}  // namespace eligo
