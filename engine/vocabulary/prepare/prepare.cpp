// Run while Eligo is built: reads the vocabulary's files, as they stand in the project, and writes
// a C++ source that holds them packed. The names of the files are those that diagnostics give.

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "vocabulary/packed_vocabulary.h"
#include "vocabulary/vocabulary_content.h"
#include "vocabulary/vocabulary_reader.h"

namespace {

// As the inside of a string literal. Octal digits end after three, whatever follows them.
void append_escaped(unsigned char byte, std::string& literal) {
  constexpr std::string_view escaped = "\"\\?";
  if (byte >= ' ' && byte <= '~' && escaped.find(static_cast<char>(byte)) == escaped.npos) {
    literal += static_cast<char>(byte);
    return;
  }
  literal += '\\';
  for (int shift = 6; shift >= 0; shift -= 3) {
    literal += static_cast<char>('0' + ((byte >> shift) & 7));
  }
}

std::string source_of(const std::string& bytes) {
  constexpr std::size_t bytes_a_line = 80;
  std::string source =
      "#include \"vocabulary/prepared_vocabulary.h\"\n\nnamespace eligo {\n\n"
      "std::string_view prepared_vocabulary() {\n  static constexpr char bytes[] =\n";
  for (std::size_t at = 0; at < bytes.size(); at += bytes_a_line) {
    source += "      \"";
    for (const char byte : bytes.substr(at, bytes_a_line)) {
      append_escaped(static_cast<unsigned char>(byte), source);
    }
    source += "\"\n";
  }
  return source + "      \"\";\n  return {bytes, sizeof bytes - 1};\n}\n\n}  // namespace eligo\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: eligo_prepare_vocabulary OUTPUT FILE...\n", stderr);
    return 2;
  }
  std::vector<eligo::SourceText> files;
  for (int i = 2; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    std::string content(std::istreambuf_iterator<char>(file), {});
    if (!file) {
      std::fprintf(stderr, "%s: cannot be read\n", argv[i]);
      return 1;
    }
    files.emplace_back(argv[i], std::move(content));
  }
  const auto content = eligo::VocabularyReader(files).read();
  for (const eligo::Diagnostic& diagnostic : content.diagnostics) {
    std::fputs(eligo::render(diagnostic).c_str(), stderr);
  }
  if (!content) return 1;
  std::ofstream output(argv[1], std::ios::binary);
  output << source_of(eligo::PackedVocabulary::pack(*content)) << std::flush;
  if (!output) {
    std::fprintf(stderr, "%s: cannot be written\n", argv[1]);
    return 1;
  }
  return 0;
}
