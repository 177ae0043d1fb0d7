#include "rule_cache.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
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

namespace eligo {
namespace {

namespace fs = std::filesystem;

// A file of prepared rules: this line, and three parts, each behind its size and its digest and
// filled up, so that rows can be read where they stand. The first has the build and the options
// that it is for and what was read. While that is looked at, the others are read: what was said of
// the rules and which file each trial is from; and the plan.
constexpr std::string_view first_line = "eligo rules v1\n\n";
constexpr std::size_t number_size = 8;

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

void add_part(std::string_view content, std::string& to) {
  to += number_bytes(content.size());
  to += number_bytes(XXH3_64bits(content.data(), content.size()));
  to += content;
  to.append(filling_behind(content.size()), '\0');
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

// A file that is read part by part where it is mapped into memory. Such files are replaced by new
// ones, never written into, so that it stays as it is.
class PartsOfFile {
 public:
  explicit PartsOfFile(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat found {};
    if (file >= 0 && ::fstat(file, &found) == 0 && S_ISREG(found.st_mode)) {
      is_there_ = true;
      const auto size = static_cast<std::size_t>(found.st_size);
      is_empty_ = size == 0;
      void* mapped =
          is_empty_ ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
      if (mapped != MAP_FAILED) {
        memory_ = {mapped, [size](void* memory) { ::munmap(memory, size); }};
        rest_ = {static_cast<const char*>(mapped), size};
      }
    }
    if (file >= 0) ::close(file);
  }

  bool is_there() const { return is_there_; }
  bool is_readable() const { return is_empty_ || memory_ != nullptr; }
  // What keeps the parts where they are.
  const std::shared_ptr<const void>& memory() const { return memory_; }
  bool is_at_end() const { return rest_.empty(); }

  // The next bytes; nothing where there are not so many.
  std::optional<std::string_view> take(std::uint64_t size) {
    if (size > rest_.size()) return std::nullopt;
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  // The next part; nothing where it is not as it was written.
  std::optional<std::string_view> take_part() {
    const std::optional<std::string_view> head = take(2 * number_size);
    if (!head) return std::nullopt;
    const std::optional<std::string_view> content = take(number_in(*head));
    if (!content || !take(filling_behind(content->size())) ||
        XXH3_64bits(content->data(), content->size()) != number_in(head->substr(number_size))) {
      return std::nullopt;
    }
    return content;
  }

 private:
  bool is_there_ = false;
  bool is_empty_ = false;
  std::shared_ptr<const void> memory_;
  std::string_view rest_;
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
    const std::optional<std::string_view> rest = opened.file.take_part();
    const std::optional<std::string_view> plan = opened.file.take_part();
    if (!rest || !plan || !opened.file.is_at_end()) return unusable("is damaged");
    const std::shared_ptr<const void> memory = opened.file.memory();
    std::string_view messages;
    std::optional<PreparedRules> rules =
        unpacked(*rest, *plan, vocabulary, watched, memory, messages);
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
      write(*watched, *rest, *plan);
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
    write(watched, rest.written(), batch::pack_plan(rules.plan));
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
    if (!opened.file.is_readable()) return "cannot be mapped into memory";
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
  static std::optional<PreparedRules> unpacked(std::string_view rest, std::string_view packed_plan,
                                               const Vocabulary& vocabulary,
                                               const std::shared_ptr<const WatchedFiles>& watched,
                                               const std::shared_ptr<const void>& memory,
                                               std::string_view& messages) {
    ByteReader from(rest);
    PreparedRules rules;
    rules.all_usable = from.flag();
    messages = from.text();
    std::vector<std::string_view> names;
    for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
      names.push_back(from.text());
    }
    const std::span<const std::uint32_t> files = from.row<std::uint32_t>();
    std::optional<batch::Plan> plan = batch::unpack_plan(packed_plan, vocabulary, memory);
    const bool fits = plan && from.at_end() && files.size() == plan->trials.size() &&
                      std::all_of(files.begin(), files.end(),
                                  [&](std::uint32_t file) { return file < names.size(); });
    if (!fits) return std::nullopt;
    rules.plan = *std::move(plan);
    rules.on_demand =
        std::make_shared<ProgramsOnDemand>(std::move(names), files, watched, memory, vocabulary);
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
    into.row<std::uint32_t>(files);
  }

  void write(const WatchedFiles& watched, std::string_view rest, std::string_view plan) const {
    ByteWriter head;
    head.text(build_);
    head.text(key_);
    watched.pack(head);
    std::string text(first_line);
    add_part(head.written(), text);
    add_part(rest, text);
    add_part(plan, text);
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
