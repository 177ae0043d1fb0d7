#include "audit/proof_session.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/proof_records.h"
#include "decide/number_words.h"

namespace eligo {
namespace {

constexpr std::size_t longest_quote = 70;  // code points

bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), begins_code_point));
}

// The text, cut short behind so many code points.
std::string shortened(const std::string& text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_code_point(text[i]) && ++count > longest_quote) return text.substr(0, i) + "…";
  }
  return text;
}

bool share(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  return std::any_of(a.begin(), a.end(), [&](std::size_t one) {
    return std::find(b.begin(), b.end(), one) != b.end();
  });
}

std::string unit_words(Period::Unit unit, const Rational& count) {
  const Period period{count == 1 ? 1 : 2, unit};
  return period_text(period).substr(2);
}

}  // namespace

ProofSession::ProofSession(const Program& program, const Document& document,
                           const Vocabulary& vocabulary, const ProofTerms& terms, ProofModel& model,
                           Proofs& proofs, const AuditOptions& options)
    : program_(program),
      document_(document),
      vocabulary_(vocabulary),
      terms_(terms),
      model_(model),
      proofs_(proofs),
      is_reviewed_(options.is_reviewed) {
  for (std::size_t i = 0; i < program.criteria.size(); ++i) {
    uses_.push_back(terms_in_use(program, terms, {i}));
    const ReliedOn relied = is_reviewed_ ? ReliedOn{Reliance::whole, {}}
                                         : relied_on(program, terms, program.criteria[i]);
    if (relied.extent == Reliance::limits) model.rely_on(i, relied.limits);
    reliance_.push_back(relied.extent);
  }
}

bool ProofSession::says_something(std::size_t index) const {
  return reliance_[index] == Reliance::whole && asks_for_something(index);
}

bool ProofSession::asks_for_something(std::size_t index) const {
  const TermsInUse& use = uses_[index];
  return reliance_[index] != Reliance::nothing && program_.criteria[index].root &&
         !(use.quantities.empty() && use.records.empty() && use.facts.empty());
}

bool ProofSession::makes_a_fact(std::size_t a, std::size_t b) const {
  return std::any_of(
      terms_.record_makes_fact.begin(), terms_.record_makes_fact.end(), [&](const auto& link) {
        const auto& [implied_by, fact] = link;
        const auto& facts = uses_[b].facts;
        if (std::find(facts.begin(), facts.end(), fact) == facts.end()) return false;
        const RecordPattern& active = terms_.records[implied_by];
        return std::any_of(uses_[a].records.begin(), uses_[a].records.end(), [&](std::size_t one) {
          return record_implies(vocabulary_, terms_.records[one], active) ||
                 record_implies(vocabulary_, active, terms_.records[one]);
        });
      });
}

bool ProofSession::share_a_subject(std::size_t a, std::size_t b) const {
  if (makes_a_fact(a, b) || makes_a_fact(b, a)) return true;
  if (share(uses_[a].quantities, uses_[b].quantities)) return true;
  if (share(uses_[a].facts, uses_[b].facts)) return true;
  for (const std::size_t one : uses_[a].records) {
    if (terms_.records[one].takes_any_term()) continue;
    for (const std::size_t other : uses_[b].records) {
      if (terms_.records[other].takes_any_term()) continue;
      if (record_implies(vocabulary_, terms_.records[one], terms_.records[other]) ||
          record_implies(vocabulary_, terms_.records[other], terms_.records[one])) {
        return true;
      }
    }
  }
  return false;
}

AuditFinding ProofSession::finding(AuditCode code, std::size_t index, std::string message,
                                   std::string suggestion) const {
  const Criterion& about = program_.criteria[index];
  AuditFinding finding;
  finding.code = code;
  finding.trial = program_.trial;
  finding.criterion = about.id;
  finding.message = std::move(message);
  finding.suggestion = std::move(suggestion);
  finding.document = program_.document;
  finding.line = about.line;
  const std::string_view line = document_.text.line_text(about.line);
  finding.line_text = std::string(line);
  // The words of a quote that begins its line begin behind what marks the line.
  const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
  const std::size_t found = line.find(about.text);
  const std::size_t start = found == std::string_view::npos ? first : found;
  finding.column = about.column > 0 ? about.column : code_points(line.substr(0, start)) + 1;
  const std::uint32_t rest = code_points(line) + 1 - std::min(finding.column, code_points(line));
  finding.length = std::max(1U, std::min(code_points(about.text), rest));
  return finding;
}

AuditFinding ProofSession::trial_finding(AuditCode code, std::string message,
                                         std::string suggestion) const {
  AuditFinding finding;
  finding.code = code;
  finding.trial = program_.trial;
  finding.message = std::move(message);
  finding.suggestion = std::move(suggestion);
  finding.document = program_.document;
  return finding;
}

std::vector<z3::expr> ProofSession::ordinary(const std::vector<std::size_t>& criteria) {
  std::vector<z3::expr> wishes;
  const TermsInUse use = terms_in_use(program_, terms_, criteria);
  for (std::size_t i = 0; i < terms_.quantities.size(); ++i) {
    const Quantity& quantity = terms_.quantities[i];
    if (quantity.kind != Quantity::Kind::age || quantity.time_unit != Period::Unit::years) continue;
    wishes.push_back(model_.lies_between(i, {Bound{30, true}, Bound{60, true}}));
    wishes.push_back(model_.lies_between(i, {Bound{18, true}, Bound{90, true}}));
    wishes.push_back(model_.lies_between(i, {std::nullopt, Bound{100, true}}));
  }
  // Results before different days of the trial are the same result where no such day is given.
  for (const std::size_t a : use.quantities) {
    for (const std::size_t b : use.quantities) {
      const Quantity& one = terms_.quantities[a];
      const Quantity& other = terms_.quantities[b];
      if (a < b && one.kind == other.kind && one.analyte == other.analyte &&
          one.own_name == other.own_name && one.scale == other.scale && one.unit == other.unit &&
          one.conditions.fasting == other.conditions.fasting &&
          one.conditions.specimen == other.conditions.specimen &&
          one.kind == Quantity::Kind::result) {
        wishes.push_back(model_.same(a, b));
      }
    }
  }
  for (const std::size_t record : use.records) wishes.push_back(!model_.recorded(record));
  for (const std::size_t i : use.quantities) {
    const bool is_positive = terms_.quantities[i].scale != LimitScale::absolute;
    if (is_positive) wishes.push_back(model_.lies_between(i, {Bound{0, false}, std::nullopt}));
  }
  return wishes;
}

bool ProofSession::add_with_witness(AuditFinding finding, std::vector<z3::expr> wanted,
                                    std::vector<z3::expr> preferred,
                                    const std::vector<ExpectedResult>& expected) {
  std::vector<std::size_t> criteria;
  for (const ExpectedResult& one : expected) criteria.push_back(one.criterion);
  for (const z3::expr& wish : ordinary(criteria)) preferred.push_back(wish);
  const std::optional<FoundPatient> patient = model_.find(wanted, preferred);
  if (!patient) return false;
  const std::string id = fmt::format("witness-{}-{}", program_.trial, witnesses_ + 1);
  std::optional<std::string> profile =
      witness_profile(program_, vocabulary_, terms_, *patient, expected, id);
  if (!profile) {
    ++proofs_.refuted_by_screening;
    return false;
  }
  ++witnesses_;
  finding.witness = *std::move(profile);
  add(std::move(finding));
  return true;
}

std::string ProofSession::named(std::size_t index) const {
  const Criterion& one = program_.criteria[index];
  return fmt::format("{} (\"{}\")", one.id, shortened(one.text));
}

std::string ProofSession::subject_of(const Quantity& quantity) const {
  switch (quantity.kind) {
    case Quantity::Kind::result:
    case Quantity::Kind::named_result:
      return vocabulary_[*quantity.analyte].name;
    case Quantity::Kind::own_result:
      return quantity.own_name.text;
    case Quantity::Kind::age:
      return "age";
    case Quantity::Kind::onset_age:
      return "age at onset";
    case Quantity::Kind::duration:
      return "duration";
    case Quantity::Kind::dose:
      return "dose";
  }
  return {};
}

std::string ProofSession::quantity_words(std::size_t quantity, const Interval& values) const {
  const Quantity& one = terms_.quantities[quantity];
  Interval shown = values;
  std::string unit = one.unit;
  if (one.scale == LimitScale::upper_reference_limit) unit = "xULN";
  if (one.scale == LimitScale::lower_reference_limit) unit = "xLLN";
  const auto single = values.single();
  if (one.kind == Quantity::Kind::age || one.kind == Quantity::Kind::onset_age ||
      one.kind == Quantity::Kind::duration) {
    unit = unit_words(one.time_unit, single ? *single : Rational(2));
  } else if (one.kind == Quantity::Kind::result && one.scale == LimitScale::absolute &&
             one.written_units.size() == 1) {
    // In the unit that the sentences are written in.
    const std::optional<Unit> written = vocabulary_.units().parse(one.written_units.front());
    const auto step =
        written ? vocabulary_.step_to_default_unit(*one.analyte, *written) : std::nullopt;
    if (step && sgn(step->conversion.multiply) != 0) {
      const Rational scale = 1 / step->conversion.multiply;
      const Rational offset = -step->conversion.add / step->conversion.multiply;
      shown = transformed(values, scale, offset);
      unit = one.written_units.front();
    }
  }
  const std::string after = unit.empty() || unit == "1" ? std::string() : " " + unit;
  if (const auto value = shown.single()) {
    return fmt::format("{} {}{}", subject_of(one), decimal_text(*value, 6), after);
  }
  return fmt::format("{} {}", subject_of(one), range_text(shown, after));
}

bool ProofSession::has_finding(AuditCode code, std::size_t index) const {
  const std::string& id = program_.criteria[index].id;
  return std::any_of(
      proofs_.findings.begin(), proofs_.findings.end(),
      [&](const AuditFinding& one) { return one.code == code && one.criterion == id; });
}

bool ProofSession::is_declared_conflict(std::size_t a, std::size_t b) const {
  return std::any_of(program_.conflicts.begin(), program_.conflicts.end(),
                     [&](const ConflictingStatements& one) {
                       return (one.first.index == a && one.second.index == b) ||
                              (one.first.index == b && one.second.index == a);
                     });
}

}  // namespace eligo
