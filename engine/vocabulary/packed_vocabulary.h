#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/packed_table.h"
#include "vocabulary/code_system.h"
#include "vocabulary/concept.h"
#include "vocabulary/english_spelling.h"
#include "vocabulary/packed_names.h"

namespace eligo {

struct VocabularyContent;

// A vocabulary in bytes, searched where it lies. A concept is unpacked when it is first asked for,
// from any thread, and stays where it is then.
class PackedVocabulary {
 public:
  // The bytes of everything in `content`; the same for the same content.
  static std::string pack(const VocabularyContent& content);

  // `packed` is what `pack` returned. A view outlives this; a text is kept. An empty
  // one is a vocabulary without concepts.
  explicit PackedVocabulary(std::string_view packed);
  explicit PackedVocabulary(std::unique_ptr<const std::string> packed);
  ~PackedVocabulary();
  PackedVocabulary(const PackedVocabulary&) = delete;
  PackedVocabulary& operator=(const PackedVocabulary&) = delete;

  std::size_t size() const { return size_; }
  const Concept& operator[](ConceptId id) const {
    const Concept* unpacked = concepts_[id.index].load(std::memory_order_acquire);
    return unpacked != nullptr ? *unpacked : unpack(id);
  }
  // Without unpacking the concept.
  ConceptKind kind_of(ConceptId id) const { return static_cast<ConceptKind>(kinds_[id.index]); }

  const UnitTable& units() const { return units_; }
  const EnglishSpelling& spelling() const { return spelling_; }

  std::optional<ConceptId> with_key(std::string_view key) const;
  // `form` is the code's code_form.
  std::optional<ConceptId> with_code(CodeSystem system, std::string_view form) const;
  // The first of the concepts with this comparable name, in the order of their kinds, that `accept`
  // takes.
  template <typename Accept>
  std::optional<ConceptId> with_name(std::string_view comparable, const Accept& accept) const {
    auto ids = names_.find(comparable);
    while (ids && !ids->at_end()) {
      const auto id = id_from(*ids);
      if (id && accept(*id)) return id;
    }
    return std::nullopt;
  }
  std::size_t most_words_in_a_name() const { return most_words_in_a_name_; }
  // Comparable word parts, and what they hint at.
  std::span<const std::pair<std::string_view, ConceptId>> stems() const { return stems_; }

  const PackedNames& keys() const { return key_names_; }
  const PackedNames& written_names() const { return written_names_; }

  std::span<const ConceptId> kinds_of(ConceptId id) const { return kinds_of_.of(id); }
  std::span<const ConceptId> broader_of(ConceptId id) const { return broader_of_.of(id); }

 private:
  // A list of concepts for each concept.
  class Lists {
   public:
    void read(ByteReader from, std::size_t concepts);
    std::span<const ConceptId> of(ConceptId id) const {
      return std::span(ids_).subspan(begins_[id.index], begins_[id.index + 1] - begins_[id.index]);
    }

   private:
    std::vector<ConceptId> ids_;
    std::vector<std::size_t> begins_;
  };

  // The next id; nothing where there is no such concept.
  std::optional<ConceptId> id_from(ByteReader& from) const {
    const ConceptId id{from.index()};
    return id.index < size_ ? std::optional(id) : std::nullopt;
  }
  const Concept& unpack(ConceptId id) const;

  std::unique_ptr<const std::string> owned_;  // the bytes, where nobody else keeps them
  std::size_t size_ = 0;
  UnitTable units_;
  EnglishSpelling spelling_;
  std::string_view kinds_;   // a byte a concept
  std::string_view places_;  // where each concept begins in packed_concepts_
  std::string_view packed_concepts_;
  mutable std::unique_ptr<std::atomic<const Concept*>[]> concepts_;  // null where not yet unpacked
  PackedTable by_key_;
  PackedTable names_;
  std::array<PackedTable, all_code_systems.size()> by_code_;  // in that order
  std::size_t most_words_in_a_name_ = 0;
  std::vector<std::pair<std::string_view, ConceptId>> stems_;
  PackedNames key_names_;
  PackedNames written_names_;
  Lists kinds_of_;
  Lists broader_of_;
};

}  // namespace eligo
