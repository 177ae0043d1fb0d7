#include "audit/audit.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>

#include "audit/accepted_findings.h"
#include "audit/audited_sentence.h"
#include "audit/proof.h"
#include "audit/wording_rule.h"
#include "compile/accept_rules.h"
#include "compile/compile_trial.h"
#include "document/quote.h"
#include "document/read_records.h"

namespace eligo {
namespace {

std::string bare_name(const std::string& path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

void put_place(AuditFinding& finding, const Place& place) {
  finding.line = place.position.line;
  finding.column = place.position.column;
  finding.length = place.length;
  finding.line_text = place.line_text;
  finding.text_column = place.text_column;
}

// The words of a line, without indentation.
Span span_of_line(const SourceText& text, std::uint32_t line) {
  const std::string_view words = text.line_text(line);
  const std::size_t first = std::min(words.find_first_not_of(" \t"), words.size());
  const std::uint32_t start = text.line_start(line);
  return {start + static_cast<std::uint32_t>(first),
          start + static_cast<std::uint32_t>(words.size())};
}

// Where the words of a finding stand. Words that cannot be found again are their sentence's line.
std::optional<Span> span_in(const Document& document, const WordingFinding& found) {
  if (found.sentence == nullptr) {
    if (found.line == 0) return std::nullopt;
    return span_of_line(document.text, found.line);
  }
  const CriterionPart& part = found.sentence->criterion.parts[found.sentence->part];
  if (part.line == 0) return std::nullopt;
  std::optional<std::uint32_t> column;
  if (part.column > 0) column = part.column;
  const auto span = place_in_quote(document, found.sentence->text, part.line, column, found.words);
  return span ? *span : span_of_line(document.text, part.line);
}

AuditFinding placed(const Program& program, const Document& document, WordingFinding found) {
  AuditFinding finding;
  finding.code = found.code;
  finding.trial = program.trial;
  finding.criterion =
      found.sentence != nullptr ? found.sentence->criterion.id : std::move(found.criterion);
  finding.message = std::move(found.message);
  finding.suggestion = std::move(found.suggestion);
  finding.document = program.document;
  if (const auto span = span_in(document, found))
    put_place(finding, place_of(document.text, *span));
  return finding;
}

auto place_key(const AuditFinding& finding) {
  return std::tie(finding.is_in_rule_file, finding.line, finding.column, finding.code,
                  finding.criterion);
}

void sort_and_unite(std::vector<AuditFinding>& findings) {
  std::stable_sort(
      findings.begin(), findings.end(),
      [](const AuditFinding& a, const AuditFinding& b) { return place_key(a) < place_key(b); });
  const auto same = [](const AuditFinding& a, const AuditFinding& b) {
    return a.line > 0 && place_key(a) == place_key(b);
  };
  findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

}  // namespace

class Auditor::Implementation {
 public:
  explicit Implementation(const Vocabulary& vocabulary)
      : vocabulary_(vocabulary),
        field_words_(vocabulary),
        preparation_(vocabulary),
        acceptance_(vocabulary) {}

  std::vector<AuditFinding> audit(const Program& program, const Document& document,
                                  const AuditOptions& options) {
    const AuditedTrial trial{program, document, vocabulary_, field_words_,
                             preparation_.sentences_of(program)};
    WordingFindings found;
    for (const WordingRule rule : wording_rules()) rule(trial, found);
    std::vector<AuditFinding> findings;
    for (WordingFinding& one : found) {
      findings.push_back(placed(program, document, std::move(one)));
    }
    if (options.prove) {
      std::ranges::move(prove(program, document, vocabulary_, options, limit_pairs(trial)),
                        std::back_inserter(findings));
    }
    apply_acceptances(program, options, findings);
    sort_and_unite(findings);
    return findings;
  }

  Result<AuditedDocument> audit_document(const Document& document, const AuditOptions& options) {
    using Audited = Result<AuditedDocument>;
    Result<std::vector<RegistryRecord>> records = read_records(document);
    if (!records) return Audited::failure(std::move(records.diagnostics));
    AuditOptions unreviewed = options;
    unreviewed.is_reviewed = false;
    AuditedDocument audited;
    std::vector<Diagnostic> problems = std::move(records.diagnostics);
    for (const RegistryRecord& record : *records) {
      Result<Program> program = compiled(record, document);
      std::ranges::move(program.diagnostics, std::back_inserter(problems));
      if (!program) return Audited::failure(std::move(problems));
      std::ranges::move(audit(*program, document, unreviewed),
                        std::back_inserter(audited.findings));
      audited.programs.push_back(std::move(*program));
    }
    return Audited::success(std::move(audited), std::move(problems));
  }

 private:
  Result<Program> compiled(const RegistryRecord& record, const Document& document) {
    const std::string name = bare_name(document.text.name());
    MergedTrial merged{compile_trial(record, document, name, preparation_.compiler()), {}, {}};
    syntax::RuleFile rules;
    rules.trials.emplace_back();
    Result<AcceptedRules> accepted =
        acceptance_.accept(record.trial + ".eligo", std::move(rules), 0, merged, document);
    if (!accepted) return Result<Program>::failure(std::move(accepted.diagnostics));
    return Result<Program>::success(std::move(accepted->programs.front()));
  }

  const Vocabulary& vocabulary_;
  FieldWords field_words_;
  SentencePreparation preparation_;
  RuleAcceptance acceptance_;
};

Auditor::Auditor(const Vocabulary& vocabulary)
    : implementation_(std::make_unique<Implementation>(vocabulary)) {}
Auditor::~Auditor() = default;
Auditor::Auditor(Auditor&&) noexcept = default;
Auditor& Auditor::operator=(Auditor&&) noexcept = default;

std::vector<AuditFinding> Auditor::audit(const Program& program, const Document& document,
                                         const AuditOptions& options) {
  return implementation_->audit(program, document, options);
}

Result<AuditedDocument> Auditor::audit_document(const Document& document,
                                                const AuditOptions& options) {
  return implementation_->audit_document(document, options);
}

std::vector<AuditFinding> audit(const Program& program, const Document& document,
                                const Vocabulary& vocabulary, const AuditOptions& options) {
  return Auditor(vocabulary).audit(program, document, options);
}

Result<AuditedDocument> audited_document(const Document& document, const Vocabulary& vocabulary,
                                         const AuditOptions& options) {
  return Auditor(vocabulary).audit_document(document, options);
}

}  // namespace eligo
