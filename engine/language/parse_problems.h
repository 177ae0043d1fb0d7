#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "text/diagnostic.h"
#include "text/source_text.h"

namespace eligo::parsing {

// What is wrong with one rule file, in the order of the text when it is taken.
class Problems {
 public:
  explicit Problems(const SourceText& source) : source_(source) {}

  void add(DiagnosticCode code, Span span, std::string message, std::string help = {});
  // Whether there are as many already as will be listed.
  bool is_full() const;
  bool empty() const { return found_.empty(); }
  // Sorted by place. A file that is no rule file at all has a problem in every other character:
  // only the first thousand found are listed, and the last diagnostic says that there are more.
  std::vector<Diagnostic> take();

 private:
  const SourceText& source_;
  std::vector<std::pair<std::uint32_t, Diagnostic>> found_;  // by the byte where it begins
  bool has_more_ = false;
};

}  // namespace eligo::parsing
