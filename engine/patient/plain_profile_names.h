#pragma once

// What the names and codes of plain profiles mean. Private to this stage.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "patient/plain_profile.h"
#include "patient/remembered_texts.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// Where a name stands.
enum class NamePlace : std::uint32_t { lab, vital, condition, medication, procedure, event };
// Where the members of an object have names for keys.
enum class MemberPlace : std::uint32_t { profile, vitals, facts };

// The fields of a profile that are no names.
enum class ProfileField {
  none,
  id,
  sex,
  birth_date,
  as_of,
  labs,
  vitals,
  conditions,
  medications,
  procedures,
  events,
  facts,
  attestations,
  complete
};

struct PlainMember {
  ProfileField field = ProfileField::none;
  std::optional<ConceptId> observed;  // what a number or an object under this key is a result of
  std::optional<ConceptId> fact;      // what true or false under it says
  std::uint64_t object = 0;           // the last object that had this key
};

// The name and the codes of an entry as recorded; empty where there are none.
struct PlainName {
  std::string_view name;
  std::array<std::string_view, 4> codes;  // by CodeSystem
};

class PlainNames {
 public:
  // The vocabulary must outlive the object.
  explicit PlainNames(const Vocabulary& vocabulary);

  // Sets what the name and the codes of an entry of a list mean together; false where the ordinary
  // reader would not use it, or warn.
  bool identify(NamePlace place, const PlainName& name, ConceptId& meaning);
  // The same for the codes of a result that stands under the name of `analyte`.
  bool identify_result(ConceptId analyte, const PlainName& codes, ConceptId& meaning);

  // Whether a specimen is written in the form in which specimens are compared.
  bool is_specimen(std::string_view text);

  // Call where an object begins, and hand what it returns to `member` with each key.
  std::uint64_t begin_object() { return ++objects_; }
  // What a key means; null for one that means nothing and one that the object had before.
  const PlainMember* member(MemberPlace place, std::string_view key, std::uint64_t object);

 private:
  // Null for what has no meaning.
  const ConceptId* meaning_of_name(NamePlace place, std::string_view name);
  const ConceptId* meaning_of_code(CodeSystem system, std::string_view code);
  // Narrows `meaning`, where it is known, by the codes.
  template <typename IsKind>
  bool add_codes(const PlainName& name, const IsKind& is_kind, bool is_known, ConceptId& meaning);
  std::optional<PlainMember> read_member(MemberPlace place, std::string_view key) const;

  const Vocabulary* vocabulary_;
  RememberedTexts<ConceptId> names_;
  RememberedTexts<ConceptId> codes_;
  RememberedTexts<PlainMember> members_;
  RememberedTexts<bool> specimens_;
  std::uint64_t objects_ = 0;
};

}  // namespace eligo
