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

  void report(DiagnosticCode code, Span span, std::string message, std::string help = {}) {
    diagnostics.push_back(make_diagnostic(code, source, span, std::move(message), std::move(help)));
  }
};

}  // namespace eligo
