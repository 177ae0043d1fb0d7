#include "checkpoint.h"

#include <charconv>

namespace eligo {
namespace {

constexpr std::string_view checkpoint_line = "eligo checkpoint 1";

// Numbers and one word, a line each: nothing that needs quoting.
class LineWriter {
 public:
  void add(std::string_view text) {
    text_ += text;
    text_ += '\n';
  }
  void add(std::uint64_t number) { add(std::to_string(number)); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

class LineTaker {
 public:
  explicit LineTaker(std::string_view text) : text_(text) {}

  std::string_view word() {
    const std::size_t end = text_.find('\n');
    if (end == std::string_view::npos) {
      is_good_ = false;
      return {};
    }
    const std::string_view line = text_.substr(0, end);
    text_.remove_prefix(end + 1);
    return line;
  }
  std::uint64_t number() {
    const std::string_view line = word();
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (error != std::errc() || end != line.data() + line.size()) is_good_ = false;
    return value;
  }
  bool is_good() const { return is_good_; }
  bool is_at_end() const { return text_.empty(); }

 private:
  std::string_view text_;
  bool is_good_ = true;
};

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
  LineWriter lines;
  lines.add(checkpoint_line);
  lines.add(checkpoint.run);
  for (const std::uint64_t number :
       {std::uint64_t{checkpoint.input}, checkpoint.offset, checkpoint.input_digest[0],
        checkpoint.input_digest[1], checkpoint.output_bytes, checkpoint.rejected,
        std::uint64_t{checkpoint.all_usable}, checkpoint.counts.patients}) {
    lines.add(number);
  }
  lines.add(std::uint64_t{checkpoint.patients.size()});
  for (const std::uint64_t patients : checkpoint.patients) lines.add(patients);
  for (const batch::TrialCounts& trial : checkpoint.counts.trials) {
    lines.add(trial.eligible);
    lines.add(trial.ineligible);
    for (const batch::CriterionCounts& criterion : trial.criteria) {
      lines.add(criterion.pass);
      lines.add(criterion.fail);
      lines.add(criterion.fails_alone);
    }
  }
  return lines.text();
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text, const Checkpoint& start) {
  LineTaker lines(text);
  Checkpoint checkpoint = start;
  if (lines.word() != checkpoint_line) return std::nullopt;
  checkpoint.run = lines.word();
  checkpoint.input = static_cast<std::uint32_t>(lines.number());
  checkpoint.offset = lines.number();
  checkpoint.input_digest = {lines.number(), lines.number()};
  checkpoint.output_bytes = lines.number();
  checkpoint.rejected = lines.number();
  checkpoint.all_usable = lines.number() != 0;
  checkpoint.counts.patients = lines.number();
  const std::uint64_t inputs = lines.number();
  for (std::uint64_t i = 0; i < inputs && lines.is_good(); ++i) {
    checkpoint.patients.push_back(lines.number());
  }
  for (batch::TrialCounts& trial : checkpoint.counts.trials) {
    trial.eligible = lines.number();
    trial.ineligible = lines.number();
    for (batch::CriterionCounts& criterion : trial.criteria) {
      criterion.pass = lines.number();
      criterion.fail = lines.number();
      criterion.fails_alone = lines.number();
    }
  }
  if (!lines.is_good() || !lines.is_at_end()) return std::nullopt;
  return checkpoint;
}

}  // namespace eligo
