#pragma once

#include <string>
#include <vector>

#include "case_file.h"
#include "compile/compile_sentence.h"
#include "vocabulary/vocabulary.h"

namespace eligo::testing {

// What differs between a case and the compiler's reading of its sentence; empty where nothing does.
struct CaseResult {
  std::vector<std::string> differences;
  std::string rule;  // the reading, printed
};
CaseResult run_case(const SentenceCase& one, SentenceCompiler& compiler,
                    const Vocabulary& vocabulary);

// What is wrong with a case itself: an expected rule that is none, or that fails its own examples.
std::vector<std::string> faults_of(const SentenceCase& one, const Vocabulary& vocabulary);

}  // namespace eligo::testing
