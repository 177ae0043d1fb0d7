#include "language/parse_problems.h"

#include <fmt/format.h>

#include <algorithm>

namespace eligo::parsing {
namespace {

constexpr std::size_t most_listed = 1000;

}  // namespace

bool Problems::is_full() const {
  return found_.size() >= most_listed;
}

void Problems::add(DiagnosticCode code, Span span, std::string message, std::string help) {
  if (is_full()) {
    has_more_ = true;
    return;
  }
  found_.emplace_back(span.begin,
                      make_diagnostic(code, source_, span, std::move(message), std::move(help)));
}

std::vector<Diagnostic> Problems::take() {
  std::stable_sort(found_.begin(), found_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Diagnostic> diagnostics;
  diagnostics.reserve(found_.size() + 1);
  for (auto& [begin, diagnostic] : found_) diagnostics.push_back(std::move(diagnostic));
  if (has_more_) {
    diagnostics.push_back(
        make_diagnostic(DiagnosticCode::too_many_problems, source_.name(),
                        fmt::format("the file has more problems than the {} above", most_listed),
                        "correct these and check the file again"));
  }
  found_.clear();
  has_more_ = false;
  return diagnostics;
}

}  // namespace eligo::parsing
