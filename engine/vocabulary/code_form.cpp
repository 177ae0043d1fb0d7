#include "vocabulary/code_form.h"

namespace eligo {

std::string code_form(CodeSystem system, std::string_view code) {
  std::string form;
  for (const char c : code) {
    if (c == ' ' || c == '\t' || (c == '.' && system == CodeSystem::icd10)) continue;
    form += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return form;
}

}  // namespace eligo
