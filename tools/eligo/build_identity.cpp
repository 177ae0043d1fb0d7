#include "build_identity.h"

#include <elf.h>
#include <link.h>
#include <xxhash.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>

namespace eligo {
namespace {

// The digest that the linker made of the program, out of its notes.
std::string digest_in(std::string_view notes) {
  constexpr std::string_view owner("GNU\0", 4);
  const auto padded = [](std::size_t size) { return (size + 3) / 4 * 4; };
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note{};
    std::memcpy(&note, notes.data(), sizeof note);
    const std::size_t name = sizeof note;
    const std::size_t content = name + padded(note.n_namesz);
    const std::size_t end = content + padded(note.n_descsz);
    if (end > notes.size()) break;
    if (note.n_type == NT_GNU_BUILD_ID && notes.substr(name, note.n_namesz) == owner) {
      return std::string(notes.substr(content, note.n_descsz));
    }
    notes.remove_prefix(end);
  }
  return {};
}

int look_for_digest(dl_phdr_info* program, std::size_t /*size*/, void* digest) {
  for (std::size_t i = 0; i < program->dlpi_phnum; ++i) {
    const ElfW(Phdr)& header = program->dlpi_phdr[i];
    if (header.p_type != PT_NOTE) continue;
    // The loader gives addresses as numbers.
    const auto* notes =
        reinterpret_cast<const char*>(program->dlpi_addr + header.p_vaddr);  // NOLINT
    std::string found = digest_in({notes, header.p_memsz});
    if (!found.empty()) *static_cast<std::string*>(digest) = std::move(found);
  }
  return 1;  // the first is the program itself
}

std::string digest_of_file() {
  std::ifstream program("/proc/self/exe", std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(program), {}};
  const XXH128_hash_t digest = XXH3_128bits(content.data(), content.size());
  return std::to_string(digest.high64) + " " + std::to_string(digest.low64);
}

}  // namespace

std::string build_identity() {
  std::string digest;
  dl_iterate_phdr(look_for_digest, &digest);
  return std::string(ELIGO_VERSION " ") + (digest.empty() ? digest_of_file() : digest);
}

}  // namespace eligo
