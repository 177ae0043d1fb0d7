#include "report/screened/screened_patient.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace eligo {
namespace {

// Whether the text is one of the rule file's own; what screening adds may quote the record.
bool is_of_rules(const Program& program, const std::string& text) {
  return std::find(program.assumptions.begin(), program.assumptions.end(), text) !=
         program.assumptions.end();
}

// "woman, 34 years"; the number of years, where the text ends with one.
std::string summary_without_old_age(const std::string& summary) {
  std::string shown;
  std::size_t begin = 0;
  while (begin < summary.size()) {
    const std::size_t digit = summary.find_first_of("0123456789", begin);
    if (digit == std::string::npos) break;
    std::size_t end = summary.find_first_not_of("0123456789", digit);
    if (end == std::string::npos) end = summary.size();
    int years = 0;
    std::from_chars(summary.data() + digit, summary.data() + end, years);
    if (years > oldest_shown_age) return shown + summary.substr(begin, digit - begin) + "90+ years";
    shown += summary.substr(begin, end - begin);
    begin = end;
  }
  return shown + summary.substr(begin);
}

bool is_old_age(const Comparison& comparison) {
  const std::optional<Bound>& most = comparison.value.high;
  Rational years = most ? most->value : Rational(0);
  if (comparison.unit == "months") years /= 12;
  if (comparison.unit == "weeks") years /= 52;
  if (comparison.unit == "days") years /= 365;
  return comparison.is_age && (!most || years > oldest_shown_age);
}

std::vector<Evidence> years_of(const std::vector<Evidence>& evidence) {
  constexpr std::size_t digits_of_year = 4;
  std::vector<Evidence> kept;
  for (const Evidence& piece : evidence) {
    // A number is kept with its year, if it is one; a word that somebody wrote is not.
    const std::optional<Rational> number = parse_decimal(piece.as ? piece.as->value : piece.value);
    if (!number || piece.path == "/age" || piece.path == "/birthDate") continue;
    Evidence shown;
    shown.value = piece.as ? piece.as->value : piece.value;
    shown.unit = piece.as ? piece.as->unit : std::string();
    shown.date = piece.date.substr(0, digits_of_year);
    kept.push_back(std::move(shown));
  }
  return kept;
}

std::vector<std::string> only_of_rules(const Program& program,
                                       const std::vector<std::string>& texts) {
  std::vector<std::string> kept;
  for (const std::string& text : texts) {
    if (is_of_rules(program, text)) kept.push_back(text);
  }
  return kept;
}

// What is asked for without the words, which may quote the record.
OpenItem without_words(OpenItem item) {
  item.ask.clear();
  return item;
}

void leave_out_texts(const Program& program, CriterionDecision& criterion) {
  criterion.why.clear();
  criterion.evidence = years_of(criterion.evidence);
  criterion.assumptions = only_of_rules(program, criterion.assumptions);
  for (OpenItem& item : criterion.open) item = without_words(std::move(item));
  criterion.notes.clear();
  criterion.nearest.reset();
  criterion.turns.clear();
  criterion.reason = Reason{};
}

}  // namespace

ScreenedPatient screened_patient(const Program& program, const Vocabulary& vocabulary,
                                 const Patient& patient, Decision decision) {
  ScreenedPatient screened;
  for (std::size_t i = 0; i < decision.criteria.size(); ++i) {
    screened.comparisons.push_back(comparisons_of(program, vocabulary, program.criteria[i],
                                                  decision.criteria[i], patient.sex,
                                                  decision.as_of));
  }
  screened.decision = std::move(decision);
  return screened;
}

ScreenedPatient deidentified(const Program& program, ScreenedPatient screened,
                             const std::string& code) {
  screened.disclosure = Disclosure::deidentified;
  Decision& decision = screened.decision;
  decision.patient = code;
  decision.patient_summary = summary_without_old_age(decision.patient_summary);
  if (decision.deceased) decision.deceased = Deceased{"the patient has died", "", ""};
  decision.why.clear();
  decision.assumptions.clear();
  for (CriterionDecision& criterion : decision.criteria) {
    leave_out_texts(program, criterion);
    for (const std::string& assumption : criterion.assumptions) {
      decision.assumptions.push_back(criterion.id + ": " + assumption);
    }
  }
  for (OpenItem& item : decision.open) item = without_words(std::move(item));
  decision.warnings.clear();
  decision.notes.clear();
  decision.earliest.reset();
  for (std::vector<Comparison>& comparisons : screened.comparisons) {
    std::erase_if(comparisons, is_old_age);
  }
  return screened;
}

std::string day_words(Day day, Disclosure disclosure) {
  constexpr std::size_t digits_of_year = 4;
  const std::string text = date_text(day);
  return disclosure == Disclosure::full ? text : text.substr(0, digits_of_year);
}

std::vector<std::size_t> failing_criteria(const Decision& decision) {
  std::vector<std::size_t> positions;
  for (const bool exclusions : {true, false}) {
    for (std::size_t i = 0; i < decision.criteria.size(); ++i) {
      const CriterionDecision& criterion = decision.criteria[i];
      if (criterion.result != CriterionResult::fail) continue;
      if ((criterion.kind == CriterionKind::exclusion) == exclusions) positions.push_back(i);
    }
  }
  return positions;
}

std::size_t count_of(const Decision& decision, CriterionResult result) {
  return static_cast<std::size_t>(
      std::count_if(decision.criteria.begin(), decision.criteria.end(),
                    [&](const CriterionDecision& one) { return one.result == result; }));
}

}  // namespace eligo
