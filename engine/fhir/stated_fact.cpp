#include "fhir/stated_fact.h"

#include <algorithm>
#include <array>

#include "patient/entry_rules.h"
#include "text/unicode.h"

namespace eligo {

namespace {

constexpr std::array only_facts = {ConceptKind::fact};

// The observations that ask about a fact, by LOINC code, and the key of the fact.
struct Question {
  std::string_view loinc;
  std::string_view fact;
};
constexpr std::array questions = {
    Question{"72166-2", "smoker"},         // Tobacco smoking status
    Question{"82810-3", "pregnant"},       // Pregnancy status
    Question{"11449-6", "pregnant"},       // Pregnancy status - Reported
    Question{"63895-7", "breastfeeding"},  // Are you currently breastfeeding
};

// What an answer's code says: about a fact of its own, or (empty) about the one that was asked.
struct CodedAnswer {
  CodeSystem system;
  std::string_view code;
  std::string_view fact;
  bool value;
};
constexpr std::array coded_answers = {
    CodedAnswer{CodeSystem::loinc, "LA18976-3", "smoker", true},  // current every day
    CodedAnswer{CodeSystem::loinc, "LA18977-1", "smoker", true},  // current some day
    CodedAnswer{CodeSystem::loinc, "LA18981-3", "smoker", true},  // heavy
    CodedAnswer{CodeSystem::loinc, "LA18982-1", "smoker", true},  // light
    CodedAnswer{CodeSystem::loinc, "LA15920-4", "former_smoker", true},
    CodedAnswer{CodeSystem::loinc, "LA18978-9", "never_smoker", true},
    CodedAnswer{CodeSystem::snomed, "449868002", "smoker", true},        // daily
    CodedAnswer{CodeSystem::snomed, "428041000124106", "smoker", true},  // some days
    CodedAnswer{CodeSystem::snomed, "428071000124103", "smoker", true},  // heavy
    CodedAnswer{CodeSystem::snomed, "428061000124105", "smoker", true},  // light
    CodedAnswer{CodeSystem::loinc, "LA15173-0", "pregnant", true},
    CodedAnswer{CodeSystem::loinc, "LA26683-5", "pregnant", false},
    CodedAnswer{CodeSystem::snomed, "77386006", "pregnant", true},
    CodedAnswer{CodeSystem::snomed, "60001007", "pregnant", false},
    CodedAnswer{CodeSystem::loinc, "LA33-6", "", true},   // yes
    CodedAnswer{CodeSystem::loinc, "LA32-8", "", false},  // no
    CodedAnswer{CodeSystem::snomed, "373066001", "", true},
    CodedAnswer{CodeSystem::snomed, "373067005", "", false}};

// A fact that an answer states.
struct Answer {
  ConceptId fact;
  bool value = false;
};

std::optional<Answer> answer_of_code(const RecordedCode& code, ConceptId asked,
                                     const Vocabulary& vocabulary) {
  const std::optional<ConceptId> meaning = vocabulary.match_code(code.system, code.code);
  if (meaning && vocabulary[*meaning].kind == ConceptKind::fact) return Answer{*meaning, true};
  const std::optional<CodeSystem> system = code_system_named(code.system);
  for (const CodedAnswer& known : coded_answers) {
    if (system != known.system || code.code != known.code) continue;
    if (known.fact.empty()) return Answer{asked, known.value};
    if (const auto fact = vocabulary.find(known.fact)) return Answer{*fact, known.value};
  }
  return std::nullopt;
}

std::optional<Answer> answer_of_words(std::string_view words, ConceptId asked,
                                      const Vocabulary& vocabulary) {
  constexpr std::string_view denial = "not ";
  const std::string folded = folded_name(words);
  if (folded == "yes" || folded == "true") return Answer{asked, true};
  if (folded == "no" || folded == "false") return Answer{asked, false};
  if (const auto fact = vocabulary.match(words, only_facts)) return Answer{*fact, true};
  if (!folded.starts_with(denial)) return std::nullopt;
  const auto denied = vocabulary.match(folded.substr(denial.size()), only_facts);
  return denied ? std::optional(Answer{*denied, false}) : std::nullopt;
}

std::optional<Answer> answer_of(const Element& observation, ConceptId asked, PatientParts& parts) {
  if (const std::optional<bool> flag = observation.flag("valueBoolean")) {
    return Answer{asked, *flag};
  }
  const std::string words = observation.text("valueString");
  if (!words.empty()) return answer_of_words(words, asked, parts.vocabulary);
  const CodedText coded = read_coded_text(observation, "valueCodeableConcept", parts);
  for (const RecordedCode& code : coded.codes) {
    if (const auto answer = answer_of_code(code, asked, parts.vocabulary)) return answer;
  }
  for (const std::string& name : coded.names) {
    if (const auto answer = answer_of_words(name, asked, parts.vocabulary)) return answer;
  }
  return std::nullopt;
}

// Whether the answer says anything about what was asked: "former smoker" does about smoking.
bool is_one_of(const Vocabulary& vocabulary, ConceptId fact,
               std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](std::string_view key) { return vocabulary.find(key) == fact; });
}

}  // namespace

std::optional<ConceptId> fact_meant(const CodedText& coded, RecordList list, PatientParts& parts) {
  const Vocabulary& vocabulary = parts.vocabulary;
  bool belongs_in_list = false;
  for (const RecordedCode& code : coded.codes) {
    const std::optional<ConceptId> meaning = vocabulary.match_code(code.system, code.code);
    if (!meaning) continue;
    if (vocabulary[*meaning].kind == ConceptKind::fact) return meaning;
    belongs_in_list = true;
  }
  if (belongs_in_list) return std::nullopt;
  for (const std::string& name : coded.names) {
    if (vocabulary.match(name, kinds_in(list))) return std::nullopt;
  }
  for (const std::string& name : coded.names) {
    if (const auto fact = vocabulary.match(name, only_facts)) return fact;
  }
  return std::nullopt;
}

std::optional<ConceptId> fact_asked(const CodedText& code, PatientParts& parts) {
  const Vocabulary& vocabulary = parts.vocabulary;
  for (const RecordedCode& recorded : code.codes) {
    const std::optional<ConceptId> meaning = vocabulary.match_code(recorded.system, recorded.code);
    if (meaning && vocabulary[*meaning].kind == ConceptKind::fact) return meaning;
    if (meaning || code_system_named(recorded.system) != CodeSystem::loinc) continue;
    for (const Question& question : questions) {
      if (recorded.code == question.loinc) return vocabulary.find(question.fact);
    }
  }
  if (!code.codes.empty()) return std::nullopt;
  for (const std::string& name : code.names) {
    constexpr std::array kinds = {ConceptKind::laboratory, ConceptKind::vital, ConceptKind::score,
                                  ConceptKind::fact};
    const auto meaning = vocabulary.match(name, kinds);
    if (meaning && vocabulary[*meaning].kind == ConceptKind::fact) return meaning;
  }
  return std::nullopt;
}

void add_answer(ConceptId fact, const Element& observation, const std::optional<PartialDate>& date,
                PatientParts& parts) {
  const Vocabulary& vocabulary = parts.vocabulary;
  const std::optional<Answer> answer = answer_of(observation, fact, parts);
  if (!answer || observation.is_spoilt()) {
    parts.undecided_facts.push_back({fact, false, date, observation.path()});
    parts.note("Observation: an answer that decides nothing", observation.path());
    return;
  }
  const auto state = [&](ConceptId stated, bool value) {
    parts.patient.facts.push_back({stated, value, date, observation.path()});
  };
  state(answer->fact, answer->value);
  if (answer->fact == fact) return;
  // Of somebody who once or never smoked, or who is called a non-smoker, smoking is denied.
  const bool is_denial =
      answer->value && is_one_of(vocabulary, fact, {"smoker"}) &&
      is_one_of(vocabulary, answer->fact, {"former_smoker", "never_smoker", "non_smoker"});
  const bool is_kind = answer->value && vocabulary.is_kind_of(answer->fact, fact);
  if (is_denial || is_kind) {
    state(fact, !is_denial);
  } else {
    parts.undecided_facts.push_back({fact, false, date, observation.path()});
  }
}

}  // namespace eligo
