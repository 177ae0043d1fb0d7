#include <cstdint>
#include <utility>

#include "quantity/unit.h"
#include "quantity/unit_packed.h"

namespace eligo {
namespace {

void pack_words(const UnitSpellings::Units& words, ByteWriter& into) {
  into.number(words.size());
  for (const auto& [word, unit] : words) {
    into.text(word);
    pack(unit, into);
  }
}

UnitSpellings::Units unpack_words(ByteReader& from) {
  UnitSpellings::Units words;
  for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
    const std::string_view word = from.text();
    words.emplace_hint(words.end(), word, unpack_unit(from));
  }
  return words;
}

}  // namespace

// Packs the parts of a table one after the other, and unpacks them in the same order.
class UnitTablePacker {
 public:
  static std::string packed(const UnitTable& table) {
    ByteWriter into;
    pack_prefixes(table, into);
    pack_atoms(table, into);
    into.number(table.unclear_.size());
    for (const std::string& text : table.unclear_) into.text(text);
    into.number(table.common_.size());
    for (const std::string& text : table.common_) into.text(text);
    pack_words(table.words_, into);
    pack_words(table.caseless_words_, into);
    into.text(table.overrides_.packed());
    into.text(table.spellings_.packed());
    into.text(table.caseless_spellings_.packed());
    into.text(table.ready_.packed());
    return into.written();
  }

  static UnitTable unpacked(std::string_view bytes) {
    UnitTable table;
    ByteReader from(bytes);
    unpack_prefixes(from, table);
    unpack_atoms(from, table);
    for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
      table.unclear_.emplace_hint(table.unclear_.end(), from.text());
    }
    for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
      table.common_.emplace_back(from.text());
    }
    table.words_ = unpack_words(from);
    table.caseless_words_ = unpack_words(from);
    table.overrides_ = UnitSpellings(from.text());
    table.spellings_ = UnitSpellings(from.text());
    table.caseless_spellings_ = UnitSpellings(from.text());
    table.ready_ = UnitSpellings(from.text());
    return table;
  }

 private:
  static void pack_prefixes(const UnitTable& table, ByteWriter& into) {
    into.number(table.prefixes_.size());
    for (const auto& [code, prefix] : table.prefixes_) {
      into.text(code);
      into.text(prefix.name);
      pack(prefix.factor, into);
      into.flag(prefix.ucum_only);
    }
  }

  static void unpack_prefixes(ByteReader& from, UnitTable& table) {
    for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
      const std::string_view code = from.text();
      UnitTable::Prefix prefix;
      prefix.name = from.text();
      prefix.factor = unpack_rational(from);
      prefix.ucum_only = from.flag();
      table.prefixes_.emplace_hint(table.prefixes_.end(), code, std::move(prefix));
    }
  }

  static void pack_atoms(const UnitTable& table, ByteWriter& into) {
    into.number(table.atoms_.size());
    for (const auto& [code, atom] : table.atoms_) {
      into.text(code);
      into.text(atom.name);
      pack(atom.dimension, into);
      pack(atom.factor, into);
      pack(atom.offset, into);
      into.flag(atom.special);
      into.flag(atom.metric);
      into.flag(atom.ucum_only);
      into.text(atom.scale);
      into.flag(atom.counts.has_value());
      if (atom.counts) pack(*atom.counts, into);
    }
  }

  static void unpack_atoms(ByteReader& from, UnitTable& table) {
    for (std::uint64_t left = from.number(); left > 0 && !from.at_end(); --left) {
      const std::string_view code = from.text();
      UnitTable::Atom atom;
      atom.name = from.text();
      atom.dimension = unpack_dimension(from);
      atom.factor = unpack_rational(from);
      atom.offset = unpack_rational(from);
      atom.special = from.flag();
      atom.metric = from.flag();
      atom.ucum_only = from.flag();
      atom.scale = from.text();
      if (from.flag()) atom.counts = unpack_rational(from);
      table.atoms_.emplace_hint(table.atoms_.end(), code, std::move(atom));
    }
  }
};

std::string UnitTable::packed() const {
  return UnitTablePacker::packed(*this);
}

UnitTable UnitTable::unpacked(std::string_view bytes) {
  return UnitTablePacker::unpacked(bytes);
}

}  // namespace eligo
