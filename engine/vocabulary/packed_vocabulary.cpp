#include "vocabulary/packed_vocabulary.h"

#include <algorithm>

#include "vocabulary/concept_packed.h"

namespace eligo {

PackedVocabulary::PackedVocabulary(std::unique_ptr<const std::string> packed)
    : PackedVocabulary(std::string_view(*packed)) {
  owned_ = std::move(packed);
}

// The parts in the order in which `pack` writes them.
PackedVocabulary::PackedVocabulary(std::string_view packed) {
  ByteReader from(packed);
  units_ = UnitTable::unpacked(from.text());
  for (ByteReader parts(from.text()); !parts.at_end();) {
    std::string british(parts.text());
    spelling_.add({std::move(british), std::string(parts.text())});
  }
  kinds_ = from.text();
  places_ = from.text();
  packed_concepts_ = from.text();
  size_ = kinds_.size();
  concepts_ = std::make_unique<std::atomic<const Concept*>[]>(size_);
  by_key_ = PackedTable(from.text());
  names_ = PackedTable(from.text());
  for (PackedTable& codes : by_code_) codes = PackedTable(from.text());
  most_words_in_a_name_ = from.number();
  for (ByteReader stems(from.text()); !stems.at_end();) {
    const std::string_view stem = stems.text();
    if (const auto id = id_from(stems)) stems_.emplace_back(stem, *id);
  }
  key_names_ = PackedNames(from.text());
  written_names_ = PackedNames(from.text());
  kinds_of_.read(ByteReader(from.text()), size_);
  broader_of_.read(ByteReader(from.text()), size_);
}

PackedVocabulary::~PackedVocabulary() {
  for (std::size_t i = 0; i < size_; ++i) delete concepts_[i].load(std::memory_order_relaxed);
}

const Concept& PackedVocabulary::unpack(ConceptId id) const {
  const std::size_t place = fixed_number_at(places_, id.index);
  ByteReader from(packed_concepts_.substr(std::min(place, packed_concepts_.size())));
  auto unpacked = std::make_unique<const Concept>(unpack_concept(from));
  const Concept* others = nullptr;
  // Where another thread was faster, its concept is the one.
  if (!concepts_[id.index].compare_exchange_strong(others, unpacked.get(),
                                                   std::memory_order_acq_rel)) {
    return *others;
  }
  return *unpacked.release();
}

std::optional<ConceptId> PackedVocabulary::with_key(std::string_view key) const {
  auto id = by_key_.find(key);
  if (!id) return std::nullopt;
  return id_from(*id);
}

std::optional<ConceptId> PackedVocabulary::with_code(CodeSystem system,
                                                     std::string_view form) const {
  auto id = by_code_[static_cast<std::size_t>(system)].find(form);
  if (!id) return std::nullopt;
  return id_from(*id);
}

void PackedVocabulary::Lists::read(ByteReader from, std::size_t concepts) {
  const std::uint64_t written = from.number();
  ids_.reserve(std::min<std::uint64_t>(written, from.bytes_left()));
  begins_.reserve(concepts + 1);
  for (std::size_t i = 0; i < concepts; ++i) {
    begins_.push_back(ids_.size());
    std::uint32_t index = 0;
    for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
      index += from.index();
      if (index < concepts) ids_.push_back(ConceptId{index});
    }
  }
  begins_.push_back(ids_.size());
}

}  // namespace eligo
