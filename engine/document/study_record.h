#pragma once

#include <optional>

#include "document/document.h"
#include "document/plain_text.h"
#include "document/registry_record.h"

namespace eligo {

// What a study record in XML or JSON holds of a trial, its format's escapes undone. Unset: the
// record does not have it.
struct StudyFields {
  std::optional<PlainText> trial;
  std::optional<PlainText> brief_title;
  std::optional<PlainText> official_title;
  std::optional<PlainText> criteria;
  std::optional<PlainText> minimum_age;
  std::optional<PlainText> maximum_age;
  std::optional<PlainText> sex;
  std::optional<PlainText> healthy;
  std::optional<bool> accepts_healthy;  // set: what `healthy` says
};

// The record that they make. What is missing or not understood is said in its notes; where there
// are no criteria, both lists are withheld.
RegistryRecord study_record(const Document& document, const StudyFields& fields);

}  // namespace eligo
