#include <cstdint>
#include <utility>

#include "vocabulary/concept_packed.h"
#include "vocabulary/packed_vocabulary.h"
#include "vocabulary/vocabulary_content.h"

namespace eligo {
namespace {

std::string packed_id(ConceptId id) {
  ByteWriter into;
  into.number(id.index);
  return into.written();
}

std::string packed_spelling(const EnglishSpelling& spelling) {
  ByteWriter into;
  for (const auto& [british, american] : spelling.parts()) {
    into.text(british);
    into.text(american);
  }
  return into.written();
}

void pack_concepts(const std::vector<Concept>& concepts, ByteWriter& into) {
  std::string kinds;
  ByteWriter places;
  ByteWriter packed;
  for (const Concept& subject : concepts) {
    kinds += static_cast<char>(subject.kind);
    places.fixed(static_cast<std::uint32_t>(packed.size()));
    pack(subject, packed);
  }
  into.text(kinds);
  into.text(places.written());
  into.text(packed.written());
}

std::string packed_ids(const VocabularyContent::TextMap<ConceptId>& ids) {
  PackedTable::Entries entries;
  for (const auto& [text, id] : ids) entries.emplace_hint(entries.end(), text, packed_id(id));
  return PackedTable::pack(entries);
}

std::string packed_names(const VocabularyContent& content) {
  PackedTable::Entries entries;
  for (const auto& [name, ids] : content.by_name) {
    std::string packed;
    for (const ConceptId id : ids) packed += packed_id(id);
    entries.emplace_hint(entries.end(), name, std::move(packed));
  }
  return PackedTable::pack(entries);
}

void pack_codes(const VocabularyContent& content, ByteWriter& into) {
  for (const CodeSystem system : all_code_systems) {
    const auto codes = content.by_code.find(system);
    into.text(codes == content.by_code.end() ? PackedTable::pack({}) : packed_ids(codes->second));
  }
}

std::string packed_stems(const VocabularyContent& content) {
  ByteWriter into;
  for (const auto& [stem, id] : content.stems) {
    into.text(stem);
    into.number(id.index);
  }
  return into.written();
}

std::string packed_keys(const std::vector<Concept>& concepts) {
  std::vector<PackedNames::Name> keys;
  for (const Concept& subject : concepts) keys.emplace_back(subject.key, subject.key);
  return PackedNames::pack(std::move(keys));
}

// How many ids there are in all, then for each concept how many, and each as its distance from the
// one before it.
std::string packed_lists(const std::vector<std::vector<ConceptId>>& lists) {
  ByteWriter into;
  std::size_t all = 0;
  for (const auto& ids : lists) all += ids.size();
  into.number(all);
  for (const auto& ids : lists) {
    into.number(ids.size());
    std::uint32_t before = 0;
    for (const ConceptId id : ids) {
      into.number(id.index - before);
      before = id.index;
    }
  }
  return into.written();
}

}  // namespace

std::string PackedVocabulary::pack(const VocabularyContent& content) {
  ByteWriter into;
  into.text(content.units.packed());
  into.text(packed_spelling(content.spelling));
  pack_concepts(content.concepts, into);
  into.text(packed_ids(content.by_key));
  into.text(packed_names(content));
  pack_codes(content, into);
  into.number(content.most_words_in_a_name);
  into.text(packed_stems(content));
  into.text(packed_keys(content.concepts));
  into.text(PackedNames::pack(content.written_names));
  into.text(packed_lists(content.kinds_of));
  into.text(packed_lists(content.broader_of));
  return into.written();
}

}  // namespace eligo
