#pragma once

#include "../../support/random_rules.h"

namespace eligo::testing {

// Names, units and texts in every form that the grammar has for them.
inline RandomRuleWords sample_words() {
  RandomRuleWords words;
  words.analytes = {"hba1c", "creatinine", "alt", "qtc_interval", "Tnf_alpha2", "_x"};
  words.terms = {"malignancy", "type_1_diabetes", "insulin", "liver_transplantation",
                 "µ_opioids",  "NCT01374854"};
  words.facts = {"pregnant", "smoker", "childbearing_potential"};
  words.units = {"%",
                 "mg/dL",
                 "10*3/uL",
                 "10^9/L",
                 "mm[Hg]",
                 "m[IU]/L",
                 "[IU]/mL",
                 "[in_i]",
                 "/uL",
                 "mL/min/{1.73_m2}",
                 "µmol/L",
                 "μg/24.h",
                 "mg/24h",
                 "s-1",
                 "xULN",
                 "{score}",
                 "%{total}",
                 "kg/m2",
                 "mg/g{creat}",
                 "10*-3",
                 "/10*6{cells}",
                 "°C",
                 "mL/min/1.73m2",
                 "[degF]",
                 "U/kg.d"};
  words.texts = {"",
                 "HbA1c ≥ 7.5 at time of enrollment.",
                 "a \"quoted\" word and a back\\slash",
                 "two\nlines\r\nand\ttabs",
                 "\u202Eturned\u2066 around",
                 "no { comment // here; }",
                 "\x01\x7F\u0085 and \U0001F9EA",
                 "ends with a backslash \\",
                 "positive",
                 "trial",
                 "003_fa63abf68c14ffa7",
                 std::string(90, 'w')};
  return words;
}

}  // namespace eligo::testing
