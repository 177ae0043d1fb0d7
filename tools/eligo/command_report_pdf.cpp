#include "command_report_pdf.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <thread>
#include <vector>

#include "output.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): not every system declares it

namespace eligo {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds time_limit{60};  // for one page

bool is_program(const std::string& file) {
  return !fs::is_directory(file) && ::access(file.c_str(), X_OK) == 0;
}

// A folder that is gone, with all that is in it, when this is.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    name_ = (fs::temp_directory_path(error) / "eligo-XXXXXX").string();
    if (error || ::mkdtemp(name_.data()) == nullptr) name_.clear();
  }
  ~TemporaryFolder() {
    std::error_code error;
    if (!name_.empty()) fs::remove_all(name_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

// What a spawned child starts with: nothing to read, its messages in a file, a process group of
// its own, so that its own children can be ended with it.
class SpawnSettings {
 public:
  explicit SpawnSettings(const std::string& messages) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, messages.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
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

// Waits for the child, and ends it and its children where that takes too long.
bool ended_well(pid_t child, std::string& why) {
  const Clock::time_point until = Clock::now() + time_limit;
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
      why = fmt::format("the browser was stopped after {} seconds", time_limit.count());
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ::kill(-child, SIGKILL);  // whatever of it is still there
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
  why = WIFEXITED(status) ? fmt::format("the browser ended with status {}", WEXITSTATUS(status))
                          : "the browser was ended by a signal";
  return false;
}

std::optional<std::string> content_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace

std::optional<PdfPrinter> PdfPrinter::find() {
  if (const char* named = std::getenv("ELIGO_CHROMIUM"); named != nullptr && *named != '\0') {
    if (!is_program(named)) return std::nullopt;
    return PdfPrinter(named);
  }
  const char* path = std::getenv("PATH");
  if (path == nullptr) return std::nullopt;
  for (const char* name :
       {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}) {
    std::istringstream folders(path);
    std::string folder;
    while (std::getline(folders, folder, ':')) {
      const std::string file = (fs::path(folder) / name).string();
      if (!folder.empty() && is_program(file)) return PdfPrinter(file);
    }
  }
  return std::nullopt;
}

bool PdfPrinter::run(const std::string& folder, std::string& why) const {
  std::vector<std::string> arguments = {program_,
                                        "--headless",
                                        "--disable-gpu",
                                        "--disable-extensions",
                                        "--disable-sync",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-default-apps",
                                        "--disable-dev-shm-usage",
                                        "--no-first-run",
                                        "--no-pings",
                                        "--host-resolver-rules=MAP * ~NOTFOUND",
                                        "--proxy-server=127.0.0.1:9",
                                        "--user-data-dir=" + folder + "/profile",
                                        "--no-pdf-header-footer",
                                        "--print-to-pdf=" + folder + "/page.pdf",
                                        "file://" + folder + "/page.html"};
  // Chromium refuses to run for root with its sandbox; the page is ours and runs no scripts.
  if (::geteuid() == 0) arguments.insert(arguments.begin() + 1, "--no-sandbox");
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const SpawnSettings settings(folder + "/messages");
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, program_.c_str(), settings.actions(),
                                   settings.attributes(), pointers.data(), environ);
  if (failed != 0) {
    why = fmt::format("{} cannot be started: {}", program_, std::strerror(failed));
    return false;
  }
  return ended_well(child, why);
}

std::optional<std::string> PdfPrinter::print(const std::string& html, std::string& why) const {
  const TemporaryFolder folder;
  if (folder.name().empty()) {
    why = "no temporary folder can be made";
    return std::nullopt;
  }
  if (!replace_file(folder.name() + "/page.html", html, why)) return std::nullopt;
  if (!run(folder.name(), why)) return std::nullopt;
  std::optional<std::string> pdf = content_of(folder.name() + "/page.pdf");
  if (!pdf || !pdf->starts_with("%PDF-")) {
    why = "the browser made no PDF";
    return std::nullopt;
  }
  return pdf;
}

}  // namespace eligo
