#include "called.h"

#include <map>
#include <vector>

namespace eligo::testing {
namespace {

// The names that can only mean the concept. Looked up once: a concept has dozens.
const std::vector<std::string>& safe_names(ConceptId id, const Vocabulary& vocabulary) {
  static std::map<ConceptId, std::vector<std::string>> known;
  std::vector<std::string>& names = known[id];
  if (!names.empty()) return names;
  const Concept& subject = vocabulary[id];
  names = {subject.name, subject.key};
  for (const std::string& synonym : subject.synonyms) {
    // One that stands for something else first is no safe name.
    if (vocabulary.match(synonym) == id) names.push_back(synonym);
  }
  return names;
}

}  // namespace

Called called(const std::string& key, RandomSource& random, const Vocabulary& vocabulary) {
  Called result;
  const std::optional<ConceptId> id = vocabulary.find(key);
  if (!id) {
    result.name = key;
    return result;
  }
  const Concept& known = vocabulary[*id];
  result.name = random.pick(safe_names(*id, vocabulary));
  if (random.coin()) return result;
  std::vector<Called> coded;
  const auto add = [&](const std::vector<std::string>& codes, const char* field,
                       const char* system) {
    for (const std::string& code : codes) coded.push_back({result.name, code, field, system});
  };
  add(known.loinc, "loinc", "http://loinc.org");
  add(known.snomed, "snomed", "http://snomed.info/sct");
  add(known.icd10, "icd10", "http://hl7.org/fhir/sid/icd-10-cm");
  add(known.rxnorm, "rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm");
  return coded.empty() ? result : random.pick(coded);
}

}  // namespace eligo::testing
