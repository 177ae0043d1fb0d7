#pragma once

// What a record calls a thing: by a code or by a name.

#include <string>

#include "random_source.h"
#include "vocabulary/vocabulary.h"

namespace eligo::testing {

struct Called {
  std::string name;           // always
  std::string code;           // empty where it is called by its name alone
  std::string profile_field;  // "loinc"
  std::string fhir_system;    // "http://loinc.org"
};

// One of the codes or names of the concept with this key; a key that is none is itself the name.
Called called(const std::string& key, RandomSource& random, const Vocabulary& vocabulary);

}  // namespace eligo::testing
