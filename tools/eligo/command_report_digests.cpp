#include "command_report_digests.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>

#include "command.h"
#include "document/sha256.h"
#include "input_files.h"
#include "open_patients.h"

namespace eligo {
namespace {

constexpr std::size_t piece_size = 1U << 16U;  // bytes read at once

}  // namespace

std::optional<std::string> sha256_of_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  Sha256 digest;
  std::vector<char> piece(piece_size);
  while (stream) {
    stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    digest.add({piece.data(), static_cast<std::size_t>(stream.gcount())});
  }
  if (stream.bad()) return std::nullopt;
  return digest.finish();
}

std::string sha256_of_all(const std::vector<IndexInput>& files) {
  if (files.size() == 1) return files.front().sha256;
  std::string lines;
  for (const IndexInput& file : files) lines += fmt::format("{}  {}\n", file.sha256, file.name);
  return sha256_of(lines);
}

PatientDigests::~PatientDigests() {
  if (kept_ != nullptr) std::fclose(kept_);
}

std::optional<std::string> PatientDigests::keep_standard_input() {
  kept_ = std::tmpfile();
  if (kept_ == nullptr) return std::nullopt;
  Sha256 digest;
  std::vector<char> piece(piece_size);
  while (std::cin) {
    std::cin.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto length = static_cast<std::size_t>(std::cin.gcount());
    digest.add({piece.data(), length});
    if (std::fwrite(piece.data(), 1, length, kept_) != length) return std::nullopt;
  }
  if (std::fflush(kept_) != 0) return std::nullopt;
  // Whoever reads standard input from here on reads what was kept of it.
  if (::lseek(::fileno(kept_), 0, SEEK_SET) != 0) return std::nullopt;
  if (::dup2(::fileno(kept_), STDIN_FILENO) < 0) return std::nullopt;
  std::cin.clear();
  std::clearerr(stdin);
  return digest.finish();
}

bool PatientDigests::take(const std::vector<std::string>& arguments) {
  const Result<std::vector<std::string>> files = input_files(arguments, patient_file_endings());
  if (!files) return true;  // said by whoever reads them
  for (const std::string& file : *files) {
    const bool is_stream = file == "-";
    const std::optional<std::string> digest =
        is_stream ? keep_standard_input() : sha256_of_file(file);
    if (digest) {
      inputs_.push_back({is_stream ? "standard input" : file, *digest});
    } else if (is_stream) {
      print(
          {make_diagnostic(DiagnosticCode::unreadable_file, "standard input",
                           fmt::format("cannot be kept while it is read: {}", std::strerror(errno)),
                           "make room in the folder for temporary files, or name a file")});
      return false;
    }
  }
  return true;
}

}  // namespace eligo
