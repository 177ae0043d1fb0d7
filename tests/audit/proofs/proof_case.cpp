#include "proof_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

#include "decide/decide.h"
#include "document/document.h"
#include "language/check.h"
#include "language/parse.h"
#include "text/json.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::testing {
namespace {

constexpr const char* document_name = "case.txt";

// A case's criteria as a rule file, and the document that it quotes.
struct RuleFileOfCase {
  std::string document;
  std::string criteria;
  int line = 0;

  void add(const std::string& text) {
    static const std::regex criterion(
        "(registry|inclusion|exclusion) (\\w+)(?: \"([^\"]*)\")?: (.*)");
    std::smatch part;
    if (!std::regex_match(text, part, criterion)) {
      criteria +=
          "  " + text +
          (text.find(" because ") == std::string::npos ? " because \"they contradict\";\n" : ";\n");
      return;
    }
    const std::string sentence =
        part[3].matched ? part[3].str() : "Words of " + part[1].str() + " " + part[2].str();
    document += sentence + "\n";
    ++line;
    criteria += "  " + part[1].str() + " " + part[2].str() + " \"" + sentence + "\" line " +
                std::to_string(line) + " { means " + part[4].str() + "; }\n";
  }
};

bool is_unknown_in_all_readings(const CriterionDecision& one) {
  return one.result == CriterionResult::unknown &&
         std::all_of(one.other_readings.begin(), one.other_readings.end(),
                     [](const OtherReadingResult& other) {
                       return other.result == CriterionResult::unknown;
                     });
}

// Of all criteria, or where `about` is one, of that one alone.
std::string screened_results(const ProofCase& proof_case, const std::string& profile,
                             const std::string& about) {
  const SourceText text("witness", profile);
  const auto json = parse_json(text);
  EXPECT_TRUE(json) << profile;
  if (!json) return "not JSON";
  const auto read = read_patient(*json, "witness", vocabulary());
  const auto* patient = std::get_if<ReadPatient>(&read);
  EXPECT_NE(patient, nullptr) << profile;
  if (patient == nullptr) return "rejected";
  EXPECT_TRUE(patient->warnings.empty()) << profile << "\n" << render(patient->warnings.front());
  const Decision decision =
      decide(proof_case.program, *patient, vocabulary(), {.as_of = *patient->patient.as_of});
  std::string results;
  for (const CriterionDecision& one : decision.criteria) {
    if (is_unknown_in_all_readings(one) || (!about.empty() && one.id != about)) continue;
    results += results.empty() ? ": " : ", ";
    results += one.id + " " + std::string(name_of(one.result));
    for (const OtherReadingResult& other : one.other_readings) {
      results += " or " + std::string(name_of(other.result));
    }
  }
  return results;
}

// The criteria that a message about the trial names, in their order.
std::string named_in(const Program& program, const std::string& message) {
  std::string names;
  for (const Criterion& one : program.criteria) {
    if (message.find(" " + one.id + " (\"") == std::string::npos) continue;
    names += (names.empty() ? "of " : ", ") + one.id;
  }
  return names;
}

std::string slug_of_code(AuditCode code) {
  switch (code) {
#define AUDIT_CODE(name, slug, severity, meaning) \
  case AuditCode::name:                           \
    return slug;
#include "audit/audit_codes.def"
#undef AUDIT_CODE
  }
  return {};
}

}  // namespace

const Vocabulary& vocabulary() {
  static const Result<Vocabulary> standard = standard_vocabulary();
  return *standard;
}

ProofCase read_case(const std::string& text) {
  RuleFileOfCase rules;
  std::vector<std::string> expected;
  std::istringstream lines(text);
  bool is_below = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    if (line == "---") {
      is_below = true;
    } else if (is_below) {
      expected.push_back(line);
    } else {
      rules.add(line);
    }
  }
  Result<Document> document = document_of(document_name, rules.document);
  EXPECT_TRUE(document);
  const SourceText source("case.eligo", "trial CASE {\n  document \"" + std::string(document_name) +
                                            "\" sha256 \"" + document->sha256 + "\";\n" +
                                            rules.criteria + "}\n");
  const auto parsed = parse_rules(source);
  EXPECT_TRUE(parsed) << text << (parsed ? "" : render(parsed.diagnostics.front()));
  const auto programs = check_rules(source, *parsed, vocabulary(), [&](const std::string&) {
    return document_of(document_name, rules.document);
  });
  EXPECT_TRUE(programs) << text << (programs ? "" : render(programs.diagnostics.front()));
  std::sort(expected.begin(), expected.end());
  return {programs->front(), *std::move(document), std::move(expected)};
}

ProofCase read_case_file(const std::filesystem::path& file) {
  std::ifstream input(file);
  std::ostringstream text;
  text << input.rdbuf();
  return read_case(text.str());
}

std::vector<std::string> lines_of(const ProofCase& proof_case, const Proofs& proofs) {
  std::vector<std::string> lines;
  for (const AuditFinding& finding : proofs.findings) {
    std::string line = slug_of_code(finding.code) + " " + finding.criterion;
    if (finding.criterion.empty()) line += named_in(proof_case.program, finding.message);
    const bool is_of_one = finding.code == AuditCode::two_readings;
    if (!finding.witness.empty()) {
      line += screened_results(proof_case, finding.witness, is_of_one ? finding.criterion : "");
    }
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace eligo::testing
