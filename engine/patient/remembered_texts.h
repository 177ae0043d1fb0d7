#pragma once

// What texts mean, by their exact bytes and the place where they stand. Private to this stage.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace eligo {

// A hash table that grows to a limit and forgets nothing. At every text at least 16 bytes must be
// readable, whatever its size.
template <typename Meaning>
class RememberedTexts {
 public:
  // The same spelling in many forms must not fill the memory.
  static constexpr std::size_t most_texts = std::size_t{1} << 15U;

  RememberedTexts() : slots_(least_slots) {}

  // What `text` means at `place`; null where that is not remembered.
  Meaning* find(std::uint32_t place, std::string_view text) {
    const Key key(place, text);
    for (std::size_t i = key.hash();; ++i) {
      const Slot& slot = slots_[i & (slots_.size() - 1)];
      if (slot.entry == nullptr) return nullptr;
      if (slot.key == key && (text.size() <= Key::whole_size || slot.entry->text == text)) {
        return &slot.entry->meaning;
      }
    }
  }

  // Remembers what find did not find. Null where there is no room, and for a very long text.
  Meaning* remember(std::uint32_t place, std::string_view text, Meaning meaning) {
    constexpr std::size_t longest = 256;
    if (entries_.size() >= most_texts || text.size() > longest) return nullptr;
    if (entries_.size() * 4 >= slots_.size()) grow();
    Entry& entry = entries_.emplace_back(Entry{std::string(text), std::move(meaning)});
    put({Key(place, text), &entry});
    return &entry.meaning;
  }

 private:
  static constexpr std::size_t least_slots = 256;  // a power of two, as all their numbers

  struct Entry {
    std::string text;
    Meaning meaning;
  };

  // The size and, of a short text, all its bytes; of a longer one the first and the last.
  struct Key {
    static constexpr std::size_t word = sizeof(std::uint64_t);
    static constexpr std::size_t whole_size = 2 * word;

    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint32_t size = 0;
    std::uint32_t place = 0;

    Key() = default;
    Key(std::uint32_t at, std::string_view text)
        : size(static_cast<std::uint32_t>(text.size())), place(at) {
      // Without branches: names come in no order that a processor could foresee.
      first = bytes(text.data()) & up_to(text.size());
      last = bytes(text.data() + word) & up_to(text.size() - std::min(text.size(), word));
      if (text.size() > whole_size) last = bytes(text.data() + text.size() - word);
    }

    // Which bytes of a word a text of this size takes in.
    static std::uint64_t up_to(std::size_t size) {
      const auto unused = static_cast<unsigned>(8 * (word - std::min(size, word)));
      const std::uint64_t all = ~std::uint64_t{0};
      if constexpr (std::endian::native == std::endian::little) {
        return unused == 64 ? 0 : all >> unused;
      } else {
        return unused == 64 ? 0 : all << unused;
      }
    }

    static std::uint64_t bytes(const char* at) {
      std::uint64_t number = 0;
      std::memcpy(&number, at, word);
      return number;
    }

    std::size_t hash() const {
      constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
      std::uint64_t mixed = (first ^ std::rotl(last, 29) ^ place) * odd + size;
      mixed = (mixed ^ mixed >> 32U) * odd;
      return static_cast<std::size_t>(mixed ^ mixed >> 29U);
    }

    friend bool operator==(const Key&, const Key&) = default;
  };

  struct Slot {
    Key key;
    Entry* entry = nullptr;
  };

  void put(Slot slot) {
    std::size_t i = slot.key.hash();
    while (slots_[i & (slots_.size() - 1)].entry != nullptr) ++i;
    slots_[i & (slots_.size() - 1)] = slot;
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.entry != nullptr) put(slot);
    }
  }

  std::deque<Entry> entries_;
  std::vector<Slot> slots_;
};

}  // namespace eligo
