#include "called.h"

#include <vector>

namespace eligo::testing {

Called called(const std::string& key, RandomSource& random, const Vocabulary& vocabulary) {
  Called result;
  const std::optional<ConceptId> id = vocabulary.find(key);
  if (!id) {
    result.name = key;
    return result;
  }
  const Concept& known = vocabulary[*id];
  std::vector<std::string> names = {known.name, key};
  for (const std::string& synonym : known.synonyms) {
    // One that stands for something else first is no safe name.
    if (vocabulary.match(synonym) == id) names.push_back(synonym);
  }
  result.name = random.pick(names);
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
