#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eligo {

// The parts of a drug's name in RxNorm's form:
// "24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet [Glucophage]".
struct ClinicalDrugName {
  std::vector<std::string> ingredients;  // "metformin hydrochloride"; never empty for a name
  std::string brand;                     // "Glucophage"; empty where none is given
};

// Takes apart the name of a clinical drug, a pack or a branded product. Of any other text the whole
// is its one ingredient.
ClinicalDrugName read_clinical_drug_name(std::string_view name);

// Other forms of an ingredient's name, the nearest first: without the words for its salt
// ("metformin"), turned round at its comma ("isophane insulin human"), without what follows the
// comma.
std::vector<std::string> other_ingredient_names(std::string_view ingredient);

}  // namespace eligo
