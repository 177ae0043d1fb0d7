#pragma once

#include <string>
#include <utility>
#include <vector>

#include "text/diagnostic.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// What every part of the checker works with, and where it reports to.
struct CheckContext {
  const SourceText& source;
  const Vocabulary& vocabulary;
  std::vector<Diagnostic> diagnostics = {};

  // The two ends of a range can share a unit: what is wrong with it is said once.
  void report(DiagnosticCode code, Span span, std::string message, std::string help = {}) {
    Diagnostic next = make_diagnostic(code, source, span, std::move(message), std::move(help));
    if (!diagnostics.empty()) {
      const Diagnostic& last = diagnostics.back();
      if (last.code == code && last.place->position == next.place->position) return;
    }
    diagnostics.push_back(std::move(next));
  }
};

}  // namespace eligo
