#include "serve/override_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <utility>

#include "document/sha256.h"
#include "quantity/calendar.h"
#include "report/json_writer.h"
#include "serve/override_line.h"

namespace eligo {
namespace {

Diagnostic unreadable(const std::string& file, const std::string& why) {
  return make_diagnostic(DiagnosticCode::unreadable_file, file, why, "name a log of overrides");
}

Diagnostic unwritable(const std::string& file, const std::string& why) {
  return make_diagnostic(DiagnosticCode::unwritable_output, file, why,
                         "check the path, its permissions and the space on the disk");
}

std::string system_words() {
  return std::strerror(errno);
}

// A descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

bool is_regular(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

// Follows the chain of a log, line by line.
class ChainReader {
 public:
  // `line` without its line end.
  void take(std::string line) {
    if (content_.fault) return;
    ++number_;
    OverrideLine read = read_override_line(line);
    if (fragment_) {
      take_behind_fragment(line, std::move(read));
    } else if (!read.fault.empty()) {
      // Perhaps what a crash left: then the next line accounts for it.
      fragment_ = Fragment{line, std::move(read.fault)};
    } else if (read.torn) {
      fail(number_, "it accounts for half a line that is not there");
    } else {
      take_entry(line, std::move(read));
    }
  }

  LogContent end(std::string tail) {
    if (fragment_ && !content_.fault) fail(number_, fragment_->fault);
    content_.torn_tail = std::move(tail);
    return std::move(content_);
  }

 private:
  struct Fragment {
    std::string line;
    std::string fault;
  };

  void fail(std::uint64_t line, std::string what) {
    content_.fault = LogContent::Fault{line, std::move(what)};
  }

  void take_behind_fragment(const std::string& line, OverrideLine read) {
    const bool accounts = read.fault.empty() && read.torn &&
                          read.torn->bytes == fragment_->line.size() &&
                          read.torn->sha256 == sha256_of(fragment_->line);
    if (!accounts) {
      fail(number_ - 1, fragment_->fault);
      return;
    }
    content_.bytes += fragment_->line.size() + 1;
    ++content_.torn_lines;
    fragment_.reset();
    take_entry(line, std::move(read));
  }

  void take_entry(const std::string& line, OverrideLine read) {
    if (read.previous != content_.last_hash) {
      fail(number_, number_ == 1 ? "it is not the first line of a log"
                                 : "it does not follow the line before");
      return;
    }
    if (read.entry.sequence != sequence_ + 1) {
      fail(number_, fmt::format("its sequence is {}, not {}", read.entry.sequence, sequence_ + 1));
      return;
    }
    ++sequence_;
    content_.last_hash = sha256_of(line);
    content_.lines = number_;
    content_.bytes += line.size() + 1;
    if (!read.torn) content_.overrides.push_back(std::move(read.entry));
  }

  LogContent content_ = [] {
    LogContent content;
    content.last_hash = hash_before_the_first();
    return content;
  }();
  std::uint64_t number_ = 0;
  std::uint64_t sequence_ = 0;
  std::optional<Fragment> fragment_;
};

Result<LogContent> read_chain(int descriptor, const std::string& file) {
  ChainReader chain;
  std::string pending;
  std::string buffer(std::size_t{64} << 10U, '\0');
  off_t offset = 0;
  for (;;) {
    const ssize_t count = ::pread(descriptor, buffer.data(), buffer.size(), offset);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return Result<LogContent>::failure(unreadable(file, "cannot be read: " + system_words()));
    }
    if (count == 0) break;
    offset += count;
    std::string_view rest(buffer.data(), static_cast<std::size_t>(count));
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
      pending.append(rest.substr(0, end));
      chain.take(std::exchange(pending, {}));
      rest.remove_prefix(end + 1);
    }
    pending.append(rest);
    if (pending.size() > 2 * longest_override_line) {
      return Result<LogContent>::failure(
          unreadable(file, "holds a line that is longer than any of a log"));
    }
  }
  return Result<LogContent>::success(chain.end(std::move(pending)));
}

std::string utc_text(std::int64_t seconds) {
  const std::chrono::sys_seconds time{std::chrono::seconds{seconds}};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock{time - day};
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// A new file is only there for good when its folder is on the disk too.
bool keep_folder(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::path(file).parent_path();
  const Descriptor opened(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.number() >= 0 && ::fsync(opened.number()) == 0;
}

Diagnostic broken(const std::string& file, const LogContent::Fault& fault) {
  return make_diagnostic(
      DiagnosticCode::unwritable_output, file,
      fmt::format("line {} is not what was written: {}; nothing is added to a broken log",
                  fault.line, fault.what),
      "keep this file for those who look into it, and begin a new log");
}

}  // namespace

Result<LogContent> read_override_log(const std::string& file) {
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (opened.number() < 0) {
    return Result<LogContent>::failure(unreadable(file, "cannot be opened: " + system_words()));
  }
  if (!is_regular(opened.number())) {
    return Result<LogContent>::failure(unreadable(file, "is no file"));
  }
  return read_chain(opened.number(), file);
}

struct OverrideLog::State {
  State(std::string name, int number) : file(std::move(name)), opened(number) {}

  std::string file;
  Descriptor opened;
  mutable std::mutex mutex;
  LogContent content;
  std::uint64_t sequence = 0;
  bool had_torn_tail = false;

  // Reads the file again; errors where its chain is broken.
  std::vector<Diagnostic> refresh() {
    Result<LogContent> read = read_chain(opened.number(), file);
    if (!read) return std::move(read.diagnostics);
    if (read->fault) return {broken(file, *read->fault)};
    content = std::move(*read);
    sequence = content.overrides.size() + content.torn_lines;
    return {};
  }

  bool is_unchanged() const {
    struct stat status {};
    return ::fstat(opened.number(), &status) == 0 &&
           static_cast<std::uint64_t>(status.st_size) == content.bytes + content.torn_tail.size();
  }

  // Appends a line, behind an end for half a line that stands there.
  bool append_line(const std::string& line) {
    const std::string bytes = (content.torn_tail.empty() ? "" : "\n") + line + "\n";
    return write_all(opened.number(), bytes) && ::fsync(opened.number()) == 0;
  }

  void took(const std::string& line) {
    content.bytes += line.size() + 1;
    content.last_hash = sha256_of(line);
    ++content.lines;
    ++sequence;
  }

  bool account_for_torn_tail(const std::string& time) {
    if (content.torn_tail.empty()) return true;
    // A line that lacks nothing but its end is whole.
    if (read_override_line(content.torn_tail).fault.empty()) {
      return write_all(opened.number(), "\n") && ::fsync(opened.number()) == 0 && refresh().empty();
    }
    const TornLine torn{content.torn_tail.size(), sha256_of(content.torn_tail)};
    const std::string line = override_line_about(torn, sequence + 1, time, content.last_hash);
    if (!append_line(line)) return false;
    content.bytes += content.torn_tail.size() + 1;
    ++content.torn_lines;
    ++content.lines;
    content.torn_tail.clear();
    took(line);
    return true;
  }
};

OverrideLog::OverrideLog(std::unique_ptr<State> state) : state_(std::move(state)) {}
OverrideLog::~OverrideLog() = default;

Result<std::shared_ptr<OverrideLog>> OverrideLog::open(const std::string& file) {
  using Log = Result<std::shared_ptr<OverrideLog>>;
  const bool is_new = ::access(file.c_str(), F_OK) != 0;
  const int number =
      ::open(file.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, S_IRUSR | S_IWUSR);
  if (number < 0) return Log::failure(unwritable(file, "cannot be opened: " + system_words()));
  auto state = std::make_unique<State>(file, number);
  if (!is_regular(number)) return Log::failure(unwritable(file, "is no file"));
  if (::flock(number, LOCK_EX | LOCK_NB) != 0) {
    return Log::failure(unwritable(file, "another eligo serve writes to this log"));
  }
  if (is_new && !keep_folder(file)) {
    return Log::failure(unwritable(file, "its folder cannot be written: " + system_words()));
  }
  if (std::vector<Diagnostic> wrong = state->refresh(); !wrong.empty()) {
    return Log::failure(std::move(wrong));
  }
  state->had_torn_tail = !state->content.torn_tail.empty();
  return Log::success(std::shared_ptr<OverrideLog>(new OverrideLog(std::move(state))));
}

bool OverrideLog::had_torn_tail() const {
  return state_->had_torn_tail;
}

Result<Override> OverrideLog::append(Override one, std::int64_t time) {
  const std::lock_guard lock(state_->mutex);
  if (!state_->is_unchanged()) {
    if (std::vector<Diagnostic> wrong = state_->refresh(); !wrong.empty()) {
      return Result<Override>::failure(std::move(wrong));
    }
  }
  one.time = utc_text(time);
  const auto failed = [&] {
    return Result<Override>::failure(
        unwritable(state_->file, "the override could not be written: " + system_words()));
  };
  if (!state_->account_for_torn_tail(one.time)) return failed();
  one.sequence = state_->sequence + 1;
  const std::string line = override_line_about(one, state_->content.last_hash);
  if (line.size() > longest_override_line) {
    return Result<Override>::failure(
        unwritable(state_->file, "the override is longer than a line of the log may be"));
  }
  if (!state_->append_line(line)) return failed();
  state_->took(line);
  state_->content.overrides.push_back(one);
  return Result<Override>::success(std::move(one));
}

std::vector<Override> OverrideLog::about(std::string_view trial, std::string_view patient) const {
  const std::lock_guard lock(state_->mutex);
  std::vector<Override> found;
  for (const Override& one : state_->content.overrides) {
    if (one.trial == trial && one.patient == patient) found.push_back(one);
  }
  return found;
}

}  // namespace eligo
