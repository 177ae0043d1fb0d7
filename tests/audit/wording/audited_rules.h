#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "audited.h"
#include "language/check.h"
#include "language/parse.h"

namespace eligo::testing {

// Where the items of a trial begin in the rule file that findings_of_rules makes.
constexpr std::uint32_t first_line_of_items = 2;

inline syntax::RuleFile parsed_rules(const std::string& text) {
  const auto parsed = parse_rules(SourceText("NCT00000001.eligo", text));
  EXPECT_TRUE(parsed) << text << (parsed ? "" : render(parsed.diagnostics.front()));
  return parsed ? *parsed : syntax::RuleFile{};
}

// A document with each sentence that the rules quote on the line that they name.
inline std::string quoted_document(const syntax::RuleFile& rules) {
  std::vector<std::string> lines;
  for (const syntax::TrialItem& item : rules.trials.at(0).items) {
    const auto* criterion = std::get_if<syntax::Criterion>(&item);
    if (criterion == nullptr) continue;
    for (const syntax::QuotedLine& quote : criterion->quotes) {
      const std::size_t line = std::stoul(quote.line.text);
      if (lines.size() < line) lines.resize(line);
      lines[line - 1] = "* " + quote.quote.text;
    }
  }
  lines.resize(lines.size() + 5);  // what is lost has a line too
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// The findings about a trial with these items, which a person wrote.
inline std::vector<AuditFinding> findings_of_rules(const std::string& items,
                                                   const AuditOptions& options = {}) {
  const auto with_header = [&](const std::string& header) {
    return "trial NCT00000001 { " + header + "\n" + items + "}\n";
  };
  const Result<Document> document =
      document_of("NCT00000001.txt", quoted_document(parsed_rules(with_header(""))));
  const SourceText source(
      "folder/NCT00000001.eligo",
      with_header("document \"NCT00000001.txt\" sha256 \"" + document->sha256 + "\";"));
  const Result<std::vector<Program>> programs =
      check_rules(source, parsed_rules(std::string(source.content())), vocabulary(),
                  [&](const std::string&) { return document; });
  EXPECT_TRUE(programs) << items << (programs ? "" : render(programs.diagnostics.front()));
  if (!programs) return {};
  return auditor().audit(programs->front(), *document, options);
}

}  // namespace eligo::testing
