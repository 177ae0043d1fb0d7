#include "report/page/result_words.h"

#include <string>

namespace eligo {

ResultWords words_of(CriterionResult result) {
  switch (result) {
    case CriterionResult::pass:
      return {"✓", "passes", "pass"};
    case CriterionResult::fail:
      return {"✕", "fails", "fail"};
    case CriterionResult::unknown:
      return {"?", "open", "open"};
  }
  return {"?", "open", "open"};
}

ResultWords words_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::eligible:
      return {"✓", "Eligible", "pass"};
    case Verdict::ineligible:
      return {"✕", "Ineligible", "fail"};
    case Verdict::undetermined:
      return {"?", "Undetermined", "open"};
  }
  return {"?", "Undetermined", "open"};
}

Fields fields_of(const ResultWords& words) {
  Fields fields;
  fields.set("sign", std::string(words.sign));
  fields.set("word", std::string(words.word));
  fields.set("class", std::string(words.css_class));
  return fields;
}

}  // namespace eligo
