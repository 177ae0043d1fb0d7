#include "rule_cache.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>

#include "batch/plan_file.h"
#include "build_identity.h"
#include "chosen_programs.h"
#include "input_files.h"
#include "large_memory.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

// A file of prepared rules: this line, and two parts, each behind its size and its digest. The
// first has the build and the options that it is for and what was read; while that is looked at,
// the second is read: what was said of the rules, which file each trial is from, and the plan.
constexpr std::string_view first_line = "eligo rules v1\n\n";
constexpr std::size_t number_size = 8;
constexpr std::size_t heap_for_byte = 3;  // of such a file, what it becomes in memory

std::string number_bytes(std::uint64_t number) {
  std::string bytes;
  for (std::size_t i = 0; i < number_size; ++i) {
    bytes += static_cast<char>(static_cast<unsigned char>(number));
    number >>= 8U;
  }
  return bytes;
}

std::uint64_t number_in(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = number_size; i-- > 0;) {
    number = (number << 8U) | static_cast<unsigned char>(bytes[i]);
  }
  return number;
}

std::string part(std::string_view content) {
  return number_bytes(content.size()) + number_bytes(XXH3_64bits(content.data(), content.size())) +
         std::string(content);
}

// Everything besides the rules that makes a plan what it is.
std::string key_of(const ScreenOptions& options) {
  const ScreeningChoice& choice = options.choice;
  ByteWriter key;
  std::error_code error;
  key.text(fs::current_path(error).string());
  key.number(choice.rules.size());
  for (const std::string& argument : choice.rules) key.text(argument);
  key.number(choice.trials.size());
  for (const std::string& trial : choice.trials) key.text(trial);
  key.flag(choice.strict);
  key.flag(!choice.codes.empty());
  if (!choice.codes.empty()) {
    const Result<std::string> codes = read_whole(choice.codes, std::size_t{1} << 30U);
    key.text(codes ? *codes : "");
  }
  return key.written();
}

// A file that is read part by part into one piece of memory.
class PartsOfFile {
 public:
  explicit PartsOfFile(const std::string& path)
      : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat found {};
    if (file_ < 0 || ::fstat(file_, &found) != 0 || !S_ISREG(found.st_mode)) return;
    size_ = static_cast<std::size_t>(found.st_size);
    bytes_ = large_memory(size_);
  }
  ~PartsOfFile() {
    if (file_ >= 0) ::close(file_);
  }
  PartsOfFile(PartsOfFile&& other) noexcept
      : file_(std::exchange(other.file_, -1)),
        size_(other.size_),
        read_(other.read_),
        bytes_(std::move(other.bytes_)) {}
  PartsOfFile(const PartsOfFile&) = delete;
  PartsOfFile& operator=(const PartsOfFile&) = delete;
  PartsOfFile& operator=(PartsOfFile&&) = delete;

  bool is_there() const { return bytes_ != nullptr; }
  std::size_t size() const { return size_; }
  const std::shared_ptr<char[]>& memory() const { return bytes_; }
  bool is_at_end() const { return read_ == size_; }

  // The next bytes; nothing where there are not so many.
  std::optional<std::string_view> take(std::uint64_t size) {
    if (size > size_ - read_) return std::nullopt;
    const std::size_t begin = read_;
    while (read_ < begin + size) {
      const ssize_t more = ::read(file_, bytes_.get() + read_, begin + size - read_);
      if (more < 0 && errno == EINTR) continue;
      if (more <= 0) return std::nullopt;
      read_ += static_cast<std::size_t>(more);
    }
    return std::string_view(bytes_.get() + begin, size);
  }

  // The next part; nothing where it is not as it was written.
  std::optional<std::string_view> take_part() {
    const std::optional<std::string_view> head = take(2 * number_size);
    if (!head) return std::nullopt;
    const std::optional<std::string_view> content = take(number_in(*head));
    if (!content ||
        XXH3_64bits(content->data(), content->size()) != number_in(head->substr(number_size))) {
      return std::nullopt;
    }
    return content;
  }

 private:
  int file_;
  std::size_t size_ = 0;
  std::size_t read_ = 0;
  std::shared_ptr<char[]> bytes_;
};

class RuleCache {
 public:
  explicit RuleCache(const ScreenOptions& options)
      : folder_(options.cache), key_(key_of(options)), build_(build_identity()) {
    const XXH128_hash_t name = XXH3_128bits(key_.data(), key_.size());
    file_ =
        (fs::path(folder_) / fmt::format("{:016x}{:016x}.rules", name.high64, name.low64)).string();
  }

  // Opens what is kept, and begins to check it against the files.
  void open() {
    opened_.emplace(file_);
    if (!opened_->file.is_there()) return;
    expect_on_heap(heap_for_byte * opened_->file.size());
    opened_->why_unusable = read_head(*opened_);
    if (opened_->watched) opened_->watched->begin_check();
  }

  // Nothing where nothing is kept, or not of these rules. It must be open, and is not after that.
  std::optional<PreparedRules> kept(const Vocabulary& vocabulary, RuleCheck check) {
    Opened opened = *std::move(opened_);
    opened_.reset();
    if (!opened.file.is_there()) return std::nullopt;
    if (!opened.why_unusable.empty()) return unusable(opened.why_unusable);
    const std::shared_ptr<WatchedFiles> watched = opened.watched;
    const std::optional<std::string_view> body = opened.file.take_part();
    if (!body || !opened.file.is_at_end()) return unusable("is damaged");
    const std::shared_ptr<char[]> memory = opened.file.memory();
    std::string_view messages;
    std::optional<PreparedRules> rules = unpacked(*body, vocabulary, watched, memory, messages);
    if (!rules) return unusable("is damaged");
    const auto say = [messages, memory] {
      std::fwrite(messages.data(), 1, messages.size(), stderr);
    };
    if (check == RuleCheck::beside_use) {
      rules->still_hold = [watched, say] {
        const bool is_same = watched->end_check();
        if (is_same) say();
        return is_same;
      };
      return rules;
    }
    if (!watched->end_check()) {
      if (!watched->look_again()) return std::nullopt;
      write(*watched, *body);
    }
    say();
    return rules;
  }

  void keep(const PreparedRules& rules, WatchedFiles& watched) {
    std::vector<std::string> files = rules.loaded->files;
    std::sort(files.begin(), files.end());
    if (!watched.remember() || watched.files() != files) return;
    ByteWriter rest;
    rest.flag(rules.all_usable);
    std::string messages;
    for (const Diagnostic& one : rules.loaded->diagnostics) messages += render(one);
    rest.text(messages);
    pack_files(rules, rest);
    rest.text(batch::pack_plan(rules.plan));
    write(watched, rest.written());
  }

 private:
  struct Opened {
    explicit Opened(const std::string& path) : file(path) {}
    PartsOfFile file;  // behind its first part
    std::string why_unusable;
    std::shared_ptr<WatchedFiles> watched;  // null where it is unusable
  };

  // Says why it cannot be used; empty where it can.
  std::string read_head(Opened& opened) const {
    if (opened.file.take(first_line.size()) != first_line) return "is damaged";
    const std::optional<std::string_view> head = opened.file.take_part();
    if (!head) return "is damaged";
    ByteReader from(*head);
    if (from.text() != build_) return "is from another version";
    if (from.text() != key_) return "is about other rules";
    std::optional<WatchedFiles> watched = WatchedFiles::unpack(from);
    if (!watched || !from.at_end()) return "is damaged";
    opened.watched = std::make_shared<WatchedFiles>(*std::move(watched));
    return {};
  }

  std::optional<PreparedRules> unusable(std::string_view why) const {
    print({make_diagnostic(DiagnosticCode::unusable_cache, file_,
                           fmt::format("the file {}; the rules are prepared anew", why))});
    return std::nullopt;
  }

  // Nothing where the bytes are something else.
  static std::optional<PreparedRules> unpacked(std::string_view body, const Vocabulary& vocabulary,
                                               const std::shared_ptr<const WatchedFiles>& watched,
                                               const std::shared_ptr<char[]>& memory,
                                               std::string_view& messages) {
    ByteReader from(body);
    PreparedRules rules;
    rules.all_usable = from.flag();
    messages = from.text();
    std::vector<std::string> names;
    for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
      names.emplace_back(from.text());
    }
    std::vector<std::uint32_t> files;
    for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
      files.push_back(from.index());
    }
    std::optional<batch::Plan> plan = batch::unpack_plan(from.text(), vocabulary, memory);
    const bool fits = plan && files.size() == plan->trials.size() &&
                      std::all_of(files.begin(), files.end(),
                                  [&](std::uint32_t file) { return file < names.size(); });
    if (!fits) return std::nullopt;
    rules.plan = *std::move(plan);
    rules.on_demand = std::make_shared<ProgramsOnDemand>(std::move(names), std::move(files),
                                                         watched, memory, vocabulary);
    rules.plan.program_of = [programs = rules.on_demand,
                             trials = std::span<const batch::PlannedTrial>(rules.plan.trials)](
                                batch::TrialIndex trial) {
      return programs->program_of(trial, trials[trial.index]);
    };
    return rules;
  }

  static void pack_files(const PreparedRules& rules, ByteWriter& into) {
    std::map<std::string, std::uint32_t> numbers;
    std::vector<std::string> names;
    std::vector<std::uint32_t> files;
    for (const Program* program : rules.programs) {
      const auto [known, is_new] =
          numbers.emplace(program->rule_file, static_cast<std::uint32_t>(names.size()));
      if (is_new) names.push_back(program->rule_file);
      files.push_back(known->second);
    }
    into.number(names.size());
    for (const std::string& name : names) into.text(name);
    into.number(files.size());
    for (const std::uint32_t file : files) into.number(file);
  }

  void write(const WatchedFiles& watched, std::string_view rest) const {
    ByteWriter head;
    head.text(build_);
    head.text(key_);
    watched.pack(head);
    std::string text(first_line);
    text += part(head.written());
    text += part(rest);
    std::error_code error;
    fs::create_directories(folder_, error);
    std::string why;
    if (replace_file(file_, text, why)) return;
    print({make_diagnostic(DiagnosticCode::unwritable_cache, file_,
                           fmt::format("the prepared rules cannot be kept: {}", why),
                           "name a folder that can be written, or leave --cache out")});
  }

  std::string folder_;
  std::string key_;
  std::string build_;
  std::string file_;
  std::optional<Opened> opened_;
};

// A stopped run and standard input have rules of their own.
bool uses_cache(const ScreenOptions& options) {
  const std::vector<std::string>& rules = options.choice.rules;
  return !options.cache.empty() && !options.resume &&
         std::find(rules.begin(), rules.end(), "-") == rules.end();
}

}  // namespace

struct RulePreparation::Cache : RuleCache {
  using RuleCache::RuleCache;
};

RulePreparation::RulePreparation(const ScreenOptions& options) : options_(options) {
  if (!uses_cache(options)) return;
  cache_ = std::make_unique<Cache>(options);
  cache_->open();
}

RulePreparation::~RulePreparation() = default;

std::optional<PreparedRules> RulePreparation::prepare(const Vocabulary& vocabulary,
                                                      const ScreeningOptions& screening,
                                                      RuleCheck check) {
  std::optional<WatchedFiles> watched;
  if (cache_) {
    if (is_used_) cache_->open();
    is_used_ = true;
    if (std::optional<PreparedRules> kept = cache_->kept(vocabulary, check)) return kept;
    watched.emplace(options_.choice.rules, ".eligo");
  }
  const auto expects = [&](const fs::path& document) {
    if (watched) watched->add(document.string());
  };
  PreparedRules rules;
  rules.loaded = std::make_shared<const LoadedRules>(
      load_all_rules(options_.choice.rules, vocabulary, expects));
  rules.all_usable = rules.loaded->all_usable;
  rules.programs = chosen_programs(*rules.loaded, options_.choice);
  if (rules.programs.empty()) return std::nullopt;
  rules.plan = batch::make_plan(rules.programs, vocabulary, screening);
  if (cache_) cache_->keep(rules, *watched);
  return rules;
}

}  // namespace eligo
