#include "language/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <variant>

#include "language/parse.h"
#include "language/print.h"

namespace eligo {
namespace {

// All comments of a file, sorted: the layout may move one, but not lose it.
class CommentCollector {
 public:
  static syntax::Comments of(const syntax::RuleFile& rules) {
    CommentCollector collector;
    for (const syntax::Trial& trial : rules.trials) collector.add(trial);
    collector.add(rules.closing_comments);
    std::sort(collector.all_.begin(), collector.all_.end());
    return std::move(collector.all_);
  }

 private:
  void add(const syntax::Comments& comments) {
    all_.insert(all_.end(), comments.begin(), comments.end());
  }
  void add(const syntax::Trial& trial) {
    add(trial.comments);
    for (const syntax::TrialItem& item : trial.items) {
      std::visit([&](const auto& one) { add_item(one); }, item);
    }
    add(trial.closing_comments);
  }
  template <typename Item>
  void add_item(const Item& item) {
    add(item.comments);
    if constexpr (std::is_same_v<Item, syntax::Criterion>) {
      for (const syntax::Means& means : item.means) add(means.comments);
      for (const syntax::OrMeans& other : item.other_readings) add(other.comments);
      for (const syntax::Assume& assume : item.assumes) add(assume.comments);
      for (const syntax::Accept& accept : item.accepts) add(accept.comments);
      for (const syntax::Example& example : item.examples) add(example.comments);
      add(item.closing_comments);
    }
  }

  syntax::Comments all_;
};

Result<std::string> internal_error(const SourceText& source, std::string message) {
  return Result<std::string>::failure(
      make_diagnostic(DiagnosticCode::internal_error, source.name(), std::move(message),
                      "this is a fault of the program: the file was left as it is"));
}

// A file of nearly the largest size may be over it with its line breaks and indentation.
Result<std::string> grown_too_large(const SourceText& source, std::size_t size) {
  return Result<std::string>::failure(make_diagnostic(
      DiagnosticCode::too_large, source.name(),
      fmt::format("formatted, the file would have {} bytes; a rule file has at most {}", size,
                  largest_rule_text),
      "split it into a file for each trial"));
}

}  // namespace

Result<std::string> format_rules(const SourceText& source) {
  Result<syntax::RuleFile> parsed = parse_rules(source);
  if (!parsed) return Result<std::string>::failure(std::move(parsed.diagnostics));
  std::string text = print_rules(*parsed);
  if (text.size() > largest_rule_text) return grown_too_large(source, text.size());
  const Result<syntax::RuleFile> again = parse_rules(SourceText(source.name(), text));
  if (!again) return internal_error(source, "the formatted text could not be read again");
  if (!(*again == *parsed)) return internal_error(source, "formatting changed the meaning");
  if (CommentCollector::of(*again) != CommentCollector::of(*parsed)) {
    return internal_error(source, "formatting lost a comment");
  }
  return Result<std::string>::success(std::move(text), std::move(parsed.diagnostics));
}

}  // namespace eligo
