// Prints the findings about registry documents, one a line, for the scripts that measure them:
//
//   audit_documents [--no-proofs] FILE...
//
// A file that ends in .eligo is a rule file. Columns: file, trial, criterion, line, column, length,
// code, severity, words, message, suggestion; milliseconds in a line of its own, "time" first.

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "language/load.h"
#include "text/source_text.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

std::string on_one_line(std::string text) {
  for (char& c : text) {
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return text;
}

std::size_t next_code_point(std::string_view text, std::size_t at) {
  constexpr unsigned mask = 0xC0;
  constexpr unsigned continuation = 0x80;
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & mask) == continuation) ++at;
  return at;
}

// The words that a finding points at.
std::string words_of(const AuditFinding& finding) {
  const std::string_view line = finding.line_text;
  std::size_t begin = 0;
  for (std::uint32_t column = finding.text_column; column < finding.column; ++column) {
    if (begin < line.size()) begin = next_code_point(line, begin);
  }
  std::size_t end = begin;
  for (std::uint32_t count = 0; count < finding.length && end < line.size(); ++count) {
    end = next_code_point(line, end);
  }
  return std::string(line.substr(begin, end - begin));
}

void print(const std::string& file, const std::vector<AuditFinding>& findings) {
  for (const AuditFinding& finding : findings) {
    std::cout << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", file, finding.trial,
                             finding.criterion, finding.line, finding.column, finding.length,
                             slug_of(finding.code), name_of(severity_of(finding.code)),
                             on_one_line(words_of(finding)), on_one_line(finding.message),
                             on_one_line(finding.suggestion));
  }
}

void complain(const std::string& file, const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    std::cerr << file << ": " << diagnostic.message << '\n';
  }
}

bool audit_rules(Auditor& auditor, const std::string& file, const Vocabulary& vocabulary,
                 const AuditOptions& options) {
  const Result<std::vector<Program>> programs = load_rules(file, vocabulary);
  if (!programs) complain(file, programs.diagnostics);
  if (!programs) return false;
  for (const Program& program : *programs) {
    const std::filesystem::path beside = std::filesystem::path(file).parent_path();
    const Result<Document> document = read_document(beside / program.document);
    if (!document) complain(file, document.diagnostics);
    if (!document) return false;
    print(file, auditor.audit(program, *document, options));
  }
  return true;
}

bool audit_file(Auditor& auditor, const std::string& file, const Vocabulary& vocabulary,
                const AuditOptions& options) {
  if (file.ends_with(".eligo")) return audit_rules(auditor, file, vocabulary, options);
  const Result<Document> document = read_document(file);
  if (!document) complain(file, document.diagnostics);
  if (!document) return false;
  const Result<AuditedDocument> audited = auditor.audit_document(*document, options);
  if (!audited) complain(file, audited.diagnostics);
  if (!audited) return false;
  print(file, audited->findings);
  return true;
}

int run(const std::vector<std::string>& arguments) {
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  if (!vocabulary) return 2;
  Auditor auditor(*vocabulary);
  AuditOptions options;
  bool all_read = true;
  for (const std::string& argument : arguments) {
    if (argument == "--no-proofs") {
      options.prove = false;
      continue;
    }
    const auto begin = std::chrono::steady_clock::now();
    all_read = audit_file(auditor, argument, *vocabulary, options) && all_read;
    const auto taken = std::chrono::steady_clock::now() - begin;
    std::cout << fmt::format("time\t{}\t{}\n", argument,
                             std::chrono::duration_cast<std::chrono::milliseconds>(taken).count());
  }
  return all_read ? 0 : 1;
}

}  // namespace
}  // namespace eligo

int main(int count, char** arguments) {
  return eligo::run({arguments + 1, arguments + count});
}
